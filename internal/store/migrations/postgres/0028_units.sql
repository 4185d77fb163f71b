-- +goose Up
-- The number of a unit's office, at which persons reach it, and a version, since units can be changed.
ALTER TABLE units ADD COLUMN telephone TEXT NOT NULL DEFAULT '';
ALTER TABLE units ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- +goose Down
ALTER TABLE units DROP COLUMN version;
ALTER TABLE units DROP COLUMN telephone;
