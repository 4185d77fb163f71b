-- +goose Up
-- Sanctions (惩处), and appeals against them. Lists of allowed words grow by what is added here, whatever other
-- steps have added to them.
-- In SQLite a list is part of the table's text, which may be rewritten where that asks nothing of rows (lang_altertable, section 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''appeal_paper''', '''appeal_paper'',''sanction_paper''') WHERE type = 'table' AND name = 'evidence_objects';
UPDATE sqlite_schema SET sql = replace(sql, '''appeal_decided''', '''appeal_decided'',''sanction_decided''') WHERE type = 'table' AND name = 'messages';
UPDATE sqlite_schema SET sql = replace(sql, 'source IN (''checkin''', 'source IN (''sanction'',''checkin''') WHERE type = 'table' AND name = 'appeals';
UPDATE sqlite_schema SET sql = replace(sql, 'against IN (''present''', 'against IN (''admonition'',''warning'',''penalty'',''recall'',''present''') WHERE type = 'table' AND name = 'appeals';
PRAGMA writable_schema = RESET;
CREATE TABLE sanctions (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, facts TEXT NOT NULL, grounds TEXT NOT NULL, status TEXT NOT NULL,
  proposed_by TEXT NOT NULL, proposed_at BIGINT NOT NULL, decided_by TEXT NOT NULL, decided_at BIGINT, reason TEXT NOT NULL, revoked_by TEXT NOT NULL, revoked_at BIGINT, revoke_reason TEXT NOT NULL, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_sanctions__kind CHECK (kind IN ('admonition','warning','penalty','recall')),
  CONSTRAINT ck_sanctions__status CHECK (status IN ('proposed','approved','refused','withdrawn','revoked'))
);
CREATE INDEX ix_sanctions__proposed_at ON sanctions (proposed_at, id);
CREATE INDEX ix_sanctions__path ON sanctions (path, proposed_at, id);
CREATE INDEX ix_sanctions__status ON sanctions (status, proposed_at, id);
CREATE INDEX ix_sanctions__person_id ON sanctions (person_id, proposed_at, id);
CREATE INDEX ix_attendance_records__rollcalls ON attendance_records (person_id, at, id) WHERE source = 'rollcall';
-- Who has looked at whose record within the hour: the ledger has one entry of it.
CREATE TABLE looks (
  actor_id TEXT NOT NULL, person_id TEXT NOT NULL, action TEXT NOT NULL, hour BIGINT NOT NULL, about TEXT NOT NULL, PRIMARY KEY (actor_id, person_id, action, hour, about)
);
CREATE INDEX ix_looks__hour ON looks (hour);
-- Whose sealed file is gone for good; its record and hash stay.
CREATE TABLE evidence_destroyed (
  evidence_id TEXT PRIMARY KEY REFERENCES evidence_objects(id), at BIGINT NOT NULL
);
CREATE INDEX ix_persons__term_to ON persons (term_to, id);

-- +goose Down
DROP INDEX ix_persons__term_to;
DROP TABLE evidence_destroyed;
DROP TABLE looks;
DROP INDEX ix_attendance_records__rollcalls;
DROP TABLE sanctions;
DELETE FROM message_steps WHERE message_id IN (SELECT id FROM messages WHERE kind = 'sanction_decided');
DELETE FROM message_deliveries WHERE message_id IN (SELECT id FROM messages WHERE kind = 'sanction_decided');
DELETE FROM messages WHERE kind = 'sanction_decided';
DELETE FROM appeals WHERE source = 'sanction';
DELETE FROM evidence_objects WHERE kind = 'sanction_paper';
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''appeal_paper'',''sanction_paper''', '''appeal_paper''') WHERE type = 'table' AND name = 'evidence_objects';
UPDATE sqlite_schema SET sql = replace(sql, '''appeal_decided'',''sanction_decided''', '''appeal_decided''') WHERE type = 'table' AND name = 'messages';
UPDATE sqlite_schema SET sql = replace(sql, 'source IN (''sanction'',''checkin''', 'source IN (''checkin''') WHERE type = 'table' AND name = 'appeals';
UPDATE sqlite_schema SET sql = replace(sql, 'against IN (''admonition'',''warning'',''penalty'',''recall'',''present''', 'against IN (''present''') WHERE type = 'table' AND name = 'appeals';
PRAGMA writable_schema = RESET;
