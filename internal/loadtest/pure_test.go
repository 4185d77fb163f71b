package loadtest

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/badlink"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTrailer_ComesBackAsItWent(t *testing.T) {
	t.Parallel()
	in := trailer{phone: 700, kind: large, key: true, number: 1 << 20, frame: 77, part: 2, parts: 3, sent: 12345 * time.Microsecond}
	payload := make([]byte, 100)
	in.put(payload)
	var out trailer
	require.True(t, out.read(payload))
	require.Equal(t, in, out)
	require.False(t, out.read(payload[:trailerBytes-1]), "too short")
	payload[99] ^= 1
	require.False(t, out.read(payload), "not ours")
}

func TestFilm_IsVP8InPacketsOfAPhonesSize(t *testing.T) {
	t.Parallel()
	for k, want := range map[kind]struct{ perSecond, kbit float64 }{small: {5, 40}, large: {15, 150}} {
		f, err := loadFilm(k)
		require.NoError(t, err)
		total := 0
		for i, frame := range f.frames {
			require.Equal(t, byte(0x90), frame[0][0], "the first packet begins a partition")
			require.Equal(t, i == 0, frame[0][vp8Head]&1 == 0, "only the first frame is a key frame")
			for _, p := range frame {
				require.LessOrEqual(t, len(p), payloadBytes)
				total += len(p) - vp8Head - trailerBytes
			}
		}
		require.InDelta(t, want.perSecond, 1/f.step.Seconds(), 0.01)
		length := float64(len(f.frames)) / want.perSecond
		require.InEpsilon(t, want.kbit, float64(total)*8/1000/length, 0.1)
	}
}

// packet is one of a frame in two parts, a frame every 100 ms, packets numbered in order.
func packet(frame, part int, key bool) trailer {
	return trailer{kind: large, key: key, number: uint32(2*frame + part), frame: uint32(frame), part: uint8(part), parts: 2, sent: time.Duration(frame) * 100 * time.Millisecond}
}

func newAccount() *account {
	return &account{missing: map[uint32]uint32{}, waiting: map[uint32]struct{}{}}
}

func TestAccount_ShowsWhatCanBeDecodedInTime(t *testing.T) {
	t.Parallel()
	const quick = 10 * time.Millisecond
	for name, c := range map[string]struct {
		lose, late map[int]bool // numbers of packets
		keys       map[int]bool // frames beside the first
		shown      int
	}{
		"all":                                        {shown: 10},
		"one lost breaks all that follows":           {lose: map[int]bool{8: true}, shown: 4},
		"until a key frame":                          {lose: map[int]bool{8: true}, keys: map[int]bool{7: true}, shown: 7},
		"one late is not shown, but decoded":         {late: map[int]bool{19: true}, shown: 9},
		"one late makes those behind it late":        {late: map[int]bool{2: true}, shown: 7},
		"without a first key frame there is nothing": {lose: map[int]bool{0: true}, shown: 0},
	} {
		a := newAccount()
		var behind []trailer
		for n := range 20 {
			frame, part := n/2, n%2
			tr := packet(frame, part, frame == 0 || c.keys[frame])
			switch {
			case c.lose[n]:
			case c.late[n]:
				behind = append(behind, tr)
			default:
				a.take(tr, tr.sent+quick)
			}
		}
		for _, tr := range behind {
			a.take(tr, tr.sent+playOut+300*time.Millisecond)
		}
		var p Played
		a.shown(0, 10, 0, time.Second, &p)
		require.Equal(t, 10, p.Frames, name)
		require.Equal(t, c.shown, p.Shown, name)
	}
}

func TestAccount_AsksForAKeyFrameOnlyWhenStuck(t *testing.T) {
	t.Parallel()
	a := newAccount()
	require.True(t, a.stuck(packet(3, 0, false), 0), "it came in the middle")
	require.False(t, a.stuck(packet(4, 0, true), 0), "one is on its way")
	require.False(t, a.take(packet(4, 0, true), 0))
	require.True(t, a.take(packet(4, 1, true), 0), "a face")
	for part := range 2 {
		a.take(packet(6, part, false), time.Millisecond)
	}
	require.False(t, a.stuck(packet(6, 1, false), 100*time.Millisecond), "what is missing may be on its way again")
	require.True(t, a.stuck(packet(6, 1, false), stuckAfter+time.Millisecond))
	for part := range 2 {
		a.take(packet(5, part, false), 2*time.Second)
	}
	require.False(t, a.stuck(packet(6, 1, false), 4*time.Second), "it came, and what waited follows")
	require.Equal(t, uint32(6), a.decoded)
	a.take(packet(6, 1, false), 2*time.Second)
	require.Equal(t, 1, a.copies)
	require.Equal(t, 6, a.has(8, 14))
	require.Equal(t, 6, a.has(8, 20))
}

