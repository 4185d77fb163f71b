-- +goose Up
-- How each person is told, step by step; our own and providers' incidents, and what they moved.
CREATE TABLE person_ladders (
  person_id TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, updated_by TEXT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY (person_id, version)
);
-- The ladder of everybody who has none of their own has no person.
INSERT INTO person_ladders (person_id, version, body, updated_by, updated_at) VALUES ('', 1,
  '{"steps":[{"channel":"fcm","from":"open","after_minutes":0},{"channel":"webpush","from":"open","after_minutes":0},{"channel":"sms","from":"open","after_minutes":30},{"channel":"call","from":"close","after_minutes":-30}],"quiet_from":"22:00","quiet_to":"07:00"}',
  'system', 0);
ALTER TABLE messages ADD COLUMN next_at BIGINT;
CREATE INDEX ix_messages__next_at ON messages (next_at) WHERE next_at IS NOT NULL;
CREATE TABLE message_steps (
  message_id TEXT NOT NULL REFERENCES messages(id), channel TEXT NOT NULL, claimed_until BIGINT NOT NULL, tries BIGINT NOT NULL, done_at BIGINT, PRIMARY KEY (message_id, channel),
  CONSTRAINT ck_message_steps__channel CHECK (channel IN ('inbox','fcm','webpush','sms','call'))
);
CREATE TABLE channel_minutes (
  channel TEXT NOT NULL, minute BIGINT NOT NULL, attempts BIGINT NOT NULL, failures BIGINT NOT NULL, PRIMARY KEY (channel, minute),
  CONSTRAINT ck_channel_minutes__channel CHECK (channel IN ('inbox','fcm','webpush','sms','call'))
);
CREATE TABLE heartbeats (
  part TEXT PRIMARY KEY, at BIGINT NOT NULL
);
CREATE TABLE incidents (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, channel TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT, settled_at BIGINT, note TEXT NOT NULL,
  CONSTRAINT ck_incidents__kind CHECK (kind IN ('service','provider'))
);
CREATE UNIQUE INDEX ux_incidents__running ON incidents (kind, channel) WHERE to_at IS NULL;
CREATE INDEX ix_incidents__unsettled ON incidents (from_at) WHERE settled_at IS NULL;
CREATE INDEX ix_incidents__from_at ON incidents (from_at, id);
CREATE TABLE request_extensions (
  request_id TEXT NOT NULL REFERENCES checkin_requests(id), incident_id TEXT NOT NULL REFERENCES incidents(id), kind TEXT NOT NULL, from_at BIGINT NOT NULL, to_at BIGINT NOT NULL,
  due_before BIGINT NOT NULL, closes_before BIGINT NOT NULL, due_after BIGINT NOT NULL, closes_after BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (request_id, incident_id),
  CONSTRAINT ck_request_extensions__kind CHECK (kind IN ('service','provider'))
);
ALTER TABLE checkin_requests ADD COLUMN extended TEXT CONSTRAINT ck_checkin_requests__extended CHECK (extended IN ('service','provider'));

-- +goose Down
ALTER TABLE checkin_requests DROP COLUMN extended;
DROP TABLE request_extensions;
DROP TABLE incidents;
DROP TABLE heartbeats;
DROP TABLE channel_minutes;
DROP TABLE message_steps;
DROP INDEX ix_messages__next_at;
ALTER TABLE messages DROP COLUMN next_at;
DROP TABLE person_ladders;
