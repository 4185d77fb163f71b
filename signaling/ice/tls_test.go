package ice_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pion/turn/v5"
	"github.com/stretchr/testify/require"

	"diandao/signaling/ice"
)

// certificate makes one for a name, and whom a client must trust to believe it.
func certificate(t *testing.T, name string) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	parsed, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}, pool
}

// overTLS returns the address of the relay's TLS port, of which clients are told the name.
func overTLS(t *testing.T, s ice.Server, name string) string {
	t.Helper()
	require.Len(t, s.URLs, 1)
	require.Regexp(t, `^turns:`+name+`:[1-9]\d*\?transport=tcp$`, s.URLs[0])
	_, port, err := net.SplitHostPort(strings.TrimSuffix(strings.TrimPrefix(s.URLs[0], "turns:"), "?transport=tcp"))
	require.NoError(t, err)
	return net.JoinHostPort("127.0.0.1", port)
}

func TestRelay_OverTLS(t *testing.T) {
	t.Parallel()
	config, roots := certificate(t, "relay.example.org")
	r := open(t, ice.Config{UDPPort: -1, TCPPort: -1, TLS: config, TLSHost: "relay.example.org", AllowLoopback: true})
	s := r.Servers("peer", time.Now())[0]
	address := overTLS(t, s, "relay.example.org")
	conn, err := tls.Dial("tcp", address, &tls.Config{RootCAs: roots, ServerName: "relay.example.org", MinVersion: tls.VersionTLS12})
	require.NoError(t, err, "the certificate is the one of the name that clients are told")
	t.Cleanup(func() { _ = conn.Close() })
	c, err := turn.NewClient(&turn.ClientConfig{TURNServerAddr: address, Conn: turn.NewSTUNConn(conn), Username: s.Username, Password: s.Credential})
	require.NoError(t, err)
	t.Cleanup(c.Close)
	require.NoError(t, c.Listen())
	relayed, err := c.Allocate()
	require.NoError(t, err)
	defer func() { require.NoError(t, relayed.Close()) }()

	server, err := net.ListenPacket("udp4", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = server.Close() }()
	_, err = relayed.WriteTo([]byte("here"), server.LocalAddr())
	require.NoError(t, err)
	buf := make([]byte, 100)
	require.NoError(t, server.SetReadDeadline(time.Now().Add(5*time.Second)))
	n, from, err := server.ReadFrom(buf)
	require.NoError(t, err)
	require.Equal(t, "here", string(buf[:n]))
	require.Equal(t, relayed.LocalAddr().String(), from.String())
	_, err = server.WriteTo([]byte("there"), from)
	require.NoError(t, err)
	require.NoError(t, relayed.SetReadDeadline(time.Now().Add(5*time.Second)))
	n, _, err = relayed.ReadFrom(buf)
	require.NoError(t, err)
	require.Equal(t, "there", string(buf[:n]), "and back")
}

func TestRelay_TLSIsOffWithoutACertificate(t *testing.T) {
	t.Parallel()
	for _, url := range open(t, ice.Config{}).Servers("peer", time.Now())[0].URLs {
		require.NotContains(t, url, "turns:")
	}
	config, _ := certificate(t, "relay.example.org")
	for _, url := range open(t, ice.Config{TLS: config, TLSPort: -1}).Servers("peer", time.Now())[0].URLs {
		require.NotContains(t, url, "turns:")
	}
}

// What pion leaves open, be it silence or a handshake that comes to nothing, ends all the same.
func TestRelay_EndsWhoSaysNothingOfUse(t *testing.T) {
	t.Parallel()
	config, _ := certificate(t, "relay.example.org")
	secure := open(t, ice.Config{UDPPort: -1, TCPPort: -1, TLS: config, TLSHost: "relay.example.org"})
	address := overTLS(t, secure.Servers("peer", time.Now())[0], "relay.example.org")
	plain := open(t, ice.Config{UDPPort: -1}).Servers("peer", time.Now())[0].URLs[0]
	plain = strings.TrimSuffix(strings.TrimPrefix(plain, "turn:"), "?transport=tcp")
	for name, c := range map[string]struct{ to, say string }{
		"no handshake": {address, "GET / HTTP/1.1\r\n\r\n"}, "silence over TLS": {address, ""}, "silence": {plain, ""}, "garbage": {plain, strings.Repeat("\xff", 4000)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, err := net.Dial("tcp", c.to)
			require.NoError(t, err)
			defer func() { _ = conn.Close() }()
			_, err = conn.Write([]byte(c.say))
			require.NoError(t, err)
			require.NoError(t, conn.SetReadDeadline(time.Now().Add(20*time.Second)))
			for err == nil {
				_, err = conn.Read(make([]byte, 100))
			}
			require.NotErrorIs(t, err, os.ErrDeadlineExceeded, "still open")
		})
	}
}
