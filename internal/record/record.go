// Package record is a person's whole record: for staff one timeline of what happened, for the person what is
// held about them, who looked at it and until when it is kept (Personal Information Protection Law, articles
// 17, 19 and 45).
package record

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"diandao/internal/alert"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Kind tells what kind of thing happened.
type Kind string

// The kinds.
const (
	Checkin  Kind = "checkin"
	Miss     Kind = "miss" // no answer: missed, or not reached
	RollCall Kind = "rollcall"
	Leave    Kind = "leave"
	Alert    Kind = "alert" // but for misses
	Appeal   Kind = "appeal"
	Sanction Kind = "sanction"
	Move     Kind = "move"   // enrolled, corrected, moved to another station, in hospital or in custody
	Plan     Kind = "plan"   // what is asked of the person, and how
	Device   Kind = "device" // phones and enrolment pictures
	Decision Kind = "decision"
	// Settled is of Alert what the person sees: questions about them that were answered.
	Settled Kind = "settled"
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{Checkin, Miss, RollCall, Leave, Alert, Appeal, Sanction, Move, Plan, Device, Decision}
}

// OwnKinds are the kinds of a person's own timeline. Check-ins, roll calls, leaves, appeals and sanctions have lists
// of their own; of questions the person is told once they were answered.
func OwnKinds() []Kind { return []Kind{Move, Plan, Device, Settled} }

// Actions are the actions of the ledger that make a kind, none for those that have a table of their own.
func Actions(k Kind) []string {
	switch k {
	case Move:
		return []string{"person.enrolled", "person.corrected", "person.transferred", "person.stay_set"}
	case Plan:
		return []string{"plan.created", "plan.changed", "plan.stopped", "ladder.set", "checkin.way_set"}
	case Device:
		return []string{"device.activated", "device.revoked", "device.token_reused", "identity.enrolled"}
	case Decision:
		return []string{
			"checkin.decided", "checkin.attested", "leave.proposed", "leave.approved", "leave.refused", "leave.cut_short", "appeal.upheld", "appeal.refused", "alert.resolved",
			"sanction.approved", "sanction.refused", "sanction.withdrawn", "sanction.revoked", "liaison.found",
		}
	case Checkin, Miss, RollCall, Leave, Alert, Appeal, Sanction, Settled:
	}
	return nil
}

// Item is one thing that happened.
type Item struct {
	ID        string // of its row; with At its place in the order
	Kind      Kind
	At        time.Time // its place in the order; of a check-in that was handed in when it arrived
	MadeAt    time.Time // of a check-in that was handed in or confirmed by staff; otherwise zero
	Code      string    // status of a check-in, leave or appeal, outcome of a roll call, kind of an alert or sanction, action of the ledger
	Status    string    // of an alert or sanction
	Title     string    // of a plan or roll call, place of a leave
	Reason    string    // in somebody's words, or a reason code
	ByRole    authz.Role
	ByID      string
	FromDay   string // of a leave; of a sanction the day of the facts
	ToDay     string
	Causes    []alert.Cause
	Subject   string // noun of what it leads to
	SubjectID string
	PictureID evidence.ID
	Corrected []string   // of a correction, the names of the facts, as person.Facts has them, in order
	ToUnitID  org.UnitID // of a transfer
	ToUnit    string     // its name; filled in a person's own timeline
}

// noteCode begins what software wrote about a question that ended by itself.
const noteCode = "code:"

// own is i as its person sees it: facts and codes. Words that staff wrote to one another, and who wrote them, stay out:
// they may speak of others, of whom this person must not learn (co-accused, minors).
func (i Item) own() Item {
	reason, isCode := strings.CutPrefix(i.Reason, noteCode)
	if !isCode {
		reason = ""
	}
	return Item{ID: i.ID, Kind: i.Kind, At: i.At, Code: i.Code, Reason: reason, ToUnitID: i.ToUnitID}
}

// Filter narrows a timeline. Zero fields do not narrow.
type Filter struct {
	Kinds []Kind
	// From and To are calendar days at the person's station, both included.
	From, To string
}

// Span is a half-open interval of instants; a zero end is open.
type Span struct{ From, To time.Time }

// ErrFilter is returned for days that are none, or whose end comes before their beginning.
var ErrFilter = fault.New(fault.Invalid, "record.filter_invalid", "The days must be dates, the first not after the last.")

// span turns days into instants in a zone. It returns ErrFilter.
func (f Filter) span(loc *time.Location) (Span, error) {
	var s Span
	for _, end := range []struct {
		day  string
		to   *time.Time
		plus int
	}{{f.From, &s.From, 0}, {f.To, &s.To, 1}} {
		if end.day == "" {
			continue
		}
		t, err := time.ParseInLocation(time.DateOnly, end.day, loc)
		if err != nil {
			return Span{}, ErrFilter.With(err)
		}
		*end.to = t.AddDate(0, 0, end.plus)
	}
	if !s.From.IsZero() && !s.To.IsZero() && !s.From.Before(s.To) {
		return Span{}, ErrFilter
	}
	return s, nil
}

// Merged is the newest limit items of several lists, each of which is ordered already.
func Merged(parts [][]Item, limit int) []Item {
	all := slices.Concat(parts...)
	slices.SortFunc(all, func(a, b Item) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID)) })
	return all[:min(limit, len(all))]
}

// LookKind tells at what somebody looked.
type LookKind string

// The kinds of looks.
const (
	AtFile      LookKind = "file"
	AtPictures  LookKind = "pictures"
	AtRecording LookKind = "recording"
	AtPapers    LookKind = "papers"
	AtPlaces    LookKind = "places" // where check-ins were made
)

// LookKinds lists every kind of look.
func LookKinds() []LookKind { return []LookKind{AtFile, AtPictures, AtRecording, AtPapers, AtPlaces} }

// LookActions are the actions of the ledger that tell of looks.
func LookActions() []string {
	return []string{"person.seen", "person.minor_seen", "person.places_seen", "person.minor_places_seen", "team.minor_seen", "checkin.minor_seen", "evidence.seen"}
}

// LookKindOf tells at what an entry's actor looked.
func LookKindOf(action string, k evidence.Kind) LookKind {
	switch {
	case strings.HasSuffix(action, "places_seen"):
		return AtPlaces
	case action == "checkin.minor_seen":
		return AtPictures
	case action != "evidence.seen":
		return AtFile
	case k == evidence.RollCallRecording || k == evidence.CheckinVoice:
		return AtRecording
	case k == evidence.LeavePaper || k == evidence.AppealPaper || k == evidence.SanctionPaper:
		return AtPapers
	}
	return AtPictures
}

// Look is one look of a staff member at a person's record; of looks at the same within an hour there is one.
type Look struct {
	ID   string
	At   time.Time
	Kind LookKind
	Role authz.Role
	Unit string // name
	Name string // of the staff member, where the city shows it
}

// Holding is what is held of a person of one kind of evidence.
type Holding struct {
	Kind   evidence.Kind
	Count  int
	Oldest time.Time
	Newest time.Time
	// Until is the day after which it is destroyed.
	Until string
}

// Store reads records.
type Store interface {
	// ListKind returns what happened to a person of one kind within a span, newest first by (At, ID).
	ListKind(ctx context.Context, p person.ID, k Kind, s Span, r page.Request) ([]Item, error)
	// ListLooks returns looks of staff at a person's record, newest first by (At, ID), with units and names.
	ListLooks(ctx context.Context, p person.ID, r page.Request) ([]Look, error)
	// CountHeld returns what is held of a person and was not destroyed, without Until.
	CountHeld(ctx context.Context, p person.ID) ([]Holding, error)
}
