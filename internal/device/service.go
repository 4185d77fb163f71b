package device

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/golang-jwt/jwt/v5"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Cache keeps devices for access-token checks, for less than a minute. A miss falls through to SQL.
type Cache interface {
	GetDevice(ctx context.Context, id ID) (Device, org.Path, bool)
	PutDevice(ctx context.Context, d Device, at org.Path)
	DropDevice(ctx context.Context, id ID)
}

// Limiter bounds tries, as staff.Limiter does.
type Limiter interface {
	Allow(ctx context.Context, key string, limit int, window time.Duration) (bool, error)
}

// Service activates devices and keeps them signed in.
type Service struct {
	store   Store
	cache   Cache
	limiter Limiter
	clock   clock.Clock
	secret  []byte // HMAC key of access tokens, 32 bytes
}

// New returns a service. secret is the HMAC key of access tokens, at least 32 bytes, the same on every node.
func New(store Store, cache Cache, limiter Limiter, c clock.Clock, secret []byte) (*Service, error) {
	if len(secret) < 32 {
		return nil, errors.New("device: the token secret needs at least 32 bytes")
	}
	return &Service{store: store, cache: cache, limiter: limiter, clock: c, secret: secret}, nil
}

// Grant is what a device gets to act for its person.
type Grant struct {
	Device          Device
	AccessToken     string
	AccessExpiresAt time.Time
	RefreshToken    string
}

// IssueCode makes an activation code for a person; the code is shown once and kept only as a hash.
func (s *Service) IssueCode(ctx context.Context, actor authz.Actor, p person.ID) (string, Activation, error) {
	_, path, err := s.store.PersonPlace(ctx, p)
	if err != nil {
		return "", Activation{}, err
	}
	if err := authz.Check(actor, authz.DeviceActivate, path); err != nil {
		return "", Activation{}, err
	}
	now, code := s.clock.Now(), newCode()
	a := Activation{CodeHash: hashCode(code), PersonID: p, Path: path, CreatedBy: actor.ID, CreatedAt: now, ExpiresAt: now.Add(ActivationLife)}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertActivation(ctx, a); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, path, "device.code_issued", "person:"+string(p), string(p)))
	})
	if err != nil {
		return "", Activation{}, fmt.Errorf("issue activation code: %w", err)
	}
	return code, a, nil
}

// ActivateInput is what a phone sends with a code.
type ActivateInput struct {
	Code      string
	PublicKey []byte // SubjectPublicKeyInfo, DER
	Name      string
	Signature []byte // over ActivateSaying and the code: the phone holds the private half
}

// Activate turns a code into a device. place is the client's address, used only to bound tries. While the
// code has not run out, the same key and code again are the retry of an answer that never arrived, and give the
// same device; a used code with another key is ErrCode. It returns ErrCode, ErrKey, ErrSignature or
// ErrTooManyTries; none of them uses the code up.
func (s *Service) Activate(ctx context.Context, in ActivateInput, place string) (Grant, error) {
	if ok, err := s.limiter.Allow(ctx, "activate:"+place, TriesPerPlace, TriesWindow); err != nil {
		return Grant{}, fmt.Errorf("count activation tries: %w", err)
	} else if !ok {
		return Grant{}, ErrTooManyTries
	}
	if err := Verify(in.PublicKey, ActivateSaying, []byte(in.Code), in.Signature); err != nil {
		return Grant{}, err
	}
	now := s.clock.Now()
	var g Grant
	err := s.store.InTx(ctx, func(tx Tx) error {
		d, err := s.deviceFor(ctx, tx, in, now)
		if err != nil {
			return err
		}
		g, err = s.grant(ctx, tx, d, id.New(), now)
		return err
	})
	if err != nil {
		return Grant{}, fmt.Errorf("activate device: %w", err)
	}
	return g, nil
}

// deviceFor is the new device of an unused code, or the one that this key has made of it before.
func (s *Service) deviceFor(ctx context.Context, tx Tx, in ActivateInput, now time.Time) (Device, error) {
	d := Device{ID: ID(id.New()), PublicKey: in.PublicKey, Name: clip(in.Name, 80), CreatedAt: now}
	a, err := tx.UseActivation(ctx, hashCode(in.Code), now)
	isAgain := errors.Is(err, ErrCode)
	switch {
	case isAgain:
		a, d, err = tx.GetActivated(ctx, hashCode(in.Code), in.PublicKey, now)
	case err == nil:
		d.PersonID = a.PersonID
		err = tx.InsertDevice(ctx, d)
	}
	if err != nil {
		return Device{}, err
	}
	entry := audit.New(actorOf(d, a.Path), now, a.Path, "device.activated", "device:"+string(d.ID), string(d.PersonID)).
		Holding(map[string]any{"again": isAgain})
	return d, tx.Audit(ctx, entry)
}

