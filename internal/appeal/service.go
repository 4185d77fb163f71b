package appeal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	"diandao/internal/push"
)

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service takes and decides appeals.
type Service struct {
	store Store
	vault evidence.Vault
	hints Hinter
	clock clock.Clock
}

// New returns a service.
func New(store Store, vault evidence.Vault, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, vault: vault, hints: hints, clock: c}
}

// Input is what a person says.
type Input struct {
	Source   attendance.Source
	SourceID string
	Text     string
	Pictures [][]byte // at most evidence.MaxPapers
}

// File makes an appeal against what is recorded of the actor, with the evidence attached and the pictures
// that the person sends along. It returns ErrInvalid, ErrNoOccasion, ErrNothing, ErrTooLate, ErrOpen, what
// evidence.CheckSmallPicture and evidence.CheckAll return, or an authz error.
func (s *Service) File(ctx context.Context, actor authz.Actor, in Input) (Appeal, error) {
	if err := authz.Allow(actor, authz.SelfAppeal); err != nil {
		return Appeal{}, err
	}
	in.Text = strings.TrimSpace(in.Text)
	if in.Text == "" || utf8.RuneCountInString(in.Text) > MaxText || !slices.Contains(Sources(), in.Source) {
		return Appeal{}, ErrInvalid
	}
	pictures, err := evidence.CheckAll(evidence.AppealPaper, in.Pictures, evidence.CheckSmallPicture)
	if err != nil {
		return Appeal{}, err
	}
	a, err := s.about(ctx, actor, in)
	if err != nil {
		return Appeal{}, err
	}
	if a, err = s.keep(ctx, actor, a, pictures); err != nil {
		return Appeal{}, fmt.Errorf("file appeal: %w", err)
	}
	return a, nil
}

// about is the appeal, not yet kept, with what is known of the occasion.
func (s *Service) about(ctx context.Context, actor authz.Actor, in Input) (Appeal, error) {
	now := s.clock.Now()
	if in.Source == FromSanction {
		return s.ofSanction(ctx, actor, in, now)
	}
	r, err := s.store.Occasion(ctx, in.Source, in.SourceID, person.ID(actor.PersonID))
	if err != nil {
		return Appeal{}, err
	}
	if err := MayAppeal(r, now); err != nil {
		return Appeal{}, err
	}
	a := Appeal{
		ID: ID(id.New()), PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, Source: r.Source, SourceID: r.SourceID, Day: r.Day, Against: r.Status, Text: in.Text,
		Status: Open, FirstDecider: firstDecider(r), OpenedAt: now, DueAt: now.Add(AnswerIn),
	}
	if a.Evidence, err = s.store.GatherEvidence(ctx, r); err != nil {
		return Appeal{}, fmt.Errorf("gather evidence: %w", err)
	}
	return a, nil
}

// keep seals the pictures and stores the appeal with them.
func (s *Service) keep(ctx context.Context, actor authz.Actor, a Appeal, pictures []evidence.File) (Appeal, error) {
	var err error
	a.Pictures, err = evidence.SealAll(ctx, s.vault, evidence.Input{PersonID: a.PersonID, Path: a.Path, CreatedAt: a.OpenedAt, SubjectID: string(a.ID)}, pictures)
	if err != nil {
		return Appeal{}, err
	}
	return a, s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.HoldPerson(ctx, a.PersonID); err != nil {
			return err
		}
		if err := tx.InsertAppeal(ctx, a); err != nil {
			return err
		}
		if err := evidence.InsertAll(ctx, tx, a.Pictures); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, a, "appeal.filed", a.OpenedAt)
	})
}

// withPictures fills in what came with appeals.
func (s *Service) withPictures(ctx context.Context, all ...Appeal) ([]Appeal, error) {
	ids := make([]ID, len(all))
	for i, a := range all {
		ids[i] = a.ID
	}
	pictures, err := s.store.ListPictures(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("read pictures of appeals: %w", err)
	}
	for i, a := range all {
		all[i].Pictures = pictures[a.ID]
	}
	return all, nil
}

func firstDecider(r attendance.Record) string {
	if r.ByRole == authz.System || r.ByRole == authz.Self {
		return ""
	}
	return r.ByID
}

func (s *Service) note(ctx context.Context, tx Tx, actor authz.Actor, a Appeal, action string, now time.Time) error {
	tx.AfterCommit(func() { s.hints.Hint("appeal", string(a.ID), a.Path) })
	holding := map[string]any{"source": a.Source, "source_id": a.SourceID, "against": a.Against, "status": a.Status, "new_status": a.NewStatus}
	if len(a.Pictures) > 0 {
		holding["pictures"] = evidence.Hashes(a.Pictures)
	}
	return tx.Audit(ctx, audit.New(actor, now, a.Path, action, "appeal:"+string(a.ID), string(a.PersonID)).Because(a.Reason).
		Holding(holding))
}

