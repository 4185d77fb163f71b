package store_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/redisx/redistest"
	"diandao/internal/redisx/session"
	"diandao/internal/staff"
)

func staffService(t *testing.T, w world, c clock.Clock) *staff.Service {
	t.Helper()
	client := redistest.Client(t, redistest.Memory(t))
	s, err := staff.New(w.Staff(), session.NewSessions(client, c, redistest.Log(t)), session.NewLimiter(client, c, redistest.Log(t)), c)
	require.NoError(t, err)
	return s
}

func admin(scope org.Path) authz.Actor {
	return authz.Actor{Role: authz.Admin, ID: "root", Scope: scope}
}

func TestStaff_ListIsFilteredAndReadByPages(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		s := staffService(t, w, clock.NewManual(noon))
		for _, d := range []staff.Draft{
			{Username: "chen", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID},
			{Username: "lin", Name: "林涛", Role: authz.SocialWorker, UnitID: w.station.ID},
			{Username: "zhou_1", Name: "周明", Role: authz.Supervisor, UnitID: w.district.ID},
			{Username: "zhou-2", Name: "周红", Role: authz.Admin, UnitID: w.city.ID},
		} {
			_, _, err := s.Create(t.Context(), admin(org.Root), d)
			require.NoError(t, err)
		}
		list := func(scope org.Path, f staff.Filter) string {
			var names []string
			for p := (page.Request{Limit: 2}); ; {
				all, err := s.List(t.Context(), admin(scope), f, p)
				require.NoError(t, err)
				for _, m := range all {
					names = append(names, m.Username)
				}
				if len(all) < 2 {
					return strings.Join(names, " ")
				}
				p.After = page.Cursor{Text: all[1].Username, ID: string(all[1].ID)}
			}
		}
		require.ElementsMatch(t, []string{"chen", "lin", "zhou_1", "zhou-2"}, strings.Fields(list(org.Root, staff.Filter{})))
		require.Equal(t, "chen lin zhou_1", list(w.district.Path, staff.Filter{}))
		require.Equal(t, "chen lin", list(w.station.Path, staff.Filter{}))
		require.Equal(t, "lin", list(org.Root, staff.Filter{Roles: []authz.Role{authz.SocialWorker}}))
		require.Equal(t, "zhou_1", list(org.Root, staff.Filter{Query: "周明"}))
		require.Equal(t, "zhou_1", list(org.Root, staff.Filter{Query: "_1"}), "a line below is no wildcard")
		require.Equal(t, "chen", list(org.Root, staff.Filter{Query: "CHE"}))
		require.Empty(t, list(org.Root, staff.Filter{Activity: staff.Inactive}))
		_, _, err := s.Create(t.Context(), admin(org.Root), staff.Draft{Username: "Chen", Name: "陈", Role: authz.Officer, UnitID: w.station.ID})
		require.ErrorIs(t, err, staff.ErrUsernameTaken, "a username is one whatever its case")
		_, _, err = s.Create(t.Context(), admin(w.station.Path), staff.Draft{Username: "chen2", Name: "陈", Role: authz.Officer, UnitID: w.district.ID})
		require.ErrorIs(t, err, authz.ErrOutOfScope)
	})
}

// A session that another node has just read from SQL, and puts into the cache after the member was deactivated, opens
// nothing; neither does a login that was checked before and is written after.
func TestStaff_NoSessionOutlivesDeactivation(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, c := t.Context(), clock.NewManual(noon)
		server := redistest.Memory(t)
		node := func() (*staff.Service, *session.Sessions) {
			client := redistest.Client(t, server)
			cache := session.NewSessions(client, c, redistest.Log(t))
			s, err := staff.New(w.Staff(), cache, session.NewLimiter(client, c, redistest.Log(t)), c)
			require.NoError(t, err)
			return s, cache
		}
		here, _ := node()
		there, cache := node()
		f, first, err := here.Create(ctx, admin(org.Root), staff.Draft{Username: "chen", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID})
		require.NoError(t, err)
		token, se, m, err := there.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.NoError(t, err)
		require.True(t, se.MustChangePassword(m))
		_, _, err = there.Resolve(ctx, token)
		require.NoError(t, err)

		f, err = here.Deactivate(ctx, admin(org.Root), f.Member.ID, 0, "调离")
		require.NoError(t, err)
		require.Empty(t, f.Sessions)
		_, _, err = there.Resolve(ctx, token)
		require.ErrorIs(t, err, staff.ErrSession, "at once, and on the other node")
		cache.PutSession(ctx, se, m) // read before, put after
		_, _, err = there.Resolve(ctx, token)
		require.ErrorIs(t, err, staff.ErrSession)
		_, _, _, err = there.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.ErrorIs(t, err, staff.ErrCredentials)
		require.NoError(t, w.Staff().InTx(ctx, func(tx staff.Tx) error {
			ok, err := tx.NoteLogin(ctx, m.ID, m.Version, noon)
			require.False(t, ok, "a login that was checked before")
			return err
		}))

		_, err = here.Reactivate(ctx, admin(org.Root), f.Member.ID, f.Member.Version, "回来了")
		require.NoError(t, err)
		_, _, err = there.Resolve(ctx, token)
		require.ErrorIs(t, err, staff.ErrSession, "what has ended does not come back")
		_, _, _, err = there.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.NoError(t, err)
		c.Advance(staff.FirstPasswordLife)
		_, _, _, err = there.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.ErrorIs(t, err, staff.ErrPasswordExpired)
		entries, err := w.Audit().List(ctx, org.Root, audit.Filter{}, page.Request{})
		require.NoError(t, err)
		var actions []string
		for _, e := range entries {
			require.Equal(t, w.station.Path, e.Chain, "on the chain of the member's unit")
			require.NotContains(t, string(e.Data), "陈")
			actions = append([]string{e.Action + e.Reason}, actions...)
		}
		require.Equal(t, "staff.added staff.signed_in staff.deactivated调离 staff.reactivated回来了 staff.signed_in", strings.Join(actions, " "))
	})
}

