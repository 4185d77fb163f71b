package rollcall

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// RecordingID identifies the recording of one call.
type RecordingID string

// RecordingEnd is why a recording ended.
type RecordingEnd string

// The reasons.
const (
	RecordedWhole    RecordingEnd = "call_ended"
	RecordedTooLong  RecordingEnd = "too_long"
	RecordedTooLarge RecordingEnd = "too_large"
	RecordingFailed  RecordingEnd = "not_stored"
	RecordingCutOff  RecordingEnd = "server_restart"
)

// RecordingEnds lists every reason.
func RecordingEnds() []RecordingEnd {
	return []RecordingEnd{RecordedWhole, RecordedTooLong, RecordedTooLarge, RecordingFailed, RecordingCutOff}
}

// RecordingGap is a part of a track without anything; milliseconds from the beginning.
type RecordingGap struct {
	Track  string `json:"track"` // picture, voice, officer
	FromMS int64  `json:"from_ms"`
	ToMS   int64  `json:"to_ms"`
	Cause  string `json:"cause"` // lost, paused, dropped, waiting
}

// Recording is what was seen and heard of one call: a sealed WebM file.
type Recording struct {
	ID         RecordingID
	RollCallID ID
	PersonID   person.ID
	Path       org.Path
	Attempt    int // which recorded call of the person in this roll call, from 1
	From, To   time.Time
	Ended      RecordingEnd
	Gaps       []RecordingGap
	Width      int // of the largest picture; 0 without one
	Height     int
	EvidenceID evidence.ID
	Size       int64  // filled on reading
	SHA256     string // filled on reading
	CreatedAt  time.Time
}

// MaxRecordings bounds how many recordings of one roll call are listed.
const MaxRecordings = 3 * MaxInvitees

// Errors of recordings.
var (
	ErrRecordingKnown = fault.New(fault.Conflict, "rollcall.recording_known", "This recording is on record already.")
)

// RecordingTx is what filing a recording writes within one transaction.
type RecordingTx interface {
	audit.Recorder
	evidence.Writer
	// LockRollCall is Tx's.
	LockRollCall(ctx context.Context, id ID) (RollCall, error)
	// GetInvitee is Tx's.
	GetInvitee(ctx context.Context, id ID, p person.ID) (Invitee, error)
	// CountRecordings tells how many recordings of the person began by the instant.
	CountRecordings(ctx context.Context, id ID, p person.ID, by time.Time) (int, error)
	// InsertRecording returns ErrRecordingKnown for an id that is there.
	InsertRecording(ctx context.Context, r Recording) error
	AfterCommit(fn func())
}

// RecordingStore reads recordings.
type RecordingStore interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (RollCall, error)
	// FindRecording reports whether there is one with the id.
	FindRecording(ctx context.Context, id RecordingID) (Recording, bool, error)
	// ListRecordings returns at most MaxRecordings by (From, ID); an empty person is everybody.
	ListRecordings(ctx context.Context, id ID, p person.ID) ([]Recording, error)
	InRecordingTx(ctx context.Context, fn func(RecordingTx) error) error
}

// Recordings files and lists recordings.
type Recordings struct {
	store RecordingStore
	vault evidence.Vault
	hints Hinter
	clock clock.Clock
}

// NewRecordings returns a service.
func NewRecordings(store RecordingStore, vault evidence.Vault, hints Hinter, c clock.Clock) *Recordings {
	return &Recordings{store: store, vault: vault, hints: hints, clock: c}
}

// IsRecorded reports whether the calls of a roll call are recorded. It returns ErrNotFound.
func (s *Recordings) IsRecorded(ctx context.Context, rid ID) (bool, error) {
	rc, err := s.store.Get(ctx, rid)
	return rc.IsRecorded, err
}

// List returns the recordings of a roll call, of one person unless p is empty, by when they began. It returns
// ErrNotFound or an authz error: who may look at the roll call's evidence may know of them.
func (s *Recordings) List(ctx context.Context, actor authz.Actor, rid ID, p person.ID) ([]Recording, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.EvidenceRead, rc.Path); err != nil {
		return nil, err
	}
	return s.store.ListRecordings(ctx, rid, p)
}

// File seals a finished recording and puts it on record, whatever has become of the roll call meanwhile: it is
// the server that recorded. Filing one again returns what is there. r tells all but path, attempt, evidence
// and when. It returns ErrNotFound or ErrNotInvited.
func (s *Recordings) File(ctx context.Context, r Recording, mime string, webm []byte) (Recording, error) {
	known, ok, err := s.store.FindRecording(ctx, r.ID)
	if ok || err != nil {
		return known, err
	}
	rc, err := s.store.Get(ctx, r.RollCallID)
	if err != nil {
		return Recording{}, err
	}
	now := s.clock.Now()
	object, err := s.vault.Put(ctx, evidence.Input{PersonID: r.PersonID, Path: rc.Path, Kind: evidence.RollCallRecording, MIME: mime, Data: webm, CreatedAt: now})
	if err != nil {
		return Recording{}, fmt.Errorf("seal recording: %w", err)
	}
	r.Path, r.EvidenceID, r.Size, r.SHA256, r.CreatedAt = rc.Path, object.ID, object.Size, object.SHA256, now
	err = s.store.InRecordingTx(ctx, func(tx RecordingTx) error { return s.file(ctx, tx, &r, object) })
	if err != nil {
		return Recording{}, fmt.Errorf("file recording: %w", err)
	}
	return r, nil
}

func (s *Recordings) file(ctx context.Context, tx RecordingTx, r *Recording, object evidence.Object) error {
	if _, err := tx.LockRollCall(ctx, r.RollCallID); err != nil {
		return err
	}
	if _, err := tx.GetInvitee(ctx, r.RollCallID, r.PersonID); err != nil {
		return err
	}
	before, err := tx.CountRecordings(ctx, r.RollCallID, r.PersonID, r.From)
	if err != nil {
		return err
	}
	r.Attempt = before + 1
	if err := tx.InsertEvidence(ctx, object); err != nil {
		return err
	}
	if err := tx.InsertRecording(ctx, *r); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("rollcall", string(r.RollCallID), r.Path) })
	return tx.Audit(ctx, audit.New(authz.SystemActor(), r.CreatedAt, r.Path, "rollcall.recorded", subject(r.RollCallID), string(r.PersonID)).Holding(map[string]any{
		"recording": r.ID, "evidence": object.ID, "sha256": object.SHA256, "from": r.From.UTC(), "to": r.To.UTC(), "ended": r.Ended, "gaps": len(r.Gaps), "attempt": r.Attempt,
	}))
}

// NotRecorded notes that a call that should have been recorded is not, and why. The call goes on.
func (s *Recordings) NotRecorded(ctx context.Context, rid ID, p person.ID, reason string) error {
	return s.store.InRecordingTx(ctx, func(tx RecordingTx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(authz.SystemActor(), s.clock.Now(), rc.Path, "rollcall.not_recorded", subject(rid), string(p)).Because(reason))
	})
}
