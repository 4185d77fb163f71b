-- +goose Up
-- What was asked of a called person, what was seen, and where the phone was: JSON, as rollcall.Invitee has it.
ALTER TABLE roll_call_invitees ADD COLUMN challenges TEXT NOT NULL DEFAULT '[]';
ALTER TABLE roll_call_invitees ADD COLUMN findings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE roll_call_invitees ADD COLUMN place TEXT;

-- +goose Down
ALTER TABLE roll_call_invitees DROP COLUMN place;
ALTER TABLE roll_call_invitees DROP COLUMN findings;
ALTER TABLE roll_call_invitees DROP COLUMN challenges;
