// Package webpush carries envelopes to browsers' push services (RFC 8030), sealed for the browser (RFC 8291)
// and signed with this deployment's own key, VAPID (RFC 8292). Endpoints come from phones, so that they
// are not trusted: public addresses only, no redirects, little of the answer is read.
package webpush

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"diandao/internal/clock"
	"diandao/internal/egress"
	"diandao/internal/push"
)

// Config tells who sends.
type Config struct {
	// KeyFile holds the VAPID key. It is made, with mode 0600, when it does not exist. Losing it
	// silences every subscription until each phone subscribes again.
	KeyFile string
	// Subject is the contact told to push services, "mailto:…" or "https:…" (RFC 8292 §2.1).
	Subject string
	// AllowLoopback lets endpoints be on this machine, for tests.
	AllowLoopback bool
	// RootCAs are whom to trust instead of the system's, for tests.
	RootCAs *x509.CertPool
}

// Sender sends over Web Push.
type Sender struct {
	key     vapidKey
	subject string
	client  *http.Client
	clock   clock.Clock
}

var _ push.Sender = (*Sender)(nil)

// Limits of a push service's answer.
const (
	maxHeader = 16 << 10
	maxBody   = 4 << 10
	maxTTL    = 28 * 24 * time.Hour
)

// New returns a sender, making the key on first start.
func New(cfg Config, c clock.Clock) (*Sender, error) {
	key, err := loadKey(cfg.KeyFile)
	if err != nil {
		return nil, fmt.Errorf("VAPID key: %w", err)
	}
	return &Sender{
		key: key, clock: c,
		subject: strings.TrimPrefix(cfg.Subject, "mailto:"), // the library puts it back
		client:  egress.NewClient(egress.Options{AllowLoopback: cfg.AllowLoopback, RootCAs: cfg.RootCAs, Timeout: push.SendTimeout, MaxHeader: maxHeader}),
	}, nil
}

// PublicKey is what a browser subscribes with, base64url of the uncompressed point.
func (s *Sender) PublicKey() string { return s.key.public }

// Close ends idle connections.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Channel tells which channel this is.
func (*Sender) Channel() push.Channel { return push.WebPush }

// Send sends to one push resource. It returns push.ErrUnregistered, push.ErrRejected or push.RetryLater.
func (s *Sender) Send(ctx context.Context, sub push.Subscription, e push.Envelope, expires time.Time) error {
	if u, err := url.Parse(sub.Endpoint); err != nil || u.Scheme != "https" {
		return push.ErrRejected.With(errors.New("the endpoint is not an https URL"))
	}
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode envelope: %w", err)
	}
	to := &webpush.Subscription{Endpoint: sub.Endpoint, Keys: webpush.Keys{Auth: sub.Auth, P256dh: sub.P256DH}}
	ttl := min(max(expires.Sub(s.clock.Now()), 0), maxTTL)
	resp, err := webpush.SendNotificationWithContext(ctx, body, to, &webpush.Options{
		HTTPClient: s.client, Subscriber: s.subject, TTL: int(ttl.Seconds()), Urgency: webpush.UrgencyHigh,
		Topic:          topic(e.MessageID),
		VAPIDPublicKey: s.key.public, VAPIDPrivateKey: s.key.private,
	})
	if err != nil {
		return translateError(err)
	}
	defer resp.Body.Close()
	// What is left unread costs the connection, not memory.
	_, _ = io.CopyN(io.Discard, resp.Body, maxBody)
	return s.translate(resp)
}

// topic makes a repeated message replace the one that still waits at the push service. It has at most 32
// characters of the URL-safe base64 alphabet (RFC 8030 §5.4); an id without its dashes is exactly that.
func topic(mid push.MessageID) string {
	t := strings.ReplaceAll(string(mid), "-", "")
	return t[:min(len(t), 32)]
}

// translateError tells a subscription that can't be sealed for from a push service that can't be reached.
// The endpoint is a secret of the phone (RFC 8030 §8.3) and is left out.
func translateError(err error) error {
	transport, ok := errors.AsType[*url.Error](err)
	switch {
	case !ok:
		return push.ErrRejected.With(err)
	case errors.Is(err, egress.ErrPrivate):
		return push.ErrRejected.With(egress.ErrPrivate)
	}
	return push.RetryLater{Cause: transport.Err}
}

// translate puts the answer of a push service into the words of package push (RFC 8030 §5, §7.3, §8.4).
func (s *Sender) translate(resp *http.Response) error {
	cause := fmt.Errorf("push service answered %s", http.StatusText(resp.StatusCode))
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300:
		return nil
	case code == http.StatusNotFound || code == http.StatusGone:
		return push.ErrUnregistered.With(cause)
	case code == http.StatusTooManyRequests || code == http.StatusRequestTimeout || code >= 500:
		return push.RetryLater{After: egress.RetryAfter(resp.Header.Get("Retry-After"), s.clock.Now()), Cause: cause}
	}
	return push.ErrRejected.With(cause)
}