// Own returns the actor's own appeals with their pictures, newest first, at most 50.
func (s *Service) Own(ctx context.Context, actor authz.Actor) ([]Appeal, error) {
	if err := authz.Allow(actor, authz.SelfAppeal); err != nil {
		return nil, err
	}
	all, err := s.store.List(ctx, org.Root, Filter{PersonID: person.ID(actor.PersonID)}, page.Request{Limit: 50})
	if err != nil {
		return nil, err
	}
	return s.withPictures(ctx, all...)
}

// Until tells until when the actor may appeal what is recorded of them at an occasion, also when that has passed; zero
// when nothing is recorded there, or nothing against them.
func (s *Service) Until(ctx context.Context, actor authz.Actor, source attendance.Source, sourceID string) (time.Time, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return time.Time{}, err
	}
	r, err := s.store.Occasion(ctx, source, sourceID, person.ID(actor.PersonID))
	if errors.Is(err, ErrNoOccasion) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("read occasion: %w", err)
	}
	return UntilOf(r), nil
}

// Withdraw takes an open appeal back. It returns ErrNotFound, also for another person's, or ErrMoved.
func (s *Service) Withdraw(ctx context.Context, actor authz.Actor, aid ID) (Appeal, error) {
	if err := authz.Allow(actor, authz.SelfAppeal); err != nil {
		return Appeal{}, err
	}
	a, err := s.store.Get(ctx, aid)
	if err != nil {
		return Appeal{}, err
	}
	if string(a.PersonID) != actor.PersonID {
		return Appeal{}, ErrNotFound
	}
	now := s.clock.Now()
	a.Status, a.DecidedAt = Withdrawn, now
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.SetAppeal(ctx, a, Open); err != nil {
			return err
		}
		if err := tx.SettleAlert(ctx, alert.AppealOverdue, string(a.ID), a.PersonID, alert.NoteWithdrawn, now); err != nil {
			return err
		}
		return s.note(ctx, tx, actor, a, "appeal.withdrawn", now)
	})
	if err != nil {
		return Appeal{}, fmt.Errorf("withdraw appeal: %w", err)
	}
	with, err := s.withPictures(ctx, a)
	if err != nil {
		return Appeal{}, err
	}
	return with[0], nil
}

// List returns appeals in the actor's scope, newest first.
func (s *Service) List(ctx context.Context, actor authz.Actor, f Filter, p page.Request) ([]Appeal, error) {
	if err := authz.Allow(actor, authz.AppealRead); err != nil {
		return nil, err
	}
	return s.store.List(ctx, actor.Scope, f, p)
}

// Detail is an appeal with the history of what it is about.
type Detail struct {
	Appeal  Appeal
	Changes []Change
}

// Detail returns an appeal. It returns ErrNotFound or an authz error.
func (s *Service) Detail(ctx context.Context, actor authz.Actor, aid ID) (Detail, error) {
	a, err := s.store.Get(ctx, aid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.AppealRead, a.Path); err != nil {
		return Detail{}, err
	}
	changes, err := s.store.ListChanges(ctx, a.Source, a.SourceID, a.PersonID)
	if err != nil {
		return Detail{}, fmt.Errorf("read history of occasion: %w", err)
	}
	with, err := s.withPictures(ctx, a)
	if err != nil {
		return Detail{}, err
	}
	if with[0], err = s.withProposer(ctx, with[0]); err != nil {
		return Detail{}, err
	}
	return Detail{Appeal: with[0], Changes: changes}, nil
}

// Decision is what somebody else than the first decider decides.
type Decision struct {
	IsUpheld  bool
	NewStatus attendance.Status // of an upheld appeal against an attendance: present, late or excused
	Reason    string
}

// check returns ErrInvalid.
func (d Decision) check(a Appeal) error {
	switch {
	case !d.IsUpheld:
		return nil
	case a.Source == FromSanction && d.NewStatus != "":
		return ErrInvalid.On(fault.Field{Path: "new_status", Reason: "none: a sanction is revoked"})
	case a.Source != FromSanction && (!slices.Contains(Outcomes(), d.NewStatus) || d.NewStatus == a.Against):
		return ErrInvalid.On(fault.Field{Path: "new_status", Reason: "present, late or excused, other than it is"})
	}
	return nil
}

