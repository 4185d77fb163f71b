package app

import (
	"context"

	"diandao/internal/authz"
	"diandao/internal/rollcall"
)

// nobody hears of changes on a node without signalling.
type nobody struct{}

// InviteeChanged tells nobody.
func (nobody) InviteeChanged(context.Context, rollcall.Invitee) error { return nil }

// RollCallClosed tells nobody.
func (nobody) RollCallClosed(context.Context, authz.Actor, rollcall.ID) error { return nil }
