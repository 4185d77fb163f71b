package push

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/person"
)

// ReachCode tells how far a person's phones can be reached now.
type ReachCode string

// The codes, the first that holds is told.
const (
	ReachNoDevice   ReachCode = "no_device"   // no phone is activated
	ReachPushOff    ReachCode = "push_off"    // a phone is activated, but none takes push
	ReachPushSilent ReachCode = "push_silent" // one takes push, but nothing was heard of it for SilentAfter
	ReachPush       ReachCode = "push"        // one takes push and was heard of
)

// ReachCodes lists every code.
func ReachCodes() []ReachCode {
	return []ReachCode{ReachNoDevice, ReachPushOff, ReachPushSilent, ReachPush}
}

// ReachWay is a way to tell a person, whichever push it is.
type ReachWay string

// The ways.
const (
	ByPush ReachWay = "push"
	BySMS  ReachWay = "sms"
	ByCall ReachWay = "call" // an officer rings the person up
)

// ReachWays lists every way.
func ReachWays() []ReachWay { return []ReachWay{ByPush, BySMS, ByCall} }

// SilentAfter is how long a phone may say nothing before its address proves little: whoever reports once a week was
// heard of within it.
const SilentAfter = 8 * 24 * time.Hour

// Phone is what is known of an activated phone that was not revoked.
type Phone struct {
	SeenAt time.Time // when it asked us something last; zero when it never did
	// IsRefusing tells that the phone said at SaidAt that it shows no notices.
	IsRefusing bool
	SaidAt     time.Time
	Addresses  []PhoneAddress
}

// PhoneAddress is where a phone takes push, and since when.
type PhoneAddress struct {
	Channel Channel
	Since   time.Time
}

// takes lists which of the channels the phone takes push on: an address that is newer than the phone's no counts. The
// list of persons and the figures ask the same of the database.
func (p Phone) takes(channels []Channel) []Channel {
	var out []Channel
	for _, a := range p.Addresses {
		if slices.Contains(channels, a.Channel) && (!p.IsRefusing || a.Since.After(p.SaidAt)) {
			out = append(out, a.Channel)
		}
	}
	return out
}

// ReachFacts are what is known of how a person can be reached.
type ReachFacts struct {
	Phones    []Phone
	ReceiptAt time.Time // of the last notice that a phone acknowledged, of the newest ReceiptsOf; zero without one
	PushedAt  time.Time // as ReceiptAt, of notices that came by push
	Ladder    Ladder
	Number    string // of the telephone; empty without one
}

// ReceiptsOf is in how many of a person's newest messages a receipt is looked for.
const ReceiptsOf = 50

// Reach is how a person can be reached now.
type Reach struct {
	Code      ReachCode
	Ways      []ReachWay // of the ladder that are open, in its order
	Phones    int        // activated and not revoked
	SeenAt    time.Time  // of whichever phone; zero when none was ever seen
	ReceiptAt time.Time
	At        time.Time
}

// ReachOf is pure. channels are those on which this deployment sends: an address of another leads nowhere.
func ReachOf(f ReachFacts, channels []Channel, now time.Time) Reach {
	r := Reach{Phones: len(f.Phones), ReceiptAt: f.ReceiptAt, At: now}
	var takes []Channel
	heard := f.PushedAt
	for _, p := range f.Phones {
		if p.SeenAt.After(r.SeenAt) {
			r.SeenAt = p.SeenAt
		}
		on := p.takes(channels)
		takes = append(takes, on...)
		if len(on) > 0 && p.SeenAt.After(heard) {
			heard = p.SeenAt
		}
	}
	switch {
	case len(f.Phones) == 0:
		r.Code = ReachNoDevice
	case len(takes) == 0:
		r.Code = ReachPushOff
	case now.Sub(heard) > SilentAfter:
		r.Code = ReachPushSilent
	default:
		r.Code = ReachPush
	}
	r.Ways = f.open(takes, channels)
	return r
}

// open are the steps of the ladder that lead to the person.
func (f ReachFacts) open(takes, channels []Channel) []ReachWay {
	var out []ReachWay
	for _, s := range f.Ladder.Steps {
		way, isOpen := ByPush, slices.Contains(takes, s.Channel)
		switch s.Channel {
		case SMS:
			way, isOpen = BySMS, f.Number != "" && slices.Contains(channels, SMS)
		case Call:
			way, isOpen = ByCall, f.Number != ""
		case FCM, WebPush, Inbox:
		}
		if isOpen && !slices.Contains(out, way) {
			out = append(out, way)
		}
	}
	return out
}

// Reach tells how a person can be reached now. It returns person.ErrNotFound or an authz error.
func (b *LadderBook) Reach(ctx context.Context, actor authz.Actor, p person.ID) (Reach, error) {
	who, err := b.check(ctx, actor, authz.PersonRead, p)
	if err != nil {
		return Reach{}, err
	}
	f, err := b.store.ReachFacts(ctx, p)
	if err != nil {
		return Reach{}, fmt.Errorf("read how a person is reached: %w", err)
	}
	f.Number = who.Phone
	return ReachOf(f, b.channels, b.clock.Now()), nil
}
