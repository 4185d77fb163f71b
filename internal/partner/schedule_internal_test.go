package partner

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func noonOf() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

func TestNext_TenTriesWithinADay(t *testing.T) {
	t.Parallel()
	d, now, began := Delivery{Type: LeaveDecided, State: Pending}, noonOf(), noonOf()
	for d.State == Pending {
		d = next(d, Answer{Status: 503, Class: Broken}, now)
		if d.State == Pending {
			require.True(t, d.NextAt.After(now))
			now = d.NextAt
		}
	}
	require.Equal(t, GivenUp, d.State)
	require.Equal(t, 10, d.Attempts)
	require.InDelta(t, 24*time.Hour, now.Sub(began), float64(30*time.Minute))
	require.Equal(t, now, d.SettledAt)
	require.Zero(t, d.NextAt)
}

func TestNext_HeedsRetryAfterWithinReason(t *testing.T) {
	t.Parallel()
	at := func(after time.Duration) time.Duration {
		return next(Delivery{State: Pending}, Answer{Class: RateLimited, RetryAfter: after}, noonOf()).NextAt.Sub(noonOf())
	}
	require.Equal(t, 10*time.Second, at(time.Second), "never sooner than by our own schedule")
	require.Equal(t, 10*time.Minute, at(10*time.Minute))
	require.Equal(t, maxRest, at(1000*time.Hour))
	require.Equal(t, GivenUp, next(Delivery{Type: Test}, Answer{Class: Broken}, noonOf()).State, "a test is tried once")
	done := next(Delivery{State: Pending, Attempts: 3, NextAt: noonOf()}, Answer{Status: 204}, noonOf())
	require.Equal(t, Delivered, done.State)
	require.Zero(t, done.NextAt)
}

func TestAfter_RestsPausesAndForgives(t *testing.T) {
	t.Parallel()
	now := noonOf()
	p := Partner{}.after(Answer{Class: TimedOut}, now)
	require.Equal(t, now, p.FailingSince)
	require.Equal(t, now.Add(restAfter), p.RestUntil)
	require.False(t, p.IsPaused())
	require.Equal(t, now.Add(time.Hour), p.after(Answer{Class: RateLimited, RetryAfter: time.Hour}, now).RestUntil)
	require.Zero(t, Partner{}.after(Answer{Status: 400, Class: Refused}, now).RestUntil, "one request was refused; others may be taken")
	require.False(t, p.after(Answer{Class: TimedOut}, now.Add(FailingFor-time.Second)).IsPaused())
	late := p.after(Answer{Class: TimedOut}, now.Add(FailingFor))
	require.Equal(t, Failing, late.Pause)
	require.Equal(t, now.Add(FailingFor), late.PausedAt)
	require.Equal(t, Gone, p.after(Answer{Status: 410, Class: IsGone}, now).Pause)
	well := p.after(Answer{Status: 200}, now.Add(FailingFor))
	require.Zero(t, well.FailingSince)
	require.Zero(t, well.RestUntil)
}

func TestRotated_OldOnesSignForADayAndThePartnersOwnStays(t *testing.T) {
	t.Parallel()
	now := noonOf()
	all := []Secret{{Text: "a"}}
	for i, fresh := range []string{"b", "c", "d", "e"} {
		all = rotated(all, fresh, now.Add(time.Duration(i)*time.Minute))
	}
	require.Len(t, all, MaxSecrets)
	require.Equal(t, Secret{Text: "e"}, all[0])
	require.Equal(t, Secret{Text: "a", Until: now.Add(Overlap)}, all[3], "what the partner surely has")
}

func TestCheck_AddressesAndWhatElseIsWrong(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{
		"https://jcy.example.org/hooks?x=1": true, "https://10.0.0.1:8443/": true, "http://jcy.example.org/": false, "ftp://x.example.org": false, "https://": false, "https://u:p@x.example.org/": false,
		"https://x.example.org/#a": false, "http://127.0.0.1:9000/": false, "jcy.example.org": false, "https://x.example.org/\n": false,
	} {
		require.Equal(t, want, isAddress(url, false), url)
	}
	require.True(t, isAddress("http://127.0.0.1:9000/", true))
	require.False(t, isAddress("http://localhost.example.org/", true))
	require.Error(t, Draft{}.check(false))
	require.Error(t, Draft{Name: "n", Kind: Court, URL: "https://x.example.org", Events: []Type{Test}}.check(false), "a test is not to be chosen")
	require.NoError(t, Draft{Name: "n", Kind: Court, URL: "https://x.example.org", Events: Types()}.check(false))
}
