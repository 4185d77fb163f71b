// Package config is the one tree of settings. Values come from the environment (DIANDAO_…), from files
// named by DIANDAO_…_FILE for secrets, and from flags of cmd/server; Validate names everything wrong at
// once, and String never shows a secret.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// Prefix begins the name of every environment variable.
const Prefix = "DIANDAO_"

// Secret is a value that is never printed.
type Secret string

// String hides the value.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "***"
}

// Reveal returns the value.
func (s Secret) Reveal() string { return string(s) }

// RedisInProcess as Redis is one inside this process: a single node, volatile.
const RedisInProcess = "memory"

// Role tells which parts of the server run in this process.
type Role string

// The roles.
const (
	All       Role = "all"
	API       Role = "api"
	Signaling Role = "signaling"
	Worker    Role = "worker"
)

// Config is the tree.
type Config struct {
	Role      Role   `env:"ROLE" envDefault:"all" doc:"which parts run here: all, api, signaling or worker"`
	Listen    string `env:"LISTEN" envDefault:"127.0.0.1:8080" doc:"address and port of HTTP and websocket"`
	PublicURL string `env:"PUBLIC_URL" doc:"URL under which browsers reach the server; default: derived from the listen address"`
	DataDir   string `env:"DATA_DIR" envDefault:"data" doc:"folder of everything the server writes: database, keys, evidence, Redis file"`
	Database  Secret `env:"DATABASE_URL" doc:"postgres://… or sqlite:PATH; default: sqlite in the data folder"`
	Redis     Secret `env:"REDIS_URL" doc:"redis://… (comma list for cluster or sentinel), or memory for one inside this process; default: a redis-server child, else memory"`
	Signal    Signal `envPrefix:"SIGNAL_"`
	LogLevel  string `env:"LOG_LEVEL" envDefault:"info" doc:"debug, info, warn or error"`
	LogFormat string `env:"LOG_FORMAT" envDefault:"json" doc:"json or text"`

	TLS   TLS   `envPrefix:"TLS_"`
	Media Media `envPrefix:"MEDIA_"`
	TURN  TURN  `envPrefix:"TURN_"`
	Push  Push  `envPrefix:"PUSH_"`
	Face  Face  `envPrefix:"FACE_"`
	OIDC  OIDC  `envPrefix:"OIDC_"`
	Map   Map   `envPrefix:"MAP_"`

	Partners Partners `envPrefix:"PARTNERS_"`

	EvidenceDestroy bool          `env:"EVIDENCE_DESTROY" envDefault:"false" doc:"evidence is destroyed once its time after the end of a term is over; off, since it can't be taken back: look at the numbers first (docs/adr/0019)"`
	ShowLookers     bool          `env:"SHOW_LOOKERS" envDefault:"false" doc:"persons see the names of those who looked at their record, not only role and unit"`
	TokenSecret     Secret        `env:"TOKEN_SECRET" doc:"HMAC key of phones' access tokens, ≥ 32 characters, equal on all nodes; default: made once in the data folder"`
	TrustedProxies  []string      `env:"TRUSTED_PROXIES" doc:"addresses or CIDRs of proxies whose X-Real-Ip is believed"`
	ShutdownTimeout time.Duration `env:"SHUTDOWN_TIMEOUT" envDefault:"15s" doc:"how long a stop may take"`
}

// Signal is where clients of live roll calls reach this node, when there are several; see docs/ops/nodes.md.
type Signal struct {
	URL     string        `env:"URL" doc:"URL of this node's own websocket, wss://node-1.example.org/signal, for several nodes; default: where the page came from"`
	Origins []string      `env:"ORIGINS" doc:"hosts of all nodes' websockets that pages may connect to besides their own, wss://*.example.org"`
	Grace   time.Duration `env:"GRACE" envDefault:"30s" doc:"how long roll calls may go on at a node that was asked to drain, before they move"`
}

