package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/city"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
)

func cityDraft() city.Draft {
	return city.Draft{
		Code: "9901", Name: "云州市", Zone: storetest.Zone, Admin: staff.Draft{Username: " Admin ", Name: "吴敏"},
		Units: []city.Line{{Number: 2, Code: "990101", Name: "东湖区", Parent: "9901"}, {Number: 3, Code: "990101001", Name: "文昌司法所", Parent: "990101"}},
	}
}

// A city begins once: unit, units below and administrator together, with entries in whole chains.
func TestCities_BeginOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, now := t.Context(), clock.NewManual(storetest.Noon())
		cities := city.New(s.Cities(), now)
		_, err := cities.AddUnits(ctx, cityDraft().Units, false)
		require.ErrorIs(t, err, city.ErrNone)
		_, err = cities.ResetPassword(ctx, "admin", "")
		require.ErrorIs(t, err, city.ErrNone)

		dry := cityDraft()
		dry.Dry = true
		_, err = cities.Create(ctx, dry)
		require.NoError(t, err)
		bad := cityDraft()
		bad.Units[1].Parent = "7777"
		made, err := cities.Create(ctx, bad)
		require.ErrorIs(t, err, city.ErrLines)
		require.Len(t, made.Judged.Problems, 1)
		for _, wrong := range []func(*city.Draft){
			func(d *city.Draft) { d.Code = "99/01" }, func(d *city.Draft) { d.Name = "" }, func(d *city.Draft) { d.Zone = "Local" },
			func(d *city.Draft) { d.Admin.Username = "x" }, func(d *city.Draft) { d.Admin.Name = "" }, func(d *city.Draft) { d.Password = "short" }, func(d *city.Draft) { d.Password = "admin-admin-9" },
		} {
			d := cityDraft()
			wrong(&d)
			_, err := cities.Create(ctx, d)
			require.Error(t, err)
		}
		units, err := s.Orgs().ListUnits(ctx, org.Root)
		require.NoError(t, err)
		require.Empty(t, units, "nothing of what was refused or tried dry is there")

		made, err = cities.Create(ctx, cityDraft())
		require.NoError(t, err)
		units, err = s.Orgs().ListUnits(ctx, org.Root)
		require.NoError(t, err)
		require.Len(t, units, 3)
		m, err := s.Staff().GetByUsername(ctx, "admin")
		require.NoError(t, err)
		require.Equal(t, made.City.ID, m.UnitID)
		require.Equal(t, authz.Admin, m.Role)
		require.True(t, m.MustChange)
		require.Equal(t, clock.Trim(now.Now().Add(staff.FirstPasswordLife)), m.PasswordExpiresAt)
		fits, err := argon2id.ComparePasswordAndHash(made.Password, m.PasswordHash)
		require.NoError(t, err)
		require.True(t, fits)
		require.Equal(t, []string{"unit.added", "staff.added"}, actionsOn(t, s, "/9901/"))
		require.Equal(t, []string{"unit.added"}, actionsOn(t, s, "/9901/990101/990101001/"))

		other := cityDraft()
		other.Code, other.Admin.Username = "9902", "other"
		_, err = cities.Create(ctx, other)
		require.ErrorIs(t, err, city.ErrExists)
		_, err = s.Staff().GetByUsername(ctx, "other")
		require.ErrorIs(t, err, staff.ErrNotFound)
	})
}

func actionsOn(t *testing.T, s *store.Store, chain org.Path) []string {
	t.Helper()
	entries, err := s.Audit().Walk(t.Context(), chain, 0, 100)
	require.NoError(t, err)
	require.NoError(t, audit.Verify("", entries))
	var out []string
	for _, e := range entries {
		require.Equal(t, authz.System, e.ActorRole)
		require.Contains(t, string(e.Data), `"by":"command"`)
		out = append(out, e.Action)
	}
	return out
}

