package redisx

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// Waits of one command where the URL names no others. They are short because all that Redis does for us
// can be done without it for a while.
const (
	dialTimeout = time.Second
	ioTimeout   = 2 * time.Second
)

var errURL = errors.New("redis URL: want redis://, rediss:// or unix://, hosts separated by commas")

// ParseURL returns a client for one of
//
//	redis://[user:password@]host:port/0            one server (rediss: over TLS, unix: a socket)
//	redis://…@host:port,host:port?cluster=true     Cluster; two or more hosts imply it
//	redis://…@host:port,host:port?master_name=NAME Sentinel
//
// with go-redis's options as further parameters. Errors never repeat the URL, which may hold a password.
func ParseURL(s string) (redis.UniversalClient, error) {
	u, hosts, err := splitHosts(s)
	if err != nil {
		return nil, err
	}
	q := u.Query()
	cluster := q.Get("cluster") == "true" || hosts > 1
	q.Del("cluster")
	u.RawQuery = q.Encode()
	switch {
	case q.Get("master_name") != "":
		return failoverClient(u)
	case cluster:
		return clusterClient(u)
	default:
		return singleClient(u)
	}
}

// splitHosts makes the hosts of a comma list after the first into the addr parameters that go-redis reads.
func splitHosts(s string) (*url.URL, int, error) {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return nil, 0, errURL
	}
	end := len(rest)
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		end = i
	}
	authority, tail := rest[:end], rest[end:]
	user := strings.LastIndexByte(authority, '@') + 1
	hosts := strings.Split(authority[user:], ",")
	u, err := url.Parse(scheme + "://" + authority[:user] + hosts[0] + tail)
	if err != nil {
		return nil, 0, errURL
	}
	q := u.Query()
	for _, h := range hosts[1:] {
		q.Add("addr", h)
	}
	u.RawQuery = q.Encode()
	return u, len(hosts), nil
}

func noNotices() *maintnotifications.Config {
	return &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

func singleClient(u *url.URL) (redis.UniversalClient, error) {
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return nil, errURL
	}
	bound(&o.DialTimeout, &o.ReadTimeout, &o.WriteTimeout, &o.PoolTimeout, &o.DialerRetries, &o.MaxRetries)
	o.ContextTimeoutEnabled, o.DisableIdentity, o.MaintNotificationsConfig = true, true, noNotices()
	return redis.NewClient(o), nil
}

func failoverClient(u *url.URL) (redis.UniversalClient, error) {
	o, err := redis.ParseFailoverURL(u.String())
	if err != nil {
		return nil, errURL
	}
	bound(&o.DialTimeout, &o.ReadTimeout, &o.WriteTimeout, &o.PoolTimeout, &o.DialerRetries, &o.MaxRetries)
	o.ContextTimeoutEnabled, o.DisableIdentity = true, true
	return redis.NewFailoverClient(o), nil
}

func clusterClient(u *url.URL) (redis.UniversalClient, error) {
	o, err := redis.ParseClusterURL(u.String())
	if err != nil {
		return nil, errURL
	}
	bound(&o.DialTimeout, &o.ReadTimeout, &o.WriteTimeout, &o.PoolTimeout, &o.DialerRetries, &o.MaxRetries)
	o.ContextTimeoutEnabled, o.DisableIdentity, o.MaintNotificationsConfig = true, true, noNotices()
	return redis.NewClusterClient(o), nil
}

// bound sets the waits and tries that the URL left open.
func bound(dial, read, write, pool *time.Duration, dials, tries *int) {
	for wait, d := range map[*time.Duration]time.Duration{dial: dialTimeout, read: ioTimeout, write: ioTimeout, pool: ioTimeout} {
		if *wait == 0 {
			*wait = d
		}
	}
	for n, d := range map[*int]int{dials: 1, tries: 1} {
		if *n == 0 {
			*n = d
		}
	}
}
