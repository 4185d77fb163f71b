package casefile

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// MaxTransferReason bounds the reason of a transfer, in characters.
const MaxTransferReason = 500

// ErrTransfer says what is wrong with a transfer.
var ErrTransfer = fault.New(fault.Invalid, "person.transfer_invalid", "Choose another station, and say why in at most 500 characters.")

// Transfer hands a person over to another station (Community Corrections Law of 2020, art. 27): plans, what is
// open and what was go along, so that the new station decides from then on. The actor must be in charge of both.
// version is the one that was seen. It returns ErrTransfer, ErrStation, person.ErrChanged, person.ErrNotFound or an
// authz error.
func (s *Service) Transfer(ctx context.Context, actor authz.Actor, pid person.ID, to org.UnitID, reason string, version int) (person.Person, error) {
	p, err := s.store.Get(ctx, pid)
	if err != nil {
		return person.Person{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, p.Path); err != nil {
		return person.Person{}, err
	}
	u, err := s.units.Unit(ctx, to)
	if err != nil || u.Kind != org.Station {
		return person.Person{}, ErrStation.With(err)
	}
	if err := authz.Check(actor, authz.PersonWrite, u.Path); err != nil {
		return person.Person{}, err
	}
	reason = strings.TrimSpace(reason)
	if u.ID == p.StationID || reason == "" || utf8.RuneCountInString(reason) > MaxTransferReason {
		return person.Person{}, ErrTransfer
	}
	from, now := p, s.clock.Now()
	p.StationID, p.Path, p.Version = u.ID, u.Path, version+1
	err = s.store.InTx(ctx, func(tx Tx) error {
		if ok, err := tx.Transfer(ctx, p, version); err != nil || !ok {
			if err == nil {
				err = person.ErrChanged
			}
			return err
		}
		for _, at := range []org.Path{from.Path, p.Path} { // both stations' ledgers tell it
			entry := audit.New(actor, now, at, "person.transferred", "person:"+string(pid), string(pid)).Because(reason).
				Holding(map[string]any{"from": from.StationID, "to": p.StationID})
			if err := tx.Audit(ctx, entry); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return person.Person{}, fmt.Errorf("transfer person: %w", err)
	}
	s.hints.Hint("person", string(pid), from.Path)
	s.hints.Hint("person", string(pid), p.Path)
	return p, nil
}
