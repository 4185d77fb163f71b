-- +goose Up
-- Plans by schedule, on demand and by the person's own wish; times drawn by committed randomness; the public calendar;
-- templates; check-ins made without network.
ALTER TABLE plans ADD COLUMN kind TEXT NOT NULL DEFAULT 'recurring' CONSTRAINT ck_plans__kind CHECK (kind IN ('recurring','on_demand','self_initiated'));
ALTER TABLE plans ADD COLUMN days TEXT NOT NULL DEFAULT '';
ALTER TABLE plans ADD COLUMN span BIGINT NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN times BIGINT NOT NULL DEFAULT 1;
ALTER TABLE plans ADD COLUMN min_gap BIGINT NOT NULL DEFAULT 0;
ALTER TABLE checkin_requests ADD COLUMN kind TEXT NOT NULL DEFAULT 'recurring' CONSTRAINT ck_checkin_requests__kind CHECK (kind IN ('recurring','on_demand','self_initiated'));
ALTER TABLE checkins ADD COLUMN made_at BIGINT;
CREATE INDEX ix_checkins__person_id ON checkins (person_id, received_at);
CREATE INDEX ix_evidence_objects__person_id ON evidence_objects (person_id, sha256);
CREATE TABLE calendar_days (
  day TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,
  CONSTRAINT ck_calendar_days__kind CHECK (kind IN ('holiday','make_up_day'))
);
CREATE TABLE draws (
  day TEXT PRIMARY KEY, seed TEXT NOT NULL, commitment TEXT NOT NULL, committed_at BIGINT NOT NULL
);
CREATE TABLE plan_templates (
  id TEXT PRIMARY KEY, path TEXT COLLATE "C" NOT NULL, level TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, version BIGINT NOT NULL, updated_by TEXT NOT NULL, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_plan_templates__level CHECK (level IN ('strict','ordinary','light'))
);
CREATE INDEX ix_plan_templates__path ON plan_templates (path, level, title);

-- +goose Down
DROP TABLE plan_templates;
DROP TABLE draws;
DROP TABLE calendar_days;
DROP INDEX ix_evidence_objects__person_id;
DROP INDEX ix_checkins__person_id;
ALTER TABLE checkins DROP COLUMN made_at;
ALTER TABLE checkin_requests DROP COLUMN kind;
ALTER TABLE plans DROP COLUMN min_gap;
ALTER TABLE plans DROP COLUMN times;
ALTER TABLE plans DROP COLUMN span;
ALTER TABLE plans DROP COLUMN days;
ALTER TABLE plans DROP COLUMN kind;