// validate tells bad what is wrong with it.
func (s Signal) validate(bad func(format string, args ...any)) {
	if u, err := url.Parse(s.URL); s.URL != "" && (err != nil || u.Host == "" || (u.Scheme != "ws" && u.Scheme != "wss")) {
		bad("SIGNAL_URL %q: ws:// or wss://, with a host", s.URL)
	}
	for _, o := range s.Origins {
		if !strings.HasPrefix(o, "ws://") && !strings.HasPrefix(o, "wss://") || strings.ContainsAny(o, " ;,'\"") {
			bad("SIGNAL_ORIGINS %q: ws:// or wss://, and a host", o)
		}
	}
	if s.Grace < 0 {
		bad("SIGNAL_GRACE %s: not below 0", s.Grace)
	}
}

// TLS is how the server proves itself.
type TLS struct {
	Mode     string `env:"MODE" envDefault:"off" doc:"off, self-signed (made in the data folder, for phones on the LAN) or files"`
	CertFile string `env:"CERT_FILE" doc:"certificate chain, PEM, for mode files"`
	KeyFile  string `env:"KEY_FILE" doc:"private key, PEM, for mode files"`
}

// Media is where phones and officers send and receive pictures and sound.
type Media struct {
	BindIP    string   `env:"BIND_IP" envDefault:"0.0.0.0" doc:"address on which media is received"`
	UDPPort   int      `env:"UDP_PORT" envDefault:"8443" doc:"the one UDP port of media; 0 takes a free one"`
	TCPPort   int      `env:"TCP_PORT" envDefault:"8443" doc:"the one TCP port of media (ICE-TCP); 0 takes a free one, -1 is off"`
	PublicIPs []string `env:"PUBLIC_IPS" doc:"addresses told to clients instead of the machine's own, when it stands behind NAT"`
	Loopback  bool     `env:"LOOPBACK" envDefault:"false" doc:"offer 127.0.0.1 too, for browsers on this machine"`
}

// TURN is the embedded relay for phones behind hostile networks.
type TURN struct {
	Enabled  bool   `env:"ENABLED" envDefault:"false" doc:"run the embedded relay"`
	UDPPort  int    `env:"UDP_PORT" envDefault:"3478" doc:"UDP port of the relay"`
	TCPPort  int    `env:"TCP_PORT" envDefault:"3478" doc:"TCP port of the relay"`
	TLSPort  int    `env:"TLS_PORT" envDefault:"5349" doc:"TLS port of the relay, with the certificate of TLS_MODE; clients are told the host of PUBLIC_URL; -1 is off, as without TLS_MODE"`
	PublicIP string `env:"PUBLIC_IP" doc:"address under which relayed media is reached; needed when the relay listens on all addresses"`
	Secret   Secret `env:"SECRET" doc:"secret of the short-lived credentials; default: made at each start"`
}

// Push is how persons are told.
type Push struct {
	FCMCredentialsFile string `env:"FCM_CREDENTIALS_FILE" doc:"service account of Firebase, JSON; empty: no FCM"`
	FCMProject         string `env:"FCM_PROJECT" doc:"Firebase project id; default: as in the credentials"`
	FCMEndpoint        string `env:"FCM_ENDPOINT" doc:"another address of FCM HTTP v1, for tests"`
	WebPushSubject     string `env:"WEBPUSH_SUBJECT" envDefault:"mailto:operator@example.org" doc:"contact told to browsers' push services (RFC 8292)"`
	SMSURL             string `env:"SMS_URL" doc:"HTTP SMS gateway, https://…; empty: no SMS"`
	SMSSecret          Secret `env:"SMS_SECRET" doc:"HMAC key of requests to the SMS gateway and of its receipts, ≥ 32 characters"`
	SMSTemplate        string `env:"SMS_TEMPLATE" doc:"text of an SMS, or the gateway's code of an approved one; default: says only that there is a notice"`
	AllowLoopback      bool   `env:"ALLOW_LOOPBACK" envDefault:"false" doc:"let push endpoints be on this machine, for tests"`
}

// Partners is where agencies are told what happens.
type Partners struct {
	Networks      []netip.Prefix `env:"NETWORKS" doc:"private networks in which partners' addresses may lie, CIDRs; default: none, only the public internet"`
	AllowLoopback bool           `env:"ALLOW_LOOPBACK" envDefault:"false" doc:"let partners' addresses be on this machine, over http too, for tests"`
}

