package room

import (
	"cmp"
	"context"
)

// Rounds is how many times a name is called by call.next and by auto mode; an officer may call again.
const Rounds = 2

// comesBefore orders who waits to be called: who was called fewer times first, then by the order of calling.
// So everybody is called once before those who did not answer are called a second time. It is pure.
func comesBefore(a, b *entry) int {
	return cmp.Or(cmp.Compare(a.calls, b.calls), cmp.Compare(a.invitee.Seq, b.invitee.Seq), cmp.Compare(a.invitee.PersonID, b.invitee.PersonID))
}

// isCallable reports whether somebody who is on line is still to be called by itself. It is pure.
func (e *entry) isCallable(called string) bool {
	i := e.invitee
	return i.Presence == string(OnLine) && i.Mark == nil && e.calls < Rounds && e.answer != answered && i.PersonID != called
}

// Next returns whom to call next, "" when nobody is left.
func (r *Room) Next(ctx context.Context) (string, error) {
	var id string
	err := r.do(ctx, func() error {
		id, _ = r.next()
		return nil
	})
	return id, err
}

// next returns whom to call next and how many are left to be called, that person included.
func (r *Room) next() (id string, left int) {
	var best *entry
	for _, e := range r.roster {
		if !e.isCallable(r.called) {
			continue
		}
		left++
		if best == nil || comesBefore(e, best) < 0 {
			best = e
		}
	}
	if best == nil {
		return "", 0
	}
	return best.invitee.PersonID, left
}
