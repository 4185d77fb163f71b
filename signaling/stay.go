package signaling

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/rollcall"
	"diandao/signaling/room"
)

// Bounds of looking whether those with a seat may keep it.
const (
	phonesEach  = 4 // looks at staff for one at phones, of which there may be a thousand times more
	seatsAtOnce = 500
	askTimeout  = 5 * time.Second // of one question
)

func placeOf(claim Resumption, rc rollcall.RollCall) rollcall.Seat {
	return rollcall.Seat{Actor: claim.Actor, IsWatch: claim.Watch, At: rc.Path}
}

// recheck looks again and again whether those with a seat may keep it, until the service goes. Nodes do not look at
// the same moment.
func (s *Service) recheck() {
	for n := 1; ; n++ {
		timer := time.NewTimer(s.cfg.Recheck*3/4 + rand.N(s.cfg.Recheck/2+1))
		select {
		case <-timer.C:
		case <-s.going:
		case <-s.ctx.Done():
		}
		timer.Stop()
		if s.isGoing() {
			return
		}
		s.look(s.ctx, func(a authz.Actor) bool { return a.Role != authz.Self || n%phonesEach == 0 })
	}
}

func (s *Service) isGoing() bool { return isClosed(s.going) || s.ctx.Err() != nil }

// StaffChanged looks at once whether a staff member may keep the seats they have at this node.
func (s *Service) StaffChanged(ctx context.Context, staffID string) {
	s.look(ctx, func(a authz.Actor) bool { return a.Role != authz.Self && a.ID == staffID })
}

// SessionsEnded ends the seats a staff member has at this node, since a sign-in of theirs has ended.
func (s *Service) SessionsEnded(ctx context.Context, staffID string) {
	for _, p := range s.seated(func(a authz.Actor) bool { return a.Role != authz.Self && a.ID == staffID }) {
		s.bar(ctx, p, rollcall.ErrSessionOver)
	}
}

// PhoneChanged looks at once whether a phone may keep the seat it has at this node.
func (s *Service) PhoneChanged(ctx context.Context, deviceID string) {
	s.look(ctx, func(a authz.Actor) bool { return a.Role == authz.Self && a.DeviceID == deviceID })
}

// seated returns the peers of this node whose actors are meant.
func (s *Service) seated(is func(authz.Actor) bool) []*peer {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*peer
	for _, p := range s.peers {
		if is(p.seat.Actor) {
			out = append(out, p)
		}
	}
	return out
}

// look ends the seats of those who must not keep them. Only a definite refusal does: when the record does not answer,
// everybody stays until the next look.
func (s *Service) look(ctx context.Context, is func(authz.Actor) bool) {
	for peers := range slices.Chunk(s.seated(is), seatsAtOnce) {
		seats := make([]rollcall.Seat, 0, len(peers))
		for _, p := range peers {
			seats = append(seats, p.seat)
		}
		asking, cancel := context.WithTimeout(ctx, askTimeout)
		barred, err := s.RollCalls.Barred(asking, seats)
		cancel()
		if err != nil {
			if !s.isGoing() {
				s.Logger.Warn("not known who may stay in roll calls", "seats", len(seats), "error", err)
			}
			return
		}
		for n, why := range barred {
			s.bar(ctx, peers[n], why)
		}
	}
}

// bar ends a seat for good, with its token, and puts that on record.
func (s *Service) bar(ctx context.Context, p *peer, why *fault.Error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	h, ok := s.hub(p.hub.id) // held, so that the note below is written even when this was the last seat
	if !ok {
		return // it goes on elsewhere, where the client is looked at when it comes back
	}
	defer s.release(h)
	switch err := h.room.Bar(ctx, p.id, why.Reason); {
	case errors.Is(err, room.ErrNoSeat), errors.Is(err, room.ErrClosed):
		return
	case err != nil:
		p.logger.Warn("seat not ended", "reason", why.Reason, "error", err)
		return
	}
	p.logger.Info("seat ended", "roll_call_id", string(h.id), "reason", why.Reason)
	h.record.add("end of a seat", func(ctx context.Context) error { return s.RollCalls.SeatEnded(ctx, h.id, p.seat, why) })
	if err := s.Resumes.Delete(ctx, p.token); err != nil {
		p.logger.Warn("delete resume token", "error", err)
	}
}