// Two administrators who deactivate each other at the same moment: one is left.
func TestStaff_OneAdministratorIsLeft(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		s := staffService(t, w, clock.NewManual(noon))
		var all []staff.Member
		for _, name := range []string{"first", "second"} {
			f, _, err := s.Create(ctx, admin(org.Root), staff.Draft{Username: name, Name: name, Role: authz.Admin, UnitID: w.city.ID})
			require.NoError(t, err)
			all = append(all, f.Member)
		}
		_, err := s.Deactivate(ctx, all[0].Actor(), all[0].ID, 1, "x")
		require.ErrorIs(t, err, staff.ErrSelf)
		_, err = s.Change(ctx, all[0].Actor(), all[0].ID, 1, staff.Draft{Name: "first", Role: authz.Officer, UnitID: w.city.ID})
		require.ErrorIs(t, err, staff.ErrSelf)
		errs := make([]error, 2)
		var wait sync.WaitGroup
		for i := range all {
			wait.Go(func() { _, errs[i] = s.Deactivate(ctx, all[i].Actor(), all[1-i].ID, 1, "x") })
		}
		wait.Wait()
		failed := 0
		for _, err := range errs {
			if err != nil {
				require.ErrorIs(t, err, staff.ErrLastAdmin)
				failed++
			}
		}
		require.Equal(t, 1, failed)
		left, err := s.List(ctx, admin(org.Root), staff.Filter{Activity: staff.Active}, page.Request{})
		require.NoError(t, err)
		require.Len(t, left, 1)
		boss := authz.Actor{Role: authz.Admin, ID: id.New(), Scope: org.Root}
		_, err = s.Change(ctx, boss, left[0].ID, left[0].Version, staff.Draft{Name: "x", Role: authz.Officer, UnitID: w.city.ID})
		require.ErrorIs(t, err, staff.ErrLastAdmin, "nor demoted")
		_, err = s.Change(ctx, boss, left[0].ID, left[0].Version+1, staff.Draft{Name: "x", Role: authz.Admin, UnitID: w.city.ID})
		require.ErrorIs(t, err, staff.ErrChanged)
	})
}

// The answer to a change of the password was lost: asked again, with the old one that is not in force any more.
func TestStaff_APasswordInForceIsLeftAsItIs(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		s := staffService(t, w, clock.NewManual(noon))
		f, first, err := s.Create(ctx, admin(org.Root), staff.Draft{Username: "chen", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID})
		require.NoError(t, err)
		_, se, _, err := s.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.NoError(t, err)
		require.ErrorIs(t, s.ChangePassword(ctx, se, "not it", first), staff.ErrPasswordOld, "one that was handed out is nobody's own")
		for range 2 {
			require.NoError(t, s.ChangePassword(ctx, se, first, "horse battery"))
		}
		f, err = s.Account(ctx, f.Member)
		require.NoError(t, err)
		require.Equal(t, 2, f.Member.Version, "written once")
		require.Equal(t, []string{"staff.password_changed"}, w.actions(t, f.Member.ID), "and told once")

		_, kept, _, err := s.Login(ctx, "chen", "horse battery", staff.From{Place: "p"})
		require.NoError(t, err)
		other, _, _, err := s.Login(ctx, "chen", "horse battery", staff.From{Place: "q"})
		require.NoError(t, err)
		require.ErrorIs(t, s.ChangePassword(ctx, kept, "not it", "horse stapler"), staff.ErrPasswordOld)
		_, _, err = s.Resolve(ctx, other)
		require.NoError(t, err, "what was refused ends nothing")
		require.NoError(t, s.ChangePassword(ctx, kept, "not it", "horse battery"))
		_, _, err = s.Resolve(ctx, other)
		require.ErrorIs(t, err, staff.ErrSession, "done means that no other session goes on")
		f, err = s.Account(ctx, f.Member)
		require.NoError(t, err)
		require.Len(t, f.Sessions, 1)
		require.Equal(t, []string{"staff.sessions_ended", "staff.password_changed"}, w.actions(t, f.Member.ID))

		for range (staff.LoginsPerName - 8) / 2 { // eight looks at the password were above, and each of these is two
			require.ErrorIs(t, s.ChangePassword(ctx, kept, first, "horse stapler"), staff.ErrPasswordOld)
		}
		require.ErrorIs(t, s.ChangePassword(ctx, kept, first, "horse battery"), staff.ErrTooManyTries)
	})
}

