package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/consoleapi"
	"diandao/internal/id"
	"diandao/internal/obs"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/redisx"
	"diandao/internal/redisx/live"
	"diandao/internal/rollcall"
	"diandao/internal/store"
	"diandao/signaling/cluster"
)

// openMember makes this node one among others; nobody knows of it before joinCluster.
func (a *App) openMember() {
	counted := a.metrics.Counter("diandao_rollcall_claims_total", "Changes of this node's claims to serve roll calls, by what happened.", "what")
	a.member = cluster.NewMember(a.services.nodes, a.services.rooms, cluster.Config{
		ID: id.New(), IsTold: a.cfg.Signal.URL != "", Private: a.redis.Mode() != redisx.ModeServer, StartedAt: a.clock.Now(),
		Counted: func(what string) { counted(strings.ReplaceAll(what, " ", "_")) }, Logger: a.log,
	})
	a.onClose("node", a.member.Leave)
}

// joinCluster tells the other nodes of this one, and hears what they have to say.
func (a *App) joinCluster(ctx context.Context) error {
	if a.member == nil {
		return nil
	}
	a.member.Join(ctx, a.signalURL(), a.signaling)
	a.metrics.Gauge("diandao_rollcall_rooms", "Live roll calls this node serves.", func() float64 { rooms, _ := a.signaling.Counts(); return float64(rooms) })
	a.metrics.Gauge("diandao_rollcall_peers", "Phones and officers with a seat at this node.", func() float64 { _, peers := a.signaling.Counts(); return float64(peers) })
	a.metrics.Gauge("diandao_node_draining", "1 while this node takes no new roll calls.", func() float64 {
		if a.member.IsDraining() {
			return 1
		}
		return 0
	})
	messages, stop, err := a.services.messages.Listen(context.WithoutCancel(ctx), a.member.ID())
	if err != nil {
		return err
	}
	var heard sync.WaitGroup
	heard.Go(func() {
		for m := range messages {
			a.hear(m)
		}
	})
	a.onClose("word from other nodes", func(context.Context) error {
		stop()
		heard.Wait()
		return nil
	})
	return nil
}

// signalURL is where clients reach this node's websocket.
func (a *App) signalURL() string {
	if a.cfg.Signal.URL != "" {
		return a.cfg.Signal.URL
	}
	return strings.Replace(a.URL(), "http", "ws", 1) + consoleapi.SignalPath
}

// places tells clients where roll calls are.
type places struct{ a *App }

// SignalURL returns the address of a roll call's node; "" is this one, under whatever name it was reached.
func (p places) SignalURL(ctx context.Context, id rollcall.ID) (string, error) {
	where := p.a.services.directory.Where
	if p.a.member != nil {
		where = p.a.member.Where
	}
	node, ok, err := where(ctx, id)
	if err != nil || !ok {
		return "", err
	}
	if p.a.member != nil && node.ID == p.a.member.ID() && p.a.cfg.Signal.URL == "" {
		return "", nil
	}
	return node.URL, nil
}

// word is what a node tells the one that serves a roll call. It names records, never what is in them.
type word struct {
	RollCallID rollcall.ID `json:"roll_call_id"`
	PersonID   person.ID   `json:"person_id,omitempty"` // whose place has changed; empty: the roll call has closed
	Actor      authz.Actor `json:"actor"`
	Seats      *seatChange `json:"seats,omitempty"` // instead of a roll call
}

// postman tells the node that serves a roll call of what was changed over HTTP.
type postman struct{ a *App }

// InviteeChanged tells of a change of one person's place.
func (p postman) InviteeChanged(ctx context.Context, actor authz.Actor, i rollcall.Invitee) error {
	if p.a.signaling != nil && p.a.signaling.Serves(i.RollCallID) {
		return p.a.signaling.InviteeChanged(ctx, i)
	}
	return p.send(ctx, word{RollCallID: i.RollCallID, PersonID: i.PersonID, Actor: actor})
}

