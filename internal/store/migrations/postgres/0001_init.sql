-- +goose Up
-- Instants are microseconds since 1970 UTC, written by the server only; days are texts "2026-11-23"; durations are nanoseconds.

CREATE TABLE units (
  id TEXT PRIMARY KEY, parent_id TEXT, kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL UNIQUE, zone TEXT NOT NULL,
  CONSTRAINT ck_units__kind CHECK (kind IN ('city','district','station'))
);
CREATE TABLE staff_members (
  id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL, role TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL,
  password_hash TEXT NOT NULL, disabled_at BIGINT, created_at BIGINT NOT NULL,
  CONSTRAINT ck_staff_members__role CHECK (role IN ('officer','supervisor','social_worker','volunteer','specialist','procurator','admin'))
);
CREATE TABLE staff_sessions (
  token_hash TEXT PRIMARY KEY, member_id TEXT NOT NULL REFERENCES staff_members(id), csrf TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL
);
CREATE INDEX ix_staff_sessions__expires_at ON staff_sessions (expires_at);
CREATE TABLE persons (
  id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL, number TEXT COLLATE "C" NOT NULL UNIQUE, name TEXT NOT NULL, sex TEXT NOT NULL, born_on TEXT NOT NULL,
  category TEXT NOT NULL, level TEXT NOT NULL, status TEXT NOT NULL, phone TEXT NOT NULL, term_from TEXT NOT NULL, term_to TEXT NOT NULL, created_at BIGINT NOT NULL, version BIGINT NOT NULL,
  CONSTRAINT ck_persons__sex CHECK (sex IN ('male','female')),
  CONSTRAINT ck_persons__category CHECK (category IN ('public_surveillance','probation','parole','outside_prison')),
  CONSTRAINT ck_persons__level CHECK (level IN ('strict','ordinary','light')),
  CONSTRAINT ck_persons__status CHECK (status IN ('active','detained','ended'))
);
CREATE INDEX ix_persons__path ON persons (path, number, id);
CREATE INDEX ix_persons__station_id ON persons (station_id);
CREATE TABLE activations (
  code_hash TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT COLLATE "C" NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT
);
CREATE TABLE devices (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), public_key BYTEA NOT NULL, name TEXT NOT NULL, created_at BIGINT NOT NULL, revoked_at BIGINT, last_seen_at BIGINT
);
CREATE INDEX ix_devices__person_id ON devices (person_id, created_at);
CREATE TABLE refresh_tokens (
  token_hash TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices(id), family_id TEXT NOT NULL, issued_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT, next_hash TEXT NOT NULL
);
CREATE INDEX ix_refresh_tokens__device_id ON refresh_tokens (device_id);
CREATE TABLE plans (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, title TEXT NOT NULL,
  recurrence TEXT NOT NULL, starts_on TEXT NOT NULL, zone TEXT NOT NULL, opens_at BIGINT NOT NULL, length BIGINT NOT NULL, grace BIGINT NOT NULL, requires TEXT NOT NULL,
  next_opens BIGINT, next_day TEXT NOT NULL, stopped_at BIGINT, created_by TEXT NOT NULL, created_at BIGINT NOT NULL
);
CREATE INDEX ix_plans__person_id ON plans (person_id);
CREATE INDEX ix_plans__next_opens ON plans (next_opens) WHERE next_opens IS NOT NULL;
CREATE TABLE plan_versions (
  plan_id TEXT NOT NULL REFERENCES plans(id), version BIGINT NOT NULL, body TEXT NOT NULL, created_by TEXT NOT NULL, created_at BIGINT NOT NULL, PRIMARY KEY (plan_id, version)
);
CREATE TABLE checkin_requests (
  id TEXT PRIMARY KEY, plan_id TEXT NOT NULL REFERENCES plans(id), plan_version BIGINT NOT NULL, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL,
  day TEXT NOT NULL, opens_at BIGINT NOT NULL, due_at BIGINT NOT NULL, closes_at BIGINT NOT NULL, title TEXT NOT NULL, requires TEXT NOT NULL, status TEXT NOT NULL, checkin_id TEXT, updated_at BIGINT NOT NULL,
  CONSTRAINT ux_checkin_requests__plan_id__opens_at UNIQUE (plan_id, opens_at),
  CONSTRAINT ck_checkin_requests__status CHECK (status IN ('open','accepted','late','review','rejected','missed','not_reached','cancelled'))
);
CREATE INDEX ix_checkin_requests__opens_at ON checkin_requests (opens_at, id, path);
CREATE INDEX ix_checkin_requests__path ON checkin_requests (path, opens_at, id);
CREATE INDEX ix_checkin_requests__path_status ON checkin_requests (path, status, opens_at, id);
CREATE INDEX ix_checkin_requests__person_id ON checkin_requests (person_id, opens_at, id);
CREATE INDEX ix_checkin_requests__status ON checkin_requests (status, opens_at, id, path);
CREATE INDEX ix_checkin_requests__overdue ON checkin_requests (status, closes_at, id) WHERE status = 'open';
CREATE TABLE evidence_objects (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), path TEXT COLLATE "C" NOT NULL, kind TEXT NOT NULL, mime TEXT NOT NULL, size BIGINT NOT NULL, sha256 TEXT NOT NULL, created_at BIGINT NOT NULL,
  CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot'))
);
CREATE TABLE checkins (
  id TEXT PRIMARY KEY, request_id TEXT NOT NULL REFERENCES checkin_requests(id), person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, device_id TEXT NOT NULL REFERENCES devices(id),
  received_at BIGINT NOT NULL, payload BYTEA NOT NULL, signature BYTEA NOT NULL, photo_id TEXT REFERENCES evidence_objects(id), outcome TEXT NOT NULL, findings TEXT NOT NULL,
  CONSTRAINT ck_checkins__outcome CHECK (outcome IN ('accepted','late','review','rejected'))
);
CREATE INDEX ix_checkins__request_id ON checkins (request_id);
CREATE TABLE checkin_decisions (
  id TEXT PRIMARY KEY, checkin_id TEXT NOT NULL REFERENCES checkins(id), kind TEXT NOT NULL, reason TEXT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_checkin_decisions__kind CHECK (kind IN ('accept','reject','ask_again'))
);
CREATE INDEX ix_checkin_decisions__checkin_id ON checkin_decisions (checkin_id, at);
CREATE TABLE attendance_records (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL, status TEXT NOT NULL, at BIGINT NOT NULL, day TEXT NOT NULL,
  reason TEXT NOT NULL, by_role TEXT NOT NULL, by_id TEXT NOT NULL, updated_at BIGINT NOT NULL,
  CONSTRAINT ux_attendance_records__occasion UNIQUE (source, source_id, person_id),
  CONSTRAINT ck_attendance_records__by_role CHECK (by_role IN ('officer','supervisor','social_worker','volunteer','specialist','procurator','admin','self','system')),
  CONSTRAINT ck_attendance_records__source CHECK (source IN ('checkin','rollcall')),
  CONSTRAINT ck_attendance_records__status CHECK (status IN ('present','late','absent','excused','review','not_reached'))
);
CREATE INDEX ix_attendance_records__day ON attendance_records (day, path, status);
CREATE INDEX ix_attendance_records__path ON attendance_records (path, day, status);
CREATE INDEX ix_attendance_records__person_id ON attendance_records (person_id, day);
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, source_id TEXT NOT NULL, causes TEXT NOT NULL, state TEXT NOT NULL,
  owner_id TEXT NOT NULL, note TEXT NOT NULL, opened_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, resolved_at BIGINT,
  CONSTRAINT ux_alerts__source UNIQUE (kind, source_id, person_id),
  CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused')),
  CONSTRAINT ck_alerts__severity CHECK (severity IN ('info','warning','critical')),
  CONSTRAINT ck_alerts__state CHECK (state IN ('open','acknowledged','resolved'))
);
CREATE INDEX ix_alerts__opened_at ON alerts (opened_at, id);
CREATE INDEX ix_alerts__path ON alerts (path, opened_at, id);
CREATE INDEX ix_alerts__state ON alerts (state, opened_at, id);
CREATE INDEX ix_alerts__person_id ON alerts (person_id, opened_at, id);
CREATE TABLE roll_calls (
  id TEXT PRIMARY KEY, station_id TEXT NOT NULL REFERENCES units(id), path TEXT COLLATE "C" NOT NULL, title TEXT NOT NULL, audience TEXT NOT NULL, state TEXT NOT NULL, officer_id TEXT NOT NULL, zone TEXT NOT NULL,
  created_at BIGINT NOT NULL, live_at BIGINT, closed_at BIGINT, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_roll_calls__audience CHECK (audience IN ('adults','minors','women')),
  CONSTRAINT ck_roll_calls__state CHECK (state IN ('planned','lobby','live','closed','sealed','cancelled'))
);
CREATE INDEX ix_roll_calls__created_at ON roll_calls (created_at, id);
CREATE INDEX ix_roll_calls__path ON roll_calls (path, created_at, id);
CREATE INDEX ix_roll_calls__station_id ON roll_calls (station_id, created_at, id);
CREATE UNIQUE INDEX ux_roll_calls__running ON roll_calls (station_id) WHERE state IN ('lobby','live');
CREATE TABLE roll_call_invitees (
  id TEXT PRIMARY KEY, roll_call_id TEXT NOT NULL REFERENCES roll_calls(id), person_id TEXT NOT NULL REFERENCES persons(id), seq BIGINT NOT NULL, presence TEXT NOT NULL, on_line_at BIGINT, called_at BIGINT,
  mark TEXT, mark_reason TEXT NOT NULL, marked_by TEXT NOT NULL, marked_at BIGINT, snapshot_id TEXT REFERENCES evidence_objects(id), updated_at BIGINT NOT NULL,
  CONSTRAINT ux_roll_call_invitees__person UNIQUE (roll_call_id, person_id),
  CONSTRAINT ck_roll_call_invitees__presence CHECK (presence IN ('invited','reached','connecting','on_line','called','dropped','left')),
  CONSTRAINT ck_roll_call_invitees__mark CHECK (mark IN ('present','late','absent','excused','review','not_reached'))
);
CREATE INDEX ix_roll_call_invitees__person_id ON roll_call_invitees (person_id);
CREATE TABLE messages (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), kind TEXT NOT NULL, subject_id TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
  CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring'))
);
CREATE INDEX ix_messages__person_id ON messages (person_id, created_at, id);
CREATE INDEX ix_messages__subject_id ON messages (subject_id);
CREATE TABLE message_deliveries (
  id TEXT PRIMARY KEY, message_id TEXT NOT NULL REFERENCES messages(id), channel TEXT NOT NULL, subscription_id TEXT NOT NULL, accepted_at BIGINT, delivered_at BIGINT, shown_at BIGINT, opened_at BIGINT, failed_at BIGINT, failure TEXT NOT NULL,
  CONSTRAINT ux_message_deliveries__way UNIQUE (message_id, channel, subscription_id),
  CONSTRAINT ck_message_deliveries__channel CHECK (channel IN ('inbox','fcm','webpush'))
);
CREATE TABLE push_subscriptions (
  id TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices(id), person_id TEXT NOT NULL REFERENCES persons(id), channel TEXT NOT NULL, endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL, created_at BIGINT NOT NULL,
  CONSTRAINT ux_push_subscriptions__endpoint UNIQUE (channel, endpoint),
  CONSTRAINT ck_push_subscriptions__channel CHECK (channel IN ('fcm','webpush'))
);
CREATE INDEX ix_push_subscriptions__person_id ON push_subscriptions (person_id);
CREATE INDEX ix_push_subscriptions__device_id ON push_subscriptions (device_id);
CREATE TABLE person_keys (
  person_id TEXT PRIMARY KEY REFERENCES persons(id), wrapped_key BYTEA, destroyed_at BIGINT
);
CREATE TABLE idempotency_keys (
  actor TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status BIGINT NOT NULL, content_type TEXT NOT NULL, body BYTEA, created_at BIGINT NOT NULL, done_at BIGINT, PRIMARY KEY (actor, key)
);
CREATE INDEX ix_idempotency_keys__created_at ON idempotency_keys (created_at);
CREATE TABLE audit_heads (
  chain TEXT COLLATE "C" PRIMARY KEY, seq BIGINT NOT NULL, hash TEXT NOT NULL
);
CREATE TABLE audit_entries (
  id TEXT PRIMARY KEY, chain TEXT COLLATE "C" NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, actor_role TEXT NOT NULL, actor_id TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, person_id TEXT NOT NULL, reason TEXT NOT NULL, data TEXT NOT NULL,
  prev TEXT NOT NULL, hash TEXT NOT NULL,
  CONSTRAINT ux_audit_entries__seq UNIQUE (chain, seq),
  CONSTRAINT ck_audit_entries__actor_role CHECK (actor_role IN ('officer','supervisor','social_worker','volunteer','specialist','procurator','admin','self','system'))
);
CREATE INDEX ix_audit_entries__person_id ON audit_entries (person_id, at, id);
CREATE INDEX ix_audit_entries__at ON audit_entries (at, id);

-- +goose StatementBegin
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed or removed';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- +goose Down
DROP TABLE audit_entries;
DROP TABLE audit_heads;
DROP TABLE idempotency_keys;
DROP TABLE person_keys;
DROP TABLE push_subscriptions;
DROP TABLE message_deliveries;
DROP TABLE messages;
DROP TABLE roll_call_invitees;
DROP TABLE roll_calls;
DROP TABLE alerts;
DROP TABLE attendance_records;
DROP TABLE checkin_decisions;
DROP TABLE checkins;
DROP TABLE evidence_objects;
DROP TABLE checkin_requests;
DROP TABLE plan_versions;
DROP TABLE plans;
DROP TABLE refresh_tokens;
DROP TABLE devices;
DROP TABLE activations;
DROP TABLE persons;
DROP TABLE staff_sessions;
DROP TABLE staff_members;
DROP TABLE units;
DROP FUNCTION refuse_audit_change();
