package consoleapi

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/staff"
)

// Login is a name and a password.
type Login struct {
	Username string `json:"username" minLength:"1" maxLength:"64"`
	Password string `json:"password" minLength:"1" maxLength:"512"`
}

// Session is who is signed in and what they may do.
type Session struct {
	Member    Member    `json:"member"`
	CSRFToken string    `json:"csrf_token" doc:"For the header X-CSRF-Token of every write"`
	ExpiresAt time.Time `json:"expires_at"`
	Actions   []Action  `json:"actions" nullable:"false" doc:"What the member's role allows, within their unit"`
	Grantable []Role    `json:"grantable" nullable:"false" doc:"Roles that the member may give to others"`
	// MustChangePassword: everything but session and account answers 403 staff.password_change_required.
	MustChangePassword bool    `json:"must_change_password" doc:"Until an own password is chosen, everything but session and account answers 403 staff.password_change_required"`
	Map                MapBase `json:"map"`
}

// MapBase is the base map that pages draw on.
type MapBase struct {
	Tiles       string `json:"tiles" doc:"URL of pictures with {z}, {x} and {y}; empty draws a plain grid"`
	Datum       string `json:"datum" enum:"wgs84,gcj02" doc:"In which the pictures are; everything else is WGS-84"`
	Attribution string `json:"attribution" doc:"Whose map it is, shown on it"`
}

// Member is a staff member.
type Member struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role Role   `json:"role"`
	Unit Unit   `json:"unit"`
}

type sessionOutput struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      Session
}

type logoutOutput struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
}

func (d Deps) registerSession(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "signIn", Method: http.MethodPost, Path: "/console/v1/session", Tag: "session", Summary: "Sign in; sets the session cookie",
		Action: authz.SessionOwn, Open: "name and password are the credentials", Errors: []*fault.Error{staff.ErrCredentials, staff.ErrPasswordExpired, staff.ErrTooManyTries},
		Example: sampleSession(),
	}, d.signIn)
	httpapi.Register(api, httpapi.Op{
		ID: "getSession", Method: http.MethodGet, Path: "/console/v1/session", Tag: "session", Summary: "Who is signed in",
		Action: authz.SessionOwn, Errors: []*fault.Error{staff.ErrSession}, Example: sampleSession(),
	}, d.getSession)
	httpapi.Register(api, httpapi.Op{
		ID: "signOut", Method: http.MethodDelete, Path: "/console/v1/session", Tag: "session", Summary: "Sign out",
		Action: authz.SessionOwn, Unkeyed: "ending a session twice is the same as once", Status: http.StatusNoContent,
		Errors: []*fault.Error{staff.ErrSession, httpapi.ErrCSRF},
	}, d.signOut)
}

func (d Deps) signIn(ctx context.Context, in *httpapi.Body[Login]) (*sessionOutput, error) {
	token, se, m, err := d.Staff.Login(ctx, in.Body.Username, in.Body.Password, staff.From{Place: httpapi.Place(ctx), Agent: httpapi.Agent(ctx)})
	if err != nil {
		return nil, err
	}
	body, err := d.describeSession(ctx, se, m)
	if err != nil {
		return nil, err
	}
	return &sessionOutput{SetCookie: d.cookie(token, se.ExpiresAt), Body: body}, nil
}

func (d Deps) getSession(ctx context.Context, _ *none) (*httpapi.Body[Session], error) {
	s := sessionOf(ctx)
	body, err := d.describeSession(ctx, s.session, s.member)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(body), nil
}

func (d Deps) signOut(ctx context.Context, _ *none) (*logoutOutput, error) {
	if err := d.Staff.Logout(ctx, httpapi.Actor(ctx), sessionOf(ctx).token); err != nil {
		return nil, err
	}
	gone := d.cookie("", time.Unix(0, 0))
	gone.MaxAge = -1
	return &logoutOutput{SetCookie: gone}, nil
}

func (d Deps) cookie(value string, expires time.Time) http.Cookie {
	return http.Cookie{
		Name: httpapi.SessionCookie, Value: value, Path: "/", Expires: expires, HttpOnly: true, Secure: d.Secure, SameSite: http.SameSiteStrictMode,
	}
}

func (d Deps) describeSession(ctx context.Context, se staff.Session, m staff.Member) (Session, error) {
	units, err := d.units(ctx, m.Actor())
	if err != nil {
		return Session{}, err
	}
	return Session{
		Member:    Member{ID: string(m.ID), Name: m.Name, Role: Role(m.Role), Unit: fromUnit(units[m.UnitID])},
		CSRFToken: se.CSRF, ExpiresAt: se.ExpiresAt.UTC(), Actions: allowed(m.Actor()), Map: d.mapBase(),
		Grantable: httpapi.Map(staff.Grantable()[m.Role], func(r authz.Role) Role { return Role(r) }), MustChangePassword: se.MustChangePassword(m),
	}, nil
}

func (d Deps) mapBase() MapBase {
	m := d.Map
	m.Datum = cmp.Or(m.Datum, string(geo.WGS84))
	return m
}

// units are the units the actor may see, by id.
func (d Deps) units(ctx context.Context, actor authz.Actor) (map[org.UnitID]org.Unit, error) {
	all, err := d.Persons.Units(ctx, actor)
	if err != nil {
		return nil, err
	}
	byID := make(map[org.UnitID]org.Unit, len(all))
	for _, u := range all {
		byID[u.ID] = u
	}
	return byID, nil
}

func allowed(actor authz.Actor) []Action {
	out := []Action{}
	for _, a := range staffActions() {
		if authz.Allow(actor, a) == nil {
			out = append(out, Action(a))
		}
	}
	return out
}

// staffActions are the actions that are open to some staff role, sorted.
func staffActions() []authz.Action {
	var out []authz.Action
	for a := range authz.Grants() {
		if !strings.HasPrefix(string(a), "self.") {
			out = append(out, a)
		}
	}
	slices.Sort(out)
	return out
}
