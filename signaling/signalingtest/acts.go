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

// CallNext calls who is next and returns that person's id, "" when nobody is left.
func (b *Bot) CallNext(ctx context.Context) (string, error) {
	var n protocol.Next
	err := b.Do(ctx, protocol.CallNext, protocol.Empty{}, &n)
	if n.PersonID == nil {
		return "", err
	}
	return *n.PersonID, err
}

// Recall rings the phones of persons again, or of everybody absent, and returns whose rang.
func (b *Bot) Recall(ctx context.Context, personIDs ...string) ([]string, error) {
	var r protocol.Recalled
	err := b.Do(ctx, protocol.PersonRecall, protocol.People{PersonIDs: append([]string{}, personIDs...)}, &r)
	return r.PersonIDs, err
}

// Auto switches auto mode on, with so many seconds for each person, or off with 0.
func (b *Bot) Auto(ctx context.Context, seconds int) error {
	return b.Do(ctx, protocol.AutoSet, protocol.Auto{On: seconds > 0, Seconds: max(seconds, protocol.MinAuto)}, nil)
}

// Confirm marks those present whom auto mode has seen.
func (b *Bot) Confirm(ctx context.Context, personIDs ...string) (protocol.Confirmed, error) {
	var c protocol.Confirmed
	err := b.Do(ctx, protocol.AttendanceConfirm, protocol.People{PersonIDs: personIDs}, &c)
	return c, err
}

// SpeakToAll says whether everybody hears the lead.
func (b *Bot) SpeakToAll(ctx context.Context, toAll bool) error {
	return b.Do(ctx, protocol.SpeechSet, protocol.Speech{ToAll: toAll}, nil)
}

// Listen says whom a watcher hears.
func (b *Bot) Listen(ctx context.Context, to protocol.Listening) error {
	return b.Do(ctx, protocol.ListenSet, protocol.Listen{To: to}, nil)
}

// Mute takes a person's sound away or gives it back.
func (b *Bot) Mute(ctx context.Context, personID string, muted bool) error {
	return b.Do(ctx, protocol.PersonMute, protocol.Mute{PersonID: personID, Muted: muted}, nil)
}

// LowerHand lowers a person's hand.
func (b *Bot) LowerHand(ctx context.Context, personID string) error {
	return b.Do(ctx, protocol.HandLower, protocol.PersonRef{PersonID: personID}, nil)
}

// Text sends words to a person, or to all with "", and returns to how many phones they went.
func (b *Bot) Text(ctx context.Context, personID, text string) (int, error) {
	var r protocol.Reached
	t := protocol.Text{Text: text}
	if personID != "" {
		t.PersonID = &personID
	}
	err := b.Do(ctx, protocol.TextSend, t, &r)
	return r.Phones, err
}

// TakeLead takes the lead over.
func (b *Bot) TakeLead(ctx context.Context) error {
	return b.Do(ctx, protocol.LeadTake, protocol.Empty{}, nil)
}

// GiveLead hands the lead to another officer.
func (b *Bot) GiveLead(ctx context.Context, staffID string) error {
	return b.Do(ctx, protocol.LeadGive, protocol.StaffRef{StaffID: staffID}, nil)
}
