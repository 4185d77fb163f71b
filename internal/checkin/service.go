package checkin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
	// ListOfStation returns all persons of the station, by case number.
	ListOfStation(ctx context.Context, station org.UnitID) ([]person.Person, error)
}

// Leaves tells who is away with approval.
type Leaves interface {
	// OnLeave returns those of the persons whom an approved leave covers on the calendar day.
	OnLeave(ctx context.Context, persons []person.ID, day string) (map[person.ID]bool, error)
	// DaysOnLeave returns those of the calendar days, in any order, that an approved leave of the person covers.
	DaysOnLeave(ctx context.Context, who person.ID, days []string) (map[string]bool, error)
}

// Signatures checks that bytes were signed by a device.
type Signatures interface {
	// VerifySubmission returns a fault when the signature does not fit the device's key.
	VerifySubmission(ctx context.Context, deviceID string, payload, signature []byte) error
}

// Service opens, takes, judges and closes check-ins.
type Service struct {
	store      Store
	persons    Persons
	leaves     Leaves
	signatures Signatures
	vault      evidence.Vault
	hints      Hinter
	clock      clock.Clock
	tokens     TimeTokens
	shield     Shield
	challenges Challenges
	faces      Faces
	claims     Claims
	minors     Minors
}

// Deps are what a Service needs.
type Deps struct {
	Store      Store
	Persons    Persons
	Leaves     Leaves
	Signatures Signatures
	Vault      evidence.Vault
	Hints      Hinter
	Clock      clock.Clock
	TimeTokens TimeTokens
	Shield     Shield // nil holds nothing
	Challenges Challenges
	Faces      Faces  // nil has looked at nothing
	Claims     Claims // nil keeps none
	Minors     Minors // nil knows of none
}

// New returns a service.
func New(d Deps) *Service {
	if d.Shield == nil {
		d.Shield = noShield{}
	}
	if d.Faces == nil {
		d.Faces = noFaces{}
	}
	if d.Claims == nil {
		d.Claims = noClaims{}
	}
	if d.Minors == nil {
		d.Minors = noMinors{}
	}
	return &Service{
		claims: d.Claims, minors: d.Minors, challenges: d.Challenges, faces: d.Faces, shield: d.Shield, store: d.Store, persons: d.Persons, leaves: d.Leaves, signatures: d.Signatures, vault: d.Vault, hints: d.Hints, clock: d.Clock, tokens: d.TimeTokens,
	}
}

// Upcoming is a window that has not opened yet, as the person may know it.
type Upcoming struct {
	Title   string
	OpensAt time.Time
	DueAt   time.Time
	// IsRange tells that the check-in comes at a drawn time between OpensAt and DueAt.
	IsRange bool
}

// Today is what a person has to do and has done.
type Today struct {
	Open   []Request
	Next   []Upcoming // at most five
	Recent []Request  // at most ten, newest first, none open
	// TimeToken is sealed into what the phone submits next.
	TimeToken string
	// Way is how the person shows who they are where a face is asked for.
	Way Way
}