func TestAccount_HearsGaps(t *testing.T) {
	t.Parallel()
	a := newAccount()
	for n := range uint32(100) {
		switch {
		case n >= 20 && n < 26: // 120 ms
		case n == 50:
		case n == 60:
			a.take(trailer{kind: sound, number: n}, hearOut+1)
		default:
			a.take(trailer{kind: sound, number: n}, time.Millisecond)
		}
	}
	var p Played
	a.heard(0, 100, &p)
	require.Equal(t, Played{Sounds: 100, Heard: 92, Gaps: 1, LongestGap: 120 * time.Millisecond}, p)
}

func TestSpec_WhoSendsWhat(t *testing.T) {
	t.Parallel()
	page := Spec{Phones: 100, Page: 20, Bots: BotOptions{Layers: 2}}
	require.Len(t, page.places(), 21)
	require.Equal(t, place{phone: 20, large: true, heard: true}, page.places()[20])
	require.Equal(t, []kind{small}, page.streams(3))
	require.Equal(t, []kind{sound, small, large}, page.streams(20))
	require.Empty(t, page.streams(21), "off the page")
	require.Contains(t, page.wanted(), streamID{20, large})
	require.Contains(t, page.wanted(), streamID{3, small})
	all := Spec{Phones: 100, Bots: BotOptions{Layers: 1}}
	require.Len(t, all.wanted(), 101)
	require.Equal(t, []kind{sound, large}, all.streams(99))
	all.Idle = true
	require.Empty(t, all.streams(99))
}

func TestCrowd_GoesThroughTheRelay(t *testing.T) {
	t.Parallel()
	c := &crowd{}
	const line = "a=candidate:1 1 udp 2130706431 127.0.0.1 5000 typ host\r\na=candidate:2 1 tcp 1671430143 127.0.0.1 5001 typ host tcptype passive\r\n"
	require.Equal(t, line, c.through(line), "a good network needs none")
	c.relay = badlink.New(badlink.Link{}, 1)
	front, err := c.relay.Front(netip.MustParseAddrPort("127.0.0.1:5000"))
	require.NoError(t, err)
	require.Equal(t, strings.Replace(line, "127.0.0.1 5000", front.Addr().String()+" "+netipPort(front), 1), c.through(line))
	require.NoError(t, c.relay.Close())
}

func netipPort(a netip.AddrPort) string { return a.String()[strings.LastIndexByte(a.String(), ':')+1:] }

func TestReport_TellsWhatWasMissedAndWhatIsInvalid(t *testing.T) {
	t.Parallel()
	run := func(cpu time.Duration, invalid string) Result {
		return Result{Invalid: invalid, Window: time.Second, CPU: cpu, Received: 1000, Sent: 1000, Expected: 1000, P99: time.Millisecond, JoinP95: time.Second}
	}
	spec := Spec{Phones: 10}
	ours := Measured{Subject{"ours", Ours, spec}, []Result{run(20*time.Millisecond, ""), run(900*time.Millisecond, "late"), run(30*time.Millisecond, ""), run(25*time.Millisecond, "")}}
	bare := Measured{Subject{"bare", Bare, spec}, []Result{run(50*time.Millisecond, "")}}
	var out strings.Builder
	require.NoError(t, Report(&out, []Measured{ours, bare}))
	require.Regexp(t, `CPU a forwarded packet, forwarding all, ours / peer +0.500×  \(≤ 0.8×\)  met`, out.String(), "the median of the valid runs")
	require.Regexp(t, `valid runs +3 of 4 +1 of 1`, out.String())
	ours.Runs = []Result{run(45*time.Millisecond, "")}
	out.Reset()
	require.NoError(t, Report(&out, []Measured{ours, bare}))
	require.Regexp(t, `ours / peer +0.900×  \(≤ 0.8×\)  MISSED`, out.String())
}
