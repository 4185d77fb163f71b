package stage

import (
	"context"
	"crypto/x509"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/id"
	"diandao/internal/identity"
	"diandao/internal/identity/off"
	"diandao/internal/org"
	"diandao/internal/push/pushtest"
	"diandao/internal/staff"
	"diandao/internal/store/storetest"
)

// Pair is what a server stands on.
type Pair struct {
	Name     string
	database func(testing.TB) string
	redis    string
}

// Database is the URL of an empty database of the pair.
func (p Pair) Database(tb testing.TB) string {
	tb.Helper()
	return p.database(tb)
}

// Engines are the pairs on which every scenario is told: everything embedded, and everything real.
func Engines() []Pair {
	return []Pair{
		{Name: "sqlite and memory", database: storetest.SQLite, redis: config.RedisInProcess},
		{Name: "postgres and redis-server", database: storetest.Postgres}, // without a URL the server starts a redis-server
	}
}

// Providers are the push services outside; nil ones are not there.
type Providers struct {
	FCM     *pushtest.FCM
	WebPush *pushtest.WebPush
	SMS     *pushtest.SMS
	Face    identity.Verifier // nil is no engine
	OIDC    config.OIDC       // the zero value is no identity provider
	// Database and Redis are URLs of those that several servers share; empty are the pair's own.
	Database, Redis string
}

func (p Providers) roots() *x509.CertPool {
	if p.WebPush == nil {
		return nil
	}
	return p.WebPush.RootCAs()
}

// Start runs a whole server on loopback until the test ends. Its periodic work is left to Tick, so that a
// scenario moves the clock.
func Start(tb testing.TB, p Pair, c clock.Clock, providers Providers) *app.App {
	tb.Helper()
	a := Open(tb, Settings(tb, p, providers), c, providers)
	require.NoError(tb, a.Start(tb.Context()))
	return a
}

// Settings are those of a server on a folder and a database of its own.
func Settings(tb testing.TB, p Pair, providers Providers) config.Config {
	tb.Helper()
	cfg, err := config.Load(nil)
	require.NoError(tb, err)
	cfg.Listen, cfg.DataDir = "127.0.0.1:0", tb.TempDir()
	cfg.Database, cfg.Redis = config.Secret(providers.Database), config.Secret(p.redis)
	if cfg.Database == "" {
		cfg.Database = config.Secret(p.Database(tb))
	}
	cfg.Media = config.Media{BindIP: "127.0.0.1", Loopback: true, TCPPort: -1}
	cfg.Partners.AllowLoopback = true
	cfg.Push = config.Push{WebPushSubject: "mailto:operator@example.org", AllowLoopback: true}
	if providers.FCM != nil {
		cfg.Push.FCMEndpoint, cfg.Push.FCMProject = providers.FCM.URL, "diandao-test"
	}
	if providers.SMS != nil {
		cfg.Push.SMSURL, cfg.Push.SMSSecret = providers.SMS.URL, config.Secret(providers.SMS.Secret)
	}
	cfg.OIDC = providers.OIDC
	if providers.Redis != "" {
		cfg.Redis = config.Secret(providers.Redis)
	}
	require.NoError(tb, cfg.Validate())
	return cfg
}

// Open opens a whole server that takes no requests and does no work until its Start.
func Open(tb testing.TB, cfg config.Config, c clock.Clock, providers Providers) *app.App {
	tb.Helper()
	if providers.Face == nil {
		providers.Face = off.Engine{}
	}
	a, err := app.New(tb.Context(), cfg, app.Options{Face: providers.Face, Clock: c, Log: slog.New(slog.NewTextHandler(tb.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})), Still: true, NoPages: true, PushRoots: providers.roots()})
	require.NoError(tb, err)
	tb.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		require.NoError(tb, a.Close(ctx))
	})
	return a
}

// City adds a city with two districts of one station each, an officer ("officer") for the first, one
// ("stranger") for the second and a supervisor ("supervisor") for all. It returns the first station.
func City(tb testing.TB, a *app.App, password string) org.Unit {
	tb.Helper()
	unit := func(kind org.Kind, code, name string, parent org.Unit) org.Unit {
		path := org.Root.Child(code)
		if parent.Path != "" {
			path = parent.Path.Child(code)
		}
		return org.Unit{ID: org.UnitID(id.New()), ParentID: parent.ID, Kind: kind, Code: code, Name: name, Path: path, Zone: "Asia/Shanghai"}
	}
	city := unit(org.City, "9901", "云州市", org.Unit{})
	east, west := unit(org.District, "990101", "东湖区", city), unit(org.District, "990102", "西岭区", city)
	first, second := unit(org.Station, "990101001", "文昌司法所", east), unit(org.Station, "990102001", "桃园司法所", west)
	require.NoError(tb, a.Store().Orgs().InsertUnits(tb.Context(), []org.Unit{city, east, west, first, second}))
	for _, m := range []staff.Member{
		{Username: "officer", Name: "陈静", Role: authz.Officer, UnitID: first.ID, Path: first.Path},
		{Username: "stranger", Name: "林涛", Role: authz.Officer, UnitID: second.ID, Path: second.Path},
		{Username: "supervisor", Name: "周明", Role: authz.Supervisor, UnitID: city.ID, Path: city.Path},
	} {
		_, err := a.AddStaff(tb.Context(), m, password)
		require.NoError(tb, err)
	}
	return first
}
