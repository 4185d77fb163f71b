-- +goose Up
-- By which network a check-in came, as the phone told, so that groups of persons can be compared without opening what they handed in.
ALTER TABLE checkins ADD COLUMN network TEXT CONSTRAINT ck_checkins__network CHECK (network IN ('wifi','cellular','4g','3g','2g','none'));
UPDATE checkins SET network = json_extract(CAST(payload AS TEXT), '$.device.network')
  WHERE json_valid(CAST(payload AS TEXT)) AND json_extract(CAST(payload AS TEXT), '$.device.network') IN ('wifi','cellular','none');
DROP INDEX ix_checkins__person_id;
CREATE INDEX ix_checkins__person_id ON checkins (person_id, received_at, network);
-- What officers decided in some days, without reading every check-in of them.
CREATE INDEX ix_checkin_decisions__at ON checkin_decisions (at, checkin_id);

-- +goose Down
DROP INDEX ix_checkin_decisions__at;
DROP INDEX ix_checkins__person_id;
CREATE INDEX ix_checkins__person_id ON checkins (person_id, received_at);
ALTER TABLE checkins DROP COLUMN network;
