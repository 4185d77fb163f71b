-- +goose Up
CREATE TABLE enrolments (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT COLLATE "C" NOT NULL, model_hash TEXT NOT NULL, template_id TEXT REFERENCES evidence_objects(id),
  created_by TEXT NOT NULL, created_at BIGINT NOT NULL, ended_at BIGINT
);
CREATE UNIQUE INDEX ux_enrolments__person_id ON enrolments (person_id) WHERE ended_at IS NULL;
CREATE TABLE enrolment_pictures (
  id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), seq BIGINT NOT NULL, photo_id TEXT NOT NULL REFERENCES evidence_objects(id), sharp DOUBLE PRECISION NOT NULL, face_width DOUBLE PRECISION NOT NULL
);
CREATE UNIQUE INDEX ux_enrolment_pictures__enrolment_id ON enrolment_pictures (enrolment_id, seq);

-- +goose Down
DROP TABLE enrolment_pictures;
DROP TABLE enrolments;
