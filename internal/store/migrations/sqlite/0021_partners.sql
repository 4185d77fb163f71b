-- +goose Up
CREATE TABLE partners (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, unit_id TEXT NOT NULL REFERENCES units(id), path TEXT NOT NULL, note TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL, minors_reason TEXT NOT NULL,
  sealed BLOB NOT NULL, overlap_until BIGINT, pause TEXT, paused_at BIGINT, failing_since BIGINT, rest_until BIGINT, version BIGINT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_partners__kind CHECK (kind IN ('police','procuratorate','court','prison','platform')),
  CONSTRAINT ck_partners__pause CHECK (pause IN ('by_hand','failing','gone'))
);
CREATE UNIQUE INDEX ux_partners__name ON partners (unit_id, name);
CREATE TABLE partner_deliveries (
  id TEXT PRIMARY KEY, partner_id TEXT NOT NULL REFERENCES partners(id), event_id TEXT NOT NULL, type TEXT NOT NULL, path TEXT NOT NULL, is_minor BOOLEAN NOT NULL, body TEXT NOT NULL,
  state TEXT NOT NULL, attempts BIGINT NOT NULL, next_at BIGINT, again_id TEXT, created_at BIGINT NOT NULL, settled_at BIGINT,
  CONSTRAINT ck_partner_deliveries__type CHECK (type IN ('lost_contact.opened','lost_contact.step_recorded','lost_contact.closed','leave.decided','checkin.missed','checkin.decided','rollcall.closed','appeal.decided','person.transferred','partner.test')),
  CONSTRAINT ck_partner_deliveries__state CHECK (state IN ('pending','delivered','given_up','cancelled'))
);
CREATE UNIQUE INDEX ux_partner_deliveries__event_id ON partner_deliveries (event_id, partner_id);
CREATE INDEX ix_partner_deliveries__created_at ON partner_deliveries (created_at);
CREATE INDEX ix_partner_deliveries__partner_id ON partner_deliveries (partner_id, created_at, id);
CREATE INDEX ix_partner_deliveries__state ON partner_deliveries (partner_id, state, created_at, id);
CREATE INDEX ix_partner_deliveries__type ON partner_deliveries (partner_id, type, created_at, id);
CREATE INDEX ix_partner_deliveries__due ON partner_deliveries (partner_id, next_at, id) WHERE state = 'pending' AND next_at IS NOT NULL;
CREATE INDEX ix_partner_deliveries__again_id ON partner_deliveries (again_id, state) WHERE again_id IS NOT NULL;
CREATE TABLE partner_tries (
  id TEXT PRIMARY KEY, delivery_id TEXT NOT NULL REFERENCES partner_deliveries(id), at BIGINT NOT NULL, status BIGINT NOT NULL, took BIGINT NOT NULL, class TEXT,
  CONSTRAINT ck_partner_tries__class CHECK (class IN ('private_address','unreachable','tls','timeout','redirect','rate_limited','client_error','server_error','gone','oversized'))
);
CREATE INDEX ix_partner_tries__delivery_id ON partner_tries (delivery_id, at, id);

-- +goose Down
DROP TABLE partner_tries;
DROP TABLE partner_deliveries;
DROP TABLE partners;
