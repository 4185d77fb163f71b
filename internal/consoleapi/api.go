package consoleapi

import (
	"context"
	"crypto/subtle"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/httpapi"
	"diandao/internal/staff"
)

// Version of the contract, which moves with the console.
const Version = "1.0.0"

const description = `Contract of the console.

Times are RFC 3339 in UTC; ids are opaque; errors are RFC 9457 problems whose ` + "`code`" + ` is stable. The session is
a cookie; every request but GET also carries X-CSRF-Token with the session's csrf_token. Writes take an
Idempotency-Key (a UUID): a repeat is answered with the first answer and Idempotency-Replayed: true.`

// Register adds the contract and its raw routes to app and returns the contract.
func Register(app *httpapi.App, d Deps) *httpapi.API {
	api := httpapi.NewAPI(app, httpapi.Contract{
		Title: "Diandao console contract", Version: Version, Description: description,
		Scheme:       "Session",
		Security:     &huma.SecurityScheme{Type: "apiKey", In: "cookie", Name: httpapi.SessionCookie, Description: "Set by POST /console/v1/session"},
		Authenticate: d.Authenticate, Ledger: d.Ledger,
	})
	d.registerSession(api)
	d.registerAccount(api)
	d.registerStaff(api)
	d.registerUnits(api)
	d.registerOversight(api)
	d.registerReports(api)
	d.registerExports(api)
	d.registerDesk(api)
	d.registerDone(api)
	d.registerPersons(api)
	d.registerDevices(api)
	d.registerPlans(api)
	d.registerTemplates(api)
	d.registerTimetable(api)
	d.registerCheckins(api)
	d.registerReviews(api)
	d.registerCalls(api)
	d.registerLadders(api)
	d.registerReach(api)
	d.registerWays(api)
	d.registerTeams(api)
	d.registerPolicies(api)
	d.registerEnrolments(api)
	d.registerImports(api)
	d.registerLeaves(api)
	d.registerFences(api)
	d.registerPlaces(api)
	d.registerAppeals(api)
	d.registerSanctions(api)
	d.registerTimeline(api)
	d.registerAlerts(api)
	d.registerLiaison(api)
	d.registerRollCalls(api)
	d.registerRecordings(api)
	d.registerNodes(api)
	d.registerPartners(api)
	d.registerRollCallPlans(api)
	d.registerRollCallActs(api)
	d.registerSeparation(api)
	d.registerRollCallWatch(api)
	d.registerAudit(api)
	d.registerRaw(app)
	return api
}

type sessionKey struct{}

// signedIn is a resolved session with its cookie's value.
type signedIn struct {
	token   string
	session staff.Session
	member  staff.Member
}

// Authenticate tells which member acts, and that a write comes from a page of ours.
func (d Deps) Authenticate(ctx context.Context, c httpapi.Credentials) (context.Context, authz.Actor, error) {
	if c.Session == "" {
		return ctx, authz.Actor{}, authz.ErrUnauthenticated
	}
	se, m, err := d.Staff.Resolve(ctx, c.Session)
	if err != nil {
		return ctx, authz.Actor{}, err
	}
	isRead := c.Method == http.MethodGet || c.Method == http.MethodHead
	if !isRead && subtle.ConstantTimeCompare([]byte(c.CSRF), []byte(se.CSRF)) != 1 {
		return ctx, authz.Actor{}, httpapi.ErrCSRF
	}
	if se.MustChangePassword(m) && c.Action != authz.SessionOwn {
		return ctx, authz.Actor{}, staff.ErrPasswordRequired
	}
	return context.WithValue(ctx, sessionKey{}, signedIn{token: c.Session, session: se, member: m}), m.Actor(), nil
}

func sessionOf(ctx context.Context) signedIn {
	s, _ := ctx.Value(sessionKey{}).(signedIn)
	return s
}

// none is an answer without a body, or a request without parameters.
type none struct{}

// IDPath names one record. It is exported because Huma looks into exported embedded fields only.
type IDPath struct {
	ID string `path:"id" format:"uuid"`
}
