// Package partner holds the agencies that are told what happens (公安, 检察院, 法院, 监狱, a city's data platform), and
// how they are told: a signed request to an https address of theirs for each event that they chose, within their own
// unit, until it is taken. What is told are codes and opaque ids; a partner asks for more with its own authority.
//
//	pending ──▶ delivered
//	   │  ▲─┐ tried again, ten times within about 24 hours
//	   ├──▶ given_up ──▶ pending, when somebody sends it again
//	   └──▶ cancelled: the partner may not hear it any more
package partner

import (
	"context"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// ID identifies a partner.
type ID string

// Kind is what agency a partner is.
type Kind string

// The kinds.
const (
	Police        Kind = "police"
	Procuratorate Kind = "procuratorate"
	Court         Kind = "court"
	Prison        Kind = "prison"
	Platform      Kind = "platform" // of a city's data
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Police, Procuratorate, Court, Prison, Platform} }

// Pause is why nothing is sent to a partner; empty while it is.
type Pause string

// The reasons. What happens meanwhile waits.
const (
	ByHand  Pause = "by_hand"
	Failing Pause = "failing" // nothing has arrived for FailingFor
	Gone    Pause = "gone"    // the address said 410
)

// Pauses lists every reason.
func Pauses() []Pause { return []Pause{ByHand, Failing, Gone} }

// Secret is what requests are signed with. Until is zero for the current one; an older one signs too until then.
type Secret struct {
	Text  string    `json:"text"`
	Until time.Time `json:"until,omitzero"`
}

