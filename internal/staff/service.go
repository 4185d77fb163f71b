package staff

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
)

// Service is the login of staff members.
type Service struct {
	store   Store
	cache   SessionCache
	limiter Limiter
	clock   clock.Clock
	// decoy is compared when nobody has the name, so that a wrong name costs the same time as a wrong password.
	decoy string
}

// New returns a service. It hashes one random password, which takes some tens of milliseconds.
func New(store Store, cache SessionCache, limiter Limiter, c clock.Clock) (*Service, error) {
	decoy, err := HashPassword(rand.Text())
	if err != nil {
		return nil, err
	}
	return &Service{store: store, cache: cache, limiter: limiter, clock: c, decoy: decoy}, nil
}

// HashPassword returns the Argon2id hash (RFC 9106; 19 MiB, 2 passes, 1 lane) as a PHC string. It returns ErrPassword.
func HashPassword(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword {
		return "", ErrPassword
	}
	params := &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	hash, err := argon2id.CreateHash(password, params)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash, nil
}

// Login opens a session for the member with this name and password and returns the cookie's value with
// it. It returns ErrCredentials, ErrPasswordExpired or ErrTooManyTries.
func (s *Service) Login(ctx context.Context, username, password string, from From) (token string, se Session, m Member, err error) {
	username = strings.ToLower(strings.TrimSpace(username))
	if err := s.allowTry(ctx, username, from.Place); err != nil {
		return "", Session{}, Member{}, err
	}
	m, err = s.authenticate(ctx, username, password)
	if err != nil {
		return "", Session{}, Member{}, err
	}
	if end := m.PasswordExpiresAt; !end.IsZero() && !end.After(s.clock.Now()) {
		return "", Session{}, Member{}, ErrPasswordExpired
	}
	token, se = s.newSession(m, ByPassword, from)
	err = s.store.InTx(ctx, func(tx Tx) error { return s.openSession(ctx, tx, se, m) })
	if err != nil {
		return "", Session{}, Member{}, fmt.Errorf("open session: %w", err)
	}
	s.cache.PutSession(ctx, se, m)
	return token, se, m, nil
}

func (s *Service) newSession(m Member, via Via, from From) (token string, se Session) {
	now := s.clock.Now()
	token = newToken()
	return token, Session{
		TokenHash: HashToken(token), MemberID: m.ID, CSRF: newToken(), CreatedAt: now, ExpiresAt: now.Add(SessionLife), Via: via, Agent: DescribeAgent(from.Agent),
	}
}

// openSession refuses a member who was changed since they were read: a session never outlives what ended the others.
func (s *Service) openSession(ctx context.Context, tx Tx, se Session, m Member) error {
	same, err := tx.NoteLogin(ctx, m.ID, m.Version, se.CreatedAt)
	if err != nil {
		return err
	}
	if !same {
		return ErrCredentials
	}
	if err := tx.InsertSession(ctx, se); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(m.Actor(), se.CreatedAt, m.Path, "staff.signed_in", subjectOf(m.ID), "").Holding(map[string]any{"via": se.Via}))
}

func subjectOf(id ID) string { return "staff:" + string(id) }

func (s *Service) allowTry(ctx context.Context, username, place string) error {
	byName, err := s.limiter.Allow(ctx, "login:name:"+HashToken(username), LoginsPerName, LoginWindow)
	if err != nil {
		return fmt.Errorf("count login tries: %w", err)
	}
	byPlace, err := s.limiter.Allow(ctx, "login:place:"+place, LoginsPerPlace, LoginWindow)
	if err != nil {
		return fmt.Errorf("count login tries: %w", err)
	}
	if !byName || !byPlace {
		return ErrTooManyTries
	}
	return nil
}

func (s *Service) authenticate(ctx context.Context, username, password string) (Member, error) {
	m, err := s.store.GetByUsername(ctx, username)
	known := err == nil && m.DisabledAt.IsZero()
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Member{}, fmt.Errorf("find member: %w", err)
	}
	hash := s.decoy
	if known {
		hash = m.PasswordHash
	}
	if utf8.RuneCountInString(password) > MaxPassword {
		return Member{}, ErrCredentials
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return Member{}, fmt.Errorf("compare password: %w", err)
	}
	if !ok || !known {
		return Member{}, ErrCredentials
	}
	return m, nil
}

// Resolve returns the session and member behind a cookie's value. It returns ErrSession when the
// session is unknown or has ended, or the member is disabled.
func (s *Service) Resolve(ctx context.Context, token string) (Session, Member, error) {
	if len(token) != tokenLen {
		return Session{}, Member{}, ErrSession
	}
	hash, now := HashToken(token), s.clock.Now()
	if se, m, ok := s.cache.GetSession(ctx, hash); ok && se.ExpiresAt.After(now) {
		return se, m, nil
	}
	se, err := s.store.GetSession(ctx, hash)
	if err != nil {
		return Session{}, Member{}, err
	}
	if !se.ExpiresAt.After(now) {
		return Session{}, Member{}, ErrSession
	}
	m, err := s.store.Get(ctx, se.MemberID)
	if err != nil {
		return Session{}, Member{}, fmt.Errorf("session's member: %w", err)
	}
	if !m.DisabledAt.IsZero() {
		return Session{}, Member{}, ErrSession
	}
	s.cache.PutSession(ctx, se, m)
	return se, m, nil
}

// Logout ends the session behind a cookie's value. An unknown session is no error.
func (s *Service) Logout(ctx context.Context, actor authz.Actor, token string) error {
	hash := HashToken(token)
	err := s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.DeleteSession(ctx, hash); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, s.clock.Now(), actor.Scope, "staff.signed_out", "staff:"+actor.ID, ""))
	})
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	s.cache.EndSession(ctx, hash)
	return nil
}

// Add creates a member with a password and returns it with its id. It returns ErrPassword.
func (s *Service) Add(ctx context.Context, actor authz.Actor, m Member, password string) (Member, error) {
	hash, err := HashPassword(password)
	if err != nil {
		return Member{}, err
	}
	m.ID, m.PasswordHash, m.CreatedAt, m.Version = ID(id.New()), hash, s.clock.Now(), 1
	m.Username = strings.ToLower(strings.TrimSpace(m.Username))
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertMember(ctx, m); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(actor, m.CreatedAt, m.Path, "staff.added", subjectOf(m.ID), ""))
	})
	if err != nil {
		return Member{}, fmt.Errorf("add member: %w", err)
	}
	return m, nil
}

const tokenLen = 43 // 32 bytes in unpadded base64url

func newToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// HashToken is the SHA-256 of a token in hex, which is what stores and caches keep.
func HashToken(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}
