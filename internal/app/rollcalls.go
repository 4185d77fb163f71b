package app

import (
	"context"

	"diandao/internal/obs"
)

// advanceRollCalls does what is due of roll calls: phones are told, lobbies open, sheets are sealed, and who
// went on leave meanwhile is registered out, which those in the room are told. What can't be done is tried again
// at the next tick and holds up nothing else.
func (a *App) advanceRollCalls(ctx context.Context) {
	done, err := a.services.rollcalls.Advance(ctx)
	if err != nil && ctx.Err() == nil {
		a.log.Error("roll calls not looked after", obs.KeyError, err)
	}
	for _, i := range done.RegisteredOut {
		if a.signaling == nil {
			break
		}
		if err := a.signaling.InviteeChanged(ctx, i); err != nil {
			a.log.Warn("room not told of an excuse", obs.KeyRollCallID, string(i.RollCallID), obs.KeyError, err)
		}
	}
	if done.Told+done.Opened+done.Cancelled+done.Sealed > 0 {
		a.log.Info("roll calls advanced", "told", done.Told, "opened", done.Opened, "cancelled", done.Cancelled, "sealed", done.Sealed)
	}
}
