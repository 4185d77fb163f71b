package consoleapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/staff"
)

// NewPassword is an own password with the one used until now.
type NewPassword struct {
	Old string `json:"old" minLength:"1" maxLength:"512"`
	New string `json:"new" minLength:"1" maxLength:"512" doc:"10 to 128 characters"`
}

// SignInWays are the ways to sign in besides name and password.
type SignInWays struct {
	SSOName    string      `json:"sso_name" doc:"What the identity provider is called; empty without one. GET /console/v1/sso leads a browser to it"`
	DemoLogins []DemoLogin `json:"demo_logins,omitempty" nullable:"false" doc:"Who may sign in to an invented city; left out by every other server"`
}

// DemoLogin is a staff member of an invented city, with what to sign in by.
type DemoLogin struct {
	Username string `json:"username"`
	Password string `json:"password"`
	Role     Role   `json:"role"`
}

type endOwnInput struct{ Body EndedSessions }

func (d Deps) registerAccount(api *httpapi.API) {
	const base, tag = "/console/v1/account", "account"
	httpapi.Register(api, httpapi.Op{
		ID: "getSignInWays", Method: http.MethodGet, Path: "/console/v1/sign-in", Tag: "session", Summary: "How one may sign in",
		Action: authz.SessionOwn, Open: "shown before anybody is signed in", Example: SignInWays{SSOName: "市统一认证"},
	}, d.signInWays)
	httpapi.Register(api, httpapi.Op{
		ID: "getAccount", Method: http.MethodGet, Path: base, Tag: tag, Summary: "One's own account with all sessions",
		Action: authz.SessionOwn, Errors: []*fault.Error{staff.ErrSession}, Example: sampleStaff(),
	}, d.getAccount)
	httpapi.Register(api, httpapi.Op{
		ID: "changePassword", Method: http.MethodPut, Path: base + "/password", Tag: tag, Summary: "Choose an own password; ends the other sessions",
		Action: authz.SessionOwn, Unkeyed: "a password that is in force already is left as it is", Status: http.StatusNoContent,
		Errors: []*fault.Error{
			staff.ErrPasswordOld, staff.ErrPasswordSame, staff.ErrPassword, staff.ErrPasswordCommon, staff.ErrTooManyTries, staff.ErrChanged, httpapi.ErrCSRF,
		},
	}, d.changePassword)
	httpapi.Register(api, httpapi.Op{
		ID: "endOwnSessions", Method: http.MethodPost, Path: base + "/sessions/end", Tag: tag, Summary: "End one of one's own sessions, or all others",
		Action: authz.SessionOwn, Errors: []*fault.Error{staff.ErrSession, httpapi.ErrCSRF}, Example: sampleStaff(),
	}, d.endOwnSessions)
}

func (d Deps) signInWays(context.Context, *none) (*httpapi.Body[SignInWays], error) {
	ways := SignInWays{DemoLogins: d.DemoLogins}
	if d.SSO != nil {
		ways.SSOName = d.SSO.Name()
	}
	return httpapi.OK(ways), nil
}

func (d Deps) getAccount(ctx context.Context, _ *none) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.Staff.Account(ctx, sessionOf(ctx).member))
}

func (d Deps) changePassword(ctx context.Context, in *httpapi.Body[NewPassword]) (*none, error) {
	return nil, d.Staff.ChangePassword(ctx, sessionOf(ctx).session, in.Body.Old, in.Body.New)
}

func (d Deps) endOwnSessions(ctx context.Context, in *endOwnInput) (*httpapi.Body[StaffFile], error) {
	s := sessionOf(ctx)
	if err := d.Staff.EndOwnSessions(ctx, s.session, s.member, staff.SessionID(in.Body.SessionID)); err != nil {
		return nil, err
	}
	return d.staffFile(ctx)(d.Staff.Account(ctx, s.member))
}
