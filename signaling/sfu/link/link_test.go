package link

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"encoding/binary"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/dtls/v3/pkg/crypto/selfsign"
	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
	"github.com/pion/stun/v4"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listener keeps what a link hands over.
type listener struct {
	mu     sync.Mutex
	link   *Link
	states []State
	seqs   []uint16
}

func (l *listener) HandleRTP(raw []byte, _ time.Time, _ *Batch) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var h rtp.Header
	if _, err := l.link.OpenRTP(make([]byte, PacketBytes), raw, &h); err == nil {
		l.seqs = append(l.seqs, h.SequenceNumber)
	}
}

func (l *listener) HandleRTCP([]byte, time.Time, *Batch) {}

func (l *listener) HandleState(s State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.states = append(l.states, s)
}

func (l *listener) has(s State) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, x := range l.states {
		if x == s {
			return true
		}
	}
	return false
}

func (l *listener) received() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.seqs)
}

func listen(t *testing.T, c Config) *Mux {
	t.Helper()
	c.BindIP = net.IPv4(127, 0, 0, 1)
	m, err := Listen(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Close()) })
	return m
}

// client is the other end, by hand.
type client struct {
	conn  *net.UDPConn
	cert  tls.Certificate
	local Local // of the server
	link  *Link
	hears *listener
}

func newClient(t *testing.T, m *Mux) *client {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	cert, err := selfsign.SelfSign(key)
	require.NoError(t, err)
	c := &client{cert: cert, hears: &listener{}}
	c.open(t)
	c.hears.mu.Lock()
	defer c.hears.mu.Unlock()
	c.link, c.local, err = m.Open(c.hears, Remote{Ufrag: "them", Password: "their-password-their-pas", Fingerprint: fingerprintOf(cert.Certificate[0]), Passive: true})
	require.NoError(t, err)
	c.hears.link = c.link
	return c
}

// open takes another address.
func (c *client) open(t *testing.T) {
	t.Helper()
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	c.conn = conn
}

func request(t *testing.T, username, password string, more ...stun.Setter) []byte {
	t.Helper()
	setters := append([]stun.Setter{stun.TransactionID, stun.BindingRequest, stun.NewUsername(username)}, more...)
	m, err := stun.Build(append(setters, stun.NewShortTermIntegrity(password), stun.Fingerprint)...)
	require.NoError(t, err)
	return m.Raw
}

// useCandidate nominates.
type useCandidate struct{}

func (useCandidate) AddTo(m *stun.Message) error {
	m.Add(stun.AttrUseCandidate, nil)
	return nil
}

func (c *client) send(t *testing.T, m *Mux, packet []byte) {
	t.Helper()
	_, err := c.conn.WriteTo(packet, m.UDPAddr())
	require.NoError(t, err)
}

// answered reports whether a check is answered within a moment.
func (c *client) answered(t *testing.T) bool {
	t.Helper()
	require.NoError(t, c.conn.SetReadDeadline(time.Now().Add(300*time.Millisecond)))
	b := make([]byte, 2000)
	for {
		n, err := c.conn.Read(b)
		if err != nil {
			return false
		}
		if m := (&stun.Message{Raw: b[:n]}); isSTUN(b[:n]) && m.Decode() == nil && m.Type == stun.BindingSuccess {
			return true
		}
	}
}

// connect does the checks and shakes hands.
func (c *client) connect(t *testing.T, m *Mux) *srtp.Context {
	t.Helper()
	c.send(t, m, request(t, c.local.Ufrag+":them", c.local.Password, useCandidate{}))
	require.True(t, c.answered(t))
	require.NoError(t, c.conn.SetReadDeadline(time.Time{}))
	conn, err := dtls.ServerWithOptions(c.conn, m.UDPAddr(), dtls.WithCertificates(c.cert), dtls.WithClientAuth(dtls.RequireAnyClientCert), dtls.WithInsecureSkipVerify(true), dtls.WithSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM))
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	require.NoError(t, conn.HandshakeContext(ctx))
	t.Cleanup(func() { _ = conn.Close() })
	state, ok := conn.ConnectionState()
	require.True(t, ok)
	k := srtp.Config{Profile: srtp.ProtectionProfileAeadAes128Gcm}
	require.NoError(t, k.ExtractSessionKeysFromDTLS(&state, false))
	out, err := srtp.CreateContext(k.Keys.LocalMasterKey, k.Keys.LocalMasterSalt, k.Profile)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return c.hears.has(Connected) }, 5*time.Second, time.Millisecond)
	return out
}

