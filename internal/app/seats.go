package app

import (
	"context"
	"encoding/json"

	"diandao/internal/authz"
	"diandao/internal/device"
	"diandao/internal/obs"
	"diandao/internal/staff"
)

// seatChange says whose seats in roll calls are to be looked at, wherever they are.
type seatChange struct {
	StaffID   string `json:"staff_id,omitempty"`
	SignedOut bool   `json:"signed_out,omitempty"` // a sign-in of the staff member has ended
	DeviceID  string `json:"device_id,omitempty"`
}

// heedSeats looks at the seats of this node.
func (a *App) heedSeats(ctx context.Context, c seatChange) {
	if c.StaffID != "" {
		a.signaling.StaffChanged(ctx, c.StaffID) // whoever may not come back is told that
	}
	if c.StaffID != "" && c.SignedOut {
		a.signaling.SessionsEnded(ctx, c.StaffID)
	}
	if c.DeviceID != "" {
		a.signaling.PhoneChanged(ctx, c.DeviceID)
	}
}

// SeatsChanged has every node look at somebody's seats. It is best effort: each node looks again by itself.
func (p postman) SeatsChanged(ctx context.Context, c seatChange) {
	own := ""
	if p.a.signaling != nil {
		p.a.heedSeats(ctx, c)
		own = p.a.member.ID()
	}
	nodes, err := p.a.services.nodes.List(ctx)
	if err != nil {
		p.a.log.Warn("nodes not told whose seats to look at", obs.KeyError, err)
		return
	}
	raw, err := json.Marshal(word{Seats: &c})
	for _, n := range nodes {
		if n.ID == own || err != nil {
			continue
		}
		if err := p.a.services.messages.Send(ctx, n.ID, raw); err != nil {
			p.a.log.Warn("node not told whose seats to look at", "node", n.ID, obs.KeyError, err)
		}
	}
}

// toldDevices has roll calls know at once when a phone is signed out.
type toldDevices struct {
	*device.Service
	tell func() teller
}

// Revoke signs a device out and ends its seat.
func (d toldDevices) Revoke(ctx context.Context, actor authz.Actor, id device.ID) error {
	if err := d.Service.Revoke(ctx, actor, id); err != nil {
		return err
	}
	d.tell().SeatsChanged(ctx, seatChange{DeviceID: string(id)})
	return nil
}

// toldStaff has roll calls know at once when a staff member's account or sign-ins have changed.
type toldStaff struct {
	*staff.Service
	tell func() teller
}

func (s toldStaff) told(ctx context.Context, id staff.ID, signedOut bool) func(staff.File, error) (staff.File, error) {
	return func(f staff.File, err error) (staff.File, error) {
		if err == nil {
			s.tell().SeatsChanged(ctx, seatChange{StaffID: string(id), SignedOut: signedOut})
		}
		return f, err
	}
}

// Change changes a member; another role or unit may end their seats.
func (s toldStaff) Change(ctx context.Context, actor authz.Actor, id staff.ID, version int, d staff.Draft) (staff.File, error) {
	return s.told(ctx, id, false)(s.Service.Change(ctx, actor, id, version, d))
}

// Deactivate takes the account away, and the seats with it.
func (s toldStaff) Deactivate(ctx context.Context, actor authz.Actor, id staff.ID, version int, reason string) (staff.File, error) {
	return s.told(ctx, id, false)(s.Service.Deactivate(ctx, actor, id, version, reason))
}

// ResetPassword ends the member's sign-ins, and the seats with them.
func (s toldStaff) ResetPassword(ctx context.Context, actor authz.Actor, id staff.ID) (f staff.File, password string, err error) {
	f, password, err = s.Service.ResetPassword(ctx, actor, id)
	f, err = s.told(ctx, id, true)(f, err)
	return f, password, err
}

// Unlink ends the member's sign-ins, and the seats with them.
func (s toldStaff) Unlink(ctx context.Context, actor authz.Actor, id staff.ID) (staff.File, error) {
	return s.told(ctx, id, true)(s.Service.Unlink(ctx, actor, id))
}

// EndSessions ends sign-ins, and the seats with them: which sign-in a seat came from is not known, and who still has
// another one joins again.
func (s toldStaff) EndSessions(ctx context.Context, actor authz.Actor, id staff.ID, only staff.SessionID) (staff.File, error) {
	return s.told(ctx, id, true)(s.Service.EndSessions(ctx, actor, id, only))
}
