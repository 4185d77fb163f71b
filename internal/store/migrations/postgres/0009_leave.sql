-- +goose Up
CREATE TABLE leaves (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, place TEXT NOT NULL, reason TEXT NOT NULL,
  status TEXT NOT NULL, level TEXT NOT NULL, is_urgent BOOLEAN NOT NULL, applied_at BIGINT NOT NULL, returned_at BIGINT, overdue_at BIGINT, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_leaves__status CHECK (status IN ('applied','approved','refused','withdrawn','returned')),
  CONSTRAINT ck_leaves__level CHECK (level IN ('city','district','station'))
);
CREATE INDEX ix_leaves__applied_at ON leaves (applied_at, id);
CREATE INDEX ix_leaves__path ON leaves (path, applied_at, id);
CREATE INDEX ix_leaves__status ON leaves (status, applied_at, id);
CREATE INDEX ix_leaves__person_id ON leaves (person_id, applied_at, id);
CREATE INDEX ix_leaves__overdue ON leaves (status, to_day) WHERE status = 'approved' AND overdue_at IS NULL;
CREATE TABLE leave_steps (
  id TEXT PRIMARY KEY, leave_id TEXT NOT NULL REFERENCES leaves(id), kind TEXT NOT NULL, reason TEXT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_leave_steps__kind CHECK (kind IN ('applied','proposed','approved','refused','withdrawn','cut_short','returned'))
);
CREATE INDEX ix_leave_steps__leave_id ON leave_steps (leave_id, at);

-- +goose Down
DROP TABLE leave_steps;
DROP TABLE leaves;