func sealed(t *testing.T, k *srtp.Context, seq uint16) []byte {
	t.Helper()
	raw, err := (&rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 96, SSRC: 7, SequenceNumber: seq}, Payload: []byte("hello")}).Marshal()
	require.NoError(t, err)
	out, err := k.EncryptRTP(nil, raw, nil)
	require.NoError(t, err)
	return out
}

func TestLink_OnlyWhoKnowsThePasswordIsAnswered(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	whole := request(t, c.local.Ufrag+":them", c.local.Password)
	broken := append([]byte(nil), whole...)
	broken[30] ^= 1
	for name, packet := range map[string][]byte{
		"another password":        request(t, c.local.Ufrag+":them", "guessed-guessed-guessed1"),
		"another client's name":   request(t, c.local.Ufrag+":else", c.local.Password),
		"a link that is not here": request(t, "nobody:them", c.local.Password),
		"changed on its way":      broken,
		"half of it":              whole[:40],
		"no STUN":                 []byte("\x00\x01hello"),
	} {
		c.send(t, m, packet)
		require.False(t, c.answered(t), name)
	}
	require.Nil(t, c.link.path.Load(), "nothing is sent to somebody who proved nothing")
	c.send(t, m, whole)
	require.True(t, c.answered(t))
	c.link.Close()
	c.send(t, m, whole)
	require.False(t, c.answered(t), "the link has ended")
}

func TestLink_MediaOfWhoIsNotTheOneOfTheOfferIsNotHeard(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	k := c.connect(t, m)
	c.send(t, m, sealed(t, k, 1))
	require.Eventually(t, func() bool { return c.hears.received() == 1 }, 5*time.Second, time.Millisecond)

	stranger := newClient(t, m)
	stranger.conn = nil
	stranger.open(t)
	before := m.Strangers()
	stranger.send(t, m, sealed(t, k, 2))
	require.Eventually(t, func() bool { return m.Strangers() > before }, 5*time.Second, time.Millisecond, "from an address that proved nothing")
	require.Equal(t, 1, c.hears.received())
	for _, garbage := range [][]byte{{0x80}, {0x80, 96, 0}, make([]byte, 1500), {20, 1, 2, 3}, {255}} {
		c.send(t, m, garbage)
	}
	forged := sealed(t, k, 3)
	forged[len(forged)-1] ^= 1
	c.send(t, m, forged)
	c.send(t, m, sealed(t, k, 4))
	require.Eventually(t, func() bool { return c.hears.received() == 2 }, 5*time.Second, time.Millisecond)
}

func TestLink_WhatOvertakesTheHandshakeIsKept(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	c.send(t, m, request(t, c.local.Ufrag+":them", c.local.Password))
	require.True(t, c.answered(t))
	for range 1000 {
		c.link.take(append([]byte{0x80, 96}, make([]byte, 200)...), time.Now(), NewBatch())
	}
	require.Len(t, c.link.early, maxEarly, "and no more than that")
	k := c.connect(t, m)
	require.Eventually(t, c.link.open.Load, 5*time.Second, time.Millisecond)
	require.Empty(t, c.link.early)
	c.send(t, m, sealed(t, k, 1))
	require.Eventually(t, func() bool { return c.hears.received() == 1 }, 5*time.Second, time.Millisecond)
}

func TestLink_AnotherCertificateThanTheOfferedEndsIt(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	c.cert, err = selfsign.SelfSign(key)
	require.NoError(t, err)
	c.send(t, m, request(t, c.local.Ufrag+":them", c.local.Password))
	require.True(t, c.answered(t))
	require.NoError(t, c.conn.SetReadDeadline(time.Time{}))
	conn, err := dtls.ServerWithOptions(c.conn, m.UDPAddr(), dtls.WithCertificates(c.cert), dtls.WithClientAuth(dtls.RequireAnyClientCert), dtls.WithInsecureSkipVerify(true), dtls.WithSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM))
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_ = conn.HandshakeContext(ctx) // which side notices first differs
	_ = conn.Close()
	require.Eventually(t, func() bool { return c.hears.has(Lost) }, 15*time.Second, 10*time.Millisecond)
	require.Nil(t, c.link.keys.Load())
}

