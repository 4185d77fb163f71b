package consoleapi

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/obs"
	"diandao/internal/oidc"
	"diandao/internal/staff"
)

// SSO is the login by the city's identity provider; oidc.Flow.
type SSO interface {
	Name() string
	// Begin returns where to lead the browser and the value of the cookie that binds it.
	Begin(ctx context.Context, to, place string) (url, binding string, err error)
	Finish(ctx context.Context, r oidc.Return) (who staff.Identity, to string, err error)
}

// ssoCookie binds a browser to the login it began. It is sent when the provider leads the browser back, which a strict
// cookie would not be.
const (
	ssoCookie = "diandao_sso"
	ssoPath   = "/console/v1/sso"
)

// leave leads a browser to the identity provider.
func (d Deps) leave(c *fiber.Ctx) error {
	if d.SSO == nil {
		return httpapi.ErrNoSuchPath
	}
	ctx := c.UserContext()
	address, binding, err := d.SSO.Begin(ctx, ownPath(c.Query("to")), httpapi.Place(ctx))
	if err != nil {
		return d.backToLogin(c, err)
	}
	c.Cookie(d.ssoCookie(binding, int(oidc.PendingLife.Seconds())))
	return c.Redirect(address, http.StatusSeeOther)
}

// comeBack signs in whom the identity provider vouches for, and leads the browser to where it wanted to go.
func (d Deps) comeBack(c *fiber.Ctx) error {
	if d.SSO == nil {
		return httpapi.ErrNoSuchPath
	}
	ctx := c.UserContext()
	binding := c.Cookies(ssoCookie)
	c.Cookie(d.ssoCookie("", -1))
	who, to, err := d.SSO.Finish(ctx, oidc.Return{Binding: binding, State: c.Query("state"), Code: c.Query("code"), Refusal: c.Query("error")})
	if err != nil {
		return d.backToLogin(c, err)
	}
	token, se, _, err := d.Staff.LoginAs(ctx, who, staff.From{Place: httpapi.Place(ctx), Agent: httpapi.Agent(ctx)})
	if err != nil {
		return d.backToLogin(c, err)
	}
	k := d.cookie(token, se.ExpiresAt)
	c.Cookie(&fiber.Cookie{Name: k.Name, Value: k.Value, Path: k.Path, Expires: k.Expires, HTTPOnly: k.HttpOnly, Secure: k.Secure, SameSite: fiber.CookieSameSiteStrictMode})
	return c.Redirect("/console"+ownPath(to), http.StatusSeeOther)
}

// backToLogin leads a browser to the login page, which says what happened; the way by password is there.
func (d Deps) backToLogin(c *fiber.Ctx, err error) error {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	if d.Log != nil {
		d.Log.WarnContext(c.UserContext(), "login by the identity provider refused", obs.KeyRequestID, httpapi.RequestID(c.UserContext()), "code", f.Reason, obs.KeyError, err)
	}
	return c.Redirect("/console/login?"+url.Values{"problem": {f.Reason}}.Encode(), http.StatusSeeOther)
}

func (d Deps) ssoCookie(value string, seconds int) *fiber.Cookie {
	return &fiber.Cookie{
		Name: ssoCookie, Value: value, Path: ssoPath, MaxAge: seconds, Expires: expiry(seconds), HTTPOnly: true, Secure: d.Secure, SameSite: fiber.CookieSameSiteLaxMode,
	}
}

// expiry takes a cookie back where the age alone is not heeded.
func expiry(seconds int) time.Time {
	if seconds < 0 {
		return time.Unix(0, 0)
	}
	return time.Time{}
}

// ownPath is where a login leads: an address of the console as its router names it, else its first page.
func ownPath(to string) string {
	const longest = 512
	isOwn := strings.HasPrefix(to, "/") && !strings.HasPrefix(to, "//") && !strings.HasPrefix(to, "/\\") && !strings.HasPrefix(to, "/login")
	if !isOwn || len(to) > longest || strings.ContainsFunc(to, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "/"
	}
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" {
		return "/"
	}
	return u.String()
}