// Today tells the actor's own open, next and recent check-ins.
func (s *Service) Today(ctx context.Context, actor authz.Actor) (Today, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return Today{}, err
	}
	pid := person.ID(actor.PersonID)
	recent, err := s.store.ListRequests(ctx, org.Root, Filter{PersonID: pid}, page.Request{Limit: 14})
	if err != nil {
		return Today{}, fmt.Errorf("read own requests: %w", err)
	}
	plans, err := s.store.ListPlans(ctx, pid)
	if err != nil {
		return Today{}, fmt.Errorf("read own plans: %w", err)
	}
	now := s.clock.Now()
	t := Today{TimeToken: s.tokens.Issue(actor.DeviceID, now)}
	who, err := s.persons.Get(ctx, pid)
	if err != nil {
		return Today{}, fmt.Errorf("read own term: %w", err)
	}
	if t.Next, err = s.upcoming(ctx, who, plans, now, 5); err != nil {
		return Today{}, err
	}
	way, err := s.store.Way(ctx, pid)
	if err != nil {
		return Today{}, fmt.Errorf("read own way: %w", err)
	}
	t.Way = way.Way
	refuses, err := s.store.RefusesVoice(ctx, pid)
	if err != nil {
		return Today{}, fmt.Errorf("read own answer to the policy: %w", err)
	}
	for _, r := range recent {
		switch {
		case r.Status == Open && r.ClosesAt.After(now):
			t.Open = append(t.Open, r.AskedOf(refuses))
		case len(t.Recent) < 10 && r.Status != Cancelled:
			t.Recent = append(t.Recent, r)
		}
	}
	slices.SortFunc(t.Open, func(a, b Request) int { return a.DueAt.Compare(b.DueAt) })
	return t, nil
}

// RequestView is a request with the submission that counts, if there is one.
type RequestView struct {
	Request Request
	Checkin *Checkin
	Way     Way           // how the person shows who they are where a face is asked for
	Witness *Witness      // an officer's word instead of a submission
	Causes  []alert.Cause // gathered when it ended without an answer
	// Decision is the newest one of an officer on the submission, if there is any; its person is told the reason.
	Decision *Decision
}

// Own returns one of the actor's own requests. It returns ErrNotFound or ErrNotYours.
func (s *Service) Own(ctx context.Context, actor authz.Actor, rid RequestID) (RequestView, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return RequestView{}, err
	}
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return RequestView{}, err
	}
	if string(r.PersonID) != actor.PersonID {
		return RequestView{}, ErrNotYours
	}
	v, err := s.view(ctx, r)
	if err != nil {
		return RequestView{}, err
	}
	way, err := s.store.Way(ctx, r.PersonID)
	if err != nil {
		return RequestView{}, fmt.Errorf("read own way: %w", err)
	}
	v.Way = way.Way
	if v.Decision, err = s.newestDecision(ctx, v.Checkin); err != nil {
		return RequestView{}, err
	}
	refuses, err := s.store.RefusesVoice(ctx, r.PersonID)
	if err != nil {
		return RequestView{}, fmt.Errorf("read own answer to the policy: %w", err)
	}
	v.Request = r.AskedOf(refuses)
	return v, nil
}

func (s *Service) view(ctx context.Context, r Request) (RequestView, error) {
	v := RequestView{Request: r}
	if r.CheckinID == "" && (r.Status == Accepted || r.Status == Late) {
		w, err := s.store.Witness(ctx, r.ID)
		if err != nil {
			return RequestView{}, fmt.Errorf("read witness: %w", err)
		}
		v.Witness = w
	}
	if r.Status == Missed || r.Status == NotReached {
		causes, err := s.store.Causes(ctx, r)
		if err != nil {
			return RequestView{}, fmt.Errorf("read causes: %w", err)
		}
		v.Causes = causes
	}
	if r.CheckinID == "" {
		return v, nil
	}
	c, err := s.store.GetCheckin(ctx, r.CheckinID)
	if err != nil {
		return RequestView{}, fmt.Errorf("read check-in of request: %w", err)
	}
	v.Checkin = &c
	return v, nil
}

// SubmitInput is what a phone hands in.
type SubmitInput struct {
	RequestID   RequestID
	Payload     []byte // the signed bytes of a Submission
	Signature   []byte
	Photo       []byte // may be empty
	Frames      []byte // of the answer to a challenge, one after the other; may be empty
	Attachments map[AttachmentKind][]byte
}

