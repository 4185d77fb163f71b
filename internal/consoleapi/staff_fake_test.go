package consoleapi_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/consoleapi"
	"diandao/internal/httpapi/httpapitest"
	"diandao/internal/oidc"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/staff"
)

// staffBook is the administration of one officer at station.
type staffBook struct{ *services }

func newcomer() map[string]any {
	return map[string]any{"username": "chen.xin", "name": "陈新", "role": "officer", "unit_id": unitID, "sex": "female"}
}

func officerFile() staff.File {
	return staff.File{
		Member:   staff.Member{ID: known, Username: "chen.xin", Name: "陈新", Role: authz.Officer, UnitID: unitID, Path: station, Version: 1, CreatedAt: instant(), Subject: "s"},
		Sessions: []staff.Session{session(), {TokenHash: strings.Repeat("cd", 32), CreatedAt: instant(), ExpiresAt: instant(), Via: staff.BySSO, Agent: "Edge 140, Windows"}}, MayManage: true,
	}
}

func (b staffBook) List(_ context.Context, a authz.Actor, f staff.Filter, _ page.Request) ([]staff.Member, error) {
	if !a.Scope.Contains(station) {
		return nil, nil
	}
	b.note("list staff " + string(f.Activity) + " " + f.Query)
	return []staff.Member{officerFile().Member}, nil
}

func (b staffBook) File(_ context.Context, a authz.Actor, id staff.ID) (staff.File, error) {
	if id != known {
		return staff.File{}, staff.ErrNotFound
	}
	return officerFile(), authz.Check(a, authz.StaffRead, station)
}

func (b staffBook) Create(_ context.Context, a authz.Actor, d staff.Draft) (staff.File, string, error) {
	if d.UnitID != unitID {
		return staff.File{}, "", org.ErrUnit
	}
	if err := staff.MayManage(a, d.Role, station); err != nil {
		return staff.File{}, "", err
	}
	return officerFile(), "k7m2-p9qr-txw4", b.write(a, authz.StaffManage, "add "+d.Username+" "+string(d.Role)+" "+string(d.Sex))
}

func (b staffBook) act(a authz.Actor, id staff.ID, version int, call string) (staff.File, error) {
	if id != known {
		return staff.File{}, staff.ErrNotFound
	}
	if version > 1 {
		return staff.File{}, staff.ErrChanged
	}
	return officerFile(), b.write(a, authz.StaffManage, call)
}

func (b staffBook) Change(_ context.Context, a authz.Actor, id staff.ID, version int, d staff.Draft) (staff.File, error) {
	return b.act(a, id, version, "change to "+d.Name)
}

func (b staffBook) ResetPassword(_ context.Context, a authz.Actor, id staff.ID) (staff.File, string, error) {
	f, err := b.act(a, id, 0, "reset")
	return f, "k7m2-p9qr-txw4", err
}

func (b staffBook) Deactivate(_ context.Context, a authz.Actor, id staff.ID, version int, reason string) (staff.File, error) {
	return b.act(a, id, version, "deactivate because "+reason)
}

func (b staffBook) Reactivate(_ context.Context, a authz.Actor, id staff.ID, version int, reason string) (staff.File, error) {
	return b.act(a, id, version, "reactivate because "+reason)
}

func (b staffBook) Unlink(_ context.Context, a authz.Actor, id staff.ID) (staff.File, error) {
	return b.act(a, id, 0, "unlink")
}

func (b staffBook) EndSessions(_ context.Context, a authz.Actor, id staff.ID, only staff.SessionID) (staff.File, error) {
	return b.act(a, id, 0, "end sessions "+string(only))
}

func (s *services) Account(context.Context, staff.Member) (staff.File, error) {
	return officerFile(), nil
}

func (s *services) ChangePassword(_ context.Context, _ staff.Session, old, _ string) error {
	if old != "correct horse" {
		return staff.ErrPasswordOld
	}
	s.note("change password")
	return nil
}