// actions are what the ledger tells of a member's password and sessions, newest first.
func (w world) actions(t *testing.T, member staff.ID) []string {
	t.Helper()
	all, err := w.Audit().List(t.Context(), org.Root, audit.Filter{Actions: []string{"staff.password_changed", "staff.sessions_ended"}}, page.Request{Limit: 100})
	require.NoError(t, err)
	var out []string
	for _, e := range all {
		if e.Subject == "staff:"+string(member) {
			out = append(out, e.Action)
		}
	}
	return out
}

func TestStaff_PasswordsAndTheProvidersLogin(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		s := staffService(t, w, clock.NewManual(noon))
		f, first, err := s.Create(ctx, admin(org.Root), staff.Draft{Username: "chen", Name: "陈静", Role: authz.Officer, UnitID: w.station.ID})
		require.NoError(t, err)
		token, se, _, err := s.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.NoError(t, err)
		other, _, _, err := s.Login(ctx, "chen", first, staff.From{Place: "p"})
		require.NoError(t, err)
		require.ErrorIs(t, s.ChangePassword(ctx, se, "wrong", "horse battery"), staff.ErrPasswordOld)
		require.ErrorIs(t, s.ChangePassword(ctx, se, first, first), staff.ErrPasswordSame)
		require.ErrorIs(t, s.ChangePassword(ctx, se, first, "1234567890"), staff.ErrPasswordCommon)
		require.NoError(t, s.ChangePassword(ctx, se, first, "horse battery"))
		se, m, err := s.Resolve(ctx, token)
		require.NoError(t, err, "the session it is done in goes on")
		require.False(t, se.MustChangePassword(m))
		_, _, err = s.Resolve(ctx, other)
		require.ErrorIs(t, err, staff.ErrSession)

		who := staff.Identity{Issuer: "https://idp.example.org", Subject: "sub-1", Username: "Chen"}
		_, sso, _, err := s.LoginAs(ctx, who, staff.From{Agent: "Chrome/156 Windows"})
		require.NoError(t, err)
		require.Equal(t, staff.BySSO, sso.Via)
		who.Username = "somebody-else-now"
		_, _, m, err = s.LoginAs(ctx, who, staff.From{})
		require.NoError(t, err, "known by the subject from then on")
		require.Equal(t, f.Member.ID, m.ID)
		_, _, _, err = s.LoginAs(ctx, staff.Identity{Issuer: who.Issuer, Subject: "sub-2", Username: "chen"}, staff.From{})
		require.ErrorIs(t, err, staff.ErrSSOUnknown, "a name that was given to somebody else")
		for _, nobody := range []string{"", "nobody"} {
			_, _, _, err = s.LoginAs(ctx, staff.Identity{Issuer: who.Issuer, Subject: "sub-3", Username: nobody}, staff.From{})
			require.ErrorIs(t, err, staff.ErrSSOUnknown)
		}
		f, err = s.EndSessions(ctx, admin(org.Root), m.ID, sso.ID())
		require.NoError(t, err)
		require.Len(t, f.Sessions, 2)
		f, err = s.Unlink(ctx, admin(org.Root), m.ID)
		require.NoError(t, err)
		require.Empty(t, f.Sessions)
		_, _, _, err = s.LoginAs(ctx, staff.Identity{Issuer: who.Issuer, Subject: "sub-2", Username: "chen"}, staff.From{})
		require.NoError(t, err)
		_, err = s.Deactivate(ctx, admin(org.Root), m.ID, 0, "x")
		require.NoError(t, err)
		_, _, _, err = s.LoginAs(ctx, staff.Identity{Issuer: who.Issuer, Subject: "sub-2", Username: "chen"}, staff.From{})
		require.ErrorIs(t, err, staff.ErrSSOInactive)
	})
}