// Of two who begin a city at the same moment one does.
func TestCities_TwoAtOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		cities := city.New(s.Cities(), clock.NewManual(storetest.Noon()))
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for i, code := range []string{"9901", "9902"} {
			wait.Go(func() {
				d := cityDraft()
				d.Code, d.Units, d.Admin.Username = code, nil, "admin"+code
				_, errs[i] = cities.Create(t.Context(), d)
			})
		}
		wait.Wait()
		if errs[0] == nil {
			errs[0], errs[1] = errs[1], errs[0]
		}
		require.ErrorIs(t, errs[0], city.ErrExists)
		require.NoError(t, errs[1])
		units, err := s.Orgs().ListUnits(t.Context(), org.Root)
		require.NoError(t, err)
		require.Len(t, units, 1)
	})
}

func TestCities_UnitsAndPasswordLater(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, now := t.Context(), clock.NewManual(storetest.Noon())
		cities := city.New(s.Cities(), now)
		d := cityDraft()
		d.NoPassword = true
		made, err := cities.Create(ctx, d)
		require.NoError(t, err)
		require.Empty(t, made.Password)
		m, err := s.Staff().GetByUsername(ctx, "admin")
		require.NoError(t, err)
		require.False(t, m.PasswordExpiresAt.After(now.Now()), "no password opens anything")
		require.False(t, staff.Session{Via: staff.BySSO}.MustChangePassword(m))

		lines := append(d.Units, city.Line{Number: 4, Code: "990101002", Name: "学府司法所", Parent: "990101"})
		for _, step := range []struct {
			dry            bool
			fresh, known   int
			stationsBehind int
		}{{true, 1, 2, 3}, {false, 1, 2, 4}, {false, 0, 3, 4}} {
			judged, err := cities.AddUnits(ctx, lines, step.dry)
			require.NoError(t, err)
			require.Len(t, judged.Fresh, step.fresh)
			require.Equal(t, step.known, judged.Known)
			units, err := s.Orgs().ListUnits(ctx, org.Root)
			require.NoError(t, err)
			require.Len(t, units, step.stationsBehind)
		}

		require.NoError(t, s.Staff().InTx(ctx, func(tx staff.Tx) error {
			return tx.InsertSession(ctx, staff.Session{TokenHash: "h", MemberID: m.ID, CreatedAt: now.Now(), ExpiresAt: now.Now().Add(time.Hour), Via: staff.BySSO})
		}))
		storetest.Staff(t, s, made.City, authz.Supervisor, "chief")
		for _, nobody := range []string{"chief", "missing"} {
			_, err = cities.ResetPassword(ctx, nobody, "")
			require.ErrorIs(t, err, city.ErrNoAdmin)
		}
		password, err := cities.ResetPassword(ctx, "admin", "a-word-of-their-own")
		require.NoError(t, err)
		require.Equal(t, "a-word-of-their-own", password)
		after, err := s.Staff().GetByUsername(ctx, "admin")
		require.NoError(t, err)
		require.True(t, after.MustChange)
		require.True(t, after.PasswordExpiresAt.After(now.Now()))
		_, err = s.Staff().GetSession(ctx, "h")
		require.ErrorIs(t, err, staff.ErrSession)
		require.Equal(t, []string{"unit.added", "staff.added", "staff.password_reset"}, actionsOn(t, s, "/9901/"))
	})
}

