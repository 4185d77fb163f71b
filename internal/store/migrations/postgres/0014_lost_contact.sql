-- +goose Up
-- Who is out of contact, and every step of the search for them; what a phone last said of itself.
CREATE TABLE lost_contacts (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), station_id TEXT NOT NULL, path TEXT COLLATE "C" NOT NULL, state TEXT NOT NULL, since_at BIGINT NOT NULL, since_by TEXT NOT NULL,
  opened_at BIGINT NOT NULL, opened_by TEXT NOT NULL, reason TEXT NOT NULL, next_step TEXT, due_at BIGINT, sign_at BIGINT, sign_by TEXT, how TEXT, closed_at BIGINT, updated_at BIGINT NOT NULL,
  CONSTRAINT ck_lost_contacts__state CHECK (state IN ('open','closed')),
  CONSTRAINT ck_lost_contacts__since_by CHECK (since_by IN ('checkin','rollcall','phone','call','found','enrolled')),
  CONSTRAINT ck_lost_contacts__next_step CHECK (next_step IN ('opened','called_person','called_family','visited_home','informed_district','informed_police','informed_procuratorate','reviewed_ten_days','reviewed_month','noted','sign_seen','found')),
  CONSTRAINT ck_lost_contacts__sign_by CHECK (sign_by IN ('checkin','rollcall','phone','call','found','enrolled')),
  CONSTRAINT ck_lost_contacts__how CHECK (how IN ('call','came_in','at_home','phone','police','custody','hospital','other'))
);
CREATE UNIQUE INDEX ux_lost_contacts__open ON lost_contacts (person_id) WHERE state = 'open';
CREATE INDEX ix_lost_contacts__running ON lost_contacts (state, id) WHERE state = 'open';
CREATE INDEX ix_lost_contacts__opened_at ON lost_contacts (opened_at, id);
CREATE INDEX ix_lost_contacts__path ON lost_contacts (path, opened_at, id);
CREATE INDEX ix_lost_contacts__state ON lost_contacts (state, opened_at, id);
CREATE INDEX ix_lost_contacts__person_id ON lost_contacts (person_id, opened_at, id);
CREATE TABLE lost_contact_steps (
  id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES lost_contacts(id), kind TEXT NOT NULL, informed TEXT NOT NULL, note TEXT NOT NULL, sign TEXT, how TEXT, happened_at BIGINT NOT NULL, by_id TEXT NOT NULL, at BIGINT NOT NULL,
  CONSTRAINT ck_lost_contact_steps__kind CHECK (kind IN ('opened','called_person','called_family','visited_home','informed_district','informed_police','informed_procuratorate','reviewed_ten_days','reviewed_month','noted','sign_seen','found')),
  CONSTRAINT ck_lost_contact_steps__sign CHECK (sign IN ('checkin','rollcall','phone','call','found','enrolled')),
  CONSTRAINT ck_lost_contact_steps__how CHECK (how IN ('call','came_in','at_home','phone','police','custody','hospital','other'))
);
CREATE INDEX ix_lost_contact_steps__case_id ON lost_contact_steps (case_id, at, id);
CREATE INDEX ix_alerts__unresolved ON alerts (person_id, opened_at, kind) WHERE state <> 'resolved';
ALTER TABLE devices ADD COLUMN battery_pct BIGINT;
ALTER TABLE devices ADD COLUMN notices TEXT CONSTRAINT ck_devices__notices CHECK (notices IN ('on','off','denied','unsupported'));
ALTER TABLE devices ADD COLUMN said_at BIGINT;

-- +goose Down
ALTER TABLE devices DROP COLUMN said_at;
ALTER TABLE devices DROP COLUMN notices;
ALTER TABLE devices DROP COLUMN battery_pct;
DROP INDEX ix_alerts__unresolved;
DROP TABLE lost_contact_steps;
DROP TABLE lost_contacts;