// RefreshTokens rotates a refresh token, proven by the device's signature over RefreshSaying and the
// token. Using a used token ends its family and asks the station, unless it is the retry, within
// RetryGrace, of an answer that never arrived. It returns ErrToken, ErrSignature, ErrReused or ErrRevoked.
func (s *Service) RefreshTokens(ctx context.Context, token string, signature []byte, place string) (Grant, error) {
	if ok, err := s.limiter.Allow(ctx, "refresh:"+place, 30*TriesPerPlace, TriesWindow); err != nil {
		return Grant{}, fmt.Errorf("count refresh tries: %w", err)
	} else if !ok {
		return Grant{}, ErrTooManyTries
	}
	now := s.clock.Now()
	var g Grant
	var reused *Device
	err := s.store.InTx(ctx, func(tx Tx) error {
		r, err := tx.GetRefresh(ctx, hashToken(token))
		if err != nil {
			return err
		}
		d, err := s.checkRefresh(ctx, r, token, signature, now)
		if err != nil {
			return err
		}
		fresh, err := s.mayRotate(ctx, tx, r, now)
		if err != nil {
			return err
		}
		if !fresh {
			reused = &d
			return s.endFamily(ctx, tx, d, now)
		}
		g, err = s.grant(ctx, tx, d, r.FamilyID, now)
		if err != nil {
			return err
		}
		r.UsedAt, r.NextHash = now, hashToken(g.RefreshToken)
		return tx.PutRefresh(ctx, r)
	})
	if err != nil {
		return Grant{}, fmt.Errorf("refresh tokens: %w", err)
	}
	if reused != nil {
		s.cache.DropDevice(ctx, reused.ID)
		return Grant{}, ErrReused
	}
	return g, nil
}

func (s *Service) checkRefresh(ctx context.Context, r Refresh, token string, signature []byte, now time.Time) (Device, error) {
	d, err := s.store.Get(ctx, r.DeviceID)
	if err != nil {
		return Device{}, err
	}
	if err := Verify(d.PublicKey, RefreshSaying, []byte(token), signature); err != nil {
		return Device{}, err
	}
	switch {
	case !d.RevokedAt.IsZero() || !r.RevokedAt.IsZero():
		return Device{}, ErrRevoked
	case !r.ExpiresAt.After(now):
		return Device{}, ErrToken
	}
	return d, nil
}

// mayRotate reports whether r may be exchanged. A retry voids the successor that never arrived.
func (s *Service) mayRotate(ctx context.Context, tx Tx, r Refresh, now time.Time) (bool, error) {
	if r.UsedAt.IsZero() {
		return true, nil
	}
	if now.Sub(r.UsedAt) > RetryGrace {
		return false, nil
	}
	next, err := tx.GetRefresh(ctx, r.NextHash)
	if err != nil {
		return false, err
	}
	if !next.UsedAt.IsZero() {
		return false, nil
	}
	next.RevokedAt = now
	return true, tx.PutRefresh(ctx, next)
}

func (s *Service) endFamily(ctx context.Context, tx Tx, d Device, now time.Time) error {
	station, path, err := s.store.PersonPlace(ctx, d.PersonID)
	if err != nil {
		return err
	}
	if err := tx.Revoke(ctx, d.ID, now); err != nil {
		return err
	}
	a := alert.Alert{
		PersonID: d.PersonID, StationID: station, Path: path, Kind: alert.TokenReused, Severity: alert.Warning,
		SourceID: string(d.ID), Causes: []alert.Cause{{Code: "token_reused", At: now}},
	}
	if err := tx.RaiseAlert(ctx, a.Raised(now)); err != nil {
		return err
	}
	entry := audit.New(authz.SystemActor(), now, path, "device.revoked", "device:"+string(d.ID), string(d.PersonID)).Because("token_reused")
	return tx.Audit(ctx, entry)
}

func (s *Service) grant(ctx context.Context, tx Tx, d Device, family string, now time.Time) (Grant, error) {
	token, expires := newToken(), now.Add(AccessLife)
	r := Refresh{TokenHash: hashToken(token), DeviceID: d.ID, FamilyID: family, IssuedAt: now, ExpiresAt: now.Add(RefreshLife)}
	if err := tx.InsertRefresh(ctx, r); err != nil {
		return Grant{}, err
	}
	access, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{
		RegisteredClaims: jwt.RegisteredClaims{
			Subject: string(d.PersonID), IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(expires), Issuer: issuer,
		},
		DeviceID: string(d.ID),
	}).SignedString(s.secret)
	if err != nil {
		return Grant{}, fmt.Errorf("sign access token: %w", err)
	}
	return Grant{Device: d, AccessToken: access, AccessExpiresAt: expires, RefreshToken: token}, nil
}

const issuer = "diandao"

type claims struct {
	jwt.RegisteredClaims
	DeviceID string `json:"did"`
}

