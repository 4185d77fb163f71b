-- +goose Up
-- What came with a check-in, a leave or an appeal is found by its id; no list of it is kept twice.
ALTER TABLE evidence_objects ADD COLUMN subject_id TEXT;
CREATE INDEX ix_evidence_objects__subject_id ON evidence_objects (subject_id, id);

-- +goose Down
DROP INDEX ix_evidence_objects__subject_id;
ALTER TABLE evidence_objects DROP COLUMN subject_id;
