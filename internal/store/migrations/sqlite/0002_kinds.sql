-- +goose NO TRANSACTION
-- +goose Up
-- A CHECK can't be changed in place: each table is made anew, in the one way that SQLite documents for it
-- (lang_altertable, section 7), with foreign keys off since others point to evidence_objects.
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
CREATE TABLE evidence_objects_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, created_at BIGINT NOT NULL,
  CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper'))
);
INSERT INTO evidence_objects_new SELECT * FROM evidence_objects;
DROP TABLE evidence_objects;
ALTER TABLE evidence_objects_new RENAME TO evidence_objects;
CREATE TABLE alerts_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, source_id TEXT NOT NULL, causes TEXT NOT NULL, state TEXT NOT NULL,
  owner_id TEXT NOT NULL, note TEXT NOT NULL, opened_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, resolved_at BIGINT,
  CONSTRAINT ux_alerts__source UNIQUE (kind, source_id, person_id),
  CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused','lost_contact','call_person','pattern_seen','leave_overdue','appeal_overdue')),
  CONSTRAINT ck_alerts__severity CHECK (severity IN ('info','warning','critical')),
  CONSTRAINT ck_alerts__state CHECK (state IN ('open','acknowledged','resolved'))
);
INSERT INTO alerts_new SELECT * FROM alerts;
DROP TABLE alerts;
ALTER TABLE alerts_new RENAME TO alerts;
CREATE INDEX ix_alerts__opened_at ON alerts (opened_at, id);
CREATE INDEX ix_alerts__path ON alerts (path, opened_at, id);
CREATE INDEX ix_alerts__state ON alerts (state, opened_at, id);
CREATE INDEX ix_alerts__person_id ON alerts (person_id, opened_at, id);
CREATE TABLE messages_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended'))
);
INSERT INTO messages_new SELECT * FROM messages;
DROP TABLE messages;
ALTER TABLE messages_new RENAME TO messages;
CREATE INDEX ix_messages__person_id ON messages (person_id, created_at, id);
CREATE INDEX ix_messages__subject_id ON messages (subject_id);
CREATE TABLE message_deliveries_new (
  id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES messages(id), channel TEXT NOT NULL, subscription_id TEXT NOT NULL, accepted_at BIGINT, delivered_at BIGINT, shown_at BIGINT, opened_at BIGINT, failed_at BIGINT, failure TEXT NOT NULL,
  CONSTRAINT ux_message_deliveries__way UNIQUE (message_id, channel, subscription_id),
  CONSTRAINT ck_message_deliveries__channel CHECK (channel IN ('inbox','fcm','webpush','sms','call'))
);
INSERT INTO message_deliveries_new SELECT * FROM message_deliveries;
DROP TABLE message_deliveries;
ALTER TABLE message_deliveries_new RENAME TO message_deliveries;
COMMIT;
PRAGMA foreign_keys=ON;

-- +goose Down
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
DELETE FROM evidence_objects WHERE kind NOT IN ('checkin_photo','rollcall_snapshot');
CREATE TABLE evidence_objects_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, created_at BIGINT NOT NULL,
  CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot'))
);
INSERT INTO evidence_objects_new SELECT * FROM evidence_objects;
DROP TABLE evidence_objects;
ALTER TABLE evidence_objects_new RENAME TO evidence_objects;
DELETE FROM alerts WHERE kind NOT IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused');
CREATE TABLE alerts_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, source_id TEXT NOT NULL, causes TEXT NOT NULL, state TEXT NOT NULL,
  owner_id TEXT NOT NULL, note TEXT NOT NULL, opened_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, resolved_at BIGINT,
  CONSTRAINT ux_alerts__source UNIQUE (kind, source_id, person_id),
  CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused')),
  CONSTRAINT ck_alerts__severity CHECK (severity IN ('info','warning','critical')),
  CONSTRAINT ck_alerts__state CHECK (state IN ('open','acknowledged','resolved'))
);
INSERT INTO alerts_new SELECT * FROM alerts;
DROP TABLE alerts;
ALTER TABLE alerts_new RENAME TO alerts;
CREATE INDEX ix_alerts__opened_at ON alerts (opened_at, id);
CREATE INDEX ix_alerts__path ON alerts (path, opened_at, id);
CREATE INDEX ix_alerts__state ON alerts (state, opened_at, id);
CREATE INDEX ix_alerts__person_id ON alerts (person_id, opened_at, id);
DELETE FROM messages WHERE kind NOT IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring');
CREATE TABLE messages_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring'))
);
INSERT INTO messages_new SELECT * FROM messages;
DROP TABLE messages;
ALTER TABLE messages_new RENAME TO messages;
CREATE INDEX ix_messages__person_id ON messages (person_id, created_at, id);
CREATE INDEX ix_messages__subject_id ON messages (subject_id);
DELETE FROM message_deliveries WHERE channel NOT IN ('inbox','fcm','webpush');
CREATE TABLE message_deliveries_new (
  id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES messages(id), channel TEXT NOT NULL, subscription_id TEXT NOT NULL, accepted_at BIGINT, delivered_at BIGINT, shown_at BIGINT, opened_at BIGINT, failed_at BIGINT, failure TEXT NOT NULL,
  CONSTRAINT ux_message_deliveries__way UNIQUE (message_id, channel, subscription_id),
  CONSTRAINT ck_message_deliveries__channel CHECK (channel IN ('inbox','fcm','webpush'))
);
INSERT INTO message_deliveries_new SELECT * FROM message_deliveries;
DROP TABLE message_deliveries;
ALTER TABLE message_deliveries_new RENAME TO message_deliveries;
COMMIT;
PRAGMA foreign_keys=ON;
