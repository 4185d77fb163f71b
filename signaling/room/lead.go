package room

import (
	"context"
	"time"

	"diandao/signaling/protocol"
)

// lead returns the officer whom phones see and hear, nil when there is none.
func (r *Room) lead() *seat { return r.actors[actor{protocol.Officer, r.leadID}] }

// settleLead passes the lead on when the one who had it has left, or was without a connection for
// Config.LeadLost. It goes to the first of those who are connected. Whoever is the first of all in a room only
// acts: the officer on record, coming within Config.LeadLost, leads, for instance after a restart of the server.
func (r *Room) settleLead(now time.Time) {
	s := r.lead()
	if s != nil && (s.conn != nil || now.Sub(s.lostAt) < r.cfg.LeadLost) {
		if !r.actingSince.IsZero() && now.Sub(r.actingSince) >= r.cfg.LeadLost {
			r.setLead(s.id)
		}
		return
	}
	for _, next := range r.officers() {
		if next.conn == nil {
			continue
		}
		if r.leadID == "" {
			r.leadID, r.actingSince = next.id, now
			return
		}
		r.setLead(next.id)
		return
	}
}

func (r *Room) setLead(staffID string) {
	if r.leadID == staffID && r.actingSince.IsZero() {
		return
	}
	if r.leadID != staffID {
		r.toAll = false // whoever takes over says to whom they speak
	}
	r.leadID, r.actingSince = staffID, time.Time{}
	r.cfg.Events.Led(staffID)
}

// Lead gives the lead to an officer. It returns ErrNotHere for who is not connected.
func (r *Room) Lead(ctx context.Context, staffID string) error {
	return r.do(ctx, func() error {
		if err := r.mayLead(staffID); err != nil {
			return err
		}
		r.setLead(staffID)
		return nil
	})
}

// MayLead returns ErrNotHere for who could not be given the lead.
func (r *Room) MayLead(ctx context.Context, staffID string) error {
	return r.do(ctx, func() error { return r.mayLead(staffID) })
}

func (r *Room) mayLead(staffID string) error {
	if s, ok := r.actors[actor{protocol.Officer, staffID}]; !ok || s.conn == nil {
		return ErrNotHere
	}
	return nil
}

// LeadID returns the staff id of the lead, "" while nobody ever led.
func (r *Room) LeadID(ctx context.Context) (string, error) {
	var id string
	err := r.do(ctx, func() error {
		id = r.leadID
		return nil
	})
	return id, err
}

// Leads returns ErrNotLead for a seat that is not the lead's.
func (r *Room) Leads(ctx context.Context, peerID string) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		switch {
		case !ok:
			return ErrNoSeat
		case s != r.lead():
			return ErrNotLead
		}
		return nil
	})
}

// Speak says whether everybody hears the lead, or only the called person. It returns ErrNotLead when the
// seat is not the lead's.
func (r *Room) Speak(ctx context.Context, peerID string, toAll bool) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		switch {
		case !ok:
			return ErrNoSeat
		case s != r.lead():
			return ErrNotLead
		}
		r.toAll = toAll
		return nil
	})
}

// Listen says whom a watcher hears.
func (r *Room) Listen(ctx context.Context, peerID string, to protocol.Listening) error {
	return r.do(ctx, func() error {
		s, ok := r.seats[peerID]
		if !ok {
			return ErrNoSeat
		}
		s.officer.listening = to
		return nil
	})
}

// isHeard reports whether a phone hears the lead.
func (r *Room) isHeard(s *seat) bool { return r.toAll || r.called == s.id }

// soundFor is whom a staff member hears: officers the called person, watchers whom they chose.
func (r *Room) soundFor(s *seat) string {
	called := r.peerOf(r.called)
	if e := r.roster[r.called]; e != nil && e.muted {
		called = ""
	}
	if s.role != protocol.Watcher || (called != "" && s.officer.listening != protocol.ListenLead) {
		return called
	}
	if lead := r.lead(); lead != nil {
		return lead.peerID
	}
	return ""
}

// tellStaff tells officers and watchers who runs the roll call, when that has changed.
func (r *Room) tellStaff() {
	all := protocol.Staff{ToAll: r.toAll, Seats: []protocol.StaffSeat{}}
	if lead := r.lead(); lead != nil {
		all.LeadID = &lead.id
	}
	for _, s := range r.officers() {
		all.Seats = append(all.Seats, protocol.StaffSeat{StaffID: s.id, Name: s.name, OnLine: s.conn != nil})
	}
	for _, s := range r.staff() {
		if s.conn != nil && !sameStaff(s.officer.told.staff, &all) {
			s.officer.told.staff = &all
			s.send(protocol.StaffState, all)
		}
	}
}

func sameStaff(a, b *protocol.Staff) bool {
	if a == nil || a.ToAll != b.ToAll || len(a.Seats) != len(b.Seats) || !sameText(a.LeadID, b.LeadID) {
		return false
	}
	for n := range a.Seats {
		if a.Seats[n] != b.Seats[n] {
			return false
		}
	}
	return true
}

func sameText(a, b *string) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
