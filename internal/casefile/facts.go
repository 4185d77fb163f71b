package casefile

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/person"
)

// MaxFactsReason bounds the reason of a correction, in characters.
const MaxFactsReason = 500

// ErrFacts is returned for a correction without a reason, or of nothing.
var ErrFacts = fault.New(fault.Invalid, "person.correction_invalid", "Change at least one fact, and say why in at most 500 characters.")

// Correct puts right what is recorded of a person: what was mistyped, and what has changed in life. All facts are
// given, and version is the one that was seen, so that nobody undoes what somebody else corrected meanwhile. The ledger
// keeps what each changed fact was and is, of name and telephone only that they changed. A term may be shortened to today
// at most: by its end is known what of a person's pictures and recordings is to be destroyed, and a slip of the pen must
// not do that. It returns person.ErrInvalid, person.ErrNumberTaken, person.ErrChanged,
// person.ErrNotFound, ErrFacts or an authz error.
func (s *Service) Correct(ctx context.Context, actor authz.Actor, pid person.ID, f person.Facts, reason string, version int) (person.Person, error) {
	was, err := s.store.Get(ctx, pid)
	if err != nil {
		return person.Person{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, was.Path); err != nil {
		return person.Person{}, err
	}
	if was.Version != version {
		return person.Person{}, person.ErrChanged
	}
	p := was.With(f)
	p.Version++
	if err := p.Validate(); err != nil {
		return person.Person{}, err
	}
	if !p.TermTo.Equal(was.TermTo) && p.TermTo.Before(s.today(ctx, actor)) {
		return person.Person{}, person.ErrInvalid.On(fault.Field{Path: "term_to", Reason: "not before today: what is kept of a person is destroyed by it"})
	}
	reason = strings.TrimSpace(reason)
	facts := map[string]any{}
	for name, change := range was.Facts().ChangesTo(p.Facts()) {
		if facts[name] = change; name == "name" || name == "phone" {
			facts[name] = "changed" // the ledger is never erased, and holds neither
		}
	}
	if len(facts) == 0 || reason == "" || utf8.RuneCountInString(reason) > MaxFactsReason {
		return person.Person{}, ErrFacts
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.UpdatePerson(ctx, p); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), p.Path, "person.corrected", "person:"+string(pid), string(pid)).Because(reason).Holding(facts))
	})
	if err != nil {
		return person.Person{}, fmt.Errorf("correct person: %w", err)
	}
	s.hints.Hint("person", string(pid), p.Path)
	return p, nil
}

// today is the calendar day of this actor's city, at midnight UTC as terms have it.
func (s *Service) today(ctx context.Context, actor authz.Actor) time.Time {
	y, m, d := s.clock.Now().In(s.zone(ctx, actor)).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