// Partner is one system of an agency, with its one address. An agency with two systems is two partners.
type Partner struct {
	ID     ID
	Name   string
	Kind   Kind
	UnitID org.UnitID // it hears of this unit and those below
	Path   org.Path
	Note   string // whom to call
	URL    string
	Events []Type
	// MinorsReason is why it may hear of minors; empty: it does not.
	MinorsReason string
	Sealed       []byte    // the secrets, newest first
	OverlapUntil time.Time // until when an older secret signs too
	Pause        Pause
	PausedAt     time.Time
	FailingSince time.Time // of the first failure since something arrived
	RestUntil    time.Time // nothing is sent before
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// IsPaused reports whether nothing is sent.
func (p Partner) IsPaused() bool { return p.Pause != "" }

// Hears reports whether the partner may hear of an event of the unit at path, about a minor or not.
func (p Partner) Hears(t Type, at org.Path, isMinor bool) bool {
	if isMinor && p.MinorsReason == "" {
		return false
	}
	return p.Path.Contains(at) && (t == Test || slices.Contains(p.Events, t))
}

// Limits.
const (
	MaxName    = 60   // characters
	MaxNote    = 200  // characters
	MaxReason  = 200  // characters
	MaxURL     = 500  // bytes
	MaxSecrets = 4    // that sign at once
	MaxOfUnit  = 200  // partners that are listed and heard for
	MaxAgain   = 2000 // deliveries that are sent again at once
	Overlap    = 24 * time.Hour
	FailingFor = 72 * time.Hour
	KeptFor    = 90 * 24 * time.Hour
)

// Errors of this package.
var (
	ErrInvalid    = fault.New(fault.Invalid, "partner.invalid", "Something about the partner is missing or wrong.")
	ErrNotFound   = fault.New(fault.NotFound, "partner.not_found", "There is no such partner.")
	ErrName       = fault.New(fault.Conflict, "partner.name_taken", "This unit has a partner of this name.")
	ErrChanged    = fault.New(fault.Conflict, "partner.changed", "Somebody else has changed this partner; look again.")
	ErrPaused     = fault.New(fault.Conflict, "partner.paused", "Nothing is sent to this partner; resume it first.")
	ErrNotPaused  = fault.New(fault.Conflict, "partner.not_paused", "This partner is not paused.")
	ErrFull       = fault.New(fault.Conflict, "partner.too_many", "There are as many partners as this server can hear for.")
	ErrNoDelivery = fault.New(fault.NotFound, "partner.delivery_not_found", "There is no such delivery, or it is no longer kept.")
	ErrNotGivenUp = fault.New(fault.Conflict, "partner.not_given_up", "Only what was given up is sent again.")
)

// Draft is what an administrator says of a partner.
type Draft struct {
	Name         string
	Kind         Kind
	UnitID       org.UnitID
	Note         string
	URL          string
	Events       []Type
	MinorsReason string
}

func (d Draft) trimmed() Draft {
	d.Name, d.Note, d.URL, d.MinorsReason = strings.TrimSpace(d.Name), strings.TrimSpace(d.Note), strings.TrimSpace(d.URL), strings.TrimSpace(d.MinorsReason)
	d.Events = slices.Compact(slices.Sorted(slices.Values(d.Events)))
	return d
}

// check names every field that is wrong.
func (d Draft) check(allowLoopback bool) error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	check(d.Name != "" && utf8.RuneCountInString(d.Name) <= MaxName, "name", "required, at most 60 characters")
	check(slices.Contains(Kinds(), d.Kind), "kind", "one of the kinds of partners")
	check(utf8.RuneCountInString(d.Note) <= MaxNote, "note", "at most 200 characters")
	check(utf8.RuneCountInString(d.MinorsReason) <= MaxReason, "minors_reason", "at most 200 characters")
	check(isAddress(d.URL, allowLoopback), "url", "an https address without a user, a password or a fragment")
	check(len(d.Events) > 0, "events", "at least one")
	for _, t := range d.Events {
		check(slices.Contains(Types(), t), "events", "only events that can be chosen")
	}
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

// isAddress reports whether text is an https URL; http is for this machine alone, where the deployment allows it.
func isAddress(text string, allowLoopback bool) bool {
	u, err := url.Parse(text)
	if err != nil || len(text) > MaxURL || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return allowLoopback && u.Scheme == "http" && err == nil && ip.IsLoopback()
}

// State is where a delivery stands.
type State string

// The states.
const (
	Pending   State = "pending"
	Delivered State = "delivered"
	GivenUp   State = "given_up"
	Cancelled State = "cancelled"
)

// States lists every state.
func States() []State { return []State{Pending, Delivered, GivenUp, Cancelled} }

// DeliveryID identifies a delivery; it is the same at every try, so that a receiver knows what it has.
type DeliveryID string

// Delivery is one event for one partner.
type Delivery struct {
	ID        DeliveryID
	PartnerID ID
	EventID   string
	Type      Type
	Path      org.Path // of the unit that it happened at
	IsMinor   bool
	Body      string // what is posted, byte for byte
	State     State
	Attempts  int // since it was first sent, or sent again
	NextAt    time.Time
	AgainID   string // of the last time that somebody had it sent again
	CreatedAt time.Time
	SettledAt time.Time
	Tries     []Try // filled on reading, oldest first, the last MaxTries
}

// MaxTries bounds the tries that are shown of a delivery.
const MaxTries = 20

// Try is one request and what came of it.
type Try struct {
	ID         string
	DeliveryID DeliveryID
	At         time.Time
	Status     int // of HTTP; 0 without an answer
	Took       time.Duration
	Class      Class
}

// Class is what kept a try from arriving; empty when it did.
type Class string

// The classes.
const (
	Arrived     Class = ""
	Private     Class = "private_address"
	Unreachable Class = "unreachable" // no name, no connection, or cut
	TLSFailed   Class = "tls"
	TimedOut    Class = "timeout"
	Redirected  Class = "redirect"
	RateLimited Class = "rate_limited"
	Refused     Class = "client_error"
	Broken      Class = "server_error"
	IsGone      Class = "gone"
	Oversized   Class = "oversized" // a header without an end
)

// Classes lists every class.
func Classes() []Class {
	return []Class{Arrived, Private, Unreachable, TLSFailed, TimedOut, Redirected, RateLimited, Refused, Broken, IsGone, Oversized}
}

// Filter narrows a list of deliveries. Zero fields do not narrow.
type Filter struct {
	State    State
	Type     Type
	From, To time.Time // CreatedAt in [From, To)
}

// Counts is how many deliveries are in which state.
type Counts map[State]int

// Store keeps partners and what was sent to them.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Partner, error)
	// List returns the partners of units within scope by name, at most MaxOfUnit.
	List(ctx context.Context, scope org.Path) ([]Partner, error)
	// Listened returns the types that some partner has chosen.
	Listened(ctx context.Context) ([]Type, error)
	// GetDelivery returns ErrNoDelivery.
	GetDelivery(ctx context.Context, id DeliveryID) (Delivery, error)
	// ListDeliveries returns a partner's deliveries with their tries, newest first by (CreatedAt, ID).
	ListDeliveries(ctx context.Context, id ID, f Filter, p page.Request) ([]Delivery, error)
	// CountAgain counts the deliveries that were sent again together.
	CountAgain(ctx context.Context, id ID, againID string) (Counts, error)
	// ListDue returns what is to be sent to a partner, the longest due first.
	ListDue(ctx context.Context, id ID, now time.Time, limit int) ([]Delivery, error)
	// ListWaiting returns partners that are sent to and for which something is due.
	ListWaiting(ctx context.Context, now time.Time) ([]ID, error)
	// Sweep deletes at most limit deliveries made before an instant, with their tries, and tells how many.
	Sweep(ctx context.Context, before time.Time, limit int) (int, error)
	// IsOfMinors reports whether a roll call was for minors.
	IsOfMinors(ctx context.Context, rollCallID string) (bool, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what is written within one transaction.
type Tx interface {
	audit.Recorder
	// InsertPartner returns ErrName.
	InsertPartner(ctx context.Context, p Partner) error
	// SetPartner stores all but CreatedAt and what SetHealth stores, if the version is still p.Version-1. It returns
	// ErrChanged or ErrName.
	SetPartner(ctx context.Context, p Partner) error
	// SetHealth stores FailingSince, RestUntil, Pause and PausedAt, if the version is still p.Version: what somebody
	// decided meanwhile stays.
	SetHealth(ctx context.Context, p Partner) error
	// EndRest lets a partner be tried at once; a pause stays.
	EndRest(ctx context.Context, id ID) error
	// InsertDelivery does nothing when the partner has a delivery of the event.
	InsertDelivery(ctx context.Context, d Delivery) error
	// SetDelivery stores State, Attempts, NextAt, AgainID and SettledAt if State and Attempts are still those of from,
	// and reports whether they were.
	SetDelivery(ctx context.Context, d, from Delivery) (bool, error)
	// Hasten makes all that waits for its next try due at now.
	Hasten(ctx context.Context, id ID, now time.Time) error
	// SendAgain makes at most limit given-up deliveries made in [from, to) pending and due now, and tells how many.
	SendAgain(ctx context.Context, id ID, from, to time.Time, againID string, now time.Time, limit int) (int, error)
	// StopAgain makes what is pending of those sent again together given up, and tells how many.
	StopAgain(ctx context.Context, id ID, againID string, now time.Time) (int, error)
	InsertTry(ctx context.Context, t Try) error
	Enqueue(ctx context.Context, args job.Args, o job.Options) error
	AfterCommit(fn func())
}

// Persons tells who a person is and where units are.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
}

// Units finds units.
type Units interface {
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// UnitByPath returns org.ErrUnit when there is none.
	UnitByPath(ctx context.Context, path org.Path) (org.Unit, error)
}

// Box seals secrets so that the database alone gives none away. The label binds what is sealed to its place.
type Box interface {
	SealSecret(label string, plain []byte) []byte
	OpenSecret(label string, sealed []byte) ([]byte, error)
}

// Message is one request to be made.
type Message struct {
	ID      DeliveryID
	URL     string
	At      time.Time
	Body    string
	Secrets []string
}

// Answer is what came of a request.
type Answer struct {
	Status     int
	Class      Class
	RetryAfter time.Duration // as asked for; zero: not
}

// Sender makes requests.
type Sender interface {
	// Send never fails: what went wrong is the answer's class.
	Send(ctx context.Context, m Message) Answer
}
