package ice_test

import (
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/pion/turn/v5"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/signaling/ice"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, c ice.Config) *ice.Relay {
	t.Helper()
	c.BindIP = net.IPv4(127, 0, 0, 1)
	r, err := ice.Open(t.Context(), c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.Close()) })
	return r
}

// dial returns a TURN client with the credentials of s.
func dial(t *testing.T, s ice.Server) *turn.Client {
	t.Helper()
	address := strings.TrimSuffix(strings.TrimPrefix(s.URLs[0], "turn:"), "?transport=udp")
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	c, err := turn.NewClient(&turn.ClientConfig{TURNServerAddr: address, STUNServerAddr: address, Conn: conn, Username: s.Username, Password: s.Credential})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	require.NoError(t, c.Listen())
	return c
}

func TestRelay_ServersTellsWhereAndUntilWhen(t *testing.T) {
	t.Parallel()
	r := open(t, ice.Config{PublicIP: net.IPv4(203, 0, 113, 9)})
	now := time.Now()
	list := r.Servers("peer", now)
	require.Len(t, list, 1)
	require.Len(t, list[0].URLs, 2)
	require.Regexp(t, `^turn:203\.0\.113\.9:[1-9]\d*\?transport=udp$`, list[0].URLs[0])
	require.Regexp(t, `^turn:203\.0\.113\.9:[1-9]\d*\?transport=tcp$`, list[0].URLs[1])
	until, peer, ok := strings.Cut(list[0].Username, ":")
	require.True(t, ok)
	require.Equal(t, "peer", peer)
	seconds, err := strconv.ParseInt(until, 10, 64)
	require.NoError(t, err)
	require.InDelta(t, now.Add(ice.CredentialLife).Unix(), seconds, 2)
	require.NotEqual(t, list[0].Credential, r.Servers("other", now)[0].Credential)
	var none *ice.Relay
	require.Empty(t, none.Servers("peer", now))
	require.NoError(t, none.Close())
}

func TestRelay_RefusesWhoHasNoRightToIt(t *testing.T) {
	t.Parallel()
	r := open(t, ice.Config{TCPPort: -1})
	wrong := r.Servers("peer", time.Now())[0]
	wrong.Credential = "guessed"
	_, err := dial(t, wrong).Allocate()
	require.ErrorContains(t, err, "error", "a guessed password")
	_, err = dial(t, r.Servers("peer", time.Now().Add(-ice.CredentialLife-time.Minute))[0]).Allocate()
	require.ErrorContains(t, err, "error", "credentials that have ended")
}

func TestRelay_IsNoDoorBehindOurWalls(t *testing.T) {
	t.Parallel()
	r := open(t, ice.Config{TCPPort: -1, PublicIP: net.IPv4(203, 0, 113, 9)})
	list := r.Servers("peer", time.Now())
	list[0].URLs[0] = strings.Replace(list[0].URLs[0], "203.0.113.9", "127.0.0.1", 1)
	c := dial(t, list[0])
	conn, err := c.Allocate()
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	for _, inside := range []string{"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"} {
		require.Error(t, c.CreatePermission(&net.UDPAddr{IP: net.ParseIP(inside), Port: 80}), inside)
	}
	for _, outside := range []string{"198.51.100.7", "203.0.113.9"} {
		require.NoError(t, c.CreatePermission(&net.UDPAddr{IP: net.ParseIP(outside), Port: 80}), outside)
	}
}

func TestRelay_OnePeerHoldsOnlySoMany(t *testing.T) {
	t.Parallel()
	r := open(t, ice.Config{TCPPort: -1})
	allocate := func(peer string) (net.PacketConn, error) { return dial(t, r.Servers(peer, time.Now())[0]).Allocate() }
	var held []net.PacketConn
	for range 8 {
		conn, err := allocate("greedy")
		require.NoError(t, err)
		held = append(held, conn)
	}
	_, err := allocate("greedy")
	require.ErrorContains(t, err, "486", "allocation quota reached")
	other, err := allocate("modest")
	require.NoError(t, err)
	held = append(held, other)
	require.NoError(t, held[0].Close())
	require.Eventually(t, func() bool {
		conn, err := allocate("greedy")
		if err == nil {
			held = append(held, conn)
		}
		return err == nil
	}, 5*time.Second, 20*time.Millisecond, "one ended makes room for another")
	for _, conn := range held[1:] {
		require.NoError(t, conn.Close())
	}
}

func TestOpen_RefusesWhatNobodyCouldUse(t *testing.T) {
	t.Parallel()
	_, err := ice.Open(t.Context(), ice.Config{BindIP: net.IPv4(127, 0, 0, 1), UDPPort: -1, TCPPort: -1})
	require.ErrorContains(t, err, "port")
	_, err = ice.Open(t.Context(), ice.Config{})
	require.ErrorContains(t, err, "public address")
}

func TestOpen_LeavesNoSocketBehindWhenItFails(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp4", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = taken.Close() }()
	free, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	udp := free.LocalAddr().(*net.UDPAddr).Port
	require.NoError(t, free.Close())
	_, err = ice.Open(t.Context(), ice.Config{BindIP: net.IPv4(127, 0, 0, 1), UDPPort: udp, TCPPort: taken.Addr().(*net.TCPAddr).Port})
	require.Error(t, err)
	again, err := net.ListenPacket("udp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(udp)))
	require.NoError(t, err)
	require.NoError(t, again.Close())
}
