package identify

import (
	"context"
	"log/slog"
	"runtime"
	"time"

	"diandao/internal/clock"
	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
)

// Faces looks at pictures. identity.Service satisfies it and documents its errors.
type Faces interface {
	Model() identity.Model
	Look(ctx context.Context, picture []byte) identity.Sight
	Weigh(ctx context.Context, who person.ID, photo identity.Sight, c identity.Challenge, frames []identity.Frame) (identity.Result, error)
}

// Records keep what was asked and seen. rollcall.Service satisfies it and documents its errors.
type Records interface {
	Around(ctx context.Context, rid rollcall.ID, p person.ID) (rollcall.Around, error)
	Ask(ctx context.Context, rid rollcall.ID, p person.ID, draw func(attempt int, now time.Time) (rollcall.Challenge, error)) (rollcall.Invitee, error)
	RecordFindings(ctx context.Context, f rollcall.Found) (rollcall.Invitee, error)
}

// Line is the running room. Its methods return an error for a person who is not there.
type Line interface {
	// Snapshot waits for the next key frame of a person's camera.
	Snapshot(ctx context.Context, personID string) (sfu.Frame, error)
	// Challenge shows a person what to do; nil ends it.
	Challenge(ctx context.Context, personID string, c *protocol.Asked) error
	// Changed tells officers of a person's place as it is on record now.
	Changed(ctx context.Context, i rollcall.Invitee) error
}

// Parts are what a Node works with. Zero figures take defaults.
type Parts struct {
	Faces   Faces
	Records Records
	Secret  []byte // of the deployment
	Clock   clock.Clock
	Logger  *slog.Logger
	Workers int // pictures looked at together; 0 is one a core
	Queue   int // pictures that may wait; 0 is eight a worker
	Policy  rollcall.Policy
	Timing  Timing
}

// Node looks at faces for all roll calls of one server. It is safe for concurrent use.
type Node struct {
	Parts
	drawer Drawer
	pool   *Pool
	watch  clock.System // for lengths of time, which the parts' clock need not tell
}

// New returns a node; the caller closes it after all its desks.
func New(p Parts) *Node {
	if p.Workers == 0 {
		p.Workers = runtime.GOMAXPROCS(0)
	}
	if p.Queue == 0 {
		p.Queue = 8 * p.Workers
	}
	if p.Policy == (rollcall.Policy{}) {
		p.Policy = rollcall.DefaultPolicy()
	}
	if p.Logger == nil {
		p.Logger = slog.New(slog.DiscardHandler)
	}
	p.Timing = p.Timing.withDefaults()
	return &Node{Parts: p, drawer: NewDrawer(p.Secret), pool: NewPool(p.Workers, p.Queue)}
}

// Counts tells how many pictures were looked at and how many left out for want of time.
func (n *Node) Counts() (looked, leftOut uint64) { return n.pool.Counts() }

// Close ends the workers. Desks are closed before.
func (n *Node) Close() { n.pool.Close() }
