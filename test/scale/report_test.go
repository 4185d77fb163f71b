package scale_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/test/stage"
)

// BenchmarkReport makes the report of a month in which each of the crowd checked in every day.
func BenchmarkReport(b *testing.B) {
	persons := size("DIANDAO_SCALE_PERSONS", 10_000)
	for _, engines := range stage.Engines() {
		b.Run(engines.Name, func(b *testing.B) {
			c := newCrowd(b, engines, persons, 1)
			db := c.app.Store().WriterDB()
			days := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d), d(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM d WHERE k < 31) ", persons)
			day := "'2026-10-' || substr('0' || k, length('0' || k) - 1)"
			from := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC).UnixMicro()
			for _, rows := range []string{
				"INSERT INTO attendance_records (id, person_id, station_id, path, source, source_id, status, at, day, reason, by_role, by_id, updated_at) " + days +
					"SELECT 'a-' || i || '-' || k, p.id, p.station_id, p.path, 'checkin', 'r-' || i || '-' || k, CASE WHEN (i + k) % 17 = 0 THEN 'absent' ELSE 'present' END, 0, " + day +
					", '', 'system', 'system', 0 FROM n CROSS JOIN d JOIN persons AS p ON p.id = 'person-' || i",
				"INSERT INTO checkin_requests (id, plan_id, plan_version, person_id, station_id, path, day, opens_at, due_at, closes_at, title, requires, status, updated_at) " + days +
					fmt.Sprintf("SELECT 'r-' || i || '-' || k, 'plan-' || i, 1, p.id, p.station_id, p.path, %s, %d + k * 86400000000, 0, 0, '', '{}', 'accepted', 0 FROM n CROSS JOIN d JOIN persons AS p ON p.id = 'person-' || i", day, from),
				"ANALYZE",
			} {
				_, err := db.ExecContext(b.Context(), rows)
				require.NoError(b, err)
			}
			s := c.app.Store()
			reports := oversight.NewReports(s.Reports(), s.Oversight(), s.Orgs(), c.clock)
			units, err := s.Orgs().ListUnits(b.Context(), org.Root)
			require.NoError(b, err)
			var district org.Unit
			for _, u := range units {
				if u.Kind == org.District && district.ID == "" {
					district = u
				}
			}
			chief := authz.Actor{Role: authz.Supervisor, ID: "s", Scope: org.Root}
			for b.Loop() {
				r, err := reports.Make(b.Context(), chief, district.ID, "2026-10", "measured")
				require.NoError(b, err)
				require.Equal(b, persons*31, r.Body.Counts[oversight.Present]+r.Body.Counts[oversight.Absent])
			}
		})
	}
}
