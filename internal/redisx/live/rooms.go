package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/clock"
	"diandao/internal/redisx"
	"diandao/internal/rollcall"
)

// Lives of what is kept of a running roll call, and bounds of what its nodes tell each other.
const (
	ClaimLife     = 10 * time.Second // renew every third of it
	SeatLife      = 45 * time.Second // of a seat that nobody has confirmed
	MaxMessage    = 64 << 10
	messageBuffer = 256
)

// ErrNotHeld is returned to a node that renews a claim which is another's, or nobody's.
var ErrNotHeld = errors.New("live: the room is not this node's")

// ErrMessageSize is returned for a message to other nodes of more than MaxMessage bytes.
var ErrMessageSize = errors.New("live: message too large")

// Both scripts act only when the claim is the caller's.
const (
	renewScript   = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`
	releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`
)

// Rooms tells nodes of each other's rooms: which node has one, who sits in it, and messages to all that
// take part in it.
type Rooms struct {
	client         redis.UniversalClient
	clock          clock.Clock
	renew, release *redis.Script
}

// NewRooms returns rooms kept in Redis.
func NewRooms(client redis.UniversalClient, c clock.Clock) *Rooms {
	return &Rooms{client: client, clock: c, renew: redis.NewScript(renewScript), release: redis.NewScript(releaseScript)}
}

// key puts all keys of one roll call in one slot of a Cluster.
func key(id rollcall.ID, what string) string {
	return redisx.Prefix + "room:{" + string(id) + "}:" + what
}

// Claim places a room on node unless it has a place, and returns whose it is. The claim ends after
// ClaimLife without Renew, so that a dead node's rooms move. It returns ErrAway.
func (r *Rooms) Claim(ctx context.Context, id rollcall.ID, node string) (holder string, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	had, err := r.client.SetArgs(ctx, key(id, "node"), node, redis.SetArgs{Mode: "NX", Get: true, TTL: ClaimLife}).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return node, nil
	case err != nil:
		return "", away(err)
	default:
		return had, nil
	}
}

// Renew keeps a claim. It returns ErrNotHeld or ErrAway.
func (r *Rooms) Renew(ctx context.Context, id rollcall.ID, node string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	n, err := r.renew.Run(ctx, r.client, []string{key(id, "node")}, node, ClaimLife.Milliseconds()).Int()
	if err != nil {
		return away(err)
	}
	if n == 0 {
		return ErrNotHeld
	}
	return nil
}

// Release gives a claim up; another's is left alone. It returns ErrAway.
func (r *Rooms) Release(ctx context.Context, id rollcall.ID, node string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.release.Run(ctx, r.client, []string{key(id, "node")}, node).Err())
}

// Find returns the node that a room is on, empty for none. It returns ErrAway.
func (r *Rooms) Find(ctx context.Context, id rollcall.ID) (node string, err error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	node, err = r.client.Get(ctx, key(id, "node")).Result()
	if errors.Is(err, redis.Nil) {
		return "", nil
	}
	return node, away(err)
}

// Seat is a place that a client has in a room.
type Seat struct {
	PeerID   string    `json:"peer_id"`
	ActorID  string    `json:"actor_id"`
	Presence string    `json:"presence"` // the words of rollcall.Presence
	SeenAt   time.Time `json:"seen_at"`
}

// Sit notes a seat, or confirms it. Unconfirmed it is forgotten after SeatLife. It returns ErrAway.
func (r *Rooms) Sit(ctx context.Context, id rollcall.ID, s Seat) error {
	s.SeenAt = r.clock.Now()
	raw, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode seat: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	_, err = r.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, key(id, "seats"), s.PeerID, raw)
		p.PExpire(ctx, key(id, "seats"), SeatLife)
		return nil
	})
	return away(err)
}

// Leave forgets a seat. It returns ErrAway.
func (r *Rooms) Leave(ctx context.Context, id rollcall.ID, peerID string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.client.HDel(ctx, key(id, "seats"), peerID).Err())
}

// Seats lists the seats confirmed within SeatLife, in no order. It returns ErrAway.
func (r *Rooms) Seats(ctx context.Context, id rollcall.ID) ([]Seat, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	all, err := r.client.HGetAll(ctx, key(id, "seats")).Result()
	if err != nil {
		return nil, away(err)
	}
	since := r.clock.Now().Add(-SeatLife)
	seats := make([]Seat, 0, len(all))
	for _, raw := range all {
		var s Seat
		if json.Unmarshal([]byte(raw), &s) == nil && s.SeenAt.After(since) {
			seats = append(seats, s)
		}
	}
	return seats, nil
}

// Publish sends a message to all nodes that listen to the room now. It returns ErrMessageSize or ErrAway.
func (r *Rooms) Publish(ctx context.Context, id rollcall.ID, message []byte) error {
	if len(message) > MaxMessage {
		return ErrMessageSize
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(r.client.Publish(ctx, key(id, "messages"), message).Err())
}

// Listen returns the messages to a room from now on. Those that come while Redis is away, or faster than
// they are read, are lost. close ends it and waits for its goroutine. It returns ErrAway.
func (r *Rooms) Listen(ctx context.Context, id rollcall.ID) (messages <-chan []byte, stop func(), err error) {
	sub := r.client.Subscribe(ctx, key(id, "messages"))
	ready, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	if _, err := sub.Receive(ready); err != nil {
		return nil, nil, errors.Join(away(err), sub.Close())
	}
	in := sub.Channel(redis.WithChannelSize(messageBuffer))
	out, ended := make(chan []byte, messageBuffer), make(chan struct{})
	go func() { // ends when stop closes the subscription
		defer close(ended)
		defer close(out)
		for m := range in {
			select {
			case out <- []byte(m.Payload):
			default:
			}
		}
	}()
	return out, func() { _ = sub.Close(); <-ended }, nil
}