func (s *services) EndOwnSessions(_ context.Context, _ staff.Session, m staff.Member, only staff.SessionID) error {
	s.note("end own sessions " + string(only) + " of " + string(m.ID))
	return nil
}

func (s *services) LoginAs(_ context.Context, who staff.Identity, from staff.From) (string, staff.Session, staff.Member, error) {
	m, ok := member(who.Username)
	if !ok {
		return "", staff.Session{}, staff.Member{}, staff.ErrSSOUnknown
	}
	s.note("login as " + who.Username + " with " + from.Agent)
	return who.Username, session(), m, nil
}

// provider is an identity provider whose logins are its codes.
type provider struct{ to string }

func (*provider) Name() string { return "市统一认证" }

func (p *provider) Begin(_ context.Context, to, place string) (string, string, error) {
	if place == "" {
		panic("tries are bounded by place")
	}
	p.to = to
	return "https://idp.example.org/auth?state=s", "bound", nil
}

func (p *provider) Finish(_ context.Context, r oidc.Return) (staff.Identity, string, error) {
	if r.Binding != "bound" || r.State != "s" {
		return staff.Identity{}, "", oidc.ErrState
	}
	if r.Refusal != "" {
		return staff.Identity{}, p.to, oidc.ErrRefused
	}
	return staff.Identity{Username: r.Code}, p.to, nil
}

func TestStaff(t *testing.T) {
	t.Parallel()
	const one = "/console/v1/staff/" + known
	admin := newcomer()
	admin["role"] = "admin"
	nowhere := newcomer()
	nowhere["unit_id"] = unknown
	newConsole(t).Run(t, []scenario{
		{Name: "listed", As: "supervisor", Method: "GET", Path: "/console/v1/staff?active=active&q=chen&role=officer", Want: 200, Calls: []string{"list staff active chen"}},
		{Name: "added with a password shown once", As: "supervisor", Method: "POST", Path: "/console/v1/staff", Body: newcomer(), Want: 201, Calls: []string{"add chen.xin officer female"}, Holds: map[string]any{"password": "k7m2-p9qr-txw4"}},
		{Name: "no role above one's own", As: "supervisor", Method: "POST", Path: "/console/v1/staff", Body: admin, Want: 403, Code: "staff.role_above", Calls: []string{}},
		{Name: "an administrator may", As: "admin", Method: "POST", Path: "/console/v1/staff", Body: admin, Want: 201},
		{Name: "nowhere", As: "admin", Method: "POST", Path: "/console/v1/staff", Body: nowhere, Want: 422, Code: "org.unit_invalid"},
		{Name: "seen", As: "supervisor", Method: "GET", Path: one, Want: 200, Holds: map[string]any{"is_linked": true, "may_manage": true, "username": "chen.xin"}},
		{Name: "not there", As: "supervisor", Method: "GET", Path: "/console/v1/staff/" + unknown, Want: 404, Code: "staff.not_found"},
		{Name: "changed meanwhile", As: "supervisor", Method: "PUT", Path: one, Body: map[string]any{"name": "陈新", "role": "officer", "unit_id": unitID, "version": 2}, Want: 409, Code: "staff.changed"},
		{Name: "deactivated", As: "supervisor", Method: "POST", Path: one + "/deactivate", Body: map[string]any{"reason": "调离", "version": 1}, Want: 200, Calls: []string{"deactivate because 调离"}},
		{Name: "not without a reason", As: "supervisor", Method: "POST", Path: one + "/deactivate", Body: map[string]any{"reason": "", "version": 1}, Want: 422, Code: "request.invalid"},
		{Name: "one session ended", As: "supervisor", Method: "POST", Path: one + "/sessions/end", Body: map[string]any{"session_id": strings.Repeat("cd", 16)}, Want: 200, Calls: []string{"end sessions " + strings.Repeat("cd", 16)}},
		{Name: "own password", As: "officer", Method: "PUT", Path: "/console/v1/account/password", Body: map[string]any{"old": "correct horse", "new": "battery staple"}, Want: 204, Calls: []string{"change password"}},
		{Name: "own password not known", As: "officer", Method: "PUT", Path: "/console/v1/account/password", Body: map[string]any{"old": "x", "new": "battery staple"}, Want: 422, Code: "staff.password_wrong"},
		{Name: "ways to sign in", Method: "GET", Path: "/console/v1/sign-in", Want: 200, Holds: map[string]any{"sso_name": "市统一认证"}},
		{Name: "a session says what is to be done", As: "newcomer", Method: "GET", Path: "/console/v1/session", Want: 200, Holds: map[string]any{"must_change_password": true}},
	})
}

