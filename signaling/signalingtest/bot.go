package signalingtest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

	"github.com/coder/websocket"

	"diandao/signaling/protocol"
)

// MediaHalf is the WebRTC half of a Bot.
type MediaHalf interface {
	// Offer makes an offer; with restart, one that restarts ICE.
	Offer(restart bool) (string, error)
	Accept(a protocol.Answer) error
	// Trickle names who hears of local candidates; it is called once, before the first Offer.
	Trickle(fn func(protocol.Candidate))
	// Wish does what the server asks a phone to send.
	Wish(w protocol.MediaWish)
	Close() error
}

// State is what a Bot knows by what it was told.
type State struct {
	Connected bool
	Code      protocol.CloseCode // of the last connection that ended
	Reason    string             // said with it
	Invitees  map[string]protocol.InviteeState
	Counts    protocol.Counts
	Called    bool
	Rings     int // call.started received
	Bells     int // of them, those that rang because no call was shown yet
	CallEnded *protocol.CallResult
	Ahead     *int
	Wish      *protocol.MediaWish
	Officer   *protocol.OfficerReport
	Closed    *protocol.RollCallResult
	Going     bool
	Asked     *protocol.Asked // what the phone is asked to do in front of the camera now
	WasAsked  int             // challenge.started received
	Trouble   []string        // why tries to come back came to nothing
	Sent      string          // address that the server last sent the bot to
	Staff     protocol.Staff
	Walk      protocol.Walk
	Hand      *protocol.HandReport
	Texts     []protocol.Said
}

// Bot is a client of the protocol: a phone or an officer without a face. Its methods are safe for
// concurrent use; Hangup ends it.
type Bot struct {
	mu        sync.Mutex // guards what follows
	url       string
	media     MediaHalf
	conn      *websocket.Conn
	session   protocol.Session
	slots     []string // mids of the places for pictures
	state     State
	changed   chan struct{} // closed and replaced at every change
	pending   map[string]chan protocol.Envelope
	next      int
	accepted  bool
	reading   sync.WaitGroup
	renew     func() (MediaHalf, error) // a fresh media half after a move; nil keeps the old one
	hits      int                       // connections that were lost and resumed
	known     []string                  // addresses of servers
	trickling sync.Once
}

// NewBot returns a bot for the websocket at url ("ws://127.0.0.1:1234/signal"). Without media it only talks.
func NewBot(url string, media MediaHalf) *Bot {
	return &Bot{
		url: url, media: media, changed: make(chan struct{}), pending: map[string]chan protocol.Envelope{},
		state: State{Invitees: map[string]protocol.InviteeState{}},
	}
}

// Join opens a connection, says hello with a ticket and, with media, negotiates.
func (b *Bot) Join(ctx context.Context, ticket string) error {
	if err := b.hello(ctx, protocol.Hello{Versions: []int{protocol.Version}, Ticket: ticket}); err != nil {
		return err
	}
	return b.Negotiate(ctx, false)
}

// Resume opens a connection in place of one that was lost. Media is left as it is if the seat was kept,
// else it is negotiated anew.
func (b *Bot) Resume(ctx context.Context) error {
	err := b.hello(ctx, protocol.Hello{Versions: []int{protocol.Version}, ResumeToken: b.Session().ResumeToken})
	if err != nil || (b.Session().Resumed && !b.Session().Moved && b.isNegotiated()) {
		return err
	}
	if err := b.renewMedia(); err != nil {
		return err
	}
	return b.Negotiate(ctx, false)
}

// Dial opens a connection and says nothing.
func (b *Bot) Dial(ctx context.Context) error {
	conn, _, err := websocket.Dial(ctx, b.URL(), nil)
	if err != nil {
		return fmt.Errorf("dial: %w", err)
	}
	conn.SetReadLimit(1 << 20)
	b.mu.Lock()
	b.conn = conn
	b.state.Connected = true
	b.mu.Unlock()
	b.reading.Go(func() { b.read(conn) })
	return nil
}

