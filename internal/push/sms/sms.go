// Package sms carries the word that there is a notice through an HTTP SMS gateway, and hears from it what
// arrived.
//
// A message is one POST of JSON {"id", "to", "template"} to the gateway's URL; the gateway answers 2xx with
// {"status":"accepted"}, also for an id that it has had before, which it does not send again. A number that is
// out of service is 404 or 410 with {"error":"unknown_number"}. The gateway reports by POST of
// {"id", "status": "delivered"|"failed"} to our webhook. Either side signs: header Diandao-Timestamp holds Unix
// seconds, Diandao-Signature the HMAC-SHA256, in hex, of the timestamp, a full stop and the body.
//
// The text carries nothing personal, and no number is ever logged or put into an error.
package sms

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"diandao/internal/clock"
	"diandao/internal/egress"
	"diandao/internal/fault"
	"diandao/internal/push"
)

// DefaultTemplate says nothing about anybody.
const DefaultTemplate = "您有一条新的通知，请打开点到查看。"

// Headers of a signed request.
const (
	HeaderTimestamp = "Diandao-Timestamp"
	HeaderSignature = "Diandao-Signature"
)

// Window is how far the timestamp of a signed request may be from our clock; older ones are replays.
const Window = 5 * time.Minute

// MaxBody bounds what is read from a gateway.
const MaxBody = 4 << 10

// Config tells where the gateway is.
type Config struct {
	URL    string
	Secret string // of the signatures, both ways
	// Template is the text, or the code under which the gateway knows an approved one; empty is DefaultTemplate.
	Template string
}

// Request is what the gateway gets.
type Request struct {
	ID       string `json:"id"`
	To       string `json:"to"`
	Template string `json:"template"`
}

// Sender sends over the gateway.
type Sender struct {
	cfg    Config
	client *http.Client
	clock  clock.Clock
}

var _ push.Sender = (*Sender)(nil)

// New returns a sender. It fails when the URL or the secret is missing.
func New(cfg Config, c clock.Clock) (*Sender, error) {
	if u, err := url.Parse(cfg.URL); err != nil || u.Host == "" || cfg.Secret == "" {
		return nil, errors.New("the SMS gateway needs a URL and a secret")
	}
	if cfg.Template == "" {
		cfg.Template = DefaultTemplate
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 8, IdleConnTimeout: time.Minute,
		TLSHandshakeTimeout: push.SendTimeout, MaxResponseHeaderBytes: 16 << 10,
	}
	return &Sender{cfg: cfg, clock: c, client: &http.Client{
		Transport: transport, Timeout: push.SendTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Close ends idle connections.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Channel tells which channel this is.
func (*Sender) Channel() push.Channel { return push.SMS }

// Send sends to one phone number. It returns push.ErrUnregistered, push.ErrRejected or push.RetryLater.
func (s *Sender) Send(ctx context.Context, sub push.Subscription, e push.Envelope, expires time.Time) error {
	now := s.clock.Now()
	if !expires.After(now) {
		return push.ErrRejected.With(errors.New("the message has ended")) // a gateway keeps no end of its own
	}
	body, err := json.Marshal(Request{ID: string(e.MessageID), To: sub.Endpoint, Template: s.cfg.Template})
	if err != nil {
		return fmt.Errorf("encode message: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.cfg.URL, bytes.NewReader(body))
	if err != nil {
		return push.ErrRejected.With(errors.New("the gateway's URL is none"))
	}
	req.Header.Set("Content-Type", "application/json")
	Sign(req.Header, s.cfg.Secret, now, body)
	resp, err := s.client.Do(req)
	if err != nil {
		return push.RetryLater{Cause: err}
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, MaxBody))
	if err != nil {
		return push.RetryLater{Cause: err}
	}
	return s.translate(resp, answer)
}

// translate puts the gateway's answer into the words of package push. A plain 404 is a wrong URL, not a number
// out of service; an answer without sense is tried again, which the same id makes harmless.
func (s *Sender) translate(resp *http.Response, body []byte) error {
	var words struct{ Status, Error string }
	malformed := json.Unmarshal(body, &words) != nil
	cause := fmt.Errorf("the SMS gateway answered %s", http.StatusText(resp.StatusCode))
	switch code := resp.StatusCode; {
	case code >= 200 && code < 300 && !malformed && words.Status == "accepted":
		return nil
	case code == http.StatusNotFound || code == http.StatusGone:
		if words.Error == "unknown_number" {
			return push.ErrUnregistered.With(cause)
		}
	case code == http.StatusBadRequest || code == http.StatusForbidden || code == http.StatusUnprocessableEntity:
		return push.ErrRejected.With(cause)
	}
	return push.RetryLater{After: egress.RetryAfter(resp.Header.Get("Retry-After"), s.clock.Now()), Cause: cause}
}

// Sign signs a body at an instant.
func Sign(h http.Header, secret string, now time.Time, body []byte) {
	at := strconv.FormatInt(now.Unix(), 10)
	h.Set(HeaderTimestamp, at)
	h.Set(HeaderSignature, hex.EncodeToString(seal(secret, at, body)))
}

func seal(secret, at string, body []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(at + "."))
	mac.Write(body)
	return mac.Sum(nil)
}

// Errors of receipts.
var (
	ErrUnsigned = fault.New(fault.Unauthenticated, "sms.unsigned", "The receipt is not signed by the gateway.")
	ErrReceipt  = fault.New(fault.Invalid, "sms.receipt_invalid", "A receipt names a message and says delivered or failed.")
)

// Verify checks the signature of a body and that it is not of long ago. It returns ErrUnsigned. A receipt that
// is repeated within Window changes nothing, so that no more is needed against replays.
func Verify(timestamp, signature, secret string, now time.Time, body []byte) error {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	given, hexErr := hex.DecodeString(signature)
	if secret == "" || err != nil || hexErr != nil || !hmac.Equal(given, seal(secret, timestamp, body)) {
		return ErrUnsigned
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > Window || age < -Window {
		return ErrUnsigned
	}
	return nil
}

// Report is what a gateway says became of a message.
type Report struct {
	ID     string `json:"id"`
	Status string `json:"status"` // "delivered" or "failed"
}

// ParseReport reads a receipt. It returns ErrReceipt.
func ParseReport(body []byte) (Report, error) {
	var r Report
	if len(body) > MaxBody || json.Unmarshal(body, &r) != nil || r.ID == "" || (r.Status != "delivered" && r.Status != "failed") {
		return Report{}, ErrReceipt
	}
	return r, nil
}
