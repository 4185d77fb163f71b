package pushtest

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/id"
	"diandao/internal/push"
)

// Provider is an adapter together with the fake provider that it talks to.
type Provider struct {
	Sender push.Sender
	To     push.Subscription
	Now    time.Time // where the sender's clock stands
	Next   func(...Answer)
	Got    func() []Got
	Calls  func() int
	// Gone is what 410 means; nil is tried again.
	Gone error
	// ReadsStatusOnly tells that the body of 200 says nothing.
	ReadsStatusOnly bool
	// IsPlain tells that the protocol knows neither the end of a message nor its urgency.
	IsPlain bool
}

// Contract checks what package push relies on in every adapter: open makes a fresh pair for each case.
func Contract(t *testing.T, open func(*testing.T) Provider) {
	t.Helper()
	t.Run("accepts", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		mid := id.New()
		require.NoError(t, p.send(t.Context(), mid, 90*time.Second))
		want := Got{To: p.To.Endpoint, MessageID: mid, TTL: 90 * time.Second, Urgent: true}
		if p.IsPlain {
			want.TTL, want.Urgent = 0, false
		}
		require.Equal(t, []Got{want}, p.Got())
	})
	t.Run("a message of long ago is not kept", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		err := p.send(t.Context(), id.New(), -time.Hour)
		if p.IsPlain {
			require.ErrorIs(t, err, push.ErrRejected)
			require.Empty(t, p.Got())
			return
		}
		require.NoError(t, err)
		require.Zero(t, p.Got()[0].TTL)
	})
	t.Run("refuses", func(t *testing.T) { t.Parallel(); refusals(t, open) })
	t.Run("a provider that hangs does not hold the worker", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		p.Next(Answer{Hang: true})
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		require.True(t, isRetry(p.send(ctx, id.New(), time.Hour)))
	})
	t.Run("an answer that makes no sense", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		for _, body := range []string{"<html>", "{", "\x00", "[]"} {
			p.Next(Answer{Status: http.StatusOK, Body: body})
			err := p.send(t.Context(), id.New(), time.Hour)
			require.Equal(t, p.ReadsStatusOnly, err == nil, "%q: %v", body, err)
			require.True(t, err == nil || isRetry(err), "%q: %v", body, err)
		}
	})
	t.Run("after trouble it works again", func(t *testing.T) {
		t.Parallel()
		p := open(t)
		p.Next(Answer{Status: http.StatusInternalServerError})
		require.True(t, isRetry(p.send(t.Context(), id.New(), time.Hour)))
		require.NoError(t, p.send(t.Context(), id.New(), time.Hour))
		require.Len(t, p.Got(), 1)
	})
}

func (p Provider) send(ctx context.Context, mid string, life time.Duration) error {
	return p.Sender.Send(ctx, p.To, push.Envelope{MessageID: push.MessageID(mid)}, p.Now.Add(life))
}

func isRetry(err error) bool {
	_, ok := errors.AsType[push.RetryLater](err)
	return ok
}

func refusals(t *testing.T, open func(*testing.T) Provider) {
	t.Helper()
	p := open(t)
	date := p.Now.Add(2 * time.Minute).Format(http.TimeFormat)
	for _, c := range []struct {
		name   string
		answer Answer
		want   error         // nil: push.RetryLater
		after  time.Duration // of push.RetryLater
	}{
		{"gone", Answer{Status: http.StatusNotFound}, push.ErrUnregistered, 0},
		{"gone for good", Answer{Status: http.StatusGone}, p.Gone, 0},
		{"invalid", Answer{Status: http.StatusBadRequest}, push.ErrRejected, 0},
		{"not ours", Answer{Status: http.StatusForbidden}, push.ErrRejected, 0},
		{"too many, in seconds", Answer{Status: http.StatusTooManyRequests, RetryAfter: "7"}, nil, 7 * time.Second},
		{"too many, until a date", Answer{Status: http.StatusTooManyRequests, RetryAfter: date}, nil, 2 * time.Minute},
		{"too many, no word", Answer{Status: http.StatusTooManyRequests}, nil, 0},
		{"too many, nonsense", Answer{Status: http.StatusTooManyRequests, RetryAfter: "soon"}, nil, 0},
		{"broken", Answer{Status: http.StatusInternalServerError}, nil, 0},
		{"busy", Answer{Status: http.StatusServiceUnavailable, RetryAfter: "30"}, nil, 30 * time.Second},
		{"broken without sense", Answer{Status: http.StatusBadGateway, Body: "<html>"}, nil, 0},
	} {
		before := p.Calls()
		p.Next(c.answer)
		err := p.send(t.Context(), id.New(), time.Hour)
		require.Equal(t, before+1, p.Calls(), "%s: one call, one request", c.name)
		if c.want != nil {
			require.ErrorIs(t, err, c.want, c.name)
			continue
		}
		later, ok := errors.AsType[push.RetryLater](err)
		require.True(t, ok, "%s: %v", c.name, err)
		require.Equal(t, c.after, later.After, c.name)
	}
	require.Empty(t, p.Got())
}
