package app

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// tokenSecret is the HMAC key of phones' access tokens: as set, or made once in the data folder.
func (a *App) tokenSecret() ([]byte, error) {
	if s := a.cfg.TokenSecret.Reveal(); s != "" {
		return []byte(s), nil
	}
	return keepFile(filepath.Join(a.cfg.DataDir, "token.key"), func() ([]byte, error) {
		key := make([]byte, 32)
		rand.Read(key)
		return key, nil
	})
}

// keepFile returns the file's content, made by fn and written with mode 0600 when there is none.
func keepFile(file string, fn func() ([]byte, error)) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	if data, err = fn(); err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return nil, fmt.Errorf("keep %s: %w", filepath.Base(file), err)
	}
	return data, nil
}

// tlsConfig is nil when the server speaks plain HTTP.
func (a *App) tlsConfig() (*tls.Config, error) {
	certFile, keyFile := a.cfg.TLS.CertFile, a.cfg.TLS.KeyFile
	switch a.cfg.TLS.Mode {
	case "off":
		return nil, nil
	case "self-signed":
		certFile, keyFile = filepath.Join(a.cfg.DataDir, "tls.crt"), filepath.Join(a.cfg.DataDir, "tls.key")
		if err := selfSign(certFile, keyFile, a.clock.Now()); err != nil {
			return nil, err
		}
	}
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, fmt.Errorf("load certificate: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

// selfSign makes a certificate for this machine's names and addresses, for a year, unless there is one.
func selfSign(certFile, keyFile string, now time.Time) error {
	if _, err := os.Stat(certFile); err == nil {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "Diandao demo"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: []string{"localhost"}, IPAddresses: localAddresses(),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return fmt.Errorf("make certificate: %w", err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("encode key: %w", err)
	}
	for file, block := range map[string]*pem.Block{keyFile: {Type: "PRIVATE KEY", Bytes: private}, certFile: {Type: "CERTIFICATE", Bytes: der}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			return fmt.Errorf("keep certificate: %w", err)
		}
	}
	return nil
}

// localAddresses are the addresses of this machine.
func localAddresses() []net.IP {
	out := []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return out
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && !n.IP.IsLinkLocalUnicast() {
			out = append(out, n.IP)
		}
	}
	return out
}