func TestLink_MovesToTheAddressThatIsNominated(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	check := func(more ...stun.Setter) {
		t.Helper()
		c.send(t, m, request(t, c.local.Ufrag+":them", c.local.Password, more...))
		require.True(t, c.answered(t))
	}
	port := func() uint16 { return c.link.path.Load().addr.Port() }
	check(useCandidate{})
	first := port()
	c.open(t)
	check()
	require.Equal(t, first, port(), "only looked at")
	check(useCandidate{})
	second := port()
	require.NotEqual(t, first, second)

	old := c.local
	next, err := c.link.Restart("anew", "another-password-of-them")
	require.NoError(t, err)
	c.local = next
	c.open(t)
	c.send(t, m, request(t, next.Ufrag+":anew", next.Password))
	require.True(t, c.answered(t))
	third := port()
	require.NotEqual(t, second, third, "the first check of a restart moves")
	c.open(t)
	c.send(t, m, request(t, old.Ufrag+":them", old.Password, useCandidate{}))
	require.True(t, c.answered(t), "late ones of before are answered")
	require.Equal(t, third, port(), "and do not move it back")
}

func TestLink_SilenceIsTold(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	c := newClient(t, m)
	c.connect(t, m)
	c.link.watch(time.Now().Add(SilentAfter + time.Second))
	require.True(t, c.hears.has(Disconnected))
	c.send(t, m, request(t, c.local.Ufrag+":them", c.local.Password, useCandidate{}))
	require.Eventually(t, func() bool {
		c.hears.mu.Lock()
		defer c.hears.mu.Unlock()
		return c.hears.states[len(c.hears.states)-1] == Connected
	}, 5*time.Second, time.Millisecond, "heard again")
	c.link.watch(time.Now().Add(SilentAfter + time.Second))
	c.link.watch(time.Now().Add(LostAfter + time.Second))
	require.True(t, c.hears.has(Lost))
}

func TestMux_WhoComesByTCPSaysFirstWhoItIs(t *testing.T) {
	m := listen(t, Config{})
	c := newClient(t, m)
	dial := func() net.Conn {
		conn, err := net.Dial("tcp", m.TCPAddr().String())
		require.NoError(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		return conn
	}
	framed := func(b []byte) []byte {
		return append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...)
	}
	isCut := func(conn net.Conn) bool {
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(3*time.Second)))
		_, err := conn.Read(make([]byte, 1))
		return err != nil
	}
	for name, bytes := range map[string][]byte{
		"a page is asked for":   []byte("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
		"longer than a packet":  {0xff, 0xff, 0, 1},
		"media before a check":  framed(make([]byte, 200)),
		"DTLS before the check": framed([]byte{22, 1, 2, 3}),
	} {
		conn := dial()
		_, err := conn.Write(bytes)
		require.NoError(t, err)
		require.True(t, isCut(conn), name)
	}
	conn := dial()
	_, err := conn.Write(framed(request(t, c.local.Ufrag+":them", c.local.Password, useCandidate{})))
	require.NoError(t, err)
	head := make([]byte, 2)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(3*time.Second)))
	_, err = conn.Read(head)
	require.NoError(t, err, "answered")
	require.Eventually(t, func() bool {
		path := c.link.path.Load()
		return path != nil && path.tcp != nil
	}, 3*time.Second, time.Millisecond, "the way is taken once the check was answered")
}

func TestMux_NobodyElseMayShareThePort(t *testing.T) {
	m := listen(t, Config{TCPPort: -1})
	port := m.UDPAddr().(*net.UDPAddr).Port
	_, err := Listen(Config{BindIP: net.IPv4(127, 0, 0, 1), UDPPort: port, TCPPort: -1})
	require.Error(t, err, "a second server would take half of the packets")
}

func TestMux_CandidatesAreWhatClientsCanReach(t *testing.T) {
	m := listen(t, Config{})
	require.Len(t, m.Candidates(), 2)
	require.Contains(t, m.Candidates()[0], " udp ")
	require.Contains(t, m.Candidates()[1], "tcptype passive")
	told := (&Mux{cfg: Config{PublicIPs: []string{"203.0.113.7", "2001:db8::1"}}}).told(net.IPv4(10, 0, 0, 5))
	require.Equal(t, []string{"203.0.113.7"}, told, "behind NAT the public address of the same family")
}

func FuzzMux_Check(f *testing.F) {
	m := &Mux{cfg: Config{}.withDefaults(), links: map[string]*Link{}}
	l := &Link{mux: m, now: credentials{Local: Local{Ufrag: "here", Password: "password-password-passwo"}, remote: "them"}}
	m.links["here"] = l
	good, err := stun.Build(stun.TransactionID, stun.BindingRequest, stun.NewUsername("here:them"), stun.Fingerprint)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good.Raw)
	f.Add([]byte{0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, packet []byte) {
		if len(packet) == 0 || !isSTUN(packet) {
			return
		}
		b := NewBatch()
		require.Nil(t, m.check(packet, path{}, time.Unix(0, 0), b), "nobody guesses a password")
	})
}
