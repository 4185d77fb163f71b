package oidc

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/staff"
)

// Limits of a login by the provider.
const (
	PendingLife    = 10 * time.Minute // from leaving to coming back
	StartsPerPlace = 120              // within PendingLife
	Starts         = 20_000           // of everybody, within PendingLife
	Skew           = time.Minute      // by which the provider's clock may be off
	providerLife   = time.Hour        // after which the provider is asked for its addresses again
	providerRest   = 3 * time.Second  // after it did not answer: those who waited meanwhile are told at once
	maxAnswer      = 1 << 20          // bytes of one answer
	maxParameter   = 4096             // of what the browser brings
)

// Errors of this package.
var (
	ErrState       = fault.New(fault.Invalid, "sso.state_invalid", "This login was begun elsewhere, took more than ten minutes, or was used before. Begin again.")
	ErrRefused     = fault.New(fault.Forbidden, "sso.refused", "The identity provider did not let you in.")
	ErrToken       = fault.New(fault.Forbidden, "sso.token_invalid", "What the identity provider said about you could not be verified. Sign in with your password, and tell your administrator.")
	ErrUnverified  = fault.New(fault.Forbidden, "sso.email_unverified", "The identity provider has not verified your address.")
	ErrUnavailable = fault.New(fault.Unavailable, "sso.unavailable", "The identity provider does not answer. Try again later, or sign in with your password.")
)

// Config is the provider and who we are to it.
type Config struct {
	Issuer        string
	ClientID      string
	ClientSecret  string
	Name          string // on the button
	UsernameClaim string
	RedirectURL   string        // of our callback
	Timeout       time.Duration // of one request to the provider; zero is 5 s
}

// Pending keeps values for a while, for all nodes.
type Pending interface {
	Put(ctx context.Context, key string, value []byte, life time.Duration) error
	// Take returns a value once; nil when there is none.
	Take(ctx context.Context, key string) ([]byte, error)
}

// Limiter bounds tries, as staff.Limiter does.
type Limiter interface {
	Allow(ctx context.Context, key string, limit int, window time.Duration) (bool, error)
}

// Flow is the way to the provider and back.
type Flow struct {
	cfg     Config
	pending Pending
	limiter Limiter
	clock   clock.Clock
	client  *http.Client

	mu       sync.Mutex
	provider *oidc.Provider // nil while it was never reached
	askAgain time.Time
}

// New returns a flow. The provider is asked for its addresses at the first login.
func New(cfg Config, pending Pending, limiter Limiter, c clock.Clock) *Flow {
	client := &http.Client{
		Timeout: cmp.Or(cfg.Timeout, 5*time.Second), Transport: bounded{http.DefaultTransport},
		// a token request that is led elsewhere would take the secret along
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &Flow{cfg: cfg, pending: pending, limiter: limiter, clock: c, client: client}
}

// Name is what the provider is called on the button.
func (f *Flow) Name() string { return f.cfg.Name }

// journey is what has to be known when the browser comes back.
type journey struct {
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"`
	Binding  string    `json:"binding"` // hash of the cookie's value
	To       string    `json:"to"`
	Until    time.Time `json:"until"`
}

// Begin returns the provider's address to lead the browser to, and the value of the cookie that binds the browser. to is
// where the browser goes after the login; place bounds tries. It returns staff.ErrTooManyTries or ErrUnavailable.
func (f *Flow) Begin(ctx context.Context, to, place string) (url, binding string, err error) {
	if err := f.allow(ctx, place); err != nil {
		return "", "", err
	}
	p, err := f.discover(ctx)
	if err != nil {
		return "", "", err
	}
	state := rand.Text()
	binding = rand.Text()
	j := journey{Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Binding: hash(binding), To: to, Until: f.clock.Now().Add(PendingLife)}
	value, err := json.Marshal(j)
	if err != nil {
		return "", "", fmt.Errorf("encode login under way: %w", err)
	}
	if err := f.pending.Put(ctx, hash(state), value, PendingLife); err != nil {
		return "", "", ErrUnavailable.With(err)
	}
	return f.oauth(p).AuthCodeURL(state, oidc.Nonce(j.Nonce), oauth2.S256ChallengeOption(j.Verifier)), binding, nil
}

func (f *Flow) allow(ctx context.Context, place string) error {
	// the place first: who is refused there does not count against everybody
	for _, l := range []struct {
		key   string
		limit int
	}{{"sso:place:" + place, StartsPerPlace}, {"sso:all", Starts}} {
		ok, err := f.limiter.Allow(ctx, l.key, l.limit, PendingLife)
		if err != nil {
			return fmt.Errorf("count logins under way: %w", err)
		}
		if !ok {
			return staff.ErrTooManyTries
		}
	}
	return nil
}

// Return is what the browser brings back.
type Return struct {
	Binding string // the cookie's value
	State   string
	Code    string
	Refusal string // why the provider let nobody in, its own code
}

// Finish returns whom the provider vouches for and where the browser wanted to go. It returns ErrState, ErrRefused,
// ErrToken, ErrUnverified or ErrUnavailable.
func (f *Flow) Finish(ctx context.Context, r Return) (who staff.Identity, to string, err error) {
	j, err := f.take(ctx, r)
	if err != nil {
		return staff.Identity{}, "", err
	}
	if r.Refusal != "" || r.Code == "" {
		return staff.Identity{}, j.To, ErrRefused
	}
	p, err := f.discover(ctx)
	if err != nil {
		return staff.Identity{}, j.To, err
	}
	token, err := f.oauth(p).Exchange(f.dressed(ctx), r.Code, oauth2.VerifierOption(j.Verifier))
	if err != nil {
		return staff.Identity{}, j.To, exchangeFault(err)
	}
	who, err = f.verify(ctx, p, token, j.Nonce)
	return who, j.To, err
}

// take finds the journey that the browser comes back from; it is gone afterwards, whoever asked.
func (f *Flow) take(ctx context.Context, r Return) (journey, error) {
	if r.State == "" || len(r.State) > maxParameter || len(r.Code) > maxParameter {
		return journey{}, ErrState
	}
	value, err := f.pending.Take(ctx, hash(r.State))
	if err != nil {
		return journey{}, ErrUnavailable.With(err)
	}
	var j journey
	if value == nil {
		return journey{}, ErrState
	}
	if err := json.Unmarshal(value, &j); err != nil {
		return journey{}, ErrState.With(err)
	}
	isBound := subtle.ConstantTimeCompare([]byte(j.Binding), []byte(hash(r.Binding))) == 1
	if !isBound || !j.Until.After(f.clock.Now()) {
		return journey{}, ErrState
	}
	return j, nil
}

// exchangeFault tells a provider that refuses from one that is down.
func exchangeFault(err error) error {
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if ok && refused.Response != nil && refused.Response.StatusCode < http.StatusInternalServerError {
		return ErrToken.With(err)
	}
	return ErrUnavailable.With(err)
}

func hash(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}
