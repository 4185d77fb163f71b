package live

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/clock"
	"diandao/internal/redisx"
	"diandao/internal/rollcall"
)

// Lives of what is kept of a running roll call, and bounds of what its nodes tell each other.
const (
	ClaimLife     = 6 * time.Second  // renew every third of it
	StateLife     = 90 * time.Second // of the seats of a room that nobody serves: longer than a seat waits for its client
	fenceLife     = 24 * time.Hour   // of a roll call's last token; Redis's own clock carries on where it has been forgotten
	placedLife    = 10 * time.Minute
	MaxMessage    = 64 << 10
	messageBuffer = 256
)

// ErrNotHeld is returned to a node that acts on a claim which is another's, or nobody's, by now.
var ErrNotHeld = errors.New("live: the room is not this node's")

// ErrMessageSize is returned for a message to other nodes of more than MaxMessage bytes.
var ErrMessageSize = errors.New("live: message too large")

// Claim says that a node serves a room. Its token is greater than that of every earlier claim of the room, so
// that of two nodes which believe to serve it the one that is behind is known.
type Claim struct {
	RollCall rollcall.ID
	Node     string
	Token    uint64
}

func (c Claim) value() string { return c.Node + "#" + strconv.FormatUint(c.Token, 10) }

func readClaim(id rollcall.ID, value string) (Claim, error) {
	node, token, ok := strings.Cut(value, "#")
	n, err := strconv.ParseUint(token, 10, 64)
	if !ok || err != nil {
		return Claim{}, fmt.Errorf("live: claim of roll call %s is not readable", id)
	}
	return Claim{RollCall: id, Node: node, Token: n}, nil
}

// Keys of the scripts: the claim, the last claim ever made, what is kept of the room. The token is the instant
// by Redis's own clock, in microseconds, or the last token and one, whatever is more: it grows even when Redis
// has forgotten everything, and no node's clock has a say.
const (
	nextToken = `
local function claim(node)
  local t = redis.call('TIME')
  local token = t[1] * 1000000 + t[2]
  local last = redis.call('GET', KEYS[2])
  if last then token = math.max(token, tonumber(string.match(last, '#(%d+)$')) + 1) end
  local value = node .. '#' .. string.format('%.0f', token)
  redis.call('SET', KEYS[2], value, 'PX', ARGV[3])
  redis.call('SET', KEYS[1], value, 'PX', ARGV[2])
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
  return value
end
`
	placeScript = nextToken + `
local had = redis.call('GET', KEYS[1])
if had then return had end
return claim(ARGV[1])`
	handScript = nextToken + `
if redis.call('GET', KEYS[1]) ~= ARGV[5] then return '' end
return claim(ARGV[1])`
	renewScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[5] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return 1`
	releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[5] then return redis.call('DEL', KEYS[1]) end return 0`
	// Fields with a value are set, those with an empty one are removed.
	keepScript = `
-- the claim must hold
if redis.call('GET', KEYS[1]) ~= ARGV[5] then return 0 end
for i = 6, #ARGV, 2 do
  if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[3], ARGV[i]) else redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1]) end -- one field
end
redis.call('PEXPIRE', KEYS[3], ARGV[4])
return 1`
)

// Rooms tells nodes of each other's rooms: which node has one, what is kept of it for the next node, and which
// rooms nobody renews.
type Rooms struct {
	client                              redis.UniversalClient
	clock                               clock.Clock
	place, hand, renew, release, keeper *redis.Script
}

// NewRooms returns rooms kept in Redis.
func NewRooms(client redis.UniversalClient, c clock.Clock) *Rooms {
	return &Rooms{
		client: client, clock: c, place: redis.NewScript(placeScript), hand: redis.NewScript(handScript), renew: redis.NewScript(renewScript),
		release: redis.NewScript(releaseScript), keeper: redis.NewScript(keepScript),
	}
}

// key puts all keys of one roll call in one slot of a Cluster.
func key(id rollcall.ID, what string) string {
	return redisx.Prefix + "room:{" + string(id) + "}:" + what
}

// run calls a script on a roll call's keys; more are its arguments from the sixth.
func (r *Rooms) run(ctx context.Context, s *redis.Script, id rollcall.ID, node, claim string, more ...any) *redis.Cmd {
	args := append([]any{node, ClaimLife.Milliseconds(), fenceLife.Milliseconds(), StateLife.Milliseconds(), claim}, more...)
	return s.Run(ctx, r.client, []string{key(id, "node"), key(id, "fence"), key(id, "state")}, args...)
}

