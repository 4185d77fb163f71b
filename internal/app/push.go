package app

import (
	"context"

	"diandao/internal/push"
)

// senders are the channels this deployment has beside the inbox.
func (a *App) senders(context.Context, *services) ([]push.Sender, error) { return nil, nil }
