-- +goose Up
-- Recordings of called segments.
ALTER TABLE evidence_objects DROP CONSTRAINT ck_evidence_objects__kind;
ALTER TABLE evidence_objects ADD CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper','rollcall_recording'));
CREATE TABLE roll_call_recordings (
  id TEXT PRIMARY KEY, roll_call_id TEXT NOT NULL REFERENCES roll_calls(id), person_id TEXT NOT NULL REFERENCES persons(id), path TEXT COLLATE "C" NOT NULL, attempt BIGINT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
  ended TEXT NOT NULL, gaps TEXT NOT NULL, width BIGINT NOT NULL, height BIGINT NOT NULL, evidence_id TEXT NOT NULL REFERENCES evidence_objects(id), created_at BIGINT NOT NULL,
  CONSTRAINT ck_roll_call_recordings__ended CHECK (ended IN ('call_ended','too_long','too_large','not_stored','server_restart'))
);
CREATE INDEX ix_roll_call_recordings__roll_call_id ON roll_call_recordings (roll_call_id, from_at, id);

-- +goose Down
DROP TABLE roll_call_recordings;
DELETE FROM evidence_objects WHERE kind = 'rollcall_recording';
ALTER TABLE evidence_objects DROP CONSTRAINT ck_evidence_objects__kind;
ALTER TABLE evidence_objects ADD CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper'));
