package link

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/pion/dtls/v3"
	"github.com/pion/srtp/v3"
)

// profiles lists how media is encrypted, the cheapest first.
func profiles() map[dtls.SRTPProtectionProfile]srtp.ProtectionProfile {
	return map[dtls.SRTPProtectionProfile]srtp.ProtectionProfile{
		dtls.SRTP_AEAD_AES_128_GCM:       srtp.ProtectionProfileAeadAes128Gcm,
		dtls.SRTP_AES128_CM_HMAC_SHA1_80: srtp.ProtectionProfileAes128CmHmacSha1_80,
	}
}

// handshake runs DTLS until the link ends.
func (l *Link) handshake() {
	conn, err := l.shake()
	if err != nil {
		l.mux.cfg.Logger.Debug("dtls handshake", "error", err)
		l.lose()
		return
	}
	var b [64]byte
	for { // nobody sends data over it; what is read is the end, from either side
		if _, err := conn.Read(b[:]); err != nil {
			break
		}
	}
	_ = conn.Close() // tells the client, if it is still there
	l.lose()
}

func (l *Link) lose() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed {
		l.become(Lost)
	}
}

// shake shakes hands and sets the keys.
func (l *Link) shake() (*dtls.Conn, error) {
	ctx, cancel := context.WithTimeout(l.mux.ctx, handshakeTimeout)
	defer cancel()
	select { // a storm of joins does not take all processors from those who are on line
	case l.mux.handshakes <- struct{}{}:
		defer func() { <-l.mux.handshakes }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	conn, err := l.dial()
	if err != nil {
		return nil, err
	}
	if err := conn.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	if err := l.deriveKeys(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	l.mu.Lock()
	if !l.closed {
		l.become(Connected)
	}
	l.mu.Unlock()
	l.release()
	return conn, nil
}

func (l *Link) dial() (*dtls.Conn, error) {
	over := &overLink{l}
	common := []dtls.Option{
		dtls.WithCertificates(l.mux.certificate),
		dtls.WithSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM, dtls.SRTP_AES128_CM_HMAC_SHA1_80),
		dtls.WithInsecureSkipVerify(true), // the offer names the certificate; see isExpected
		dtls.WithVerifyPeerCertificate(l.isExpected),
		dtls.WithFlightInterval(500 * time.Millisecond),
	}
	if l.remote.Passive {
		options := make([]dtls.ClientOption, len(common))
		for i, o := range common {
			options[i] = o
		}
		return dtls.ClientWithOptions(over, over.LocalAddr(), options...)
	}
	options := []dtls.ServerOption{dtls.WithClientAuth(dtls.RequireAnyClientCert)}
	for _, o := range common {
		options = append(options, o)
	}
	return dtls.ServerWithOptions(over, over.LocalAddr(), options...)
}

// isExpected compares the client's certificate with the fingerprint of its offer (RFC 8122 §6.2).
func (l *Link) isExpected(raw [][]byte, _ [][]*x509.Certificate) error {
	if len(raw) == 0 || fingerprintOf(raw[0]) != l.remote.Fingerprint {
		return ErrFingerprint
	}
	return nil
}

// deriveKeys makes the keys of media out of the handshake (RFC 5764 §4.2).
func (l *Link) deriveKeys(conn *dtls.Conn) error {
	chosen, ok := conn.SelectedSRTPProtectionProfile()
	profile, known := profiles()[chosen]
	if !ok || !known {
		return errors.New("link: no protection profile in common")
	}
	state, ok := conn.ConnectionState()
	if !ok {
		return errors.New("link: handshake without a state")
	}
	config := srtp.Config{Profile: profile}
	if err := config.ExtractSessionKeysFromDTLS(&state, l.remote.Passive); err != nil {
		return fmt.Errorf("link: extract keys: %w", err)
	}
	in, err := srtp.CreateContext(config.Keys.RemoteMasterKey, config.Keys.RemoteMasterSalt, profile)
	if err != nil {
		return fmt.Errorf("link: keys of the client: %w", err)
	}
	out, err := srtp.CreateContext(config.Keys.LocalMasterKey, config.Keys.LocalMasterSalt, profile)
	if err != nil {
		return fmt.Errorf("link: own keys: %w", err)
	}
	l.keys.Store(&keys{in: in, out: out})
	return nil
}

// overLink carries DTLS over a link: it reads what the reader of a socket has put into the inbox.
type overLink struct{ link *Link }

// ReadFrom returns the next packet of the inbox.
func (o *overLink) ReadFrom(p []byte) (int, net.Addr, error) {
	n, _, err := o.link.inbox.Read(p, nil)
	return n, o.LocalAddr(), err
}

// WriteTo sends to wherever the client is reached now.
func (o *overLink) WriteTo(p []byte, _ net.Addr) (int, error) {
	if to := o.link.path.Load(); to != nil {
		to.send(p)
	}
	return len(p), nil
}

// Close ends reading.
func (o *overLink) Close() error { return o.link.inbox.Close() }

// LocalAddr is a name only: the path may change under the handshake.
func (o *overLink) LocalAddr() net.Addr { return &net.UDPAddr{} }

// SetDeadline bounds reading; writing never waits.
func (o *overLink) SetDeadline(t time.Time) error { return o.link.inbox.SetReadDeadline(t) }

// SetReadDeadline bounds reading.
func (o *overLink) SetReadDeadline(t time.Time) error { return o.link.inbox.SetReadDeadline(t) }

// SetWriteDeadline does nothing: writing never waits.
func (o *overLink) SetWriteDeadline(time.Time) error { return nil }
