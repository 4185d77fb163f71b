package app

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/push"
	"diandao/internal/push/fcm"
	"diandao/internal/push/sms"
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
	if a.cfg.Push.SMSURL != "" {
		sender, err := sms.New(sms.Config{URL: a.cfg.Push.SMSURL, Secret: a.cfg.Push.SMSSecret.Reveal(), Template: a.cfg.Push.SMSTemplate}, a.clock)
		if err != nil {
			return nil, err
		}
		a.onClose("sms", func(context.Context) error {
			sender.Close()
			return nil
		})
		out = append(out, sender)
	}
	a.store.SetPushChannels(channelsOf(out))
	return out, nil
}

func channelsOf(senders []push.Sender) []push.Channel {
	out := make([]push.Channel, 0, len(senders))
	for _, s := range senders {
		out = append(out, s.Channel())
	}
	return out
}

// smsReceipt takes what the SMS gateway reports of a message.
func (a *App) smsReceipt(c *fiber.Ctx) error {
	body := slices.Clone(c.Body())
	if err := sms.Verify(c.Get(sms.HeaderTimestamp), c.Get(sms.HeaderSignature), a.cfg.Push.SMSSecret.Reveal(), a.clock.Now(), body); err != nil {
		return err
	}
	report, err := sms.ParseReport(body)
	if err != nil {
		return err
	}
	if err := a.services.push.Receive(c.UserContext(), push.MessageID(report.ID), report.Status == "delivered"); err != nil {
		return err
	}
	return c.SendStatus(http.StatusNoContent)
}

func (a *App) hasFCM() bool {
	return a.cfg.Push.FCMCredentialsFile != "" || a.cfg.Push.FCMEndpoint != ""
}