// Face is how pictures are compared; see docs/identity.md.
type Face struct {
	Dir    string  `env:"DIR" envDefault:"var/face" doc:"folder of the face engine (scripts/fetch-face.sh); without its files nothing is compared and officers look"`
	Match  float64 `env:"MATCH" envDefault:"0.45" doc:"likeness from which a picture shows the person, 0 to 1"`
	Review float64 `env:"REVIEW" envDefault:"0.35" doc:"likeness below which a picture is called unlike; an officer looks at what lies between, and at that"`
	// ShowScore is for cities whose officers are to see the likeness first.
	ShowScore bool `env:"SHOW_SCORE" envDefault:"false" doc:"show the likeness of a check-in in review at once; by default it opens after the officer has looked at both pictures"`
	Parallel  int  `env:"PARALLEL" envDefault:"0" doc:"pictures in work together, each on one core; 0 is one per core"`
}

// OIDC is the login of staff by the city's identity provider; see docs/ops/staff.md.
type OIDC struct {
	Issuer        string `env:"ISSUER" doc:"issuer of the identity provider, https://…, as its discovery document says it; empty: staff sign in by password only"`
	ClientID      string `env:"CLIENT_ID" doc:"name under which the identity provider knows this server"`
	ClientSecret  Secret `env:"CLIENT_SECRET" doc:"secret under which the identity provider knows this server"`
	Name          string `env:"NAME" envDefault:"SSO" doc:"what the button on the login page calls the identity provider"`
	UsernameClaim string `env:"USERNAME_CLAIM" envDefault:"preferred_username" doc:"claim by which a staff member is found at the first login; with email the provider must have verified it"`
}

// validate tells bad what is wrong with it.
func (o OIDC) validate(bad func(format string, args ...any)) {
	if o.Issuer == "" {
		return
	}
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || (u.Scheme != "https" && !isHere(u)) {
		bad("OIDC_ISSUER %q: https://, with a host and without ? and #", o.Issuer)
	}
	if o.ClientID == "" || o.ClientSecret == "" {
		bad("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET")
	}
	if o.Name == "" || len([]rune(o.Name)) > 20 {
		bad("OIDC_NAME %q: 1 to 20 characters", o.Name)
	}
	if o.UsernameClaim == "" {
		bad("OIDC_USERNAME_CLAIM: the name of a claim")
	}
}

// isHere reports whether u is on this machine, where nobody listens on the way.
func isHere(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// Map is the base map beneath fences and check-ins in the console; see docs/ops/maps.md.
type Map struct {
	Tiles       string `env:"TILES" doc:"URL of the pictures of a base map, https://tiles.example.org/{z}/{x}/{y}.png; empty: a plain grid"`
	Datum       string `env:"DATUM" envDefault:"wgs84" doc:"in which the pictures are: wgs84, or gcj02 for Chinese maps"`
	Attribution string `env:"ATTRIBUTION" doc:"whose map it is, with its approval number; shown on every map"`
}

// maxAttribution is how long an attribution may be, in bytes.
const maxAttribution = 300

// validate tells bad what is wrong with it.
func (m Map) validate(bad func(format string, args ...any)) {
	if m.Datum != "wgs84" && m.Datum != "gcj02" {
		bad("MAP_DATUM %q: wgs84 or gcj02", m.Datum)
	}
	if len(m.Attribution) > maxAttribution {
		bad("MAP_ATTRIBUTION: at most %d bytes", maxAttribution)
	}
	if m.Tiles == "" {
		return
	}
	if m.Origin() == "" || strings.ContainsAny(m.Tiles, " ;,'\"") {
		bad("MAP_TILES %q: http:// or https:// with a host", m.Tiles)
	}
	for _, part := range []string{"{z}", "{x}", "{y}"} {
		if strings.Count(m.Tiles, part) != 1 {
			bad("MAP_TILES %q: needs %s once", m.Tiles, part)
		}
	}
	if m.Attribution == "" {
		bad("MAP_ATTRIBUTION: whose map MAP_TILES is")
	}
}

// Origin is the scheme and host that the pictures come from; empty without any.
func (m Map) Origin() string {
	u, err := url.Parse(m.Tiles)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, "{}*") || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// Load reads the environment given as NAME=value pairs, with NAME_FILE read from files. It returns every
// problem at once.
func Load(environ []string) (Config, error) {
	vars, err := readFiles(environ)
	if err != nil {
		return Config{}, err
	}
	var c Config
	if err := env.ParseWithOptions(&c, env.Options{Environment: vars, Prefix: Prefix}); err != nil {
		return Config{}, fmt.Errorf("read settings: %w", err)
	}
	if err := checkUnknown(vars); err != nil {
		return Config{}, err
	}
	return c, nil
}

// readFiles returns the settings among environ; NAME_FILE becomes NAME unless it is a setting itself.
func readFiles(environ []string) (map[string]string, error) {
	known := names()
	vars := map[string]string{}
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		if !strings.HasPrefix(name, Prefix) {
			continue
		}
		base, isFile := strings.CutSuffix(name, "_FILE")
		if !isFile || slices.Contains(known, name) {
			vars[name] = value
			continue
		}
		text, err := os.ReadFile(value)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		vars[base] = strings.TrimSpace(string(text))
	}
	return vars, nil
}

