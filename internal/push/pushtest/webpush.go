package pushtest

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/stretchr/testify/require"

	"diandao/internal/push"
)

// WebPush is a push service over TLS that checks who sends (RFC 8292) and, holding the browsers' keys,
// opens what it is given (RFC 8188, RFC 8291). What it can't open it refuses.
type WebPush struct {
	provider
	browsers sync.Map // path → browser
}

type browser struct {
	key  *ecdh.PrivateKey
	auth []byte
}

// NewWebPush starts one for the length of a test.
func NewWebPush(tb testing.TB) *WebPush {
	tb.Helper()
	s := &WebPush{}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.push))
	s.EnableHTTP2 = true
	s.StartTLS()
	s.close(tb)
	return s
}

// RootCAs are what a sender has to trust.
func (s *WebPush) RootCAs() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return pool
}

// Subscribe makes a browser and returns its address.
func (s *WebPush) Subscribe(tb testing.TB) push.Subscription {
	tb.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	require.NoError(tb, err)
	auth, name := make([]byte, 16), make([]byte, 16)
	rand.Read(auth)
	rand.Read(name)
	path := "/push/" + base64.RawURLEncoding.EncodeToString(name)
	s.browsers.Store(path, browser{key: key, auth: auth})
	return push.Subscription{
		Channel: push.WebPush, Endpoint: s.URL + path,
		P256DH: base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()), Auth: base64.RawURLEncoding.EncodeToString(auth),
	}
}

func (s *WebPush) push(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4096))
	if s.answer(w, r, http.StatusText) {
		return
	}
	found, ok := s.browsers.Load(r.URL.Path)
	if !ok || err != nil {
		http.Error(w, "no such subscription", http.StatusNotFound)
		return
	}
	if err := checkVAPID(r.Header.Get("Authorization"), s.URL); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	got, err := found.(browser).open(r.Header, body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	got.To = s.URL + r.URL.Path
	s.accept(got)
	w.WriteHeader(http.StatusCreated)
}

// open reads the headers and the sealed envelope.
func (b browser) open(h http.Header, body []byte) (Got, error) {
	ttl, err := strconv.Atoi(h.Get("TTL"))
	if err != nil || h.Get("Content-Encoding") != "aes128gcm" || len(h.Get("Topic")) > 32 {
		return Got{}, errors.New("wrong headers")
	}
	plain, err := b.decrypt(body)
	if err != nil {
		return Got{}, fmt.Errorf("open message: %w", err)
	}
	var e push.Envelope
	if err := json.Unmarshal(plain, &e); err != nil {
		return Got{}, fmt.Errorf("read envelope: %w", err)
	}
	return Got{MessageID: string(e.MessageID), TTL: time.Duration(ttl) * time.Second, Urgent: h.Get("Urgency") == "high"}, nil
}

// decrypt opens one record of aes128gcm: salt, record size, length and value of the sender's key, text.
func (b browser) decrypt(body []byte) ([]byte, error) {
	if len(body) < 21+65 || body[20] != 65 || binary.BigEndian.Uint32(body[16:20]) < uint32(len(body)-86) {
		return nil, errors.New("not a record of aes128gcm")
	}
	salt, senderKey, text := body[:16], body[21:86], body[86:]
	sender, err := ecdh.P256().NewPublicKey(senderKey)
	if err != nil {
		return nil, err
	}
	secret, err := b.key.ECDH(sender)
	if err != nil {
		return nil, err
	}
	info := "WebPush: info\x00" + string(b.key.PublicKey().Bytes()) + string(senderKey)
	ikm, err := hkdf.Key(sha256.New, secret, b.auth, info, 32)
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, nonce, text, nil)
	if err != nil {
		return nil, err
	}
	end := slices.Index(plain, 2) // the last record's delimiter, then padding of zeros
	if end < 0 {
		return nil, errors.New("no delimiter")
	}
	return plain[:end], nil
}

// checkVAPID checks "vapid t=<JWT>, k=<key>" (RFC 8292 §3): signed by the key it names, for this service,
// with a contact, for at most a day.
func checkVAPID(header, origin string) error {
	fields, ok := strings.CutPrefix(header, "vapid t=")
	token, key, found := strings.Cut(fields, ", k=")
	raw, err := base64.RawURLEncoding.DecodeString(key)
	if !ok || !found || err != nil || len(raw) != 65 {
		return errors.New("no VAPID")
	}
	public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), raw)
	if err != nil {
		return err
	}
	parsed, err := jwt.Parse(token, func(*jwt.Token) (any, error) { return public, nil },
		jwt.WithValidMethods([]string{"ES256"}), jwt.WithAudience(origin), jwt.WithExpirationRequired())
	if err != nil {
		return fmt.Errorf("VAPID: %w", err)
	}
	contact, err := parsed.Claims.GetSubject()
	if err != nil || strings.Count(contact, ":") != 1 {
		return errors.New("VAPID without a contact")
	}
	if until, err := parsed.Claims.GetExpirationTime(); err != nil || time.Until(until.Time) > 24*time.Hour {
		return errors.New("VAPID for more than a day")
	}
	return nil
}
