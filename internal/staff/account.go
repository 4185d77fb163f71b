package staff

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"diandao/internal/audit"
)

// Account returns the member of a session with all their sessions.
func (s *Service) Account(ctx context.Context, m Member) (File, error) {
	m, err := s.store.Get(ctx, m.ID) // a cached one may be of before
	if err != nil {
		return File{}, err
	}
	return s.fileOf(ctx, m.Actor(), m)
}

// ChangePassword sets a member's own password; the session it is done in goes on, all others end. Where the new one is
// in force already it is not written again, since whoever was not answered the first time asks again; the others end all
// the same. It returns ErrTooManyTries, ErrPasswordOld, ErrPasswordSame, ErrPassword or ErrPasswordCommon.
func (s *Service) ChangePassword(ctx context.Context, se Session, old, password string) error {
	if err := s.allowOwn(ctx, se.MemberID); err != nil {
		return err
	}
	m, err := s.store.Get(ctx, se.MemberID)
	if err != nil {
		return err
	}
	if err := checkOwn(m, old, password); err != nil {
		if !errors.Is(err, ErrPasswordOld) {
			return err
		}
		if err := s.whetherInForce(ctx, m, password); err != nil {
			return err
		}
		return s.endSessions(ctx, m.Actor(), m, "", se.TokenHash)
	}
	hash, err := HashPassword(password)
	if err != nil {
		return err
	}
	var ended []string
	err = s.store.InTx(ctx, func(tx Tx) error {
		m.PasswordHash, m.MustChange = hash, false
		m.Version++
		m.PasswordExpiresAt = time.Time{}
		if err := tx.UpdateMember(ctx, m); err != nil {
			return err
		}
		if ended, err = tx.DeleteSessions(ctx, m.ID, "", se.TokenHash); err != nil {
			return err
		}
		return tx.Audit(ctx, audit.New(m.Actor(), s.clock.Now(), m.Path, "staff.password_changed", subjectOf(m.ID), "").Holding(map[string]any{"sessions": len(ended)}))
	})
	if err != nil {
		return fmt.Errorf("change password: %w", err)
	}
	s.forget(ctx, ended)
	s.cache.DropSession(ctx, se.TokenHash)
	return nil
}

// allowOwn counts a look at whether something is a member's password.
func (s *Service) allowOwn(ctx context.Context, id ID) error {
	ok, err := s.limiter.Allow(ctx, "password:"+string(id), LoginsPerName, LoginWindow)
	if err != nil {
		return fmt.Errorf("count password tries: %w", err)
	}
	if !ok {
		return ErrTooManyTries
	}
	return nil
}

// whetherInForce returns nil when a password is the member's own one already. It counts as another try: who has a
// session guesses no faster by it. It returns ErrTooManyTries or ErrPasswordOld.
func (s *Service) whetherInForce(ctx context.Context, m Member, password string) error {
	if m.MustChange || utf8.RuneCountInString(password) > MaxPassword {
		return ErrPasswordOld
	}
	if err := s.allowOwn(ctx, m.ID); err != nil {
		return err
	}
	if ok, err := argon2id.ComparePasswordAndHash(password, m.PasswordHash); err != nil || !ok {
		return ErrPasswordOld
	}
	return nil
}

// checkOwn checks that old is the member's password and the new one is sound.
func checkOwn(m Member, old, password string) error {
	if utf8.RuneCountInString(old) > MaxPassword {
		return ErrPasswordOld
	}
	ok, err := argon2id.ComparePasswordAndHash(old, m.PasswordHash)
	if err != nil {
		return fmt.Errorf("compare password: %w", err)
	}
	if !ok {
		return ErrPasswordOld
	}
	if password == old {
		return ErrPasswordSame
	}
	return CheckPassword(m.Username, password)
}

// EndOwnSessions ends one of a member's own sessions, or all others when only is empty.
func (s *Service) EndOwnSessions(ctx context.Context, se Session, m Member, only SessionID) error {
	except := ""
	if only == "" {
		except = se.TokenHash
	}
	return s.endSessions(ctx, m.Actor(), m, only, except)
}

// Identity is a login that an identity provider has vouched for.
type Identity struct {
	Issuer   string
	Subject  string // the provider's own name for the login, which never changes
	Username string // by which a member is found at the first login only; may be empty
}

// LoginAs opens a session for the member whom the login belongs to. At the first login that is the one with the
// username, who keeps it from then on. It returns ErrSSOUnknown or ErrSSOInactive.
func (s *Service) LoginAs(ctx context.Context, who Identity, from From) (token string, se Session, m Member, err error) {
	m, err = s.belongsTo(ctx, who)
	if err != nil {
		return "", Session{}, Member{}, err
	}
	if !m.IsActive() {
		return "", Session{}, Member{}, ErrSSOInactive
	}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if m.Subject == "" {
			if err := s.link(ctx, tx, &m, who); err != nil {
				return err
			}
		}
		token, se = s.newSession(m, BySSO, from)
		return s.openSession(ctx, tx, se, m)
	})
	if err != nil {
		return "", Session{}, Member{}, fmt.Errorf("open session: %w", err)
	}
	s.cache.PutSession(ctx, se, m)
	return token, se, m, nil
}

func (s *Service) belongsTo(ctx context.Context, who Identity) (Member, error) {
	m, err := s.store.GetBySubject(ctx, who.Issuer, who.Subject)
	if err == nil || !errors.Is(err, ErrNotFound) {
		return m, err
	}
	m, err = s.store.GetByUsername(ctx, strings.ToLower(strings.TrimSpace(who.Username)))
	if errors.Is(err, ErrNotFound) {
		return Member{}, ErrSSOUnknown
	}
	if err == nil && m.Subject != "" { // the provider has given the name to somebody else
		return Member{}, ErrSSOUnknown
	}
	return m, err
}

func (s *Service) link(ctx context.Context, tx Tx, m *Member, who Identity) error {
	m.Issuer, m.Subject = who.Issuer, who.Subject
	m.Version++
	if err := tx.UpdateMember(ctx, *m); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(m.Actor(), s.clock.Now(), m.Path, "staff.linked", subjectOf(m.ID), ""))
}