func checkUnknown(vars map[string]string) error {
	known := names()
	var errs []error
	for name := range vars {
		if !slices.Contains(known, name) {
			errs = append(errs, fmt.Errorf("%s is not a setting; see `server config doc`", name))
		}
	}
	return errors.Join(errs...)
}

// validate tells bad what is wrong with the settings of push.
func (p Push) validate(bad func(format string, args ...any)) {
	if p.SMSURL == "" {
		return
	}
	if u, err := url.Parse(p.SMSURL); err != nil || u.Host == "" || (u.Scheme != "https" && !p.AllowLoopback) {
		bad("PUSH_SMS_URL: an https URL")
	}
	if len(p.SMSSecret) < 32 {
		bad("PUSH_SMS_SECRET needs at least 32 characters")
	}
}

// Validate fills derived defaults and returns every problem at once.
func (c *Config) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !slices.Contains([]Role{All, API, Signaling, Worker}, c.Role) {
		bad("ROLE %q: all, api, signaling or worker", c.Role)
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		bad("LISTEN %q: host:port", c.Listen)
	}
	if !slices.Contains([]string{"off", "self-signed", "files"}, c.TLS.Mode) {
		bad("TLS_MODE %q: off, self-signed or files", c.TLS.Mode)
	}
	if c.TLS.Mode == "files" && (c.TLS.CertFile == "" || c.TLS.KeyFile == "") {
		bad("TLS_MODE files needs TLS_CERT_FILE and TLS_KEY_FILE")
	}
	if c.TokenSecret != "" && len(c.TokenSecret) < 32 {
		bad("TOKEN_SECRET needs at least 32 characters")
	}
	c.Push.validate(bad)
	c.Signal.validate(bad)
	c.OIDC.validate(bad)
	c.Map.validate(bad)
	if c.Role != All && (c.Database == "" || c.Redis == "" || c.TokenSecret == "") {
		bad("ROLE %s shares its work with other nodes: set DATABASE_URL, REDIS_URL and TOKEN_SECRET", c.Role)
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.LogLevel) {
		bad("LOG_LEVEL %q: debug, info, warn or error", c.LogLevel)
	}
	if !(0 < c.Face.Review && c.Face.Review <= c.Face.Match && c.Face.Match < 1) || c.Face.Parallel < 0 {
		bad("FACE_REVIEW %v, FACE_MATCH %v, FACE_PARALLEL %d: 0 < review ≤ match < 1, and not below 0", c.Face.Review, c.Face.Match, c.Face.Parallel)
	}
	if c.Database == "" {
		c.Database = Secret("sqlite:" + filepath.Join(c.DataDir, "diandao.db"))
	}
	if c.PublicURL == "" {
		c.PublicURL = derivedURL(c.TLS.Mode, host, port)
	}
	if u, err := url.Parse(c.PublicURL); err != nil || u.Host == "" {
		bad("PUBLIC_URL %q: a URL with scheme and host", c.PublicURL)
	}
	return errors.Join(errs...)
}

func derivedURL(tlsMode, host, port string) string {
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	scheme := "https"
	if tlsMode == "off" {
		scheme = "http"
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}
