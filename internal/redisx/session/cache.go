package session

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/org"
	"diandao/internal/redisx"
	"diandao/internal/staff"
)

// Lives of cached entries, and how long a request waits for Redis before it asks SQL.
const (
	SessionLife = 50 * time.Second
	DeviceLife  = 30 * time.Second
	wait        = 300 * time.Millisecond
	// endLife is how long the end of a session is remembered: longer than a request may take that has read the session
	// just before, and what it puts here would live.
	endLife = SessionLife + 30*time.Second
)

var (
	_ staff.SessionCache = (*Sessions)(nil)
	_ device.Cache       = (*Devices)(nil)
)

// cache keeps JSON values under keys with a life. Failures are logged and are misses.
type cache struct {
	client redis.UniversalClient
	clock  clock.Clock
	log    *slog.Logger
}

// entry carries its end, so that the program's clock has the last word on it.
type entry[T any] struct {
	Until time.Time `json:"until"`
	Value T         `json:"value"`
}

func get[T any](ctx context.Context, c cache, key string) (value T, ok bool) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	raw, err := c.client.Get(ctx, key).Bytes()
	if err != nil {
		c.note(err)
		return value, false
	}
	var e entry[T]
	if err := json.Unmarshal(raw, &e); err != nil { // written by another version
		c.note(err)
		return value, false
	}
	return e.Value, e.Until.After(c.clock.Now())
}

func put[T any](ctx context.Context, c cache, key string, value T, life time.Duration) {
	if life <= 0 {
		return
	}
	raw, err := json.Marshal(entry[T]{Until: c.clock.Now().Add(life), Value: value})
	if err != nil {
		c.note(err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	c.note(c.client.Set(ctx, key, raw, life).Err())
}

// drop does not end with the request: what it drops must not be believed any longer.
func (c cache) drop(ctx context.Context, key string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), wait)
	defer cancel()
	c.note(c.client.Del(ctx, key).Err())
}

func (c cache) note(err error) {
	if err == nil || errors.Is(err, redis.Nil) || errors.Is(err, context.Canceled) {
		return
	}
	c.log.Warn("session cache", "error", err)
}

// Sessions stands in front of the staff sessions in SQL; it is a staff.SessionCache.
type Sessions struct {
	cache
	put *redis.Script
}

// NewSessions returns a cache of logins.
func NewSessions(client redis.UniversalClient, c clock.Clock, log *slog.Logger) *Sessions {
	return &Sessions{cache{client, c, log}, redis.NewScript(putScript)}
}

// login is a session with its member; one that has ended is remembered as such.
type login struct {
	Session staff.Session `json:"session"`
	Member  staff.Member  `json:"member"`
	Ended   bool          `json:"ended,omitempty"`
}

func sessionKey(tokenHash string) string { return redisx.Prefix + "session:" + tokenHash }

// GetSession returns a session and its member, without the password's hash. A failure is a miss.
func (s *Sessions) GetSession(ctx context.Context, tokenHash string) (staff.Session, staff.Member, bool) {
	l, ok := get[login](ctx, s.cache, sessionKey(tokenHash))
	return l.Session, l.Member, ok && !l.Ended
}

// PutSession keeps a session for less than a minute and never beyond its end, unless it is known to have ended.
func (s *Sessions) PutSession(ctx context.Context, se staff.Session, m staff.Member) {
	m.PasswordHash = ""
	life := min(SessionLife, se.ExpiresAt.Sub(s.clock.Now()))
	if life <= 0 {
		return
	}
	raw, err := json.Marshal(entry[login]{Until: s.clock.Now().Add(life), Value: login{Session: se, Member: m}})
	if err != nil {
		s.note(err)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	s.note(s.put.Run(ctx, s.client, []string{sessionKey(se.TokenHash)}, raw, life.Milliseconds()).Err())
}

// putScript keeps an entry unless the end of its session is known. Ends are the only values that say so.
const putScript = `local had = redis.call('GET', KEYS[1])
if had and string.find(had, '"ended":true', 1, true) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`

// EndSession remembers that a session has ended, for longer than anybody may still be about to put it here. It does not
// end with the request.
func (s *Sessions) EndSession(ctx context.Context, tokenHash string) {
	put(context.WithoutCancel(ctx), s.cache, sessionKey(tokenHash), login{Ended: true}, endLife)
}

// DropSession forgets what is known of a session that goes on.
func (s *Sessions) DropSession(ctx context.Context, tokenHash string) {
	s.drop(ctx, sessionKey(tokenHash))
}

// Devices stands in front of the devices in SQL for access-token checks; it is a device.Cache.
type Devices struct{ cache }

// NewDevices returns a cache of devices.
func NewDevices(client redis.UniversalClient, c clock.Clock, log *slog.Logger) *Devices {
	return &Devices{cache{client, c, log}}
}

type placed struct {
	Device device.Device `json:"device"`
	Path   org.Path      `json:"path"`
}

func deviceKey(id device.ID) string { return redisx.Prefix + "device:" + string(id) }

// GetDevice returns a device and the path of its person's station. A failure is a miss.
func (d *Devices) GetDevice(ctx context.Context, id device.ID) (device.Device, org.Path, bool) {
	p, ok := get[placed](ctx, d.cache, deviceKey(id))
	return p.Device, p.Path, ok
}

// PutDevice keeps a device for half a minute.
func (d *Devices) PutDevice(ctx context.Context, dev device.Device, at org.Path) {
	put(ctx, d.cache, deviceKey(dev.ID), placed{dev, at}, DeviceLife)
}

// DropDevice forgets a device.
func (d *Devices) DropDevice(ctx context.Context, id device.ID) { d.drop(ctx, deviceKey(id)) }