// sayHello opens a connection and says hello at the address the bot has now.
func (b *Bot) sayHello(ctx context.Context, h protocol.Hello) error {
	if err := b.Dial(ctx); err != nil {
		return err
	}
	var s protocol.Session
	if err := b.Do(ctx, protocol.SessionHello, h, &s); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.session = s
	b.learnOf(append([]string{b.url}, s.Nodes...)...)
	return nil
}

// Negotiate offers and takes the answer. It does nothing without media.
func (b *Bot) Negotiate(ctx context.Context, restart bool) error {
	b.mu.Lock()
	b.accepted = false
	half := b.media
	b.mu.Unlock()
	if half == nil {
		return nil
	}
	b.trickling.Do(func() {
		later := context.WithoutCancel(ctx) // candidates may come when this is done; a write that is given up ends the connection
		half.Trickle(func(c protocol.Candidate) { _ = b.Say(later, protocol.ICECandidate, c) })
	})
	sdp, err := half.Offer(restart)
	if err != nil {
		return fmt.Errorf("offer: %w", err)
	}
	var a protocol.Answer
	if err := b.Do(ctx, protocol.SDPOffer, protocol.Offer{SDP: sdp, Restart: restart}, &a); err != nil {
		return err
	}
	if err := half.Accept(a); err != nil {
		return fmt.Errorf("accept answer: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.slots, b.accepted = a.Slots, true
	return nil
}

// Session returns what the server answered to the last hello.
func (b *Bot) Session() protocol.Session {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.session
}

// Slots returns the mids of the places for pictures, once negotiated.
func (b *Bot) Slots() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.slots
}

// State returns what the bot knows now.
func (b *Bot) State() State {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := b.state
	s.Invitees, s.Texts = maps.Clone(s.Invitees), slices.Clone(s.Texts)
	return s
}

// Wait waits until why returns "", which it is asked after every change. When ctx ends first, the error
// says why it was not so yet.
func (b *Bot) Wait(ctx context.Context, why func(State) string) error {
	for {
		b.mu.Lock()
		changed := b.changed
		b.mu.Unlock()
		reason := why(b.State())
		if reason == "" {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%w: %s", ctx.Err(), reason)
		}
	}
}

// Do sends a message, waits for its answer and reads that into out, which may be nil. A refusal is
// returned as a protocol.Problem.
func (b *Bot) Do(ctx context.Context, t protocol.Type, data, out any) error {
	return b.DoAs(ctx, "", t, data, out)
}

// DoAs is Do under an id of the caller's choice; "" takes the next number.
func (b *Bot) DoAs(ctx context.Context, id string, t protocol.Type, data, out any) error {
	b.mu.Lock()
	if id == "" {
		b.next++
		id = strconv.Itoa(b.next)
	}
	answer := make(chan protocol.Envelope, 1)
	b.pending[id] = answer
	b.mu.Unlock()
	if err := b.write(ctx, t, id, data); err != nil {
		return err
	}
	select {
	case e, ok := <-answer:
		return settle(t, e, ok, out)
	case <-ctx.Done():
		return fmt.Errorf("no answer to %s: %w", t, ctx.Err())
	}
}

func settle(t protocol.Type, e protocol.Envelope, answered bool, out any) error {
	if !answered {
		return fmt.Errorf("%s: %w", t, errEnded)
	}
	if e.Type == protocol.Error {
		var p protocol.Problem
		if err := e.Read(&p); err != nil {
			return err
		}
		return p
	}
	if out == nil {
		return nil
	}
	return e.Read(out)
}

var errEnded = errors.New("connection ended")

// Say sends a message whose answer nobody waits for.
func (b *Bot) Say(ctx context.Context, t protocol.Type, data any) error {
	b.mu.Lock()
	b.next++
	id := strconv.Itoa(b.next)
	b.mu.Unlock()
	return b.write(ctx, t, id, data)
}

func (b *Bot) write(ctx context.Context, t protocol.Type, id string, data any) error {
	frame, err := protocol.Encode(t, id, "", data)
	if err != nil {
		return err
	}
	return b.Raw(ctx, frame)
}

// Raw sends a frame as it is.
func (b *Bot) Raw(ctx context.Context, frame []byte) error {
	b.mu.Lock()
	conn := b.conn
	b.mu.Unlock()
	if err := conn.Write(ctx, websocket.MessageText, frame); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// Cut ends the connection as a lost network does: without a word.
func (b *Bot) Cut() {
	b.mu.Lock()
	conn := b.conn
	b.mu.Unlock()
	if conn != nil {
		_ = conn.CloseNow()
	}
	b.reading.Wait()
}

// Hangup ends the bot: connection and media.
func (b *Bot) Hangup() error {
	b.Cut()
	half := b.half()
	if half == nil {
		return nil
	}
	return half.Close()
}

func (b *Bot) read(conn *websocket.Conn) {
	// The reader lives as long as its connection, which Cut ends.
	ctx := context.Background()
	for {
		_, frame, err := conn.Read(ctx)
		if err != nil {
			b.ended(conn, err)
			return
		}
		e, err := protocol.DecodeServer(frame)
		if err == nil {
			b.take(e)
		}
	}
}

func (b *Bot) ended(conn *websocket.Conn, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.conn != conn {
		return
	}
	b.state.Connected = false
	b.state.Code, b.state.Reason = 0, ""
	if closed, ok := errors.AsType[websocket.CloseError](err); ok {
		b.state.Code, b.state.Reason = protocol.CloseCode(closed.Code), closed.Reason
	}
	for id, answer := range b.pending {
		close(answer)
		delete(b.pending, id)
	}
	b.announce()
}

func (b *Bot) announce() {
	close(b.changed)
	b.changed = make(chan struct{})
}

func (b *Bot) take(e protocol.Envelope) {
	b.mu.Lock()
	if answer, ok := b.pending[e.Re]; ok && e.Re != "" {
		answer <- e
		delete(b.pending, e.Re)
	}
	b.learn(e)
	b.announce()
	b.mu.Unlock()
	if half := b.half(); e.Type == protocol.MediaRequest && half != nil {
		half.Wish(read[protocol.MediaWish](e))
	}
}

// learn updates the state; b.mu is held.
func (b *Bot) learn(e protocol.Envelope) {
	s := &b.state
	switch e.Type {
	case protocol.InviteeChanged:
		i := read[protocol.InviteeState](e)
		s.Invitees[i.Invitee.PersonID] = i
	case protocol.RosterCounts:
		s.Counts = read[protocol.Counts](e)
	case protocol.CallStarted:
		if !s.Called {
			s.Bells++
		}
		s.Called = true
		s.Rings++
	case protocol.CallEnded:
		s.Called = false
		s.CallEnded = new(read[protocol.CallResult](e))
	case protocol.QueuePosition:
		s.Ahead = new(read[protocol.Queue](e).Ahead)
	case protocol.MediaRequest:
		s.Wish = new(read[protocol.MediaWish](e))
	case protocol.OfficerState:
		s.Officer = new(read[protocol.OfficerReport](e))
	case protocol.RollCallClosed:
		s.Closed = new(read[protocol.RollCallResult](e))
	case protocol.SessionElsewhere:
		s.Sent = read[protocol.Place](e).URL
	case protocol.SessionGoing:
		s.Going, s.Sent = true, read[protocol.Going](e).URL
	case protocol.StaffState:
		s.Staff = read[protocol.Staff](e)
	case protocol.AutoState:
		s.Walk = read[protocol.Walk](e)
	case protocol.HandState:
		s.Hand = new(read[protocol.HandReport](e))
	case protocol.TextSent:
		s.Texts = append(s.Texts, read[protocol.Said](e))
	case protocol.ChallengeStarted:
		s.Asked = new(read[protocol.Asked](e))
		s.WasAsked++
	case protocol.ChallengeEnded:
		s.Asked = nil
	default:
	}
}

// read unpacks data; what does not fit leaves the zero value, which the waiting test then reports.
func read[T any](e protocol.Envelope) T {
	var v T
	_ = e.Read(&v)
	return v
}