// Submit takes a check-in: signature, form, ownership, window, picture are checked, the verdict is
// made and everything is stored in one transaction. The retry of a submission that was taken returns
// it with replayed true. Whatever it refuses leaves no trace. It returns the package's Err values or
// evidence's picture errors.
func (s *Service) Submit(ctx context.Context, actor authz.Actor, in SubmitInput) (c Checkin, replayed bool, err error) {
	if err := authz.Allow(actor, authz.SelfCheckin); err != nil {
		return Checkin{}, false, err
	}
	sub, err := s.authenticate(ctx, actor, in)
	if err != nil {
		return Checkin{}, false, err
	}
	r, err := s.store.GetRequest(ctx, in.RequestID)
	if err != nil {
		return Checkin{}, false, err
	}
	if r.Status != Open || r.CheckinID != "" { // of one that nobody has answered this can be no retry
		if c, ok, err := s.findReplay(ctx, actor, in, sub); ok || err != nil {
			return c, ok, err
		}
	}
	now := s.clock.Now()
	made, err := sub.madeAt(now, s.tokens)
	if err != nil {
		return Checkin{}, false, err
	}
	if err := mayHandIn(r, actor, made, sub.TimeToken != ""); err != nil {
		return Checkin{}, false, err
	}
	known, err := s.known(ctx, r, sub)
	if err != nil {
		return Checkin{}, false, err
	}
	files, err := checkFiles(r, sub, known.Circumstances, in)
	if err != nil {
		return Checkin{}, false, err
	}
	var asked *Asked
	if known.Face, asked, err = s.verify(ctx, r.AskedOf(known.RefusesVoice), known.Way, sub, in, made); err != nil {
		return Checkin{}, false, err
	}
	known.MadeAt, known.ReceivedAt = made, now
	c = newCheckin(r, sub, in, known)
	c.Asked = asked
	err = s.take(ctx, actor, r, c, files, known.IsDecided)
	if errors.Is(err, ErrDone) || errors.Is(err, ErrReplayed) { // its twin was faster
		if c, ok, err := s.findReplay(ctx, actor, in, sub); ok || err != nil {
			return c, ok, err
		}
	}
	if err != nil {
		return Checkin{}, false, fmt.Errorf("take check-in: %w", err)
	}
	return c, false, nil
}

func (s *Service) authenticate(ctx context.Context, actor authz.Actor, in SubmitInput) (Submission, error) {
	if len(in.Payload) > MaxPayload {
		return Submission{}, ErrSubmission.On(fault.Field{Path: "submission", Reason: "at most 16 KiB"})
	}
	if err := s.signatures.VerifySubmission(ctx, actor.DeviceID, in.Payload, in.Signature); err != nil {
		return Submission{}, ErrSignature.With(err)
	}
	sub, err := ParseSubmission(in.Payload)
	if err != nil {
		return Submission{}, err
	}
	if sub.DeviceID != actor.DeviceID || sub.RequestID != in.RequestID {
		return Submission{}, ErrSignature.On(fault.Field{Path: "submission", Reason: "signed for another device or another check-in"})
	}
	return sub, nil
}

func (s *Service) findReplay(ctx context.Context, actor authz.Actor, in SubmitInput, sub Submission) (Checkin, bool, error) {
	c, err := s.store.GetCheckin(ctx, sub.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		return Checkin{}, false, nil
	case err != nil:
		return Checkin{}, false, fmt.Errorf("look for a retry: %w", err)
	case string(c.Payload) != string(in.Payload) || string(c.PersonID) != actor.PersonID:
		return Checkin{}, false, ErrReplayed
	}
	return c, true, nil
}

// mayHandIn tells whether a submission made at an instant counts for the request. One with a time token
// may arrive after the request was settled as unanswered.
func mayHandIn(r Request, actor authz.Actor, made time.Time, hasToken bool) error {
	unanswered := r.Status == Missed || r.Status == NotReached
	switch {
	case string(r.PersonID) != actor.PersonID:
		return ErrNotYours
	case made.Before(r.OpensAt):
		return ErrNotOpen
	case r.Status == Cancelled, unanswered && !hasToken, !made.Before(r.ClosesAt):
		return ErrClosed
	case r.Status != Open && !unanswered:
		return ErrDone
	}
	return nil
}

