package app

import (
	"context"
	"path/filepath"

	"diandao/internal/push"
	"diandao/internal/push/fcm"
	"diandao/internal/push/webpush"
)

// senders are the channels this deployment has beside the inbox.
func (a *App) senders(ctx context.Context, s *services) ([]push.Sender, error) {
	web, err := webpush.New(webpush.Config{
		KeyFile: filepath.Join(a.cfg.DataDir, "vapid.key"), Subject: a.cfg.Push.WebPushSubject, AllowLoopback: a.cfg.Push.AllowLoopback, RootCAs: a.opts.PushRoots,
	}, a.clock)
	if err != nil {
		return nil, err
	}
	a.onClose("web push", func(context.Context) error {
		web.Close()
		return nil
	})
	s.vapid = web.PublicKey()
	out := []push.Sender{web}
	if a.hasFCM() {
		sender, err := fcm.New(ctx, fcm.Config{CredentialsFile: a.cfg.Push.FCMCredentialsFile, ProjectID: a.cfg.Push.FCMProject, Endpoint: a.cfg.Push.FCMEndpoint}, a.clock)
		if err != nil {
			return nil, err
		}
		a.onClose("fcm", func(context.Context) error {
			sender.Close()
			return nil
		})
		out = append(out, sender)
	}
	return out, nil
}

func (a *App) hasFCM() bool {
	return a.cfg.Push.FCMCredentialsFile != "" || a.cfg.Push.FCMEndpoint != ""
}
