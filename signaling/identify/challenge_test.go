package identify

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

var nine = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func TestDrawer_NobodyForetells(t *testing.T) {
	t.Parallel()
	d := NewDrawer([]byte("secret"))
	draw := func(d Drawer, rid rollcall.ID, p person.ID, attempt int, withoutFace bool) (identity.Challenge, rollcall.ChallengeKind) {
		c, kind, err := d.Draw(rid, p, attempt, withoutFace, nine)
		require.NoError(t, err)
		return c, kind
	}
	first, kind := draw(d, "rc", "p", 1, false)
	again, _ := draw(d, "rc", "p", 1, false)
	require.Equal(t, first, again, "it follows from secret, roll call, person and attempt")
	require.NotEmpty(t, kind)
	kinds, gestures, digits := map[rollcall.ChallengeKind]int{}, map[identity.Gesture]int{}, map[string]bool{}
	for n := range 600 {
		c, kind := draw(d, "rc", "p", n+1, false)
		kinds[kind]++
		if kind == rollcall.Digits {
			require.Len(t, c.Digits, identity.DigitCount)
			require.Empty(t, c.Steps)
			digits[c.Digits] = true
			continue
		}
		require.Len(t, c.Steps, Steps)
		require.Empty(t, c.Digits)
		require.NotEqual(t, c.Steps[0].Gesture, c.Steps[1].Gesture, "each step is a change")
		for _, s := range c.Steps {
			require.Empty(t, s.Colour)
			gestures[s.Gesture]++
		}
	}
	require.Greater(t, kinds[rollcall.Digits], 130)
	require.Greater(t, kinds[rollcall.Gestures], 300)
	require.Len(t, gestures, len(identity.Gestures()))
	require.Greater(t, len(digits), 100)
	for _, other := range []struct {
		d       Drawer
		rid     rollcall.ID
		p       person.ID
		attempt int
	}{{NewDrawer([]byte("other")), "rc", "p", 0}, {d, "rc2", "p", 0}, {d, "rc", "q", 0}} {
		same := 0
		for n := range 20 {
			a, _ := draw(d, "rc", "p", n+1, false)
			b, _ := draw(other.d, other.rid, other.p, n+1, false)
			if a.Digits == b.Digits && len(a.Steps) == len(b.Steps) && (len(a.Steps) == 0 || a.Steps[0] == b.Steps[0] && a.Steps[1] == b.Steps[1]) {
				same++
			}
		}
		require.Less(t, same, 10)
	}
	for n := range 50 {
		_, kind := draw(d, "rc", "p", n+1, true)
		require.Equal(t, rollcall.Digits, kind, "without the face nobody has to show it")
	}
}

func TestTiming_ShotsAreFewAndSpread(t *testing.T) {
	t.Parallel()
	for _, kind := range rollcall.ChallengeKinds() {
		timing := Timing{}.withDefaults()
		all := timing.moments(kind)
		require.Len(t, all, MaxShots)
		steps := map[int]int{}
		for i, at := range all {
			require.Less(t, at, timing.length(kind))
			steps[timing.step(kind, at+timing.Delay)]++
			if i > 0 {
				require.GreaterOrEqual(t, at-all[i-1], MinGap, kind)
			}
		}
		if kind == rollcall.Gestures {
			require.Equal(t, map[int]int{identity.Before: 2, 0: 3, 1: 3}, steps)
		}
		require.Equal(t, identity.Before, timing.step(kind, 0))
	}
	late := DefaultTiming()
	require.Equal(t, Steps-1, late.step(rollcall.Gestures, time.Hour))
}

func TestPublicAddress(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"candidate:842163049 1 udp 1677729535 203.0.113.5 46154 typ srflx raddr 192.168.1.2 rport 5": "203.0.113.5/32",
		"candidate:1 1 udp 2122260223 192.168.1.2 5000 typ host":                                     "",
		"candidate:1 1 udp 2122260223 10.0.0.2 5000 typ host":                                        "",
		"candidate:1 1 udp 2122260223 100.64.3.2 5000 typ srflx raddr 0.0.0.0 rport 0":               "",
		"candidate:1 1 udp 2122260223 127.0.0.1 5000 typ host":                                       "",
		"candidate:1 1 udp 2122260223 2001:db8:1:2:aaaa::1 5000 typ host":                            "2001:db8:1:2::/64",
		"candidate:1 1 udp 2122260223 2001:db8:1:2:bbbb::9 5000 typ host":                            "2001:db8:1:2::/64",
		"candidate:1 1 udp 2122260223 fe80::1 5000 typ host":                                         "",
		"candidate:1 1 udp 2122260223 5c3e9f6e-1111-4c7a-9d1e-aa.local 5000 typ host":                "",
		"candidate:1 1 udp 41885439 203.0.113.9 5000 typ relay raddr 203.0.113.5 rport 46154":        "",
		"":                  "",
		"candidate:1 1 udp": "",
	}
	for candidate, want := range cases {
		got, ok := PublicAddress(candidate)
		require.Equal(t, want != "", ok, candidate)
		if ok {
			require.Equal(t, want, got.String())
		}
	}
}
