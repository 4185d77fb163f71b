-- +goose Up
ALTER TABLE evidence_objects DROP CONSTRAINT ck_evidence_objects__kind;
ALTER TABLE evidence_objects ADD CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot','checkin_surroundings','checkin_voice','checkin_frames','enrolment_photo','leave_paper','appeal_paper'));
ALTER TABLE alerts DROP CONSTRAINT ck_alerts__kind;
ALTER TABLE alerts ADD CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused','lost_contact','call_person','pattern_seen','leave_overdue','appeal_overdue'));
ALTER TABLE messages DROP CONSTRAINT ck_messages__kind;
ALTER TABLE messages ADD CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring','leave_decided','appeal_decided','window_extended'));
ALTER TABLE message_deliveries DROP CONSTRAINT ck_message_deliveries__channel;
ALTER TABLE message_deliveries ADD CONSTRAINT ck_message_deliveries__channel CHECK (channel IN ('inbox','fcm','webpush','sms','call'));

-- +goose Down
DELETE FROM evidence_objects WHERE kind NOT IN ('checkin_photo','rollcall_snapshot');
ALTER TABLE evidence_objects DROP CONSTRAINT ck_evidence_objects__kind;
ALTER TABLE evidence_objects ADD CONSTRAINT ck_evidence_objects__kind CHECK (kind IN ('checkin_photo','rollcall_snapshot'));
DELETE FROM alerts WHERE kind NOT IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused');
ALTER TABLE alerts DROP CONSTRAINT ck_alerts__kind;
ALTER TABLE alerts ADD CONSTRAINT ck_alerts__kind CHECK (kind IN ('checkin_missed','checkin_not_reached','rollcall_absent','rollcall_not_reached','help_asked','token_reused'));
DELETE FROM messages WHERE kind NOT IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring');
ALTER TABLE messages DROP CONSTRAINT ck_messages__kind;
ALTER TABLE messages ADD CONSTRAINT ck_messages__kind CHECK (kind IN ('checkin_open','checkin_reminder','checkin_decided','rollcall_ring'));
DELETE FROM message_deliveries WHERE channel NOT IN ('inbox','fcm','webpush');
ALTER TABLE message_deliveries DROP CONSTRAINT ck_message_deliveries__channel;
ALTER TABLE message_deliveries ADD CONSTRAINT ck_message_deliveries__channel CHECK (channel IN ('inbox','fcm','webpush'));
