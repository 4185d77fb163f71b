package room

import (
	"time"

	"diandao/signaling/protocol"
)

// reconcile brings what everybody is told, shown and asked for in line with the state.
func (r *Room) reconcile(now time.Time) {
	r.expire(now)
	r.miss(now)
	r.observe(now)
	r.settleLead(now)
	lead, watched := r.lead(), r.watched()
	for _, s := range r.seats {
		if s.isPhone() {
			seen, isWatched := watched[s.id]
			r.wish(s, seen, isWatched, now)
			r.tellPhone(s, lead)
			r.tellChallenge(s)
		}
	}
	r.tellQueue()
	r.tellTexts()
	r.tellOfficers(now)
	r.tellStaff()
	r.tellWalk()
	r.point(lead)
	r.tellCall(lead)
	r.keep()
}

// expire ends the seats whose connection has been lost for too long.
func (r *Room) expire(now time.Time) {
	for _, s := range r.seats {
		if !s.lostAt.IsZero() && now.Sub(s.lostAt) >= r.cfg.KeepSeat {
			r.leave(s, now)
		}
	}
}

// observe finds out whose pictures arrive: that is what being on line means.
func (r *Room) observe(now time.Time) {
	for _, s := range r.seats {
		if s.isPhone() && s.conn != nil && s.phone.presence != OnLine && s.media.LastFrameAt().After(s.freshSince) {
			r.setPresence(s, OnLine, now)
		}
	}
}

// glance is how somebody is looked at.
type glance struct{ small bool }

// watched returns the persons somebody looks at or speaks with.
func (r *Room) watched() map[string]glance {
	watched := map[string]glance{}
	for _, s := range r.staff() {
		pictures := r.pictures(s)
		for slot, l := range s.officer.view {
			watched[l.personID] = glance{small: watched[l.personID].small || !pictures[slot].large}
		}
	}
	if r.called != "" {
		watched[r.called] = glance{small: watched[r.called].small}
	}
	return watched
}

// wish decides what a phone should send. One that is not on line yet sends until a picture has arrived.
func (r *Room) wish(s *seat, seen glance, watched bool, now time.Time) {
	p := &s.phone
	switch {
	case watched || p.presence != OnLine:
		p.unwatchedSince = time.Time{}
	case p.unwatchedSince.IsZero():
		p.unwatchedSince = now
	}
	called, muted := r.called == s.id, r.entry(s.id).muted
	p.ladder = p.ladder.step(seenLine{
		rung: p.report.Rung, wanted: p.report.Camera && p.presence == OnLine, still: s.stillFor(now), network: p.report.Network,
		tooMuch: s.media.Trouble(now) == protocol.TroubleTooMuch,
	}, now)
	idle := !p.unwatchedSince.IsZero() && now.Sub(p.unwatchedSince) >= r.cfg.Unwatched
	wish := protocol.MediaWish{
		Camera: !idle, Large: called, Small: !idle && (!called || seen.small), Microphone: called && !muted, Muted: muted, Rung: p.ladder.ask,
	}
	switch {
	case !wish.Camera:
		p.wishedAt = time.Time{}
	case p.wishedAt.IsZero():
		p.wishedAt = now
	}
	if s.conn != nil && (p.told.wish == nil || *p.told.wish != wish) {
		p.told.wish = new(wish)
		s.send(protocol.MediaRequest, wish)
	}
}

// tellPhone tells a phone of the officer and of its own call.
func (r *Room) tellPhone(s *seat, lead *seat) {
	if s.conn == nil {
		return
	}
	t := &s.phone.told
	report := protocol.OfficerReport{OnLine: lead != nil && lead.conn != nil}
	report.Speaking = report.OnLine && lead.officer.speaking && r.isHeard(s)
	report.ToAll = report.OnLine && r.toAll
	if t.officer == nil || *t.officer != report {
		t.officer = new(report)
		s.send(protocol.OfficerState, report)
	}
	called, e := r.called == s.id, r.entry(s.id)
	switch {
	case called && !t.called:
		s.send(protocol.CallStarted, protocol.Empty{})
		t.ahead = nil
	case !called && (t.called || !sameText(t.mark, e.invitee.Mark)):
		s.send(protocol.CallEnded, protocol.CallResult{Mark: e.invitee.Mark, Seen: e.answer == answered})
		t.mark = e.invitee.Mark
	}
	t.called = called
	if up := e.hand != nil; t.hand != up {
		t.hand = up
		s.send(protocol.HandState, protocol.HandReport{Raised: up})
	}
}

// tellQueue tells each phone that waits for its call how many seated persons come before it. Nothing is
// said before an officer has brought the roster.
func (r *Room) tellQueue() {
	if !r.loaded {
		return
	}
	waiting := r.waiting()
	for ahead, s := range waiting {
		if t := &s.phone.told; s.conn != nil && (t.ahead == nil || *t.ahead != ahead) {
			t.ahead = new(ahead)
			s.send(protocol.QueuePosition, protocol.Queue{Ahead: ahead})
		}
	}
}

// point turns slots and sound of every seat to where they belong.
func (r *Room) point(lead *seat) {
	leadID := ""
	if lead != nil {
		leadID = lead.peerID
	}
	for _, s := range r.seats {
		if !s.negotiated {
			continue
		}
		if s.isPhone() {
			sound := ""
			if r.isHeard(s) {
				sound = leadID
			}
			s.aim(map[int]picture{0: {from: leadID, large: true}}, sound)
			continue
		}
		s.aim(r.pictures(s), r.soundFor(s))
	}
}

// pictures is what each slot of an officer shows. The called person is large in the slots that are meant for
// it, or in all if none is.
func (r *Room) pictures(s *seat) map[int]picture {
	chosen := false
	for _, l := range s.officer.view {
		chosen = chosen || l.large
	}
	out := make(map[int]picture, len(s.officer.view))
	for slot, l := range s.officer.view {
		out[slot] = picture{from: r.peerOf(l.personID), large: l.personID == r.called && (l.large || !chosen)}
	}
	return out
}

func (r *Room) peerOf(personID string) string {
	if s, ok := r.actors[actor{protocol.Phone, personID}]; ok {
		return s.peerID
	}
	return ""
}

// aim sends the media what differs from before.
func (s *seat) aim(want map[int]picture, sound string) {
	for slot := range s.shown {
		if _, ok := want[slot]; !ok {
			want[slot] = picture{}
		}
	}
	for slot, p := range want {
		if s.shown[slot] != p {
			s.media.Show(slot, p.from, p.large)
			s.shown[slot] = p
		}
	}
	if s.heard != sound {
		s.media.Hear(sound)
		s.heard = sound
	}
}
