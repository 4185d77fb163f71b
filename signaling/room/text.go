package room

import (
	"context"

	"diandao/signaling/protocol"
)

// maxTexts bounds what a room keeps of the words that officers sent.
const maxTexts = 100

// Say sends an officer's words to a person, or to everybody with a nil id, and tells to how many connected
// phones. It returns ErrNotHere when the one person has no seat.
func (r *Room) Say(ctx context.Context, personID *string, text string) (int, error) {
	phones := 0
	err := r.do(ctx, func() error {
		if personID != nil {
			if _, ok := r.actors[actor{protocol.Phone, *personID}]; !ok {
				return ErrNotHere
			}
		}
		r.said++
		r.texts = append(r.texts, protocol.Said{Seq: r.said, PersonID: personID, Text: text, At: r.cfg.Clock.Now()})
		if len(r.texts) > maxTexts {
			r.texts = r.texts[1:]
		}
		for _, s := range r.seats {
			if s.isPhone() && s.conn != nil && (personID == nil || s.id == *personID) {
				phones++
			}
		}
		return nil
	})
	return phones, err
}

// tellTexts sends everybody the texts they have not been told. A phone gets its own and those to all.
func (r *Room) tellTexts() {
	if r.said == 0 {
		return
	}
	for _, s := range r.seats {
		if s.conn == nil || s.textsTold == r.said {
			continue
		}
		for _, t := range r.texts {
			if t.Seq > s.textsTold && (!s.isPhone() || t.PersonID == nil || *t.PersonID == s.id) {
				s.send(protocol.TextSent, t)
			}
		}
		s.textsTold = r.said
	}
}

// Mute takes a person's sound away, or gives it back. It returns ErrNotHere for who is not on the roster.
func (r *Room) Mute(ctx context.Context, personID string, muted bool) error {
	return r.onEntry(ctx, personID, func(e *entry) { e.muted = muted })
}

// LowerHand lowers a person's hand. It returns ErrNotHere for who is not on the roster.
func (r *Room) LowerHand(ctx context.Context, personID string) error {
	return r.onEntry(ctx, personID, func(e *entry) { e.hand = nil })
}

func (r *Room) onEntry(ctx context.Context, personID string, fn func(*entry)) error {
	return r.do(ctx, func() error {
		e, ok := r.roster[personID]
		if !ok {
			return ErrNotHere
		}
		fn(e)
		return nil
	})
}
