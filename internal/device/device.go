// Package device holds a supervised person's phones: how one is activated with a code from the officer,
// the public half of the key pair that the phone made (its private half never leaves the phone), and the
// tokens by which it stays signed in. A phone signs what it submits; nobody else can submit for it.
package device

import (
	"context"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"math/big"
	"time"

	"diandao/internal/alert"
	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// ID identifies a device.
type ID string

// Device is an activated phone or browser of one person.
type Device struct {
	ID        ID
	PersonID  person.ID
	PublicKey []byte // SubjectPublicKeyInfo, DER, P-256
	Name      string // as the phone describes itself: "Android 13, Chrome 120"
	CreatedAt time.Time
	RevokedAt time.Time
}

// Activation is a code that an officer gave to a person. Only its SHA-256 is kept.
type Activation struct {
	CodeHash  string
	PersonID  person.ID
	Path      org.Path
	CreatedBy string // staff id
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    time.Time
}

// Refresh is one refresh token of a family that began with an activation. Each is used once; using a
// used one ends the family, unless it is the retry of an answer that got lost.
type Refresh struct {
	TokenHash string
	DeviceID  ID
	FamilyID  string
	IssuedAt  time.Time
	ExpiresAt time.Time
	UsedAt    time.Time // zero while unused
	RevokedAt time.Time
	NextHash  string // token that replaced it
}

// Lives and limits.
const (
	ActivationLife   = 24 * time.Hour
	AccessLife       = 10 * time.Minute
	RefreshLife      = 60 * 24 * time.Hour
	RetryGrace       = 24 * time.Hour // a used token may come again while its successor is unused: of a closed app the next try is hours later
	TriesPerPlace    = 20
	TriesWindow      = 15 * time.Minute
	SignatureBytes   = 64 // r ‖ s, IEEE P1363, as WebCrypto makes it
	RefreshSaying    = "diandao.refresh.v1\n"
	ActivateSaying   = "diandao.activate.v1\n"
	SubmissionSaying = "diandao.submission.v1\n"
)

// Errors of this package.
var (
	ErrCode         = fault.New(fault.Invalid, "device.code_invalid", "This code is not valid. Ask your officer for a new one.")
	ErrKey          = fault.New(fault.Invalid, "device.key_invalid", "The device key must be an ECDSA P-256 public key.")
	ErrSignature    = fault.New(fault.Unauthenticated, "device.signature_invalid", "The signature does not fit this device's key.")
	ErrToken        = fault.New(fault.Unauthenticated, "device.token_invalid", "This device is not signed in.")
	ErrExpired      = fault.New(fault.Unauthenticated, "device.token_expired", "The access token has ended; refresh it.")
	ErrReused       = fault.New(fault.Unauthenticated, "device.token_reused", "This sign-in was used twice. Ask your officer for a new code.")
	ErrRevoked      = fault.New(fault.Unauthenticated, "device.revoked", "This device was signed out. Ask your officer for a new code.")
	ErrNotFound     = fault.New(fault.NotFound, "device.not_found", "There is no such device.")
	ErrTooManyTries = fault.New(fault.RateLimited, "device.too_many_tries", "Too many tries. Wait 15 minutes.")
)

// Store keeps devices, codes and refresh tokens.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Device, error)
	// ListByPerson returns all devices of a person, newest first, revoked ones included.
	ListByPerson(ctx context.Context, p person.ID) ([]Device, error)
	// PersonPlace returns the person's station and its path. It returns person.ErrNotFound.
	PersonPlace(ctx context.Context, p person.ID) (org.UnitID, org.Path, error)
	// Touch notes that the device was seen at now.
	Touch(ctx context.Context, id ID, now time.Time) error
	// PutReport keeps what a device says of itself at now, unless what it said after the given instant is the
	// same about notices.
	PutReport(ctx context.Context, id ID, r Report, now, after time.Time) error
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	alert.Writer
	InsertActivation(ctx context.Context, a Activation) error
	// UseActivation marks the code used if it is unused and not expired at now, and returns it. It returns ErrCode.
	UseActivation(ctx context.Context, codeHash string, now time.Time) (Activation, error)
	// GetActivated returns a code that was used and has not expired at now, with the device that is not revoked
	// and that this key made of it. It returns ErrCode.
	GetActivated(ctx context.Context, codeHash string, publicKey []byte, now time.Time) (Activation, Device, error)
	InsertDevice(ctx context.Context, d Device) error
	// Revoke sets RevokedAt of the device if it has none, and of all its refresh tokens.
	Revoke(ctx context.Context, id ID, now time.Time) error
	InsertRefresh(ctx context.Context, r Refresh) error
	// GetRefresh reads a token and locks it for this transaction. It returns ErrToken.
	GetRefresh(ctx context.Context, tokenHash string) (Refresh, error)
	// PutRefresh stores UsedAt, RevokedAt and NextHash of r.
	PutRefresh(ctx context.Context, r Refresh) error
}

// ParsePublicKey reads a SubjectPublicKeyInfo in DER. It returns ErrKey for anything but P-256.
func ParsePublicKey(der []byte) (*ecdsa.PublicKey, error) {
	if len(der) > 256 {
		return nil, ErrKey
	}
	k, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, ErrKey.With(err)
	}
	pub, ok := k.(*ecdsa.PublicKey)
	if !ok || pub.Curve.Params().BitSize != 256 || pub.Curve.Params().Name != "P-256" {
		return nil, ErrKey
	}
	return pub, nil
}

// Verify checks an ECDSA P-256 SHA-256 signature (r ‖ s, 64 bytes) over saying followed by message. The
// saying keeps a signature made for one purpose from being used for another. It returns ErrSignature.
func Verify(publicKey []byte, saying string, message, signature []byte) error {
	pub, err := ParsePublicKey(publicKey)
	if err != nil {
		return err
	}
	if len(signature) != SignatureBytes {
		return ErrSignature
	}
	h := sha256.New()
	h.Write([]byte(saying))
	h.Write(message)
	r, s := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	if !ecdsa.Verify(pub, h.Sum(nil), r, s) {
		return ErrSignature
	}
	return nil
}
