// Package privacy holds the privacy policy (隐私告知) in its versions, and what persons answered to it.
//
//	draft ──▶ published, and never changed again
//
// Supervising is a duty by law, so that a check-in needs nobody's consent; persons are told all the same
// (Personal Information Protection Law of 2021, articles 17, 18, 30 and 35). Two things are theirs to decide
// (art. 29; Measures for the Security Management of Facial Recognition Technology, 2025, art. 10): whether the
// face is used, and without the face whether a sentence is recorded. A no takes effect at once and is never a mark
// against the person.
package privacy

import (
	"context"
	"crypto/sha256"
	_ "embed" // the text that comes with the product
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// ID identifies a version of the policy.
type ID string

// Status is where a version stands.
type Status string

// The statuses. There is at most one draft.
const (
	Draft     Status = "draft"
	Published Status = "published"
)

// Statuses lists every status.
func Statuses() []Status { return []Status{Draft, Published} }

// Policy is one version of the text. Texts are paragraphs parted by empty lines; a line that begins with "## " is
// a heading, lines that begin with "- " are a list.
type Policy struct {
	ID           ID
	Version      int // 0 of a draft
	Status       Status
	Chinese      string
	English      string // may be empty: then the Chinese text is shown
	ChangeNote   string // what is new, for persons and staff
	EffectiveDay string // calendar day in the city's zone from which it is shown
	SHA256       string // hex, of what was published; empty of a draft
	Revision     int    // of a draft, counted up by every change
	CreatedBy    string // staff id, or "system"
	UpdatedAt    time.Time
	PublishedBy  string // staff id, or "system"
	PublishedAt  time.Time
	ReaderCount  int // filled on reading lists: active persons who have answered this version
}

// Choice is an answer to something that is the person's to decide.
type Choice string

// The choices.
const (
	Yes Choice = "yes"
	No  Choice = "no"
)

// Choices lists every choice.
func Choices() []Choice { return []Choice{Yes, No} }

// Languages lists the languages in which a policy can have been read.
func Languages() []string { return []string{"zh-CN", "en"} }

// Answer is what a person answered to a version, having read it. The newest counts; none is ever changed.
type Answer struct {
	ID       string
	PersonID person.ID
	PolicyID ID
	Version  int
	Face     Choice
	Voice    Choice
	DeviceID string
	Language string
	At       time.Time
}

// Bounds.
const (
	MaxText   = 12_000 // characters
	MinText   = 100
	MaxNote   = 300 // characters
	MaxListed = 50
)

// Errors of this package.
var (
	ErrInvalid  = fault.New(fault.Invalid, "policy.invalid", "The text is not complete.")
	ErrNotFound = fault.New(fault.NotFound, "policy.not_found", "There is no such version of the privacy policy.")
	ErrChanged  = fault.New(fault.Conflict, "policy.changed", "Somebody else has changed or published the draft; look again.")
)

//go:embed texts/zh-CN.txt
var chinese string

//go:embed texts/en.txt
var english string

// BuiltIn is the text that comes with the product, as version 1 for a city that has published none. It is shown from
// the day before now, whatever the zone.
func BuiltIn(now time.Time) Policy {
	return Policy{
		Version: 1, Status: Published, Chinese: strings.TrimSpace(chinese), English: strings.TrimSpace(english),
		EffectiveDay: now.UTC().AddDate(0, 0, -1).Format(time.DateOnly), CreatedBy: "system", UpdatedAt: now, PublishedBy: "system", PublishedAt: now,
	}.sealed()
}

// sealed is the policy with its hash.
func (p Policy) sealed() Policy {
	p.SHA256 = p.Hash()
	return p
}

// Hash is the SHA-256 of what is shown: day and both texts.
func (p Policy) Hash() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{p.EffectiveDay, p.Chinese, p.English}, "\x00")))
	return hex.EncodeToString(sum[:])
}

// check names every field of a draft that is wrong. It returns ErrInvalid.
func (p Policy) check() error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	n := utf8.RuneCountInString(p.Chinese)
	check(n >= MinText && n <= MaxText, "chinese", "100 to 12,000 characters")
	check(utf8.RuneCountInString(p.English) <= MaxText, "english", "at most 12,000 characters")
	check(utf8.RuneCountInString(p.ChangeNote) <= MaxNote, "change_note", "at most 300 characters")
	_, err := time.Parse(time.DateOnly, p.EffectiveDay)
	check(err == nil, "effective_day", "a date")
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

// checkPublishing is check for a draft that is to be published on today.
func (p Policy) checkPublishing(today string) error {
	if err := p.check(); err != nil {
		return err
	}
	if p.ChangeNote == "" {
		return ErrInvalid.On(fault.Field{Path: "change_note", Reason: "say what is new"})
	}
	if p.EffectiveDay < today {
		return ErrInvalid.On(fault.Field{Path: "effective_day", Reason: "today or later"})
	}
	return nil
}

// WayAfter is how a person shows who they are after an answer, and whether that is another way than before. A yes
// changes nothing by itself: pictures have to be taken first, at the station. It is pure.
func WayAfter(now checkin.Way, a Answer) (checkin.Way, bool) {
	switch {
	case now == checkin.ByFace && a.Face == No && a.Voice == Yes:
		return checkin.ByVoice, true
	case now == checkin.ByFace && a.Face == No, now == checkin.ByVoice && a.Voice == No:
		return checkin.ByCall, true
	}
	return now, false
}

// Store keeps policies and answers.
type Store interface {
	// Shown returns the newest version that is published with EffectiveDay ≤ day. It returns ErrNotFound.
	Shown(ctx context.Context, day string) (Policy, error)
	// ListPolicies returns the draft, if there is one, and the published versions, newest first, at most limit, with
	// how many active persons within scope have answered each.
	ListPolicies(ctx context.Context, scope org.Path, limit int) ([]Policy, error)
	// GetPublished returns ErrNotFound, also for a draft.
	GetPublished(ctx context.Context, id ID) (Policy, error)
	// GetDraft returns ErrNotFound while there is none.
	GetDraft(ctx context.Context) (Policy, error)
	// LastAnswer returns a person's newest answer, nil without one.
	LastAnswer(ctx context.Context, p person.ID) (*Answer, error)
	// Zone is the zone of the city; UTC while there is none.
	Zone(ctx context.Context) (*time.Location, error)
	// InstallPolicy stores a published version if there is none at all.
	InstallPolicy(ctx context.Context, p Policy) error
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// InsertPolicy stores a draft. It returns ErrChanged when there is one.
	InsertPolicy(ctx context.Context, p Policy) error
	// SetDraft stores a draft of that revision, or publishes it. It returns ErrChanged.
	SetDraft(ctx context.Context, p Policy, revision int) error
	// LastPolicyVersion is the newest published version.
	LastPolicyVersion(ctx context.Context) (int, error)
	// HoldPerson keeps others from writing what follows from answers of this person until the transaction ends.
	HoldPerson(ctx context.Context, p person.ID) error
	InsertAnswer(ctx context.Context, a Answer) error
	// WayOf returns the newest version of a person's way; version 0 is by face.
	WayOf(ctx context.Context, p person.ID) (checkin.PersonWay, error)
	// InsertWay stores the next version. It returns checkin.ErrWayChanged.
	InsertWay(ctx context.Context, w checkin.PersonWay) error
	// ForgetFace ends a person's enrolment and takes the records of all descriptions of the face away, whose blobs
	// the caller removes after the commit. It reports whether an enrolment stood.
	ForgetFace(ctx context.Context, p person.ID, now time.Time) (gone []evidence.ID, stood bool, err error)
	AfterCommit(fn func())
}