// An administrator renames a unit and tells its number; whoever saw an older version is refused, as are names that stand
// there already and units elsewhere.
func TestCities_ChangeAUnit(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		cities := city.New(w.Cities(), clock.NewManual(noon))
		twin := org.Unit{ID: org.UnitID(id.New()), ParentID: w.district.ID, Kind: org.Station, Code: "990101099", Name: "学府司法所", Path: w.district.Path.Child("990101099"), Zone: storetest.Zone}
		require.NoError(t, w.Orgs().InsertUnits(ctx, []org.Unit{twin}))
		draft := city.UnitDraft{Name: " 文昌街道司法所 ", Telephone: " 0999-0000001 "}

		after, err := cities.Change(ctx, admin(w.city.Path), w.station.ID, 1, draft)
		require.NoError(t, err)
		require.Equal(t, []string{"文昌街道司法所", "0999-0000001"}, []string{after.Name, after.Telephone})
		require.Equal(t, 2, after.Version)
		stored, err := w.Orgs().Unit(ctx, w.station.ID)
		require.NoError(t, err)
		require.Equal(t, after, stored)

		for _, c := range []struct {
			by      authz.Actor
			unit    org.UnitID
			version int
			draft   city.UnitDraft
			want    error
		}{
			{admin(w.city.Path), w.station.ID, 1, draft, org.ErrChanged},
			{admin(w.city.Path), w.station.ID, 2, city.UnitDraft{Name: "学府司法所"}, org.ErrNameTaken},
			{admin(w.city.Path), w.station.ID, 2, city.UnitDraft{Name: "  "}, org.ErrUnit},
			{admin(w.city.Path), w.station.ID, 2, city.UnitDraft{Name: "文昌司法所", Telephone: "分机 12"}, org.ErrTelephone},
			{admin(w.city.Path), "missing", 1, draft, org.ErrNotFound},
			{admin(twin.Path), w.station.ID, 2, draft, authz.ErrOutOfScope},
			{authz.Actor{Role: authz.Supervisor, ID: "chief", Scope: org.Root}, w.station.ID, 2, draft, authz.ErrForbidden},
		} {
			_, err := cities.Change(ctx, c.by, c.unit, c.version, c.draft)
			require.ErrorIs(t, err, c.want)
		}
		entries, err := w.Audit().Walk(ctx, w.station.Path, 0, 100)
		require.NoError(t, err)
		require.NoError(t, audit.Verify("", entries))
		last := entries[len(entries)-1]
		require.Equal(t, "unit.changed", last.Action)
		require.Equal(t, "unit:"+string(w.station.ID), last.Subject)
		require.JSONEq(t, `{"name":["`+w.station.Name+`","文昌街道司法所"],"telephone":["","0999-0000001"]}`, string(last.Data))

		cleared, err := cities.Change(ctx, admin(w.city.Path), w.station.ID, 2, city.UnitDraft{Name: after.Name})
		require.NoError(t, err)
		require.Empty(t, cleared.Telephone)
	})
}

// Of two who change a unit at the same moment one does.
func TestCities_TwoChangesAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		cities := city.New(w.Cities(), clock.NewManual(noon))
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for i, telephone := range []string{"0999-0000001", "0999-0000002"} {
			wait.Go(func() {
				_, errs[i] = cities.Change(t.Context(), admin(w.city.Path), w.station.ID, 1, city.UnitDraft{Name: w.station.Name, Telephone: telephone})
			})
		}
		wait.Wait()
		if errs[0] == nil {
			errs[0], errs[1] = errs[1], errs[0]
		}
		require.ErrorIs(t, errs[0], org.ErrChanged)
		require.NoError(t, errs[1])
	})
}

// A list that is used again gives the offices without a number the list's.
func TestCities_NumbersByAList(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		cities := city.New(s.Cities(), clock.NewManual(storetest.Noon()))
		d := cityDraft()
		d.Telephone, d.Units[0].Telephone = "0999-0000000", "0999-0000001"
		_, err := cities.Create(ctx, d)
		require.NoError(t, err)
		d.Units[0].Telephone, d.Units[1].Telephone = "0999-0000008", "0999-0000002"
		for range 2 {
			_, err = cities.AddUnits(ctx, d.Units, false)
			require.NoError(t, err)
		}
		units, err := s.Orgs().ListUnits(ctx, org.Root)
		require.NoError(t, err)
		require.Equal(t, []string{"0999-0000000", "0999-0000001", "0999-0000002"}, []string{units[0].Telephone, units[1].Telephone, units[2].Telephone})
		require.Equal(t, []int{1, 1, 2}, []int{units[0].Version, units[1].Version, units[2].Version})
		require.Equal(t, []string{"unit.added", "unit.changed"}, actionsOn(t, s, units[2].Path))
	})
}
