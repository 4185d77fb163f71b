// Package webhook carries events to partners: one signed POST, after Standard Webhooks 1.0.0. Addresses come from
// administrators and answers from others, so that neither is trusted: public addresses only unless the operator has
// named a network, no redirects, nothing of an answer is kept but its status.
package webhook

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"diandao/internal/clock"
	"diandao/internal/egress"
	"diandao/internal/partner"
)

// Limits of a request and its answer.
const (
	Timeout   = 10 * time.Second
	maxHeader = 16 << 10
	maxBody   = 4 << 10
)

// Sender posts events.
type Sender struct {
	client *http.Client
	clock  clock.Clock
}

var _ partner.Sender = (*Sender)(nil)

// New returns a sender that reaches what the options allow; its timeout and limits are its own.
func New(o egress.Options, c clock.Clock) *Sender {
	o.MaxHeader = maxHeader
	if o.Timeout == 0 {
		o.Timeout = Timeout
	}
	return &Sender{client: egress.NewClient(o), clock: c}
}

// Close ends idle connections.
func (s *Sender) Close() { s.client.CloseIdleConnections() }

// Send posts one event.
func (s *Sender) Send(ctx context.Context, m partner.Message) partner.Answer {
	signature, err := partner.Sign(m.Secrets, m.ID, m.At, m.Body)
	if err != nil {
		return partner.Answer{Class: partner.Unreachable}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.URL, strings.NewReader(m.Body))
	if err != nil {
		return partner.Answer{Class: partner.Unreachable}
	}
	for name, value := range map[string]string{
		"Content-Type": "application/json", "User-Agent": "Diandao-Webhooks/1",
		partner.HeaderID: string(m.ID), partner.HeaderTimestamp: strconv.FormatInt(m.At.Unix(), 10), partner.HeaderSignature: signature,
	} {
		req.Header.Set(name, value)
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return partner.Answer{Class: classOf(err)}
	}
	defer resp.Body.Close()
	// What is left unread costs the connection, not memory.
	_, _ = io.CopyN(io.Discard, resp.Body, maxBody)
	return partner.Answer{Status: resp.StatusCode, Class: classOfStatus(resp.StatusCode), RetryAfter: s.retryAfter(resp)}
}

// retryAfter heeds the header where it means what it says (RFC 9110 §10.2.3, RFC 6585 §4).
func (s *Sender) retryAfter(resp *http.Response) time.Duration {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	return egress.RetryAfter(resp.Header.Get("Retry-After"), s.clock.Now())
}

func classOfStatus(code int) partner.Class {
	switch {
	case code >= 200 && code < 300:
		return partner.Arrived
	case code >= 300 && code < 400:
		return partner.Redirected
	case code == http.StatusGone:
		return partner.IsGone
	case code == http.StatusTooManyRequests:
		return partner.RateLimited
	case code >= 500:
		return partner.Broken
	}
	return partner.Refused
}

// classOf tells what kept an answer from coming. The error itself holds the address and goes nowhere.
func classOf(err error) partner.Class {
	if errors.Is(err, egress.ErrPrivate) {
		return partner.Private
	}
	if e, ok := errors.AsType[net.Error](err); ok && e.Timeout() {
		return partner.TimedOut
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return partner.TLSFailed
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return partner.TLSFailed
	}
	if _, ok := errors.AsType[tls.AlertError](err); ok {
		return partner.TLSFailed
	}
	if errors.Is(err, http.ErrSchemeMismatch) {
		return partner.TLSFailed
	}
	if strings.Contains(err.Error(), "server response headers exceeded") {
		return partner.Oversized
	}
	return partner.Unreachable
}
