-- +goose Up
CREATE TABLE appeals (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL, day TEXT NOT NULL, against TEXT NOT NULL,
  text TEXT NOT NULL, status TEXT NOT NULL, first_decider TEXT NOT NULL, evidence TEXT NOT NULL, opened_at BIGINT NOT NULL, due_at BIGINT NOT NULL, overdue_at BIGINT, decided_at BIGINT, decided_by TEXT NOT NULL,
  reason TEXT NOT NULL, new_status TEXT,
  CONSTRAINT ck_appeals__source CHECK (source IN ('checkin','rollcall')),
  CONSTRAINT ck_appeals__against CHECK (against IN ('present','late','absent','excused','review','not_reached')),
  CONSTRAINT ck_appeals__new_status CHECK (new_status IN ('present','late','absent','excused','review','not_reached')),
  CONSTRAINT ck_appeals__status CHECK (status IN ('open','upheld','refused','withdrawn'))
);
CREATE UNIQUE INDEX ux_appeals__open ON appeals (source, source_id, person_id) WHERE status = 'open';
CREATE INDEX ix_appeals__opened_at ON appeals (opened_at, id);
CREATE INDEX ix_appeals__path ON appeals (path, opened_at, id);
CREATE INDEX ix_appeals__status ON appeals (status, opened_at, id);
CREATE INDEX ix_appeals__person_id ON appeals (person_id, opened_at, id);
CREATE INDEX ix_appeals__due_at ON appeals (status, due_at) WHERE status = 'open' AND overdue_at IS NULL;
CREATE TABLE attendance_changes (
  id TEXT PRIMARY KEY, source TEXT NOT NULL, source_id TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES persons(id), from_status TEXT NOT NULL, to_status TEXT NOT NULL, reason TEXT NOT NULL, appeal_id TEXT NOT NULL,
  by_id TEXT NOT NULL, at BIGINT NOT NULL
);
CREATE INDEX ix_attendance_changes__occasion ON attendance_changes (source, source_id, person_id, at);

-- +goose Down
DROP TABLE attendance_changes;
DROP TABLE appeals;
