-- +goose Up
-- Who is asked, and until when; alerts from before are due at once, so that nothing old stays unseen.
ALTER TABLE alerts ADD COLUMN level TEXT NOT NULL DEFAULT 'station' CONSTRAINT ck_alerts__level CHECK (level IN ('city','district','station'));
ALTER TABLE alerts ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX ix_alerts__due_at ON alerts (due_at) WHERE state <> 'resolved' AND level <> 'city';
CREATE INDEX ix_alerts__open ON alerts (path, opened_at, id) WHERE state <> 'resolved';

-- +goose Down
DROP INDEX ix_alerts__open;
DROP INDEX ix_alerts__due_at;
ALTER TABLE alerts DROP COLUMN due_at;
ALTER TABLE alerts DROP COLUMN level;
