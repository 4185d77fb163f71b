-- +goose Up
-- What a member of staff did, newest first. What persons and the software do is not in it: it would cost every check-in.
CREATE INDEX ix_audit_entries__actor_id ON audit_entries (actor_id, at, id) WHERE actor_role NOT IN ('self', 'system');

-- +goose Down
DROP INDEX ix_audit_entries__actor_id;
