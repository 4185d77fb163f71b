-- +goose Up
-- How good the line to each person was at its worst.
ALTER TABLE roll_call_invitees ADD COLUMN rung TEXT CONSTRAINT ck_roll_call_invitees__rung CHECK (rung IN ('video','low','still','audio','telephone'));

-- +goose Down
ALTER TABLE roll_call_invitees DROP COLUMN rung;