// RollCallClosed tells that a roll call is over.
func (p postman) RollCallClosed(ctx context.Context, actor authz.Actor, id rollcall.ID) error {
	if p.a.signaling != nil && p.a.signaling.Serves(id) {
		return p.a.signaling.RollCallClosed(ctx, actor, id)
	}
	return p.send(ctx, word{RollCallID: id, Actor: actor})
}

// send is best effort: what was changed is on record, and who comes back reads it.
func (p postman) send(ctx context.Context, w word) error {
	held, _, err := p.a.services.rooms.Find(ctx, w.RollCallID)
	if err == nil && held.Node != "" {
		var raw []byte
		if raw, err = json.Marshal(w); err == nil {
			err = p.a.services.messages.Send(ctx, held.Node, raw)
		}
	}
	if err != nil {
		p.a.log.Warn("change not told to the node of the roll call", obs.KeyRollCallID, string(w.RollCallID), obs.KeyError, err)
	}
	return nil
}

// hearTimeout bounds what one word may cost.
const hearTimeout = 5 * time.Second

// hear does what another node's word asks: the record is read anew and the room told.
func (a *App) hear(raw []byte) {
	ctx, cancel := context.WithTimeout(a.life, hearTimeout)
	defer cancel()
	var w word
	err := json.Unmarshal(raw, &w)
	switch {
	case err != nil:
	case w.Seats != nil:
		a.heedSeats(ctx, *w.Seats)
	case w.PersonID == "":
		err = a.signaling.RollCallClosed(ctx, w.Actor, w.RollCallID)
	default:
		err = a.hearInvitee(ctx, w)
	}
	if err != nil {
		a.log.Warn("word of another node not heeded", obs.KeyRollCallID, string(w.RollCallID), obs.KeyError, err)
	}
}

func (a *App) hearInvitee(ctx context.Context, w word) error {
	_, all, err := a.services.rollcalls.Standing(ctx, w.RollCallID)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(all, func(i rollcall.Invitee) bool { return i.PersonID == w.PersonID })
	if n < 0 {
		return nil
	}
	return a.signaling.InviteeChanged(ctx, all[n])
}

// nodeBook is the registry of nodes in the console contract's words.
type nodeBook struct{ a *App }

// List returns the nodes that live.
func (b nodeBook) List(ctx context.Context) ([]consoleapi.Node, error) {
	all, err := b.a.services.nodes.List(ctx)
	if err != nil {
		return nil, err
	}
	now, out := b.a.clock.Now(), []consoleapi.Node{}
	for _, n := range all {
		out = append(out, fromNode(n, now))
	}
	return out, nil
}

func fromNode(n live.Node, now time.Time) consoleapi.Node {
	return consoleapi.Node{
		ID: n.ID, URL: n.URL, State: consoleapi.NodeState(n.State), RollCalls: n.Rooms, Peers: n.Peers, CPU: n.CPU,
		StartedAt: n.StartedAt.UTC(), SeenAt: now.Add(-n.Age).UTC(),
	}
}

// Drain asks a node to drain, and notes who did.
func (b nodeBook) Drain(ctx context.Context, actor authz.Actor, id string, grace *time.Duration) (consoleapi.Node, error) {
	all, err := b.a.services.nodes.List(ctx)
	if err != nil {
		return consoleapi.Node{}, err
	}
	n := slices.IndexFunc(all, func(n live.Node) bool { return n.ID == id })
	if n < 0 {
		return consoleapi.Node{}, consoleapi.ErrNode
	}
	wait := b.a.cfg.Signal.Grace
	if grace != nil {
		wait = *grace
	}
	now := b.a.clock.Now()
	err = b.a.store.InTx(ctx, func(tx *store.Tx) error {
		return tx.Audit(ctx, audit.New(actor, now, org.Root, "node.drained", "node:"+id, "").Holding(map[string]any{"grace_seconds": int(wait / time.Second)}))
	})
	if err != nil {
		return consoleapi.Node{}, err
	}
	if err := b.a.services.nodes.AskDrain(ctx, id, wait); err != nil {
		return consoleapi.Node{}, err
	}
	node := fromNode(all[n], now)
	node.State = consoleapi.NodeState(live.NodeDraining)
	return node, nil
}