// known gathers what the verdict rests on beside the request and the submission.
func (s *Service) known(ctx context.Context, r Request, sub Submission) (Known, error) {
	past, err := s.store.ListPast(ctx, r.PersonID, 10)
	if err != nil {
		return Known{}, fmt.Errorf("read earlier check-ins: %w", err)
	}
	around, err := s.store.Circumstances(ctx, r, sub.hashes())
	return Known{Past: past, Circumstances: around}, err
}

func newCheckin(r Request, sub Submission, in SubmitInput, k Known) Checkin {
	v := Judge(r, sub, k)
	return Checkin{
		ID: sub.ID, RequestID: r.ID, PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, DeviceID: sub.DeviceID,
		MadeAt: k.MadeAt, ReceivedAt: k.ReceivedAt, Submission: sub, Payload: in.Payload, Signature: in.Signature, Outcome: v.Outcome, Findings: v.Findings,
	}
}

// take seals the files and stores the check-in with all that follows from it.
func (s *Service) take(ctx context.Context, actor authz.Actor, r Request, c Checkin, files []evidence.File, isDecided bool) error {
	objects, err := evidence.SealAll(ctx, s.vault, evidence.Input{PersonID: r.PersonID, Path: r.Path, CreatedAt: c.ReceivedAt, SubjectID: string(c.ID)}, files)
	if err != nil {
		return err
	}
	c.PhotoID, c.FramesID = idOf(objects, evidence.CheckinPhoto), idOf(objects, evidence.CheckinFrames)
	return s.store.Together(ctx, func(tx Tx) error { return s.keep(ctx, tx, actor, r, c, objects, isDecided) })
}

// keep writes a check-in with its files and what follows from it. What a person decided on
// appeal is not undone by what arrives late.
func (s *Service) keep(ctx context.Context, tx Tx, actor authz.Actor, r Request, c Checkin, objects []evidence.Object, isDecided bool) error {
	from := r.Status
	r.Status, r.CheckinID, r.UpdatedAt = c.Outcome, c.ID, c.ReceivedAt
	if ok, err := tx.SetRequest(ctx, r, from); err != nil || !ok {
		return orElse(err, ErrDone)
	}
	if err := withdrawQuestion(ctx, tx, r, from); err != nil {
		return err
	}
	if err := settleCall(ctx, tx, r, alert.NoteAnswered, c.ReceivedAt); err != nil {
		return err
	}
	if err := evidence.InsertAll(ctx, tx, objects); err != nil {
		return err
	}
	if err := tx.InsertCheckin(ctx, c); err != nil {
		return err
	}
	if !isDecided {
		if err := tx.PutAttendance(ctx, record(r, actor, "", c.ReceivedAt)); err != nil {
			return err
		}
	}
	if err := raiseHelp(ctx, tx, r, c); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("checkin", string(r.ID), r.Path) })
	return tx.Audit(ctx, submittedEntry(actor, r, c))
}

// withdrawQuestion ends the alert of a request that seemed unanswered when a check-in made in time arrives.
func withdrawQuestion(ctx context.Context, tx Tx, r Request, from Status) error {
	switch from {
	case Missed:
		return tx.SettleAlert(ctx, alert.CheckinMissed, string(r.ID), r.PersonID, alert.NoteDeliveredLate, r.UpdatedAt)
	case NotReached:
		return tx.SettleAlert(ctx, alert.CheckinNotReached, string(r.ID), r.PersonID, alert.NoteDeliveredLate, r.UpdatedAt)
	case Open, Accepted, Late, Review, Rejected, Cancelled:
	}
	return nil
}

