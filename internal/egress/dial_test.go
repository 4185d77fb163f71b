package egress_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/egress"
)

// control asks the dialer about an address without dialling it.
func control(o egress.Options, ip string) error {
	return egress.NewDialer(o).Control("tcp", net.JoinHostPort(ip, "443"), nil)
}

func TestDialer_RefusesWhatIsInsideSomebodysNetwork(t *testing.T) {
	t.Parallel()
	for _, ip := range []string{
		"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "fe80::1", "fd00::1", "0.0.0.0", "::",
		"100.64.0.1", "192.0.2.7", "198.18.0.1", "224.0.0.1", "ff02::1", "255.255.255.255", "64:ff9b::a00:1", "2002:a00:1::", "::10.0.0.1", "not an address",
	} {
		require.ErrorIs(t, control(egress.Options{}, ip), egress.ErrPrivate, ip)
	}
	for _, ip := range []string{"223.5.5.5", "1.1.1.1", "2400:3200::1"} {
		require.NoError(t, control(egress.Options{}, ip), ip)
	}
}

func TestDialer_ReachesPrivateNetworksThatWereNamed(t *testing.T) {
	t.Parallel()
	o := egress.Options{Networks: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}}
	require.NoError(t, control(o, "10.20.3.4"))
	require.NoError(t, control(o, "fd00::1"))
	for _, ip := range []string{"127.0.0.1", "::1", "169.254.169.254", "fe80::1", "0.0.0.0"} {
		require.ErrorIs(t, control(o, ip), egress.ErrPrivate, "%s is never a network of others", ip)
	}
	narrow := egress.Options{Networks: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16")}}
	require.ErrorIs(t, control(narrow, "10.21.0.1"), egress.ErrPrivate)
	require.NoError(t, control(egress.Options{AllowLoopback: true}, "127.0.0.1"))
	require.ErrorIs(t, control(egress.Options{AllowLoopback: true}, "10.0.0.1"), egress.ErrPrivate)
}

func TestClient_FollowsNobodyAndDialsNoLoopback(t *testing.T) {
	t.Parallel()
	reached := make(chan string, 4)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		reached <- r.URL.Path
		http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
	}))
	t.Cleanup(server.Close)
	get := func(o egress.Options) (*http.Response, error) {
		o.Timeout = 5 * time.Second
		client := egress.NewClient(o)
		t.Cleanup(client.CloseIdleConnections)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/hook", nil)
		require.NoError(t, err)
		return client.Do(req)
	}
	_, err := get(egress.Options{})
	require.ErrorIs(t, err, egress.ErrPrivate)
	require.Empty(t, reached)
	resp, err := get(egress.Options{AllowLoopback: true})
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	require.Equal(t, http.StatusTemporaryRedirect, resp.StatusCode)
	require.Equal(t, "/hook", <-reached)
	require.Empty(t, reached, "nobody was followed")
}
