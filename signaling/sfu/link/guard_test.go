package link

import (
	"encoding/binary"
	"math/rand/v2"
	"net"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestSocket_KnowsAClientByFewAddresses(t *testing.T) {
	t.Parallel()
	s := &socket{links: map[netip.AddrPort]*Link{}, paths: map[*Link][]netip.AddrPort{}}
	at := func(port uint16) netip.AddrPort {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{192, 0, 2, 1}), port)
	}
	bad, good := &Link{}, &Link{}
	bad.path.Store(&path{socket: s, addr: at(1)})
	s.know(at(9), good)
	for port := range uint16(5000) {
		if port != 9 {
			s.know(at(port), bad)
		}
		s.know(at(1), bad)
	}
	require.Len(t, s.links, maxPaths+1)
	require.Len(t, s.paths[bad], maxPaths)
	require.Equal(t, bad, s.links[at(1)], "the address in use stays known")
	require.Equal(t, good, s.links[at(9)], "and so do others")

	s.know(at(9), bad)
	require.Empty(t, s.paths[good], "an address belongs to whoever proved it last")
	bad.closed = true
	s.sweep()
	require.Empty(t, s.links)
	require.NotContains(t, s.paths, bad)
}

func TestMux_TCPOfStrangersEndsHoweverMuchTheySay(t *testing.T) {
	t.Parallel()
	m := listen(t, Config{})
	c := newClient(t, m)
	conn, err := net.Dial("tcp", m.TCPAddr().String())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	wrong := request(t, c.local.Ufrag+":them", "guessed-guessed-guessed1")
	frame := append(binary.BigEndian.AppendUint16(nil, uint16(len(wrong))), wrong...)
	began := time.Now()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		if _, err = conn.Write(frame); err != nil {
			break
		}
		require.Less(t, time.Since(began), 3*SilentAfter, "a stranger who goes on asking holds a connection for ever")
	}
}

func TestMux_OneClientHoldsFewTCPConnections(t *testing.T) {
	t.Parallel()
	m := listen(t, Config{})
	c := newClient(t, m)
	check := request(t, c.local.Ufrag+":them", c.local.Password)
	frame := append(binary.BigEndian.AppendUint16(nil, uint16(len(check))), check...)
	for range 5 * maxLinkTCP {
		conn, err := net.Dial("tcp", m.TCPAddr().String())
		require.NoError(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		_, err = conn.Write(frame)
		require.NoError(t, err)
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(5*time.Second)))
		_, err = conn.Read(make([]byte, 2))
		require.NoError(t, err, "answered")
	}
	require.Eventually(t, func() bool {
		m.mu.RLock()
		defer m.mu.RUnlock()
		return len(m.conns) <= maxLinkTCP
	}, 5*time.Second, 5*time.Millisecond)
	require.False(t, c.link.path.Load().tcp.isEnded(), "the one in use is not among those that end")
}

func TestLink_WhoDoesNotReadHoldsUpNobody(t *testing.T) {
	t.Parallel()
	m := listen(t, Config{})
	c := newClient(t, m)
	conn, err := net.Dial("tcp", m.TCPAddr().String())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	check := request(t, c.local.Ufrag+":them", c.local.Password)
	_, err = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(check))), check...))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return c.link.path.Load() != nil }, 5*time.Second, time.Millisecond)
	b, began := NewBatch(), time.Now()
	for range 50_000 { // 60 MB, of which the sockets' buffers take a part
		copy(b.Buffer(), make([]byte, 1200))
		b.Send(c.link, 1200)
	}
	require.Less(t, time.Since(began), SilentAfter, "what is not read is dropped, not waited for")
	require.LessOrEqual(t, len(c.link.path.Load().tcp.queue), tcpQueue)
	require.Eventually(t, c.link.path.Load().tcp.isEnded, 2*SilentAfter, 20*time.Millisecond, "and in the end the connection is")
}

// Garbage of every kind, from strangers and from a client, keeps nobody's packets from arriving and takes no memory.
func TestMux_GarbageHurtsNobodyElse(t *testing.T) {
	t.Parallel()
	m := listen(t, Config{TCPPort: -1})
	good, bad := newClient(t, m), newClient(t, m)
	k := good.connect(t, m)
	bad.connect(t, m)
	stranger := newClient(t, m)
	dice := rand.New(rand.NewPCG(1, 2))
	garbage := func() []byte {
		b := make([]byte, 1+dice.IntN(PacketBytes+200))
		for i := range b {
			b[i] = byte(dice.Uint32())
		}
		b[0] = []byte{0, 1, 20, 22, 23, 63, 128, 144, 191, 255}[dice.IntN(10)]
		if b[0] < 2 && len(b) > 20 { // as STUN has it
			copy(b[2:], []byte{0, byte(len(b)-20) &^ 3, 0x21, 0x12, 0xa4, 0x42})
		}
		return b
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for n := range 200 {
		for range 25 {
			bad.send(t, m, garbage())
			stranger.send(t, m, garbage())
		}
		good.send(t, m, sealed(t, k, uint16(n+1)))
		require.Eventually(t, func() bool { return good.hears.received() == n+1 }, 5*time.Second, time.Millisecond, "packet %d", n+1)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(16<<20))
	require.False(t, good.hears.has(Disconnected) || good.hears.has(Lost))
}

// FuzzLink_Take gives a link, before its keys and after, whatever may come over a network.
func FuzzLink_Take(f *testing.F) {
	for _, seed := range [][]byte{
		{0x80},
		{0x80, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7},
		{0x90, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 0xbe, 0xde, 0xff, 0xff},
		{0x80, 200, 0, 6, 0, 0, 0, 7, 0, 0, 0, 0},
		{20, 254, 253, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1},
		{22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		{0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42},
		make([]byte, PacketBytes),
		{255},
	} {
		f.Add(seed, uint8(3))
	}
	f.Fuzz(func(t *testing.T, packet []byte, times uint8) {
		if len(packet) == 0 || len(packet) > PacketBytes {
			return
		}
		m := &Mux{cfg: Config{}.withDefaults(), links: map[string]*Link{}}
		hears := &listener{}
		l, _, err := m.Open(hears, Remote{Ufrag: "them", Password: "their-password-their-pas"})
		require.NoError(t, err)
		hears.link = l
		s := &socket{mux: m, links: map[netip.AddrPort]*Link{{}: l}, paths: map[*Link][]netip.AddrPort{}}
		for range times {
			s.take(packet, netip.AddrPort{}, time.Unix(0, 0), NewBatch())
		}
		require.LessOrEqual(t, len(l.early), maxEarly)
		require.LessOrEqual(t, l.inbox.Count(), 64)
		l.release()
		for range times {
			s.take(packet, netip.AddrPort{}, time.Unix(0, 0), NewBatch())
		}
		require.Empty(t, hears.seqs, "nothing is heard that was not encrypted with the keys")
		require.Nil(t, l.path.Load())
		l.Close()
	})
}
