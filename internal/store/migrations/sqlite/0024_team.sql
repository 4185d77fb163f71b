-- +goose Up
-- Correction teams, each membership from joining to leaving; the privacy policy in its versions, and what persons answered.
CREATE TABLE teams (
  person_id TEXT PRIMARY KEY REFERENCES persons(id), version BIGINT NOT NULL, updated_by TEXT NOT NULL, updated_at BIGINT NOT NULL
);
CREATE TABLE team_members (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), staff_id TEXT REFERENCES staff_members(id), name TEXT NOT NULL, relation TEXT, phone TEXT NOT NULL, is_phone_shown BOOLEAN NOT NULL,
  role TEXT NOT NULL, sex TEXT NOT NULL, knows_minors BOOLEAN NOT NULL, since_at BIGINT NOT NULL, until_at BIGINT,
  CONSTRAINT ck_team_members__relation CHECK (relation IN ('village_committee','employer','school','family','guardian','volunteer','police','other')),
  CONSTRAINT ck_team_members__role CHECK (role IN ('lead','member')),
  CONSTRAINT ck_team_members__sex CHECK (sex IN ('male','female'))
);
CREATE UNIQUE INDEX ux_team_members__lead ON team_members (person_id) WHERE role = 'lead' AND until_at IS NULL;
CREATE UNIQUE INDEX ux_team_members__staff ON team_members (person_id, staff_id) WHERE until_at IS NULL;
CREATE INDEX ix_team_members__person_id ON team_members (person_id, since_at, id);
CREATE TABLE policies (
  id TEXT PRIMARY KEY, version BIGINT NOT NULL, status TEXT NOT NULL, chinese TEXT NOT NULL, english TEXT NOT NULL, change_note TEXT NOT NULL, effective_day TEXT NOT NULL, sha256 TEXT NOT NULL, revision BIGINT NOT NULL,
  created_by TEXT NOT NULL, updated_at BIGINT NOT NULL, published_by TEXT, published_at BIGINT,
  CONSTRAINT ck_policies__status CHECK (status IN ('draft','published'))
);
CREATE UNIQUE INDEX ux_policies__version ON policies (status, version);
CREATE TABLE policy_answers (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), policy_id TEXT NOT NULL REFERENCES policies(id), version BIGINT NOT NULL, face TEXT NOT NULL, voice TEXT NOT NULL, device_id TEXT NOT NULL, language TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_policy_answers__face CHECK (face IN ('yes','no')),
  CONSTRAINT ck_policy_answers__voice CHECK (voice IN ('yes','no')),
  CONSTRAINT ck_policy_answers__language CHECK (language IN ('zh-CN','en'))
);
CREATE INDEX ix_policy_answers__person_id ON policy_answers (person_id, at, id);
CREATE INDEX ix_policy_answers__policy_id ON policy_answers (policy_id, person_id);

-- +goose Down
DROP TABLE policy_answers;
DROP TABLE policies;
DROP TABLE team_members;
DROP TABLE teams;
