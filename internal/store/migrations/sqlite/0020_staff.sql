-- +goose Up
-- Administration of staff: first passwords that must be changed, the login of the city's identity provider, sessions that can be told apart.
ALTER TABLE staff_members ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE staff_members ADD COLUMN sex TEXT NOT NULL DEFAULT '' CONSTRAINT ck_staff_members__sex CHECK (sex IN ('','female','male'));
ALTER TABLE staff_members ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE staff_members ADD COLUMN password_expires_at BIGINT;
ALTER TABLE staff_members ADD COLUMN last_login_at BIGINT;
ALTER TABLE staff_members ADD COLUMN issuer TEXT;
ALTER TABLE staff_members ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX ux_staff_members__subject ON staff_members (issuer, subject);
CREATE INDEX ix_staff_members__path ON staff_members (path, username);
ALTER TABLE staff_sessions ADD COLUMN via TEXT NOT NULL DEFAULT 'password' CONSTRAINT ck_staff_sessions__via CHECK (via IN ('password','sso'));
ALTER TABLE staff_sessions ADD COLUMN agent TEXT NOT NULL DEFAULT '';
CREATE INDEX ix_staff_sessions__member_id ON staff_sessions (member_id, created_at);

-- +goose Down
DROP INDEX ix_staff_sessions__member_id;
ALTER TABLE staff_sessions DROP COLUMN agent;
ALTER TABLE staff_sessions DROP COLUMN via;
DROP INDEX ix_staff_members__path;
DROP INDEX ux_staff_members__subject;
ALTER TABLE staff_members DROP COLUMN subject;
ALTER TABLE staff_members DROP COLUMN issuer;
ALTER TABLE staff_members DROP COLUMN last_login_at;
ALTER TABLE staff_members DROP COLUMN password_expires_at;
ALTER TABLE staff_members DROP COLUMN must_change;
ALTER TABLE staff_members DROP COLUMN sex;
ALTER TABLE staff_members DROP COLUMN version;
