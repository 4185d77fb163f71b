-- +goose NO TRANSACTION
-- +goose Up
-- Roll calls that are planned, of districts, of chosen persons and by surprise; who is registered out or kept apart; the history and the
-- seal; whom the law or a case keeps apart; who is in hospital or custody.
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
CREATE TABLE alerts_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, source_id TEXT NOT NULL, causes TEXT NOT NULL, state TEXT NOT NULL,
  owner_id TEXT NOT NULL, note TEXT NOT NULL, opened_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, resolved_at BIGINT,
  level TEXT NOT NULL DEFAULT 'station' CONSTRAINT ck_alerts__level CHECK (level IN ('city','district','station')), due_at BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT ux_alerts__source UNIQUE (kind, source_id, person_id),
  CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused','lost_contact','call_person','pattern_seen','leave_overdue','appeal_overdue','rollcall_phone')),
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
CREATE INDEX ix_alerts__due_at ON alerts (due_at) WHERE state <> 'resolved' AND level <> 'city';
CREATE INDEX ix_alerts__open ON alerts (path, opened_at, id) WHERE state <> 'resolved';
CREATE INDEX ix_alerts__unresolved ON alerts (person_id, opened_at, kind) WHERE state <> 'resolved';
CREATE TABLE messages_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, next_at BIGINT,
  CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended','rollcall_planned','rollcall_recall','rollcall_cancelled'))
);
INSERT INTO messages_new (id, person_id, kind, subject_id, created_at, expires_at, next_at) SELECT id, person_id, kind, subject_id, created_at, expires_at, next_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_new RENAME TO messages;
CREATE INDEX ix_messages__person_id ON messages (person_id, created_at, id);
CREATE INDEX ix_messages__subject_id ON messages (subject_id);
CREATE INDEX ix_messages__next_at ON messages (next_at) WHERE next_at IS NOT NULL;
CREATE TABLE roll_calls_new (
  id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES units(id), path TEXT NOT NULL, title TEXT NOT NULL, audience TEXT NOT NULL, state TEXT NOT NULL, officer_id TEXT NOT NULL, zone TEXT NOT NULL,
  created_at BIGINT NOT NULL, live_at BIGINT, closed_at BIGINT, updated_at BIGINT NOT NULL,
  kind TEXT NOT NULL, starts_at BIGINT NOT NULL, notify_at BIGINT, call_order TEXT NOT NULL, is_recorded BOOLEAN NOT NULL, is_auto BOOLEAN NOT NULL, chosen TEXT NOT NULL, arranged TEXT NOT NULL, apart TEXT NOT NULL,
  draw_day TEXT NOT NULL, reason TEXT NOT NULL, opened_at BIGINT, sealed_at BIGINT, sealed_by TEXT NOT NULL, seal_hash TEXT NOT NULL, due_at BIGINT,
  CONSTRAINT ck_roll_calls__audience CHECK (audience IN ('adults','minors','women')),
  CONSTRAINT ck_roll_calls__state CHECK (state IN ('planned','notified','lobby','live','closed','sealed','cancelled')),
  CONSTRAINT ck_roll_calls__kind CHECK (kind IN ('station','district','chosen','spot')),
  CONSTRAINT ck_roll_calls__call_order CHECK (call_order IN ('number','hand','chance'))
);
INSERT INTO roll_calls_new SELECT id, station_id, path, title, audience, state, officer_id, zone, created_at, live_at, closed_at, updated_at, 'station', created_at, NULL, 'number', FALSE, FALSE, '[]', '[]', '[]', '', '', created_at, NULL, '', '', NULL FROM roll_calls;
DROP TABLE roll_calls;
ALTER TABLE roll_calls_new RENAME TO roll_calls;
CREATE INDEX ix_roll_calls__created_at ON roll_calls (created_at, id);
CREATE INDEX ix_roll_calls__path ON roll_calls (path, created_at, id);
CREATE INDEX ix_roll_calls__station_id ON roll_calls (station_id, created_at, id);
CREATE UNIQUE INDEX ux_roll_calls__running ON roll_calls (station_id) WHERE state IN ('lobby','live') AND kind <> 'spot';
CREATE INDEX ix_roll_calls__due_at ON roll_calls (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ix_roll_calls__state ON roll_calls (state, created_at, id);
ALTER TABLE roll_call_invitees ADD COLUMN calls BIGINT NOT NULL DEFAULT 0;
ALTER TABLE roll_call_invitees ADD COLUMN recalls BIGINT NOT NULL DEFAULT 0;
ALTER TABLE roll_call_invitees ADD COLUMN recalled_at BIGINT;
ALTER TABLE roll_call_invitees ADD COLUMN rung TEXT CONSTRAINT ck_roll_call_invitees__rung CHECK (rung IN ('video','low','still','audio','telephone'));
ALTER TABLE roll_call_invitees ADD COLUMN excuse TEXT CONSTRAINT ck_roll_call_invitees__excuse CHECK (excuse IN ('on_leave','in_hospital','in_custody'));
ALTER TABLE roll_call_invitees ADD COLUMN refused TEXT CONSTRAINT ck_roll_call_invitees__refused CHECK (refused IN ('minor','adult','women_only','co_accused','elsewhere','not_active'));
UPDATE roll_call_invitees SET calls = 1 WHERE called_at IS NOT NULL;
CREATE TABLE roll_call_steps (
  id TEXT PRIMARY KEY, roll_call_id TEXT NOT NULL REFERENCES roll_calls(id), person_id TEXT REFERENCES persons(id), kind TEXT NOT NULL, count BIGINT NOT NULL, text TEXT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_roll_call_steps__kind CHECK (kind IN ('called','recalled','rung','excused','kept_apart','phone_asked','phoned','noted','handed_over'))
);
CREATE INDEX ix_roll_call_steps__roll_call_id ON roll_call_steps (roll_call_id, at, id);
CREATE TABLE co_accused (
  person_a TEXT NOT NULL REFERENCES persons(id), person_b TEXT NOT NULL REFERENCES persons(id), by_id TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (person_a, person_b)
);
CREATE INDEX ix_co_accused__person_b ON co_accused (person_b, person_a);
CREATE TABLE person_stays (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, since_day TEXT NOT NULL, note TEXT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL, ended_at BIGINT, ended_by TEXT NOT NULL,
  CONSTRAINT ck_person_stays__kind CHECK (kind IN ('hospital','custody'))
);
CREATE UNIQUE INDEX ux_person_stays__open ON person_stays (person_id) WHERE ended_at IS NULL;
CREATE INDEX ix_person_stays__person_id ON person_stays (person_id, at, id);
COMMIT;
PRAGMA foreign_keys=ON;

-- +goose Down
PRAGMA foreign_keys=OFF;
BEGIN IMMEDIATE;
DELETE FROM alerts WHERE kind = 'rollcall_phone';
DELETE FROM message_steps WHERE message_id IN (SELECT id FROM messages WHERE kind IN ('rollcall_planned','rollcall_recall','rollcall_cancelled'));
DELETE FROM message_deliveries WHERE message_id IN (SELECT id FROM messages WHERE kind IN ('rollcall_planned','rollcall_recall','rollcall_cancelled'));
DELETE FROM messages WHERE kind IN ('rollcall_planned','rollcall_recall','rollcall_cancelled');
UPDATE roll_calls SET state = 'planned' WHERE state = 'notified';
UPDATE roll_calls SET state = 'closed' WHERE kind = 'spot' AND state IN ('lobby','live');
DROP TABLE person_stays;
DROP TABLE co_accused;
DROP TABLE roll_call_steps;
ALTER TABLE roll_call_invitees DROP COLUMN refused;
ALTER TABLE roll_call_invitees DROP COLUMN excuse;
ALTER TABLE roll_call_invitees DROP COLUMN rung;
ALTER TABLE roll_call_invitees DROP COLUMN recalled_at;
ALTER TABLE roll_call_invitees DROP COLUMN recalls;
ALTER TABLE roll_call_invitees DROP COLUMN calls;
CREATE TABLE roll_calls_new (
  id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES units(id), path TEXT NOT NULL, title TEXT NOT NULL, audience TEXT NOT NULL, state TEXT NOT NULL, officer_id TEXT NOT NULL, zone TEXT NOT NULL,
  created_at BIGINT NOT NULL, live_at BIGINT, closed_at BIGINT, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_roll_calls__audience CHECK (audience IN ('adults','minors','women')),
  CONSTRAINT ck_roll_calls__state CHECK (state IN ('planned','lobby','live','closed','sealed','cancelled'))
);
INSERT INTO roll_calls_new SELECT id, station_id, path, title, audience, state, officer_id, zone, created_at, live_at, closed_at, updated_at FROM roll_calls;
DROP TABLE roll_calls;
ALTER TABLE roll_calls_new RENAME TO roll_calls;
CREATE INDEX ix_roll_calls__created_at ON roll_calls (created_at, id);
CREATE INDEX ix_roll_calls__path ON roll_calls (path, created_at, id);
CREATE INDEX ix_roll_calls__station_id ON roll_calls (station_id, created_at, id);
CREATE UNIQUE INDEX ux_roll_calls__running ON roll_calls (station_id) WHERE state IN ('lobby','live');
CREATE TABLE messages_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, next_at BIGINT,
  CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended'))
);
INSERT INTO messages_new (id, person_id, kind, subject_id, created_at, expires_at, next_at) SELECT id, person_id, kind, subject_id, created_at, expires_at, next_at FROM messages;
DROP TABLE messages;
ALTER TABLE messages_new RENAME TO messages;
CREATE INDEX ix_messages__person_id ON messages (person_id, created_at, id);
CREATE INDEX ix_messages__subject_id ON messages (subject_id);
CREATE INDEX ix_messages__next_at ON messages (next_at) WHERE next_at IS NOT NULL;
CREATE TABLE alerts_new (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, source_id TEXT NOT NULL, causes TEXT NOT NULL, state TEXT NOT NULL,
  owner_id TEXT NOT NULL, note TEXT NOT NULL, opened_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, resolved_at BIGINT,
  level TEXT NOT NULL DEFAULT 'station' CONSTRAINT ck_alerts__level CHECK (level IN ('city','district','station')), due_at BIGINT NOT NULL DEFAULT 0,
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
CREATE INDEX ix_alerts__due_at ON alerts (due_at) WHERE state <> 'resolved' AND level <> 'city';
CREATE INDEX ix_alerts__open ON alerts (path, opened_at, id) WHERE state <> 'resolved';
CREATE INDEX ix_alerts__unresolved ON alerts (person_id, opened_at, kind) WHERE state <> 'resolved';
COMMIT;
PRAGMA foreign_keys=ON;
