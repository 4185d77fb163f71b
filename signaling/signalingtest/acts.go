package signalingtest

import (
	"context"

	"diandao/signaling/protocol"
)

// Roster asks for the roster.
func (b *Bot) Roster(ctx context.Context) ([]protocol.Invitee, error) {
	var r protocol.Roster
	err := b.Do(ctx, protocol.RosterGet, protocol.Empty{}, &r)
	return r.Invitees, err
}

// Show puts persons into slots 0, 1, … and empties the others.
func (b *Bot) Show(ctx context.Context, personIDs ...string) error {
	v := protocol.View{Slots: []protocol.SlotView{}}
	for slot, id := range personIDs {
		v.Slots = append(v.Slots, protocol.SlotView{Slot: slot, PersonID: &id})
	}
	return b.Do(ctx, protocol.ViewShow, v, nil)
}

// Call calls a person.
func (b *Bot) Call(ctx context.Context, personID string) error {
	return b.Do(ctx, protocol.PersonCall, protocol.PersonRef{PersonID: personID}, nil)
}

// EndCall ends the call without a mark.
func (b *Bot) EndCall(ctx context.Context) error {
	return b.Do(ctx, protocol.CallEnd, protocol.Empty{}, nil)
}

// Mark marks a person.
func (b *Bot) Mark(ctx context.Context, personID, status, reason string) (protocol.Invitee, error) {
	var m protocol.Marked
	err := b.Do(ctx, protocol.AttendanceMark, protocol.Mark{PersonID: personID, Status: status, Reason: reason}, &m)
	return m.Invitee, err
}

// Snapshot takes a picture of a person.
func (b *Bot) Snapshot(ctx context.Context, personID string) (protocol.Snapshot, error) {
	var s protocol.Snapshot
	err := b.Do(ctx, protocol.SnapshotTake, protocol.PersonRef{PersonID: personID}, &s)
	return s, err
}

// CloseRollCall closes the roll call and returns how many got which mark.
func (b *Bot) CloseRollCall(ctx context.Context) (map[string]int, error) {
	var c protocol.Closed
	err := b.Do(ctx, protocol.RollCallClose, protocol.Empty{}, &c)
	return c.Counts, err
}

// Ping says that the bot is there.
func (b *Bot) Ping(ctx context.Context) error {
	return b.Do(ctx, protocol.SessionPing, protocol.Empty{}, nil)
}

// Leave gives the seat up.
func (b *Bot) Leave(ctx context.Context) error {
	return b.Do(ctx, protocol.SessionLeave, protocol.Empty{}, nil)
}

// RaiseHand raises or lowers the hand.
func (b *Bot) RaiseHand(ctx context.Context, raised bool) error {
	return b.Do(ctx, protocol.HandRaise, protocol.Hand{Raised: raised}, nil)
}

// Report says what the phone sends.
func (b *Bot) Report(ctx context.Context, m protocol.MediaReport) error {
	return b.Do(ctx, protocol.MediaState, m, nil)
}
