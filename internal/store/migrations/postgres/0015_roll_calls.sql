-- +goose Up
-- Roll calls that are planned, of districts, of chosen persons and by surprise; who is registered out or kept apart; the history and the
-- seal; whom the law or a case keeps apart; who is in hospital or custody.
ALTER TABLE alerts DROP CONSTRAINT ck_alerts__kind;
ALTER TABLE alerts ADD CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused','lost_contact','call_person','pattern_seen','leave_overdue','appeal_overdue','rollcall_phone'));
ALTER TABLE messages DROP CONSTRAINT ck_messages__kind;
ALTER TABLE messages ADD CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended','rollcall_planned','rollcall_recall','rollcall_cancelled'));
ALTER TABLE roll_calls DROP CONSTRAINT ck_roll_calls__state;
ALTER TABLE roll_calls ADD CONSTRAINT ck_roll_calls__state CHECK (state IN ('planned','notified','lobby','live','closed','sealed','cancelled'));
ALTER TABLE roll_calls ADD COLUMN kind TEXT NOT NULL DEFAULT 'station' CONSTRAINT ck_roll_calls__kind CHECK (kind IN ('station','district','chosen','spot'));
ALTER TABLE roll_calls ADD COLUMN starts_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE roll_calls ADD COLUMN notify_at BIGINT;
ALTER TABLE roll_calls ADD COLUMN call_order TEXT NOT NULL DEFAULT 'number' CONSTRAINT ck_roll_calls__call_order CHECK (call_order IN ('number','hand','chance'));
ALTER TABLE roll_calls ADD COLUMN is_recorded BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE roll_calls ADD COLUMN is_auto BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE roll_calls ADD COLUMN chosen TEXT NOT NULL DEFAULT '[]';
ALTER TABLE roll_calls ADD COLUMN arranged TEXT NOT NULL DEFAULT '[]';
ALTER TABLE roll_calls ADD COLUMN apart TEXT NOT NULL DEFAULT '[]';
ALTER TABLE roll_calls ADD COLUMN draw_day TEXT NOT NULL DEFAULT '';
ALTER TABLE roll_calls ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE roll_calls ADD COLUMN opened_at BIGINT;
ALTER TABLE roll_calls ADD COLUMN sealed_at BIGINT;
ALTER TABLE roll_calls ADD COLUMN sealed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE roll_calls ADD COLUMN seal_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE roll_calls ADD COLUMN due_at BIGINT;
UPDATE roll_calls SET starts_at = created_at, opened_at = created_at;
DROP INDEX ux_roll_calls__running;
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

-- +goose Down
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
DROP INDEX ix_roll_calls__state;
DROP INDEX ix_roll_calls__due_at;
DROP INDEX ux_roll_calls__running;
CREATE UNIQUE INDEX ux_roll_calls__running ON roll_calls (station_id) WHERE state IN ('lobby','live');
ALTER TABLE roll_calls DROP COLUMN due_at;
ALTER TABLE roll_calls DROP COLUMN seal_hash;
ALTER TABLE roll_calls DROP COLUMN sealed_by;
ALTER TABLE roll_calls DROP COLUMN sealed_at;
ALTER TABLE roll_calls DROP COLUMN opened_at;
ALTER TABLE roll_calls DROP COLUMN reason;
ALTER TABLE roll_calls DROP COLUMN draw_day;
ALTER TABLE roll_calls DROP COLUMN apart;
ALTER TABLE roll_calls DROP COLUMN arranged;
ALTER TABLE roll_calls DROP COLUMN chosen;
ALTER TABLE roll_calls DROP COLUMN is_auto;
ALTER TABLE roll_calls DROP COLUMN is_recorded;
ALTER TABLE roll_calls DROP COLUMN call_order;
ALTER TABLE roll_calls DROP COLUMN notify_at;
ALTER TABLE roll_calls DROP COLUMN starts_at;
ALTER TABLE roll_calls DROP COLUMN kind;
ALTER TABLE roll_calls DROP CONSTRAINT ck_roll_calls__state;
ALTER TABLE roll_calls ADD CONSTRAINT ck_roll_calls__state CHECK (state IN ('planned','lobby','live','closed','sealed','cancelled'));
ALTER TABLE messages DROP CONSTRAINT ck_messages__kind;
ALTER TABLE messages ADD CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended'));
ALTER TABLE alerts DROP CONSTRAINT ck_alerts__kind;
ALTER TABLE alerts ADD CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused','lost_contact','call_person','pattern_seen','leave_overdue','appeal_overdue'));
