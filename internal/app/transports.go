package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"diandao/internal/config"
	"diandao/internal/consoleapi"
	"diandao/internal/httpapi"
	"diandao/internal/obs"
	"diandao/internal/oidc"
	"diandao/internal/redisx/session"
	mobileapi "diandao/mobile-api"
	"diandao/signaling"
	"diandao/signaling/sfu"
	"diandao/signaling/ws"
	"diandao/web"
)

// openMedia opens the media server and signalling, where this node has that role.
func (a *App) openMedia(ctx context.Context) error {
	if !a.runs(config.Signaling) {
		return nil
	}
	node, err := sfu.New(sfu.Config{
		BindIP: net.ParseIP(a.cfg.Media.BindIP), UDPPort: a.cfg.Media.UDPPort, TCPPort: a.cfg.Media.TCPPort, PublicIPs: a.cfg.Media.PublicIPs,
		Loopback: a.cfg.Media.Loopback, Logger: a.log,
	})
	if err != nil {
		return err
	}
	a.media = node
	a.onClose("media", func(context.Context) error { return node.Close() })
	relay, err := a.openRelay(ctx)
	if err != nil {
		return err
	}
	a.openMember()
	// Signalling ends by its Close, which tells clients and records what it saw, not by a context.
	a.signaling = signaling.New(context.WithoutCancel(ctx), signaling.Deps{
		RollCalls: a.services.rollcalls, Cluster: a.member, Ledger: messageLedger{a.store.Idempotency(), a.clock},
		Stations: stations{a.store}, Tickets: tickets{a.services.tickets}, Resumes: resumes{a.services.resumes},
		Media: node, ICE: relay, Identity: a.openIdentify(), Clock: a.clock, Logger: a.log, Recordings: a.services.archive,
	}, signaling.Config{Layers: true})
	return nil
}

func (a *App) buildTransports(ctx context.Context) error {
	secure := a.cfg.TLS.Mode != "off"
	a.http = httpapi.New(httpapi.Options{
		Log: a.log, Clock: a.clock, Limiter: a.services.limiter, Observe: a.metrics.Request, Secure: secure,
		SignalOrigins: a.cfg.Signal.Origins, MapOrigin: a.cfg.Map.Origin(), ProxyHeader: proxyHeader(a.cfg.TrustedProxies), TrustedProxies: a.cfg.TrustedProxies, FilePaths: filePaths(),
	})
	var contracts map[string]*httpapi.API
	if a.runs(config.API) {
		contracts = a.registerContracts(secure)
		if a.cfg.Push.SMSURL != "" {
			a.http.Raw(http.MethodPost, "/hooks/sms", nil, a.smsReceipt)
		}
	}
	if a.signaling != nil {
		handler := ws.Handler(context.WithoutCancel(ctx), ws.Config{Origins: []string{a.cfg.PublicURL}, Logger: a.log}, func(ctx context.Context, c *ws.Conn) { a.signaling.Serve(ctx, c) })
		a.http.Raw(http.MethodGet, "/signal", nil, handler)
		a.registerWHIP(ctx)
	}
	metrics := promhttp.HandlerFor(a.metrics.Registry, promhttp.HandlerOpts{})
	httpapi.RegisterHealth(a.http, a.parts, metrics)
	if !a.opts.NoPages && a.runs(config.API) {
		return a.registerPages(contracts)
	}
	return nil
}

// filePaths are the requests of both contracts that carry files.
func filePaths() map[string]httpapi.FileBody {
	all := mobileapi.FilePaths()
	maps.Copy(all, consoleapi.FilePaths())
	return all
}

func proxyHeader(trusted []string) string {
	if len(trusted) == 0 {
		return ""
	}
	return "X-Real-Ip" // one address, set by the proxy; X-Forwarded-For begins with whatever the client wrote
}

