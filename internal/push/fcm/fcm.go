// Package fcm carries envelopes over Firebase Cloud Messaging, HTTP v1, with the Admin SDK. The message is
// data only: the app on the phone decides what to show.
package fcm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	firebase "firebase.google.com/go/v4"
	"firebase.google.com/go/v4/errorutils"
	"firebase.google.com/go/v4/messaging"
	"google.golang.org/api/option"
	transport "google.golang.org/api/transport/http"

	"diandao/internal/clock"
	"diandao/internal/egress"
	"diandao/internal/push"
)

// Config tells where messages go.
type Config struct {
	CredentialsFile string // service account, JSON
	ProjectID       string // empty: as in the credentials
	// Endpoint is another FCM HTTP v1, "http://127.0.0.1:4000", for tests. It needs no credentials, but
	// then a project.
	Endpoint string
}

// Sender sends over FCM.
type Sender struct {
	client    *messaging.Client
	transport *http.Transport
	clock     clock.Clock
}

var _ push.Sender = (*Sender)(nil)

const scope = "https://www.googleapis.com/auth/firebase.messaging"

// maxTTL is the longest that FCM keeps a message.
const maxTTL = 28 * 24 * time.Hour

// New returns a sender. It reads the credentials and fails when they or the project are missing.
func New(ctx context.Context, cfg Config, c clock.Clock) (*Sender, error) {
	opts := []option.ClientOption{option.WithScopes(scope)}
	if cfg.Endpoint != "" {
		opts = append(opts, option.WithEndpoint(cfg.Endpoint+"/v1"))
	}
	switch {
	case cfg.CredentialsFile != "":
		opts = append(opts, option.WithAuthCredentialsFile(option.ServiceAccount, cfg.CredentialsFile))
	case cfg.Endpoint != "" && cfg.ProjectID != "":
		opts = append(opts, option.WithoutAuthentication())
	default:
		return nil, errors.New("FCM needs credentials, or another endpoint and a project")
	}
	base := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: 8,
		IdleConnTimeout: time.Minute, TLSHandshakeTimeout: push.SendTimeout,
	}
	authorised, err := transport.NewTransport(ctx, once{base}, opts...)
	if err != nil {
		return nil, fmt.Errorf("read FCM credentials: %w", err)
	}
	opts = append(opts, option.WithHTTPClient(&http.Client{Transport: authorised, Timeout: push.SendTimeout}))
	app, err := firebase.NewApp(ctx, &firebase.Config{ProjectID: cfg.ProjectID}, opts...)
	if err != nil {
		return nil, fmt.Errorf("set up FCM: %w", err)
	}
	client, err := app.Messaging(ctx)
	if err != nil {
		return nil, fmt.Errorf("set up FCM: %w", err)
	}
	return &Sender{client: client, transport: base, clock: c}, nil
}

// Close ends idle connections.
func (s *Sender) Close() { s.transport.CloseIdleConnections() }

// Channel tells which channel this is.
func (*Sender) Channel() push.Channel { return push.FCM }

// Send sends to one registration token. It returns push.ErrUnregistered, push.ErrRejected or push.RetryLater.
func (s *Sender) Send(ctx context.Context, sub push.Subscription, e push.Envelope, expires time.Time) error {
	ttl := min(max(expires.Sub(s.clock.Now()), 0), maxTTL).Truncate(time.Second)
	_, err := s.client.Send(ctx, &messaging.Message{
		Token:   sub.Endpoint,
		Data:    map[string]string{"message_id": string(e.MessageID)},
		Android: &messaging.AndroidConfig{Priority: "high", TTL: &ttl},
		Webpush: &messaging.WebpushConfig{Headers: map[string]string{
			"TTL": strconv.Itoa(int(ttl.Seconds())), "Urgency": "high",
		}},
	})
	return s.translate(err)
}

// translate puts an answer of FCM into the words of package push. Only the code UNREGISTERED drops an
// address: a plain 404 is also what a wrong project or proxy answers.
func (s *Sender) translate(err error) error {
	answer := errorutils.HTTPResponse(err) //nolint:bodyclose // the SDK has read and closed it
	switch {
	case err == nil:
		return nil
	case messaging.IsUnregistered(err):
		return push.ErrUnregistered.With(err)
	case answer == nil:
		return push.RetryLater{Cause: err}
	case answer.StatusCode == http.StatusBadRequest || messaging.IsSenderIDMismatch(err):
		return push.ErrRejected.With(err)
	}
	return push.RetryLater{After: egress.RetryAfter(answer.Header.Get(askedToWait), s.clock.Now()), Cause: err}
}

// once keeps the SDK from repeating a refused call by itself: on 503 it would wait inside the call for as
// long as Retry-After says, holding a worker, and lose the answer. Repeating is the job queue's work. Only
// a connection that breaks is tried again by the SDK, for some seconds.
type once struct{ base http.RoundTripper }

const (
	askedToWait = "X-Asked-Retry-After"
	tooLong     = "86400" // seconds; the SDK gives up at once above two minutes
)

// RoundTrip passes the request on and moves Retry-After out of the SDK's sight.
func (o once) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := o.base.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	resp.Header.Set(askedToWait, resp.Header.Get("Retry-After"))
	resp.Header.Set("Retry-After", tooLong)
	return resp, nil
}