// Decide decides an open appeal; the person is told. It returns ErrReason, ErrInvalid, ErrOwn, ErrLevel,
// ErrMoved, ErrNotFound or an authz error.
func (s *Service) Decide(ctx context.Context, actor authz.Actor, aid ID, d Decision) (Detail, error) {
	d.Reason = strings.TrimSpace(d.Reason)
	if d.Reason == "" || utf8.RuneCountInString(d.Reason) > 500 {
		return Detail{}, ErrReason
	}
	a, err := s.store.Get(ctx, aid)
	if err != nil {
		return Detail{}, err
	}
	if err := authz.Check(actor, authz.AppealDecide, a.Path); err != nil {
		return Detail{}, err
	}
	if a, err = s.withProposer(ctx, a); err != nil {
		return Detail{}, err
	}
	if err := mayDecide(actor, a, d); err != nil {
		return Detail{}, err
	}
	var r attendance.Record // a sanction has none
	if a.Source != FromSanction {
		if r, err = s.store.Occasion(ctx, a.Source, a.SourceID, a.PersonID); err != nil {
			return Detail{}, err
		}
	}
	now := s.clock.Now()
	a.DecidedAt, a.DecidedBy, a.Reason, a.Status = now, actor.ID, d.Reason, Refused
	if d.IsUpheld {
		a.Status, a.NewStatus = Upheld, d.NewStatus
	}
	if err := s.store.InTx(ctx, func(tx Tx) error { return s.decide(ctx, tx, actor, a, r) }); err != nil {
		return Detail{}, fmt.Errorf("decide appeal: %w", err)
	}
	return s.Detail(ctx, actor, aid)
}

func (s *Service) decide(ctx context.Context, tx Tx, actor authz.Actor, a Appeal, r attendance.Record) error {
	now := a.DecidedAt
	if err := tx.SetAppeal(ctx, a, Open); err != nil {
		return err
	}
	if a.Status == Upheld {
		if err := s.uphold(ctx, tx, actor, a, r); err != nil {
			return err
		}
	}
	if err := tx.SettleAlert(ctx, alert.AppealOverdue, string(a.ID), a.PersonID, alert.NoteDecided, now); err != nil {
		return err
	}
	if err := tx.Notify(ctx, push.Message{
		ID: push.MessageID(id.New()), PersonID: a.PersonID, Kind: push.AppealDecided, SubjectID: string(a.ID), CreatedAt: now, ExpiresAt: now.Add(7 * 24 * time.Hour),
	}); err != nil {
		return err
	}
	return s.note(ctx, tx, actor, a, "appeal."+string(a.Status), now)
}

// uphold changes what the appeal is against.
func (s *Service) uphold(ctx context.Context, tx Tx, actor authz.Actor, a Appeal, r attendance.Record) error {
	if a.Source == FromSanction {
		tx.AfterCommit(func() { s.hints.Hint("sanction", a.SourceID, a.Path) })
		if err := revoke(ctx, tx, a); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, a.DecidedAt, a.Path, "sanction.revoked", "sanction:"+a.SourceID, string(a.PersonID)).Because(a.Reason).
			Holding(map[string]any{"appeal": a.ID}))
	}
	return s.change(ctx, tx, actor, a, r)
}

// change writes the new attendance beside an entry of what it was, and ends the questions about it.
func (s *Service) change(ctx context.Context, tx Tx, actor authz.Actor, a Appeal, r attendance.Record) error {
	now := a.DecidedAt
	c := Change{
		ID: id.New(), Source: a.Source, SourceID: a.SourceID, PersonID: a.PersonID, From: r.Status, To: a.NewStatus, Reason: a.Reason, AppealID: a.ID, ByID: actor.ID, At: now,
	}
	if err := tx.InsertChange(ctx, c); err != nil {
		return err
	}
	r.Status, r.Reason, r.ByRole, r.ByID, r.UpdatedAt = a.NewStatus, a.Reason, actor.Role, actor.ID, now
	if err := tx.PutAttendance(ctx, r); err != nil {
		return err
	}
	for _, k := range []alert.Kind{alert.CheckinMissed, alert.CheckinNotReached, alert.RollCallAbsent, alert.RollCallNotReached} {
		if err := tx.SettleAlert(ctx, k, a.SourceID, a.PersonID, alert.NoteUpheld, now); err != nil {
			return err
		}
	}
	return nil
}

// sweepBatch bounds one sweep.
const sweepBatch = 100

// AskOverdue asks the stations about appeals that have no answer by their due date, at most a hundred, and
// tells how many. Each is asked about once; the alert goes up the tree like any other.
func (s *Service) AskOverdue(ctx context.Context) (int, error) {
	now := s.clock.Now()
	all, err := s.store.ListOverdue(ctx, now, sweepBatch)
	if err != nil {
		return 0, fmt.Errorf("list overdue appeals: %w", err)
	}
	for n, a := range all {
		a.OverdueAt = now
		err := s.store.InTx(ctx, func(tx Tx) error {
			if err := tx.SetAppeal(ctx, a, Open); err != nil {
				return err
			}
			if err := tx.RaiseAlert(ctx, alert.Alert{
				PersonID: a.PersonID, StationID: a.StationID, Path: a.Path, Kind: alert.AppealOverdue, Severity: alert.Warning, SourceID: string(a.ID),
			}.Raised(now)); err != nil {
				return err
			}
			return s.note(ctx, tx, authz.SystemActor(), a, "appeal.overdue", now)
		})
		if errors.Is(err, ErrMoved) {
			continue // it has just been decided or withdrawn
		}
		if err != nil {
			return n, fmt.Errorf("ask about overdue appeal: %w", err)
		}
	}
	return len(all), nil
}