// registerContracts returns the contracts by the names under which they are described.
func (a *App) registerContracts(secure bool) map[string]*httpapi.API {
	s := a.services
	kept := ledger{a.store.Idempotency(), a.clock}
	mobile := mobileapi.Register(a.http, mobileapi.Deps{
		Devices: toldDevices{s.devices, a.teller}, Checkins: s.checkins, Leaves: s.leaves, Appeals: s.appeals, Sanctions: s.sanctions, Records: s.records, RollCalls: s.rollcalls, Tickets: s.tickets, Places: places{a}, Inbox: s.push, Profiles: profiles{a.store}, Team: s.teams, Policies: s.privacy, Papers: ownPapers{a.store, s.vault},
		Clock: a.clock, Ledger: kept, Push: mobileapi.PushConfig{VAPIDPublicKey: s.vapid, FCM: a.hasFCM()},
	})
	console := consoleapi.Register(a.http, consoleapi.Deps{
		Staff: s.staff, StaffBook: toldStaff{s.staff, a.teller}, SSO: a.sso(), DemoLogins: a.demoLogins(), Log: a.log, Persons: s.persons, Units: s.cities, Names: names{a.store, s.persons}, Oversight: s.oversight, Reports: s.reports, Exports: s.exports, Devices: toldDevices{s.devices, a.teller}, Checkins: s.checkins, Plans: s.checkins,
		Notices: s.push, Ladders: s.ladders, Ways: s.checkins, Teams: s.teams, Policies: s.privacy, Enrolments: s.identity, Intakes: s.intakes, Incidents: s.shield, Leaves: s.leaves, Fences: s.fences, Appeals: s.appeals, Sanctions: s.sanctions, Records: s.records, Alerts: s.alerts, Liaison: s.liaison, RollCalls: consoleRollCalls{s.rollcalls, a.teller}, Recordings: s.recordings, Tickets: s.tickets, Places: places{a}, Nodes: nodeBook{a}, Partners: s.partners,
		Pictures: pictures{s: a.store, vault: s.vault, clock: a.clock, looks: newLooks()}, Audit: auditReader{a.store}, Sheets: sheets{a.clock}, Events: events{s.hub},
		Clock: a.clock, Ledger: kept, Secure: secure, Map: consoleapi.MapBase(a.cfg.Map), ShowScore: a.cfg.Face.ShowScore,
	})
	return map[string]*httpapi.API{"mobile": mobile, "console": console}
}

// sso is the login by the city's identity provider, nil without one.
func (a *App) sso() consoleapi.SSO {
	o := a.cfg.OIDC
	if o.Issuer == "" {
		return nil
	}
	return oidc.New(oidc.Config{
		Issuer: o.Issuer, ClientID: o.ClientID, ClientSecret: o.ClientSecret.Reveal(), Name: o.Name, UsernameClaim: o.UsernameClaim,
		RedirectURL: strings.TrimSuffix(a.cfg.PublicURL, "/") + "/console/v1/sso/callback",
	}, session.NewPending(a.redis.Client()), a.services.limiter, a.clock)
}

// teller tells the node that serves a roll call.
func (a *App) teller() teller { return postman{a} }

func (a *App) registerPages(contracts map[string]*httpapi.API) error {
	console, err := web.Console()
	if err != nil {
		return fmt.Errorf("console pages: %w", err)
	}
	phone, err := web.Phone()
	if err != nil {
		return fmt.Errorf("phone pages: %w", err)
	}
	httpapi.RegisterPages(a.http, httpapi.Pages{Console: console, Phone: phone})
	return a.registerDocuments(contracts)
}

// parts tells how each part does, for /readyz.
func (a *App) parts(ctx context.Context) []httpapi.Part {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	part := func(name, note string, err error) httpapi.Part {
		if err != nil {
			a.log.Warn("part is not ready", obs.KeyPart, name, obs.KeyError, err)
			return httpapi.Part{Name: name, Note: note + ", does not answer"}
		}
		return httpapi.Part{Name: name, Ready: true, Note: note}
	}
	out := []httpapi.Part{
		part("database", a.store.Engine(), a.store.Ping(ctx)),
		part("redis", string(a.redis.Mode()), a.redis.Ping(ctx)),
		a.facePart(),
	}
	if a.media != nil {
		out = append(out, httpapi.Part{Name: "media", Ready: true, Note: a.media.UDPAddr().String()})
	}
	return out
}

// listen takes requests until Close.
func (a *App) listen(ctx context.Context) error {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", a.cfg.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	a.listener = l
	serving := l
	config, err := a.tlsConfig()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	if config != nil {
		serving = tls.NewListener(l, config)
	}
	a.onClose("http", a.closeHTTP)
	a.wait.Go(func() {
		if err := a.http.Fiber().Listener(serving); err != nil && a.life.Err() == nil {
			a.failed <- fmt.Errorf("serve: %w", err)
		}
	})
	return nil
}

// closeHTTP ends what would keep connections open, then the connections.
func (a *App) closeHTTP(ctx context.Context) error {
	var errs []error
	a.services.hub.Close()
	if a.signaling != nil {
		a.member.Drain(ctx, 0)
		errs = append(errs, a.signaling.Close(ctx))
	}
	return errors.Join(append(errs, a.http.Fiber().ShutdownWithContext(ctx))...)
}
