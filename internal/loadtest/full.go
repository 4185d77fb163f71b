package loadtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/pion/webrtc/v4"

	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
)

// Full is the whole server: records, signalling over websockets and our media server. Phones and officer come with tickets
// and do what signalling asks of them.
const Full Server = "full"

// House is a whole server with a roll call for bots.
type House interface {
	// Persons are the ids of those invited; bot number n is the n-th.
	Persons() []string
	// PhoneTicket admits bot number n.
	PhoneTicket(ctx context.Context, n int) (string, error)
	OfficerTicket(ctx context.Context) (string, error)
}

// ServeFull is Serve for a whole server whose websocket is at url: over the unix socket bots only get tickets.
func ServeFull(ctx context.Context, h House, url, socket string, out io.Writer) error {
	return serve(ctx, &reception{ctx, h, url}, socket, out)
}

// reception hands out tickets; media is spoken of elsewhere.
type reception struct {
	ctx   context.Context // of the connection, which is all that it serves
	house House
	url   string
}

func (r *reception) ticket(a ask, to *reply) (err error) {
	to.URL, to.People = r.url, nil
	switch {
	case a.Op == opPeople:
		to.People = r.house.Persons()
	case a.Officer:
		to.Ticket, err = r.house.OfficerTicket(r.ctx)
	default:
		to.Ticket, err = r.house.PhoneTicket(r.ctx, a.Slot)
	}
	return err
}

var errElsewhere = errors.New("a whole server speaks of media over its websocket")

func (*reception) open(string, bool, func(webrtc.ICECandidateInit)) error { return errElsewhere }
func (*reception) offer(string, string) (string, error)                   { return "", errElsewhere }
func (*reception) candidate(string, webrtc.ICECandidateInit) error        { return errElsewhere }
func (*reception) show(string, int, string, bool) error                   { return errElsewhere }
func (*reception) hear(string, string) error                              { return errElsewhere }
func (*reception) shut(string) error                                      { return errElsewhere }
func (*reception) Close() error                                           { return nil }

// meet asks a whole server for its address and persons.
func (c *crowd) meet(ctx context.Context) error {
	r, err := c.ctl.do(ctx, ask{Op: opPeople})
	if err != nil {
		return err
	}
	c.url, c.people = r.URL, r.People
	return nil
}

// signal joins over a websocket with a ticket and negotiates there.
func (b *client) signal(ctx context.Context) error {
	r, err := b.crowd.ctl.do(ctx, ask{Op: opTicket, Peer: b.id, Officer: b.officer, Slot: b.number})
	if err != nil {
		return err
	}
	b.bot = signalingtest.NewBot(b.crowd.url, half{b})
	if err := b.bot.Join(ctx, r.Ticket); err != nil {
		return err
	}
	b.wait.Go(b.keepTalking)
	return nil
}

// pingEvery is how often clients say that they are there.
const pingEvery = 15 * time.Second

// keepTalking pings until the bot hangs up.
func (b *client) keepTalking() {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-b.gone:
			return
		case <-tick.C:
			_ = b.bot.Say(b.crowd.ctx, protocol.SessionPing, protocol.Empty{}) // a lost connection is told by what does not come
		}
	}
}

// half is the media of a bot that speaks the protocol.
type half struct{ client *client }

// Offer implements signalingtest.MediaHalf.
func (h half) Offer(restart bool) (string, error) {
	offer, err := h.client.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return "", err
	}
	return offer.SDP, h.client.pc.SetLocalDescription(offer)
}

// Accept implements signalingtest.MediaHalf.
func (h half) Accept(a protocol.Answer) error {
	return h.client.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: h.client.crowd.through(a.SDP)})
}

// Trickle implements signalingtest.MediaHalf.
func (h half) Trickle(fn func(protocol.Candidate)) {
	h.client.pc.OnICECandidate(func(i *webrtc.ICECandidate) {
		if i == nil || h.client.crowd.relay != nil {
			return
		}
		j := i.ToJSON()
		out := protocol.Candidate{Candidate: &j.Candidate, SDPMid: j.SDPMid}
		if j.SDPMLineIndex != nil {
			line := int(*j.SDPMLineIndex)
			out.SDPMLineIndex = &line
		}
		fn(out)
	})
}

// Wish implements signalingtest.MediaHalf.
func (h half) Wish(w protocol.MediaWish) {
	if h.client.wish != nil {
		h.client.wish(w)
	}
}

// Close implements signalingtest.MediaHalf; the client closes its connection.
func (half) Close() error { return nil }

// wished does what signalling asks a phone to send, once it knows what the negotiation calls its streams.
func (p *phone) wished(w protocol.MediaWish) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = &w
	p.obey()
}

// named tells that wishes can be obeyed. It does nothing without signalling.
func (p *phone) nowNamed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.isNamed = true
	p.obey()
}

// obey is called with p.mu held.
func (p *phone) obey() {
	if p.asked == nil || !p.isNamed {
		return
	}
	low := p.streams[small] != nil
	p.set(small, p.asked.Camera)
	p.set(large, p.asked.Camera && (p.asked.Large || !low))
	p.set(sound, p.asked.Microphone)
}

func (p *phone) set(k kind, on bool) {
	switch s := p.streams[k]; {
	case s == nil:
	case !on:
		s.beat.on.Store(false)
	case !s.beat.on.Load():
		p.send(k)
	}
}

// look tells signalling whom the officer wants to see.
func (o *officer) look(ctx context.Context, places []place) error {
	if _, err := o.bot.Roster(ctx); err != nil {
		return fmt.Errorf("roster: %w", err)
	}
	var ids []string
	for _, p := range places {
		ids = append(ids, o.crowd.people[p.phone])
	}
	return o.bot.Show(ctx, ids...)
}

// call calls who is to be heard.
func (o *officer) call(ctx context.Context, places []place) error {
	for _, p := range places {
		if p.heard {
			return o.bot.Call(ctx, o.crowd.people[p.phone])
		}
	}
	return nil
}
