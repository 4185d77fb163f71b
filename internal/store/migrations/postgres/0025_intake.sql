-- +goose Up
-- Files on their way in: who began it, the hash of the file, and which line became whom. Nothing of a file itself is kept.
CREATE TABLE intakes (
  id TEXT PRIMARY KEY, by_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, sha256 TEXT NOT NULL, lines BIGINT NOT NULL, added BIGINT NOT NULL, started_at BIGINT NOT NULL, ended_at BIGINT
);
CREATE INDEX ix_intakes__by_id ON intakes (by_id, started_at, id);
CREATE TABLE intake_lines (
  intake_id TEXT NOT NULL REFERENCES intakes(id), line BIGINT NOT NULL, person_id TEXT NOT NULL REFERENCES persons(id), PRIMARY KEY (intake_id, line)
);
CREATE INDEX ix_intake_lines__person_id ON intake_lines (person_id);

-- +goose Down
DROP TABLE intake_lines;
DROP TABLE intakes;
