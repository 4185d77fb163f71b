package cluster

import (
	"context"
	"slices"
	"sync"
	"time"

	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
)

// listLife is how long a list of nodes is used before Redis is asked again.
const listLife = time.Second

// Directory tells where rooms are. It is safe for concurrent use.
type Directory struct {
	nodes *live.Nodes
	rooms *live.Rooms
	now   func() time.Time

	mu     sync.Mutex // guards what follows
	listed []live.Node
	at     time.Time
	given  []given // rooms that nodes may not have told of yet
}

// given is a room that a node has been given. A heartbeat after the claim has counted it: both instants are
// Redis's own, so neither a slow answer nor the clock of a machine has a say.
type given struct {
	claim live.Claim
	at    time.Time
}

func (g given) untoldBy(n live.Node) bool { return g.claim.Node == n.ID && g.claim.Token >= n.BeatAt }

// NewDirectory returns a directory. now is a monotonic clock; nil is the machine's.
func NewDirectory(nodes *live.Nodes, rooms *live.Rooms, now func() time.Time) *Directory {
	if now == nil {
		now = monotonic
	}
	return &Directory{nodes: nodes, rooms: rooms, now: now}
}

func monotonic() time.Time {
	return time.Now() //nolint:forbidigo // the lives of claims are the machine's, not a scenario's
}

// List returns the nodes that live, by id, as of a second ago at most. It returns live.ErrAway.
func (d *Directory) List(ctx context.Context) ([]live.Node, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.listed != nil && d.now().Sub(d.at) < listLife {
		return slices.Clone(d.listed), nil
	}
	all, err := d.nodes.List(ctx)
	if err != nil {
		return nil, err
	}
	d.listed, d.at = all, d.now()
	d.given = slices.DeleteFunc(d.given, func(g given) bool { return d.at.Sub(g.at) > live.NodeLife })
	for i, n := range d.listed {
		for _, g := range d.given {
			if g.untoldBy(n) {
				d.listed[i].Rooms++
			}
		}
	}
	return slices.Clone(d.listed), nil
}

// forget has the next List ask Redis.
func (d *Directory) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.listed = nil
}

// expect counts a room that a node has been given until its next heartbeat tells.
func (d *Directory) expect(c live.Claim) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := given{c, d.now()}
	d.given = append(d.given, g)
	for i, n := range d.listed {
		if g.untoldBy(n) {
			d.listed[i].Rooms++
		}
	}
}

// Where returns the node that serves a room, or, when none does, that will: the room is then claimed for the
// node that Pick finds. It returns false when no node takes rooms, or when the one that had it is dead and
// its claim has not lapsed yet; and live.ErrAway.
func (d *Directory) Where(ctx context.Context, id rollcall.ID) (live.Node, bool, error) {
	all, err := d.List(ctx)
	if err != nil {
		return live.Node{}, false, err
	}
	held, last, err := d.rooms.Find(ctx, id)
	if err != nil {
		return live.Node{}, false, err
	}
	if held.Node == "" {
		picked, ok := Pick(all, last.Node)
		if !ok {
			return live.Node{}, false, nil
		}
		if held, err = d.rooms.Place(ctx, id, picked.ID); err != nil {
			return live.Node{}, false, err
		}
		d.expect(held)
	}
	node, ok := find(all, held.Node)
	if !ok {
		d.forget() // it may have come since
	}
	return node, ok, nil
}