// The answer of a new password must not be kept anywhere, not even for a retry.
func TestFirstPasswords_AreNotKeptForRetries(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, op := range c.api.Ops() {
		if _, isSecret := op.Example.(consoleapi.FirstPassword); isSecret {
			require.NotEmpty(t, op.Unkeyed, op.ID)
		}
	}
}

func TestSSO_LeadsThereAndBack(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	get := func(path, cookie string) httpapitest.Answer {
		return c.Do(t, scenario{Method: "GET", Path: path, Header: map[string]string{"Cookie": cookie, "User-Agent": "Mozilla/5.0 Chrome/156.0"}})
	}
	for to, want := range map[string]string{
		"/persons?q=a": "/console/persons?q=a", "//evil.example/": "/console/", `/\evil.example`: "/console/", "https://evil.example/": "/console/", "/login?to=x": "/console/", "": "/console/",
		"/%0d%0aSet-Cookie:x=1": "/console/%0d%0aSet-Cookie:x=1", "/" + strings.Repeat("a", 600): "/console/",
	} {
		a := get("/console/v1/sso?to="+strings.NewReplacer("?", "%3F", "&", "%26", "%", "%25", `\`, "%5C").Replace(to), "")
		require.Equal(t, http.StatusSeeOther, a.Status)
		require.Equal(t, "https://idp.example.org/auth?state=s", a.Header.Get("Location"))
		k, err := http.ParseSetCookie(a.Header.Get("Set-Cookie"))
		require.NoError(t, err)
		require.True(t, k.HttpOnly)
		require.Equal(t, http.SameSiteLaxMode, k.SameSite)
		require.Equal(t, "/console/v1/sso", k.Path)
		back := get("/console/v1/sso/callback?state=s&code=officer", "diandao_sso=bound")
		require.Equal(t, http.StatusSeeOther, back.Status, "%s", back.Body)
		require.Equal(t, want, back.Header.Get("Location"), to)
		cookies := map[string]*http.Cookie{}
		for _, line := range back.Header.Values("Set-Cookie") {
			k, err := http.ParseSetCookie(line)
			require.NoError(t, err)
			cookies[k.Name] = k
		}
		in := cookies["diandao_session"]
		require.Equal(t, "officer/ true "+session().ExpiresAt.UTC().Format(time.DateOnly), fmt.Sprint(in.Value, in.Path, " ", in.HttpOnly, " ", in.Expires.Format(time.DateOnly)))
		require.Equal(t, http.SameSiteStrictMode, in.SameSite)
		require.Empty(t, cookies["diandao_sso"].Value, "the way back is closed")
	}
	require.Contains(t, c.services.drain(), "login as officer with Mozilla/5.0 Chrome/156.0")
	for query, code := range map[string]string{
		"state=s&code=officer": "sso.state_invalid", "state=other&code=officer": "sso.state_invalid", "state=s&error=access_denied": "sso.refused", "state=s&code=nobody": "staff.sso_unknown",
	} {
		cookie := "diandao_sso=bound"
		if query == "state=s&code=officer" {
			cookie = "diandao_sso=another-browser"
		}
		a := get("/console/v1/sso/callback?"+query, cookie)
		require.Equal(t, http.StatusSeeOther, a.Status)
		require.Equal(t, "/console/login?problem="+code, a.Header.Get("Location"))
		require.NotContains(t, strings.Join(a.Header.Values("Set-Cookie"), "\n"), "diandao_session")
	}
}
