-- +goose NO TRANSACTION
-- +goose Up
-- Recordings of called segments. A CHECK can't be changed in place: the table is made anew, as in 0002.
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
CREATE TABLE evidence_objects_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, created_at BIGINT NOT NULL, subject_id TEXT,
  CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper','rollcall_recording'))
);
INSERT INTO evidence_objects_new (id, person_id, path, kind, mime, size, sha256, created_at, subject_id) SELECT id, person_id, path, kind, mime, size, sha256, created_at, subject_id FROM evidence_objects;
DROP TABLE evidence_objects;
ALTER TABLE evidence_objects_new RENAME TO evidence_objects;
CREATE INDEX ix_evidence_objects__person_id ON evidence_objects (person_id, sha256);
CREATE INDEX ix_evidence_objects__subject_id ON evidence_objects (subject_id, id);
CREATE TABLE roll_call_recordings (
  id TEXT PRIMARY KEY, roll_call_id TEXT NOT NULL REFERENCES roll_calls(id), person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, attempt BIGINT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
  ended TEXT NOT NULL, gaps TEXT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL, evidence_id TEXT NOT NULL REFERENCES evidence_objects(id), created_at BIGINT NOT NULL,
  CONSTRAINT ck_roll_call_recordings__ended CHECK (ended IN ('call_ended','too_long','too_large','not_stored','server_restart'))
);
CREATE INDEX ix_roll_call_recordings__roll_call_id ON roll_call_recordings (roll_call_id, from_at, id);
COMMIT;
PRAGMA foreign_keys=ON;

-- +goose Down
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
DROP TABLE roll_call_recordings;
DELETE FROM evidence_objects WHERE kind = 'rollcall_recording';
CREATE TABLE evidence_objects_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, created_at BIGINT NOT NULL, subject_id TEXT,
  CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper'))
);
INSERT INTO evidence_objects_new (id, person_id, path, kind, mime, size, sha256, created_at, subject_id) SELECT id, person_id, path, kind, mime, size, sha256, created_at, subject_id FROM evidence_objects;
DROP TABLE evidence_objects;
ALTER TABLE evidence_objects_new RENAME TO evidence_objects;
CREATE INDEX ix_evidence_objects__person_id ON evidence_objects (person_id, sha256);
CREATE INDEX ix_evidence_objects__subject_id ON evidence_objects (subject_id, id);
COMMIT;
PRAGMA foreign_keys=ON;
