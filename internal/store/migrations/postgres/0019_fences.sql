-- +goose Up
-- Named fences, and the boundaries of districts. A plan keeps a copy of the area it was made with; fence_id names where from.
CREATE TABLE fences (
  id TEXT PRIMARY KEY, unit_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, area TEXT NOT NULL,
  version BIGINT NOT NULL, archived_at BIGINT, updated_by TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_fences__kind CHECK (kind IN ('fence','boundary')),
  CONSTRAINT ck_fences__shape CHECK (shape IN ('circle','polygon'))
);
CREATE UNIQUE INDEX ux_fences__name ON fences (unit_id, name) WHERE archived_at IS NULL;
CREATE INDEX ix_fences__live ON fences (created_at, id) WHERE archived_at IS NULL;
CREATE INDEX ix_fences__archived ON fences (created_at, id) WHERE archived_at IS NOT NULL;
ALTER TABLE plans ADD COLUMN fence_id TEXT;
CREATE INDEX ix_plans__fence_id ON plans (fence_id, created_at, id) WHERE fence_id IS NOT NULL;

-- +goose Down
DROP INDEX ix_plans__fence_id;
ALTER TABLE plans DROP COLUMN fence_id;
DROP TABLE fences;
