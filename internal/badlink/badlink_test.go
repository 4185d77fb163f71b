package badlink_test

import (
	"encoding/binary"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/badlink"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// mirror answers each packet with itself and tells who asked.
func mirror(t *testing.T) netip.AddrPort {
	t.Helper()
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	require.NoError(t, conn.SetReadBuffer(1<<20))
	done := make(chan struct{})
	t.Cleanup(func() { _ = conn.Close(); <-done })
	go func() {
		defer close(done)
		buf := make([]byte, 2048)
		for {
			n, from, err := conn.ReadFromUDPAddrPort(buf)
			if err != nil {
				return
			}
			_, _ = conn.WriteToUDPAddrPort(buf[:n], from)
		}
	}()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort()
}

func dial(t *testing.T, to netip.AddrPort) *net.UDPConn {
	t.Helper()
	conn, err := net.DialUDP("udp4", nil, net.UDPAddrFromAddrPort(to))
	require.NoError(t, err)
	require.NoError(t, conn.SetReadBuffer(1<<20)) // nothing is read while all is sent
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// there sends n numbered packets there and back and returns the numbers in the order in which they came, and how
// long the quickest took.
func there(t *testing.T, link badlink.Link, n int) (came []uint32, quickest time.Duration, counts badlink.Counts) {
	t.Helper()
	r := badlink.New(link, 1)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	server := mirror(t)
	front, err := r.Front(server)
	require.NoError(t, err)
	again, err := r.Front(server)
	require.NoError(t, err)
	require.Equal(t, front, again)
	conn := dial(t, front)
	began := time.Now()
	for i := range n {
		_, err := conn.Write(binary.BigEndian.AppendUint32(make([]byte, 0, 4), uint32(i)))
		require.NoError(t, err)
	}
	buf := make([]byte, 2048)
	for len(came) < n {
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(2*link.Delay+500*time.Millisecond)))
		size, err := conn.Read(buf)
		if err != nil {
			break
		}
		if quickest == 0 {
			quickest = time.Since(began)
		}
		require.Equal(t, 4, size, "unchanged")
		came = append(came, binary.BigEndian.Uint32(buf))
	}
	return came, quickest, r.Counts()
}

func TestRelay_APerfectLinkChangesNothing(t *testing.T) {
	t.Parallel()
	came, _, counts := there(t, badlink.Link{}, 100)
	require.Len(t, came, 100)
	require.IsIncreasing(t, came)
	require.Equal(t, badlink.Counts{Taken: 200}, counts)
}

func TestRelay_DelaysBothWaysAndKeepsTheOrder(t *testing.T) {
	t.Parallel()
	came, quickest, _ := there(t, badlink.Link{Delay: 30 * time.Millisecond}, 100)
	require.Len(t, came, 100)
	require.IsIncreasing(t, came)
	require.GreaterOrEqual(t, quickest, 60*time.Millisecond)
}

func TestRelay_LosesItsShareAndDeliversTheRestOnce(t *testing.T) {
	t.Parallel()
	came, _, counts := there(t, badlink.Link{Loss: 0.2}, 1000)
	require.InDelta(t, 640, len(came), 60, "four fifths of four fifths")
	seen := map[uint32]bool{}
	for _, n := range came {
		require.False(t, seen[n], "once")
		seen[n] = true
	}
	require.Equal(t, 1000, len(came)+int(counts.Lost))
}

func TestRelay_LetsSomeOvertake(t *testing.T) {
	t.Parallel()
	came, _, counts := there(t, badlink.Link{Delay: 30 * time.Millisecond, Reorder: 0.3}, 200)
	require.Len(t, came, 200)
	require.NotZero(t, counts.Overtook)
	overtaken := 0
	for i := 1; i < len(came); i++ {
		if came[i] < came[i-1] {
			overtaken++
		}
	}
	require.NotZero(t, overtaken)
}

func TestRelay_ItsQueueIsBounded(t *testing.T) {
	t.Parallel()
	came, _, counts := there(t, badlink.Link{Delay: 50 * time.Millisecond, Queue: 10}, 100)
	require.NotZero(t, counts.Overflown)
	require.Less(t, len(came), 100)
}

func TestRelay_EachClientIsItsOwnToTheServer(t *testing.T) {
	t.Parallel()
	r := badlink.New(badlink.Link{}, 1)
	front, err := r.Front(mirror(t))
	require.NoError(t, err)
	for _, words := range []string{"one", "two"} {
		conn := dial(t, front)
		_, err := conn.Write([]byte(words))
		require.NoError(t, err)
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(5*time.Second)))
		buf := make([]byte, 16)
		n, err := conn.Read(buf)
		require.NoError(t, err)
		require.Equal(t, words, string(buf[:n]))
	}
	require.NoError(t, r.Close())
	_, err = r.Front(netip.MustParseAddrPort("127.0.0.1:9"))
	require.ErrorIs(t, err, badlink.ErrClosed)
}
