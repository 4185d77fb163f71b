-- +goose Up
CREATE TABLE enrolments (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, model_hash TEXT NOT NULL, template_id TEXT REFERENCES evidence_objects(id),
  created_by TEXT NOT NULL, created_at BIGINT NOT NULL, ended_at BIGINT
);
CREATE UNIQUE INDEX ux_enrolments__person_id ON enrolments (person_id) WHERE ended_at IS NULL;
CREATE TABLE enrolment_pictures (
  id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), seq BIGINT NOT NULL, photo_id TEXT NOT NULL REFERENCES evidence_objects(id), sharp DOUBLE PRECISION NOT NULL, face_width DOUBLE PRECISION NOT NULL
);
CREATE UNIQUE INDEX ux_enrolment_pictures__enrolment_id ON enrolment_pictures (enrolment_id, seq);
-- How each person shows who they are; an officer's word instead of a submission; frames of an answered challenge.
CREATE TABLE person_ways (
  person_id TEXT NOT NULL REFERENCES persons(id), version BIGINT NOT NULL, way TEXT NOT NULL, reason TEXT NOT NULL, updated_by TEXT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY (person_id, version),
  CONSTRAINT ck_person_ways__way CHECK (way IN ('face','voice','call','kiosk','guardian'))
);
CREATE TABLE checkin_witnesses (
  request_id TEXT PRIMARY KEY REFERENCES checkin_requests(id), way TEXT NOT NULL, note TEXT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_checkin_witnesses__way CHECK (way IN ('call','kiosk','guardian'))
);
ALTER TABLE checkins ADD COLUMN frames_id TEXT REFERENCES evidence_objects(id);
ALTER TABLE checkins ADD COLUMN asked TEXT;

-- +goose Down
ALTER TABLE checkins DROP COLUMN asked;
ALTER TABLE checkins DROP COLUMN frames_id;
DROP TABLE checkin_witnesses;
DROP TABLE person_ways;
DROP TABLE enrolment_pictures;
DROP TABLE enrolments;
