package store_test

import (
	"database/sql"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/fence"
	"diandao/internal/incident"
	"diandao/internal/leave"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/partner"
	"diandao/internal/person"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/schedule"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
	"diandao/internal/team"
)

func strs[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	slices.Sort(out)
	return out
}

// against is what an appeal can be against.
func against() []string {
	all := append(strs(attendance.Statuses()...), strs(sanction.Kinds()...)...)
	slices.Sort(all)
	return all
}

// enums is what the domain allows in each column that has a CHECK.
func enums() map[string][]string {
	everybody := strs(append(authz.StaffRoles(), authz.Self, authz.System)...)
	return map[string][]string{
		"ck_units__kind":                  strs(org.Kinds()...),
		"ck_staff_members__role":          strs(authz.StaffRoles()...),
		"ck_staff_members__sex":           strs(append(person.Sexes(), "")...),
		"ck_staff_sessions__via":          strs(staff.Vias()...),
		"ck_persons__sex":                 strs(person.Sexes()...),
		"ck_persons__category":            strs(person.Categories()...),
		"ck_persons__level":               strs(person.Levels()...),
		"ck_persons__status":              strs(person.Statuses()...),
		"ck_checkin_requests__status":     strs(checkin.Statuses()...),
		"ck_checkin_requests__kind":       strs(checkin.PlanKinds()...),
		"ck_appeals__source":              strs(appeal.Sources()...),
		"ck_appeals__against":             against(),
		"ck_sanctions__kind":              strs(sanction.Kinds()...),
		"ck_sanctions__status":            strs(sanction.Statuses()...),
		"ck_appeals__new_status":          strs(attendance.Statuses()...),
		"ck_appeals__status":              strs(appeal.Statuses()...),
		"ck_partners__kind":               strs(partner.Kinds()...),
		"ck_partners__pause":              strs(partner.Pauses()...),
		"ck_partner_deliveries__type":     strs(append(partner.Types(), partner.Test)...),
		"ck_partner_deliveries__state":    strs(partner.States()...),
		"ck_partner_tries__class":         strs(partner.Classes()[1:]...),
		"ck_leaves__status":               strs(leave.Statuses()...),
		"ck_leaves__level":                strs(org.Kinds()...),
		"ck_leave_steps__kind":            strs(leave.StepKinds()...),
		"ck_devices__notices":             strs(device.AllNotices()...),
		"ck_fences__kind":                 strs(fence.Kinds()...),
		"ck_fences__shape":                strs(fence.Shapes()...),
		"ck_lost_contacts__state":         strs(liaison.States()...),
		"ck_lost_contacts__since_by":      strs(liaison.Signs()...),
		"ck_lost_contacts__sign_by":       strs(liaison.Signs()...),
		"ck_lost_contacts__next_step":     strs(liaison.StepKinds()...),
		"ck_lost_contacts__how":           strs(liaison.Hows()...),
		"ck_lost_contact_steps__kind":     strs(liaison.StepKinds()...),
		"ck_lost_contact_steps__sign":     strs(liaison.Signs()...),
		"ck_lost_contact_steps__how":      strs(liaison.Hows()...),
		"ck_plans__kind":                  strs(checkin.PlanKinds()...),
		"ck_calendar_days__kind":          strs(schedule.DayKinds()...),
		"ck_plan_templates__level":        strs(person.Levels()...),
		"ck_checkins__outcome":            strs(checkin.Accepted, checkin.Late, checkin.Review, checkin.Rejected), // what a verdict can be
		"ck_checkins__network":            strs(checkin.Networks()...),
		"ck_checkin_decisions__kind":      strs(checkin.DecisionKinds()...),
		"ck_attendance_records__by_role":  everybody,
		"ck_attendance_records__source":   strs(attendance.Sources()...),
		"ck_attendance_records__status":   strs(attendance.Statuses()...),
		"ck_alerts__kind":                 strs(alert.Kinds()...),
		"ck_alerts__severity":             strs(alert.Severities()...),
		"ck_alerts__state":                strs(alert.States()...),
		"ck_alerts__level":                strs(org.Kinds()...),
		"ck_evidence_objects__kind":       strs(evidence.Kinds()...),
		"ck_roll_calls__audience":         strs(rollcall.Audiences()...),
		"ck_roll_calls__state":            strs(rollcall.States()...),
		"ck_roll_calls__kind":             strs(rollcall.Kinds()...),
		"ck_roll_calls__call_order":       strs(rollcall.Orders()...),
		"ck_roll_call_invitees__rung":     strs(rollcall.Rungs()...),
		"ck_roll_call_invitees__excuse":   strs(rollcall.Excuses()...),
		"ck_roll_call_invitees__refused":  strs(rollcall.ApartReasons()...),
		"ck_roll_call_steps__kind":        strs(slices.DeleteFunc(rollcall.StepKinds(), func(k rollcall.StepKind) bool { return k == rollcall.StepDeclined })...), // kept as a note
		"ck_person_stays__kind":           strs(person.StayKinds()...),
		"ck_roll_call_invitees__presence": strs(rollcall.Presences()...),
		"ck_roll_call_recordings__ended":  strs(rollcall.RecordingEnds()...),
		"ck_roll_call_invitees__mark":     strs(attendance.Statuses()...),
		"ck_messages__kind":               strs(push.Kinds()...),
		"ck_message_deliveries__channel":  strs(push.Channels()...),
		"ck_message_steps__channel":       strs(push.Channels()...),
		"ck_channel_minutes__channel":     strs(push.Channels()...),
		"ck_incidents__kind":              strs(incident.Kinds()...),
		"ck_request_extensions__kind":     strs(checkin.OutageKinds()...),
		"ck_checkin_requests__extended":   strs(checkin.OutageKinds()...),
		"ck_push_subscriptions__channel":  strs(push.FCM, push.WebPush), // the inbox has no address
		"ck_audit_entries__actor_role":    everybody,
		"ck_person_ways__way":             strs(checkin.Ways()...),
		"ck_team_members__relation":       strs(team.Relations()...),
		"ck_team_members__role":           strs(team.Roles()...),
		"ck_team_members__sex":            strs(person.Sexes()...),
		"ck_policies__status":             strs(privacy.Statuses()...),
		"ck_policy_answers__face":         strs(privacy.Choices()...),
		"ck_policy_answers__voice":        strs(privacy.Choices()...),
		"ck_policy_answers__language":     strs(privacy.Languages()...),
		"ck_checkin_witnesses__way":       strs(checkin.WitnessWays()...),
	}
}

