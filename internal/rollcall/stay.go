package rollcall

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// Why somebody must not keep a seat in a running roll call.
var (
	ErrAccountOff  = fault.New(fault.Forbidden, "rollcall.account_disabled", "Your account is not active any more.")
	ErrNotYours    = fault.New(fault.Forbidden, "rollcall.not_yours", "You may not run or watch this roll call any more.")
	ErrSessionOver = fault.New(fault.Forbidden, "rollcall.session_ended", "Your sign-in was ended. Sign in again to go on.")
	ErrDeviceOff   = fault.New(fault.Forbidden, "rollcall.device_revoked", "This phone was signed out. Ask your officer.")
	ErrFileClosed  = fault.New(fault.Forbidden, "rollcall.file_closed", "Your file is closed. You need not take part.")
)

// Seat is a place in a running roll call.
type Seat struct {
	Actor   authz.Actor // as of when the seat was taken
	IsWatch bool        // of a supervisor who looks on in silence
	At      org.Path    // of the roll call
}

// IsBarred reports whether err says that somebody must not keep a seat.
func IsBarred(err error) bool {
	return slices.ContainsFunc([]error{ErrAccountOff, ErrNotYours, ErrSessionOver, ErrDeviceOff, ErrFileClosed}, func(e error) bool { return errors.Is(err, e) })
}

// refusal tells why a staff member, as they are on record now, must not keep the seat; nil when they may.
func (s Seat) refusal(now authz.Actor, maySignIn bool) *fault.Error {
	action := authz.RollCallRun
	if s.IsWatch {
		action = authz.RollCallWatch
	}
	switch {
	case !maySignIn:
		return ErrAccountOff
	case authz.Check(now, action, s.At) != nil, s.IsWatch && now.Scope.Level() == org.Station:
		return ErrNotYours
	}
	return nil
}

// Barred tells who of those with a seat must not keep it, by place in seats, and why: staff by what they are on
// record now, persons by their phone and their file. It asks the store once for staff and once for phones. With an
// error nothing is known of anybody, and nobody is to lose a seat by it.
func (s *Service) Barred(ctx context.Context, seats []Seat) (map[int]*fault.Error, error) {
	var members, phones []string
	for _, seat := range seats {
		if seat.Actor.Role == authz.Self {
			phones = append(phones, seat.Actor.DeviceID)
		} else {
			members = append(members, seat.Actor.ID)
		}
	}
	now, err := s.roster.StaffActors(ctx, members)
	if err != nil {
		return nil, fmt.Errorf("read staff: %w", err)
	}
	off, err := s.roster.PhonesOff(ctx, phones)
	if err != nil {
		return nil, fmt.Errorf("read phones: %w", err)
	}
	out := map[int]*fault.Error{}
	for n, seat := range seats {
		why := off[seat.Actor.DeviceID]
		if seat.Actor.Role != authz.Self {
			member, ok := now[seat.Actor.ID]
			why = seat.refusal(member, ok)
		}
		if why != nil {
			out[n] = why
		}
	}
	return out, nil
}

// SeatEnded puts on record that somebody had to leave a running roll call, and why. It returns ErrNotFound.
func (s *Service) SeatEnded(ctx context.Context, rid ID, seat Seat, why *fault.Error) error {
	system, facts := authz.SystemActor(), map[string]any{"staff": seat.Actor.ID, "watch": seat.IsWatch}
	if seat.Actor.Role == authz.Self {
		facts = map[string]any{"device": seat.Actor.DeviceID}
	}
	err := s.store.InTx(ctx, func(tx Tx) error {
		return tx.Audit(ctx, audit.New(system, s.clock.Now(), seat.At, "rollcall.seat_ended", subject(rid), seat.Actor.PersonID).Because(why.Reason).Holding(facts))
	})
	if err != nil {
		return fmt.Errorf("note the end of a seat: %w", err)
	}
	return nil
}