// Resolve tells which device and person act with an access token. It returns ErrToken, ErrExpired or ErrRevoked.
func (s *Service) Resolve(ctx context.Context, accessToken string) (authz.Actor, Device, error) {
	var c claims
	_, err := jwt.ParseWithClaims(accessToken, &c, func(*jwt.Token) (any, error) { return s.secret, nil },
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithIssuer(issuer),
		jwt.WithExpirationRequired(), jwt.WithTimeFunc(s.clock.Now))
	if errors.Is(err, jwt.ErrTokenExpired) {
		return authz.Actor{}, Device{}, ErrExpired
	}
	if err != nil {
		return authz.Actor{}, Device{}, ErrToken.With(err)
	}
	d, path, err := s.find(ctx, ID(c.DeviceID))
	if err != nil {
		return authz.Actor{}, Device{}, err
	}
	if !d.RevokedAt.IsZero() {
		return authz.Actor{}, Device{}, ErrRevoked
	}
	if string(d.PersonID) != c.Subject {
		return authz.Actor{}, Device{}, ErrToken
	}
	return actorOf(d, path), d, nil
}

func (s *Service) find(ctx context.Context, did ID) (Device, org.Path, error) {
	if d, path, ok := s.cache.GetDevice(ctx, did); ok {
		return d, path, nil
	}
	d, err := s.store.Get(ctx, did)
	if errors.Is(err, ErrNotFound) {
		return Device{}, "", ErrToken.With(err)
	}
	if err != nil {
		return Device{}, "", err
	}
	_, path, err := s.store.PersonPlace(ctx, d.PersonID)
	if err != nil {
		return Device{}, "", err
	}
	// Whoever is not in the cache was not seen for half a minute.
	if err := s.store.Touch(ctx, did, s.clock.Now()); err != nil {
		return Device{}, "", err
	}
	s.cache.PutDevice(ctx, d, path)
	return d, path, nil
}

// VerifySubmission checks that a check-in's bytes were signed by the device. It returns ErrSignature,
// ErrToken or ErrRevoked.
func (s *Service) VerifySubmission(ctx context.Context, deviceID string, payload, signature []byte) error {
	d, _, err := s.find(ctx, ID(deviceID))
	if err != nil {
		return err
	}
	if !d.RevokedAt.IsZero() {
		return ErrRevoked
	}
	return Verify(d.PublicKey, SubmissionSaying, payload, signature)
}

// List returns a person's devices, newest first, for staff within scope.
func (s *Service) List(ctx context.Context, actor authz.Actor, p person.ID) ([]Device, error) {
	_, path, err := s.store.PersonPlace(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := authz.Check(actor, authz.PersonRead, path); err != nil {
		return nil, err
	}
	return s.store.ListByPerson(ctx, p)
}

// Revoke signs a device out for good. Staff may revoke devices in their scope, a person their own.
func (s *Service) Revoke(ctx context.Context, actor authz.Actor, did ID) error {
	d, err := s.store.Get(ctx, did)
	if err != nil {
		return err
	}
	_, path, err := s.store.PersonPlace(ctx, d.PersonID)
	if err != nil {
		return err
	}
	if err := mayRevoke(actor, d, path); err != nil {
		return err
	}
	now := s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.Revoke(ctx, did, now); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, now, path, "device.revoked", "device:"+string(did), string(d.PersonID)))
	})
	if err != nil {
		return fmt.Errorf("revoke device: %w", err)
	}
	s.cache.DropDevice(ctx, did)
	return nil
}

func mayRevoke(actor authz.Actor, d Device, path org.Path) error {
	if actor.Role != authz.Self {
		return authz.Check(actor, authz.DeviceActivate, path)
	}
	if actor.PersonID != string(d.PersonID) {
		return authz.ErrForbidden
	}
	return nil
}

func actorOf(d Device, path org.Path) authz.Actor {
	return authz.Actor{Role: authz.Self, ID: string(d.PersonID), Scope: path, PersonID: string(d.PersonID), DeviceID: string(d.ID)}
}

const (
	codeAlphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ" // nothing that is mistaken for something else
	codeLen      = 10
)

// newCode returns ten characters of a 31-letter alphabet, 49 bits.
func newCode() string {
	out := make([]byte, 0, codeLen)
	buf := make([]byte, 1)
	for len(out) < codeLen {
		rand.Read(buf)
		if n := int(buf[0]); n < 256-256%len(codeAlphabet) {
			out = append(out, codeAlphabet[n%len(codeAlphabet)])
		}
	}
	return string(out)
}

// hashCode is the hash of a code as a person would type it: case, spaces and dashes don't matter.
func hashCode(code string) string {
	return hashToken("code:" + strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(code)))
}

func newToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

func hashToken(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

func clip(s string, runes int) string {
	s = strings.TrimSpace(strings.ToValidUTF8(s, ""))
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes])
}