func submittedEntry(actor authz.Actor, r Request, c Checkin) audit.Entry {
	payload := sha256.Sum256(c.Payload)
	return audit.New(actor, c.ReceivedAt, r.Path, "checkin.submitted", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{
			"checkin": c.ID, "device": c.DeviceID, "made_at": c.MadeAt.UnixMicro(), "outcome": c.Outcome, "payload_sha256": hex.EncodeToString(payload[:]),
			"photo_sha256": c.Submission.PhotoSHA256, "frames_sha256": c.framesSHA256(), "attachments": c.Submission.Attachments, "findings": findingCodes(c.Findings),
		})
}

func (c Checkin) framesSHA256() string {
	if c.Submission.Challenge == nil {
		return ""
	}
	return c.Submission.Challenge.FramesSHA256
}

func findingCodes(all []Finding) []string {
	codes := make([]string, len(all))
	for i, f := range all {
		codes[i] = f.Code
	}
	return codes
}

func raiseHelp(ctx context.Context, tx Tx, r Request, c Checkin) error {
	if !c.Submission.HelpNeeded {
		return nil
	}
	return tx.RaiseAlert(ctx, newAlert(r, alert.HelpAsked, alert.Critical, []alert.Cause{{Code: FindingHelpAsked, At: c.ReceivedAt}}, c.ReceivedAt))
}

func newAlert(r Request, kind alert.Kind, severity alert.Severity, causes []alert.Cause, now time.Time) alert.Alert {
	return alert.Alert{
		PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, Kind: kind, Severity: severity, SourceID: string(r.ID), Causes: causes,
	}.Raised(now)
}

func record(r Request, by authz.Actor, reason string, now time.Time) attendance.Record {
	return attendance.Record{
		ID: id.New(), PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, Source: attendance.FromCheckin, SourceID: string(r.ID),
		Status: AttendanceOf(r.Status), At: now, Day: r.Day, Reason: reason, ByRole: by.Role, ByID: by.ID, UpdatedAt: now,
	}
}

// AttendanceOf is the attendance that a settled request's status stands for. An open or a cancelled
// request stands for none, told as review.
func AttendanceOf(s Status) attendance.Status {
	switch s {
	case Accepted:
		return attendance.Present
	case Late:
		return attendance.Late
	case Missed, Rejected:
		return attendance.Absent
	case NotReached:
		return attendance.NotReached
	case Review, Open, Cancelled:
		return attendance.Review
	}
	return attendance.Review
}

func orElse(err, fallback error) error {
	if err != nil {
		return err
	}
	return fallback
}

// List returns requests in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Request, error) {
	if err := authz.Allow(actor, authz.CheckinRead); err != nil {
		return nil, err
	}
	return s.store.ListRequests(ctx, actor.Scope, f, p)
}

// Detail is a request as an officer sees it.
type Detail struct {
	Request   Request
	Checkin   *Checkin
	Decisions []Decision
	Witness   *Witness          // instead of a submission
	Extended  []Extension       // oldest first
	Attached  []evidence.Object // of the submission, the photo of the face too
}

// Detail returns a request with its submission and decisions. It returns ErrNotFound or an authz error.
func (s *Service) Detail(ctx context.Context, actor authz.Actor, rid RequestID) (Detail, error) {
	r, err := s.store.GetRequest(ctx, rid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.CheckinRead, r.Path); err != nil {
		return Detail{}, err
	}
	v, err := s.view(ctx, r)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Request: r, Checkin: v.Checkin, Witness: v.Witness}
	if r.Extended != "" {
		if d.Extended, err = s.store.ListExtensions(ctx, rid); err != nil {
			return Detail{}, fmt.Errorf("read extensions: %w", err)
		}
	}
	if d.Checkin != nil {
		if d.Attached, err = s.store.ListAttached(ctx, d.Checkin.ID); err != nil {
			return Detail{}, fmt.Errorf("read attachments: %w", err)
		}
		if d.Decisions, err = s.store.ListDecisions(ctx, d.Checkin.ID); err != nil {
			return Detail{}, fmt.Errorf("read decisions: %w", err)
		}
	}
	return d, nil
}
