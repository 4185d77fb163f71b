package partner

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/page"
)

// Again is deliveries that are sent again together, and how far they are.
type Again struct {
	ID     string
	Counts Counts
}

// LogFilter narrows a partner's log. Day is a calendar day in the zone of the partner's unit, "2026-11-23".
type LogFilter struct {
	State State
	Type  Type
	Day   string
}

// Log returns a partner's deliveries with their tries, newest first. It returns ErrInvalid, ErrNotFound or an authz
// error.
func (s *Service) Log(ctx context.Context, actor authz.Actor, pid ID, f LogFilter, req page.Request) ([]Delivery, error) {
	p, err := s.reach(ctx, actor, authz.PartnerRead, pid)
	if err != nil {
		return nil, err
	}
	by := Filter{State: f.State, Type: f.Type}
	if f.Day != "" {
		if by.From, by.To, err = s.bounds(ctx, p, f.Day); err != nil {
			return nil, err
		}
	}
	return s.Store.ListDeliveries(ctx, pid, by, req)
}

// bounds are when a day begins and ends where the partner's unit is. It returns ErrInvalid.
func (s *Service) bounds(ctx context.Context, p Partner, day string) (from, to time.Time, err error) {
	u, err := s.Units.Unit(ctx, p.UnitID)
	if err != nil {
		return from, to, fmt.Errorf("unit of partner: %w", err)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return from, to, fmt.Errorf("zone of unit: %w", err)
	}
	from, err = time.ParseInLocation(time.DateOnly, day, loc)
	if err != nil {
		return from, to, ErrInvalid.On(fault.Field{Path: "day", Reason: "a calendar day"})
	}
	return from, from.AddDate(0, 0, 1), nil
}

// Delivery returns one delivery. It returns ErrNoDelivery or an authz error.
func (s *Service) Delivery(ctx context.Context, actor authz.Actor, did DeliveryID) (Delivery, error) {
	d, _, err := s.delivery(ctx, actor, authz.PartnerRead, did)
	return d, err
}

func (s *Service) delivery(ctx context.Context, actor authz.Actor, action authz.Action, did DeliveryID) (Delivery, Partner, error) {
	if err := authz.Allow(actor, action); err != nil {
		return Delivery{}, Partner{}, err
	}
	d, err := s.Store.GetDelivery(ctx, did)
	if err != nil {
		return Delivery{}, Partner{}, err
	}
	p, err := s.reach(ctx, actor, action, d.PartnerID)
	return d, p, err
}

// SendAgain sends a delivery that was given up again, with its own id. It returns ErrNotGivenUp, ErrPaused,
// ErrNoDelivery or an authz error.
func (s *Service) SendAgain(ctx context.Context, actor authz.Actor, did DeliveryID) (Delivery, error) {
	from, p, err := s.delivery(ctx, actor, authz.PartnerManage, did)
	switch {
	case err != nil:
		return Delivery{}, err
	case from.State != GivenUp || from.Type == Test:
		return Delivery{}, ErrNotGivenUp
	case p.IsPaused():
		return Delivery{}, ErrPaused
	}
	d := from
	p.UpdatedAt = s.Clock.Now()
	d.State, d.Attempts, d.NextAt, d.SettledAt, d.AgainID = Pending, 0, p.UpdatedAt, time.Time{}, id.New()
	err = s.again(ctx, actor, p, func(tx Tx) error {
		ok, err := tx.SetDelivery(ctx, d, from)
		if err == nil && !ok {
			err = ErrNotGivenUp
		}
		return err
	})
	return d, err
}

// SendDayAgain sends all that was given up of a day again, at most MaxAgain deliveries. It returns ErrInvalid,
// ErrNotGivenUp when there is nothing, ErrPaused, ErrNotFound or an authz error.
func (s *Service) SendDayAgain(ctx context.Context, actor authz.Actor, pid ID, day string) (Again, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Again{}, err
	}
	if p.IsPaused() {
		return Again{}, ErrPaused
	}
	from, to, err := s.bounds(ctx, p, day)
	if err != nil {
		return Again{}, err
	}
	out := Again{ID: id.New()}
	p.UpdatedAt = s.Clock.Now()
	err = s.again(ctx, actor, p, func(tx Tx) error {
		n, err := tx.SendAgain(ctx, pid, from, to, out.ID, p.UpdatedAt, MaxAgain)
		if err == nil && n == 0 {
			err = ErrNotGivenUp
		}
		out.Counts = Counts{Pending: n}
		return err
	})
	return out, err
}

// again writes what is sent again and wakes the partner, which may be resting.
func (s *Service) again(ctx context.Context, actor authz.Actor, p Partner, fn func(Tx) error) error {
	err := s.Store.InTx(ctx, func(tx Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		if err := tx.EndRest(ctx, p.ID); err != nil {
			return err
		}
		if err := wake(ctx, tx, p); err != nil {
			return err
		}
		return note(ctx, tx, actor, p, "sent_again", "")
	})
	if err != nil {
		return fmt.Errorf("send again: %w", err)
	}
	return nil
}

// StopAgain gives up what was sent again together and has not arrived. What is on its way at this moment may arrive and
// stay given up: the partner knows it by its id. Stopped twice it is the same. It returns ErrNotFound or an authz error.
func (s *Service) StopAgain(ctx context.Context, actor authz.Actor, pid ID, againID string) (Again, error) {
	p, err := s.reach(ctx, actor, authz.PartnerManage, pid)
	if err != nil {
		return Again{}, err
	}
	p.UpdatedAt = s.Clock.Now()
	err = s.Store.InTx(ctx, func(tx Tx) error {
		n, err := tx.StopAgain(ctx, pid, againID, p.UpdatedAt)
		if err != nil || n == 0 {
			return err
		}
		return note(ctx, tx, actor, p, "again_stopped", "")
	})
	if err != nil {
		return Again{}, fmt.Errorf("stop sending again: %w", err)
	}
	counts, err := s.Store.CountAgain(ctx, pid, againID)
	return Again{ID: againID, Counts: counts}, err
}

// Progress tells how far what was sent again together is. It returns ErrNotFound or an authz error.
func (s *Service) Progress(ctx context.Context, actor authz.Actor, pid ID, againID string) (Again, error) {
	if _, err := s.reach(ctx, actor, authz.PartnerRead, pid); err != nil {
		return Again{}, err
	}
	counts, err := s.Store.CountAgain(ctx, pid, againID)
	return Again{ID: againID, Counts: counts}, err
}
