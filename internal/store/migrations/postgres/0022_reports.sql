-- +goose Up
-- Monthly reports, frozen as they were made, and which one of a unit is made next.
CREATE TABLE monthly_reports (
  id TEXT PRIMARY KEY, unit_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL, month TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, schema_version BIGINT NOT NULL, body TEXT NOT NULL, sha256 TEXT NOT NULL,
  made_at BIGINT NOT NULL, made_by TEXT NOT NULL, reason TEXT NOT NULL,
  CONSTRAINT ux_monthly_reports__version UNIQUE (unit_id, month, version)
);
CREATE TABLE monthly_reports_due (
  unit_id TEXT PRIMARY KEY REFERENCES units(id), month TEXT COLLATE "C" NOT NULL, due_at BIGINT NOT NULL
);
CREATE INDEX ix_monthly_reports_due__due_at ON monthly_reports_due (due_at);
-- The indexes of attendance also put a list of it in order.
DROP INDEX ix_attendance_records__day;
DROP INDEX ix_attendance_records__path;
CREATE INDEX ix_attendance_records__day ON attendance_records (day, id, path, status, source);
CREATE INDEX ix_attendance_records__path ON attendance_records (path, day, id, status, source);

-- +goose Down
DROP INDEX ix_attendance_records__path;
DROP INDEX ix_attendance_records__day;
CREATE INDEX ix_attendance_records__day ON attendance_records (day, path, status);
CREATE INDEX ix_attendance_records__path ON attendance_records (path, day, status);
DROP TABLE monthly_reports_due;
DROP TABLE monthly_reports;