var (
	sqliteCheck = regexp.MustCompile(`CONSTRAINT (ck_\w+) CHECK \((.*?\))\)`)
	quoted      = regexp.MustCompile(`'([^']*)'`)
)

// checks reads the CHECK constraints of a migrated database: the texts each allows, by name.
func checks(t *testing.T, s *store.Store) map[string][]string {
	t.Helper()
	found := map[string]string{}
	if s.Engine() == "sqlite" {
		for _, table := range column(t, s, "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%CHECK%'") {
			for _, m := range sqliteCheck.FindAllStringSubmatch(table, -1) {
				found[m[1]] = m[2]
			}
		}
	} else {
		for _, line := range column(t, s, "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace") {
			name, text, _ := strings.Cut(line, " ")
			found[name] = text
		}
	}
	out := map[string][]string{}
	for name, text := range found {
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			out[name] = append(out[name], m[1])
		}
		slices.Sort(out[name])
	}
	return out
}

// column reads the first column of a query.
func column(t *testing.T, s *store.Store, query string) []string {
	t.Helper()
	rows, err := s.WriterDB().QueryContext(t.Context(), query)
	require.NoError(t, err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var v sql.NullString
		require.NoError(t, rows.Scan(&v))
		out = append(out, v.String)
	}
	require.NoError(t, rows.Err())
	return out
}

func TestSchema_EveryEnumIsItsCheck(t *testing.T) {
	each(t, func(t *testing.T, w world) { require.Equal(t, enums(), checks(t, w.Store)) })
}

// shape tells the columns of every table: "table.column", with a mark on those that may be NULL.
func shape(t *testing.T, s *store.Store) []string {
	t.Helper()
	query := `SELECT m.name || '.' || c.name || CASE WHEN c."notnull" = 0 AND c.pk = 0 THEN ' NULL' ELSE '' END FROM sqlite_master AS m, pragma_table_info(m.name) AS c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'goose_db_version' ORDER BY 1`
	if s.Engine() == "postgres" {
		query = `SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'YES' THEN ' NULL' ELSE '' END FROM information_schema.columns
			WHERE table_schema = 'public' AND table_name <> 'goose_db_version' ORDER BY 1`
	}
	out := column(t, s, query)
	slices.Sort(out)
	return out
}

// indexes lists the named indexes.
func indexes(t *testing.T, s *store.Store) []string {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE '_x!_%' ESCAPE '!'"
	if s.Engine() == "postgres" {
		query = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE '_x!_%' ESCAPE '!' AND indexname NOT IN (SELECT conname FROM pg_constraint)"
	}
	out := column(t, s, query)
	slices.Sort(out)
	return out
}

func TestSchema_TheEnginesAreEqual(t *testing.T) {
	t.Parallel()
	lite, pg := storetest.Open(t, storetest.SQLite(t)), storetest.Open(t, storetest.Postgres(t))
	require.NotEmpty(t, shape(t, lite))
	require.Equal(t, shape(t, lite), shape(t, pg))
	require.NotEmpty(t, indexes(t, lite))
	require.Equal(t, indexes(t, lite), indexes(t, pg))
	of := func(s *store.Store) []store.Migration {
		all, err := s.MigrationStatus(t.Context())
		require.NoError(t, err)
		return all
	}
	require.Equal(t, of(lite), of(pg))
	for _, m := range of(lite) {
		require.True(t, m.Applied, m.Name)
	}
}

// Texts that are compared as paths or case numbers have the order of their bytes, whatever the
// database's language.
func TestSchema_PathsAreComparedByBytes(t *testing.T) {
	t.Parallel()
	pg := storetest.Open(t, storetest.Postgres(t))
	loose := column(t, pg, `SELECT table_name || '.' || column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND (column_name IN ('path', 'chain') OR (table_name, column_name) = ('persons', 'number')) AND collation_name IS DISTINCT FROM 'C'`)
	require.Empty(t, loose)
}

func TestMigrate_ServersMayStartAtOnce(t *testing.T) {
	t.Parallel()
	storetest.EachUnmigrated(t, func(t *testing.T, url string) {
		var wg sync.WaitGroup
		errs := make([]error, 3)
		for i := range errs {
			s, err := store.Open(t.Context(), store.Config{URL: url})
			require.NoError(t, err)
			defer func() { require.NoError(t, s.Close()) }()
			wg.Go(func() { errs[i] = s.Migrate(t.Context()) })
		}
		wg.Wait()
		require.Equal(t, make([]error, 3), errs)
	})
}

func TestSchemaHash_IsStable(t *testing.T) {
	t.Parallel()
	a, err := store.SchemaHash()
	require.NoError(t, err)
	b, err := store.SchemaHash()
	require.NoError(t, err)
	require.Equal(t, a, b)
	require.Len(t, a, 64)
}
