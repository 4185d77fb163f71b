package room

import (
	"context"
	"errors"
	"sync"
	"time"

	"diandao/internal/clock"
	"diandao/signaling/protocol"
)

// Presence is where a person stands on the line. The words are the domain's.
type Presence string

// The presences that a room sees for itself.
const (
	Connecting Presence = "connecting"
	OnLine     Presence = "on_line"
	Called     Presence = "called"
	Dropped    Presence = "dropped"
	Left       Presence = "left"
)

// Conn is one client's connection.
type Conn interface {
	// Send queues a message. A client that does not read is closed by the connection itself.
	Send(t protocol.Type, data any)
	// Close sends what is queued and then a close frame. Closing twice is harmless.
	Close(code protocol.CloseCode, reason string)
}

// Media is the media half of one seat. Its methods return at once, Close excepted. Sources are peer ids,
// "" is none; a source need not send yet.
type Media interface {
	Show(slot int, from string, large bool)
	Hear(from string)
	// LastFrameAt tells when the last picture of the seat's own camera arrived, zero when none has.
	LastFrameAt() time.Time
	// Trouble tells what is wrong with what the seat's own camera sends: one of those that media sees.
	Trouble(now time.Time) protocol.Trouble
	Close()
}

// Sighting is what a room saw of a person.
type Sighting struct {
	PersonID string
	Presence Presence
	At       time.Time
}

// Events hears what the world should know. It is called from the room's goroutine.
type Events interface {
	Seen(s Sighting)
	// Vacated tells that a seat is gone for good; it comes once for each seat taken.
	Vacated(peerID string)
	// Led tells which officer has the lead now.
	Led(staffID string)
	// Rung tells how much of a person on line comes through, at first and whenever it is less than ever before.
	Rung(personID string, r protocol.Rung, at time.Time)
}

// Errors of this package.
var (
	ErrClosed  = errors.New("room is closed")
	ErrBusy    = errors.New("room is busy")
	ErrFull    = errors.New("room is full")
	ErrNoSeat  = errors.New("no such seat")
	ErrNotHere = errors.New("person is not here")
	ErrNotLead = errors.New("seat does not lead")
	ErrStopped = errors.New("auto mode has ended")
)

// Config says how a room behaves. Zero durations and sizes take the values of DefaultConfig.
type Config struct {
	Clock     clock.Clock
	Events    Events
	OnCall    func(OnCall)  // hears of the call when it changes, from the room's goroutine; nil is nobody
	Keeper    Keeper        // nil is nobody
	KeepSeat  time.Duration // how long a seat outlives its connection
	Unwatched time.Duration // how long a phone sends though nobody looks
	Frozen    time.Duration // how long without a picture is called frozen
	LeadLost  time.Duration // how long the lead may be without a connection
	Tick      time.Duration
	Mailbox   int
	MaxPhones int
	MaxStaff  int // officers; as many watchers besides
}

// DefaultConfig returns the values of a roll call.
func DefaultConfig() Config {
	return Config{
		Clock: clock.System{}, KeepSeat: time.Minute, Unwatched: 3 * time.Second, Frozen: 3 * time.Second, LeadLost: 15 * time.Second,
		Tick: 250 * time.Millisecond, Mailbox: 1024, MaxPhones: 1000, MaxStaff: 8,
	}
}

func (c Config) withDefaults() Config {
	d := DefaultConfig()
	if c.Clock == nil {
		c.Clock = d.Clock
	}
	for _, f := range []struct{ have, dflt *time.Duration }{
		{&c.KeepSeat, &d.KeepSeat}, {&c.Unwatched, &d.Unwatched}, {&c.Frozen, &d.Frozen}, {&c.LeadLost, &d.LeadLost}, {&c.Tick, &d.Tick},
	} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	for _, f := range []struct{ have, dflt *int }{
		{&c.Mailbox, &d.Mailbox}, {&c.MaxPhones, &d.MaxPhones}, {&c.MaxStaff, &d.MaxStaff},
	} {
		if *f.have == 0 {
			*f.have = *f.dflt
		}
	}
	return c
}

// Room is the live half of one roll call. Its methods are safe for concurrent use.
type Room struct {
	cfg     Config
	mail    chan func()
	stop    chan struct{}
	done    chan struct{}
	once    sync.Once
	closing sync.WaitGroup // media being closed

	// Below is owned by the goroutine of run.
	seats  map[string]*seat  // by peer id
	actors map[actor]*seat   // by who sits there
	roster map[string]*entry // by person id
	loaded bool              // the roster has been read
	called string            // person id, "" when nobody is called
	onCall OnCall            // last told
	joined int               // seats ever taken
	counts protocol.Counts   // last told to officers
	leadID string            // staff id of the lead, who may have left
	toAll  bool              // everybody hears the lead

	actingSince time.Time // since when the lead only acts; zero when it is the lead's for good
	walk        walk
	texts       []protocol.Said
	said        int // texts ever sent
	closed      bool

	handover handover
}

// New starts a room. The caller stops it with Stop.
func New(cfg Config) *Room {
	r := &Room{
		cfg: cfg.withDefaults(), stop: make(chan struct{}), done: make(chan struct{}),
		seats: map[string]*seat{}, actors: map[actor]*seat{}, roster: map[string]*entry{},
	}
	r.mail = make(chan func(), r.cfg.Mailbox)
	go r.run()
	return r
}

// Stop ends the room: whoever still has a seat is told to resume elsewhere. It waits until all media is
// closed. Stopping twice is harmless.
func (r *Room) Stop() {
	r.once.Do(func() { close(r.stop) })
	<-r.done
	r.closing.Wait()
}

func (r *Room) run() {
	defer close(r.done)
	tick := time.NewTicker(r.cfg.Tick)
	defer tick.Stop()
	for {
		select {
		case <-r.stop:
			r.goAway()
			return
		case fn := <-r.mail:
			fn()
			r.drain()
		case <-tick.C:
			r.renewBudgets()
			r.tellCounts()
		}
		r.reconcile(r.cfg.Clock.Now())
	}
}

// drain takes what has piled up, so that a storm of joins is reconciled once and not once for each.
func (r *Room) drain() {
	for range 64 {
		select {
		case fn := <-r.mail:
			fn()
		default:
			return
		}
	}
}

func (r *Room) goAway() {
	r.closed = true
	r.callIs(OnCall{}) // here, whoever is called where the room goes on
	for _, s := range r.seats {
		s.send(protocol.SessionGoing, protocol.Going{Reason: "server_going", URL: r.handover.url})
		s.hangUp(protocol.CloseGoing, "server going")
		r.vacate(s)
	}
}

// do runs fn in the room's goroutine and returns its result.
func (r *Room) do(ctx context.Context, fn func() error) error {
	result := make(chan error, 1)
	select {
	case r.mail <- func() { result <- fn() }:
	case <-r.done:
		return ErrClosed
	case <-ctx.Done():
		return ErrBusy
	}
	select {
	case err := <-result:
		return err
	case <-r.done:
	}
	select {
	case err := <-result:
		return err
	default:
		return ErrClosed
	}
}

// post runs fn in the room's goroutine later, or drops it when the mailbox is full: callers are those
// who must not block, and whose news the next tick finds out anyway.
func (r *Room) post(fn func()) {
	select {
	case r.mail <- fn:
	default:
	}
}
