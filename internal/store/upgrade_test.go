package store_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

// A database of the first version keeps every row and every reference when tables are made anew.
func TestMigrate_NothingIsLostOnTheWay(t *testing.T) {
	t.Parallel()
	storetest.EachUnmigrated(t, func(t *testing.T, url string) {
		s, err := store.Open(t.Context(), store.Config{URL: url})
		require.NoError(t, err)
		defer func() { require.NoError(t, s.Close()) }()
		require.NoError(t, s.MigrateTo(t.Context(), 1))
		run := func(query string) error {
			_, err := s.WriterDB().ExecContext(t.Context(), query)
			return err
		}
		for _, rows := range []string{
			"INSERT INTO units VALUES ('u', NULL, 'station', '1', '所', '/1/', 'Asia/Shanghai')",
			"INSERT INTO persons VALUES ('p', 'u', '/1/', 'A1', '甲', 'male', '1985-05-20', 'probation', 'ordinary', 'active', '', '2026-01-01', '2027-12-31', 0, 1)",
			"INSERT INTO roll_calls (id, station_id, path, title, audience, state, officer_id, zone, created_at, updated_at) VALUES ('r', 'u', '/1/', '', 'adults', 'closed', 'o', 'UTC', 0, 0)",
			"INSERT INTO evidence_objects VALUES ('e', 'p', '/1/', 'rollcall_snapshot', 'image/jpeg', 1, 'x', 0)",
			"INSERT INTO roll_call_invitees (id, roll_call_id, person_id, seq, presence, mark_reason, marked_by, snapshot_id, updated_at) VALUES ('i', 'r', 'p', 1, 'left', '', '', 'e', 0)",
			"INSERT INTO alerts (id, person_id, station_id, path, kind, severity, source_id, causes, state, owner_id, note, opened_at, updated_at) VALUES ('a', 'p', 'u', '/1/', 'help_asked', 'critical', 's', '[]', 'open', '', '', 7, 7)",
			"INSERT INTO plans (id, person_id, station_id, path, version, title, recurrence, starts_on, zone, opens_at, length, grace, requires, next_opens, next_day, created_by, created_at) VALUES ('l', 'p', 'u', '/1/', 1, '', '', '', '', 0, 0, 0, '{}', NULL, '', '', 0)",
			"INSERT INTO checkin_requests VALUES ('q', 'l', 1, 'p', 'u', '/1/', '2026-01-01', 0, 0, 0, '', '{}', 'accepted', NULL, 0)",
			"INSERT INTO devices VALUES ('x', 'p', 'k', 'Android 9', 0, NULL, NULL)",
			checkinOf(s.Engine(), "c1", `{"note":"{\"network\":\"none\"}","device":{"battery_pct":3,"network":"wifi"}}`), checkinOf(s.Engine(), "c2", `{"device":{}}`),
			"INSERT INTO messages VALUES ('m', 'p', 'checkin_open', 's', 0, 9)",
			"INSERT INTO message_deliveries (id, message_id, channel, subscription_id, failure) VALUES ('d', 'm', 'inbox', '', '')",
		} {
			require.NoError(t, run(rows), rows)
		}
		require.NoError(t, s.Migrate(t.Context()))
		kept := column(t, s, "SELECT e.id || a.id || m.id || d.id || i.snapshot_id || a.level FROM evidence_objects e, alerts a, messages m, message_deliveries d, roll_call_invitees i")
		require.Equal(t, []string{"eamdestation"}, kept)
		require.Equal(t, []string{"wifi", ""}, column(t, s, "SELECT coalesce(network, '') FROM checkins ORDER BY id"), "what phones told of their network is read from what they handed in")
		require.NoError(t, run("INSERT INTO messages (id, person_id, kind, subject_id, created_at, expires_at) VALUES ('m2', 'p', 'leave_decided', 's', 0, 9)"))
		require.Error(t, run("INSERT INTO messages (id, person_id, kind, subject_id, created_at, expires_at) VALUES ('m3', 'p', 'no such kind', 's', 0, 9)"))
		require.Error(t, run("UPDATE roll_call_invitees SET snapshot_id = 'nowhere'"), "references are kept after tables were made anew")
		if s.Engine() == "sqlite" {
			require.Empty(t, strings.Join(column(t, s, "SELECT \"table\" FROM pragma_foreign_key_check"), " "))
		}
	})
}

// checkinOf is the statement that stores a submission in the first version; each engine has its own way to write bytes.
func checkinOf(engine, id, payload string) string {
	bytes := "CAST('" + payload + "' AS BLOB)"
	if engine != "sqlite" {
		bytes = "convert_to('" + payload + "', 'UTF8')"
	}
	return "INSERT INTO checkins VALUES ('" + id + "', 'q', 'p', 'u', '/1/', 'x', 0, " + bytes + ", " + bytes + ", NULL, 'accepted', '[]')"
}