// Place gives a room to node unless it has a place, and returns the claim that holds then. It ends after
// ClaimLife without Renew, so that a dead node's rooms move. It returns ErrAway.
func (r *Rooms) Place(ctx context.Context, id rollcall.ID, node string) (Claim, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	value, err := r.run(ctx, r.place, id, node, "").Text()
	if err != nil {
		return Claim{}, away(err)
	}
	return readClaim(id, value)
}

// Hand passes a claim on to another node, with the next token. It returns ErrNotHeld or ErrAway.
func (r *Rooms) Hand(ctx context.Context, c Claim, to string) (Claim, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	value, err := r.run(ctx, r.hand, c.RollCall, to, c.value()).Text()
	switch {
	case err != nil:
		return Claim{}, away(err)
	case value == "":
		return Claim{}, ErrNotHeld
	}
	return readClaim(c.RollCall, value)
}

// Renew keeps a claim, and what is kept of its room. It returns ErrNotHeld or ErrAway.
func (r *Rooms) Renew(ctx context.Context, c Claim) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return held(r.run(ctx, r.renew, c.RollCall, "", c.value()).Int())
}

func held(n int, err error) error {
	if err == nil && n == 0 {
		return ErrNotHeld
	}
	return away(err)
}

// Release gives a claim up; another's is left alone, and so is what is kept of the room. It returns ErrAway.
func (r *Rooms) Release(ctx context.Context, c Claim) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.run(ctx, r.release, c.RollCall, "", c.value()).Err())
}

// Find returns the claim that holds (zero for none) and the last that ever was. It returns ErrAway.
func (r *Rooms) Find(ctx context.Context, id rollcall.ID) (now, last Claim, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	values, err := r.client.MGet(ctx, key(id, "node"), key(id, "fence")).Result()
	if err != nil {
		return now, last, away(err)
	}
	for i, c := range []*Claim{&now, &last} {
		if v, ok := values[i].(string); ok {
			if *c, err = readClaim(id, v); err != nil {
				return Claim{}, Claim{}, err
			}
		}
	}
	return now, last, nil
}

// Keep changes what is kept of a room for the node that may serve it next: fields are set, or removed where
// the value is empty. It returns ErrNotHeld, whereupon nothing was changed, or ErrAway.
func (r *Rooms) Keep(ctx context.Context, c Claim, fields map[string]string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	more := make([]any, 0, 2*len(fields))
	for name, value := range fields {
		more = append(more, name, value)
	}
	return held(r.run(ctx, r.keeper, c.RollCall, "", c.value(), more...).Int())
}

// Kept returns what is kept of a room; nothing is an empty map. It returns ErrAway.
func (r *Rooms) Kept(ctx context.Context, id rollcall.ID) (map[string]string, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	fields, err := r.client.HGetAll(ctx, key(id, "state")).Result()
	return fields, away(err)
}

// The list of rooms by the last sign of life, in microseconds of Redis's clock.
const (
	placedKey   = redisx.Prefix + "placed"
	aliveScript = `
local t = redis.call('TIME')
for i = 2, #ARGV do redis.call('ZADD', KEYS[1], string.format('%.0f', t[1] * 1000000 + t[2]), ARGV[i]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])`
	orphansScript = `
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('(%.0f', now - ARGV[2]))
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - ARGV[1]), 'LIMIT', 0, ARGV[3])`
)

// Alive notes that rooms are served. It returns ErrAway.
func (r *Rooms) Alive(ctx context.Context, ids ...rollcall.ID) error {
	if len(ids) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	args := []any{placedLife.Milliseconds()}
	for _, id := range ids {
		args = append(args, string(id))
	}
	return away(redis.NewScript(aliveScript).Run(ctx, r.client, []string{placedKey}, args...).Err())
}

// Ended notes that a room is over, so that nobody looks for who serves it. It returns ErrAway.
func (r *Rooms) Ended(ctx context.Context, id rollcall.ID) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.client.ZRem(ctx, placedKey, string(id)).Err())
}

// Orphans lists rooms, at most limit, that nobody has kept alive for a claim's life, for as long as what is
// kept of them lasts. It returns ErrAway.
func (r *Rooms) Orphans(ctx context.Context, limit int) ([]rollcall.ID, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	found, err := redis.NewScript(orphansScript).Run(ctx, r.client, []string{placedKey}, ClaimLife.Microseconds(), StateLife.Microseconds(), limit).StringSlice()
	if err != nil {
		return nil, away(err)
	}
	ids := make([]rollcall.ID, len(found))
	for i, id := range found {
		ids[i] = rollcall.ID(id)
	}
	return ids, nil
}
