package app

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/obs"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Cancel cancels the roll call and tells whoever waits in its lobby.
func (c consoleRollCalls) Cancel(ctx context.Context, actor authz.Actor, id rollcall.ID, reason string) (rollcall.RollCall, error) {
	rc, err := c.Service.Cancel(ctx, actor, id, reason)
	if err != nil {
		return rc, err
	}
	return rc, c.tell().RollCallClosed(ctx, actor, id)
}

// Recall rings persons again and tells the room.
func (c consoleRollCalls) Recall(ctx context.Context, actor authz.Actor, id rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error) {
	return c.told(ctx, actor)(c.Service.Recall(ctx, actor, id, persons))
}

// AskTelephone makes telephone tasks and tells the room.
func (c consoleRollCalls) AskTelephone(ctx context.Context, actor authz.Actor, id rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error) {
	return c.told(ctx, actor)(c.Service.AskTelephone(ctx, actor, id, persons))
}

// Telephoned records what came of telephoning and tells the room.
func (c consoleRollCalls) Telephoned(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID, o rollcall.Outcome) (rollcall.Invitee, error) {
	i, err := c.Service.Telephoned(ctx, actor, id, p, o)
	if err != nil {
		return i, err
	}
	return i, c.tell().InviteeChanged(ctx, actor, i)
}

// told tells the room of every invitee that was changed.
func (c consoleRollCalls) told(ctx context.Context, actor authz.Actor) func([]rollcall.Invitee, error) ([]rollcall.Invitee, error) {
	return func(all []rollcall.Invitee, err error) ([]rollcall.Invitee, error) {
		for _, i := range all {
			if err := c.tell().InviteeChanged(ctx, actor, i); err != nil {
				return all, err
			}
		}
		return all, err
	}
}

// advanceRollCalls does what is due of roll calls: phones are told, lobbies open, sheets are sealed, and who
// went on leave meanwhile is registered out, which those in the room are told. What can't be done is tried again
// at the next tick and holds up nothing else.
func (a *App) advanceRollCalls(ctx context.Context) {
	done, err := a.services.rollcalls.Advance(ctx)
	if err != nil && ctx.Err() == nil {
		a.log.Error("roll calls not looked after", obs.KeyError, err)
	}
	for _, i := range done.RegisteredOut {
		if err := a.teller().InviteeChanged(ctx, authz.SystemActor(), i); err != nil {
			a.log.Warn("room not told of an excuse", obs.KeyRollCallID, string(i.RollCallID), obs.KeyError, err)
		}
	}
	if done.Told+done.Opened+done.Cancelled+done.Sealed > 0 {
		a.log.Info("roll calls advanced", "told", done.Told, "opened", done.Opened, "cancelled", done.Cancelled, "sealed", done.Sealed)
	}
}
