// Package staff holds the people who supervise: officers, supervisors, social workers, volunteers,
// specialists, procurators and administrators, their scope in the tree of units, and their login.
package staff

import (
	"context"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// ID identifies a staff member.
type ID string

// Member is one staff member.
type Member struct {
	ID           ID
	Username     string // lower case, unique
	Name         string
	Role         authz.Role
	UnitID       org.UnitID
	Path         org.Path // the scope
	PasswordHash string   // Argon2id, PHC string
	DisabledAt   time.Time
	CreatedAt    time.Time
}

// Actor is the member as an actor.
func (m Member) Actor() authz.Actor {
	return authz.Actor{Role: m.Role, ID: string(m.ID), Scope: m.Path}
}

// Session is a login of a member in one browser. TokenHash is the SHA-256 of the cookie's value; the
// value itself is nowhere kept.
type Session struct {
	TokenHash string
	MemberID  ID
	CSRF      string // sent back by the browser as a header with every write
	CreatedAt time.Time
	ExpiresAt time.Time // absolute, 12 h
}

// Session and password limits.
const (
	SessionLife    = 12 * time.Hour
	MaxPassword    = 128
	MinPassword    = 10
	LoginsPerName  = 10 // tries within LoginWindow
	LoginsPerPlace = 60
	LoginWindow    = 15 * time.Minute
)

// Errors of this package.
var (
	ErrCredentials  = fault.New(fault.Unauthenticated, "staff.credentials_wrong", "The username or the password is not right.")
	ErrTooManyTries = fault.New(fault.RateLimited, "staff.too_many_tries", "Too many tries. Wait 15 minutes, or ask your administrator.")
	ErrSession      = fault.New(fault.Unauthenticated, "staff.session_expired", "Your session has ended. Sign in again.")
	ErrPassword     = fault.New(fault.Invalid, "staff.password_weak", "A password has 10 to 128 characters.")
	ErrNotFound     = fault.New(fault.NotFound, "staff.not_found", "There is no such staff member.")
)

// Store keeps members and sessions.
type Store interface {
	// GetByUsername returns ErrNotFound when nobody has the name.
	GetByUsername(ctx context.Context, username string) (Member, error)
	// Get returns ErrNotFound when there is no such member.
	Get(ctx context.Context, id ID) (Member, error)
	// GetSession returns ErrSession when there is none.
	GetSession(ctx context.Context, tokenHash string) (Session, error)
	// InTx runs fn in one transaction.
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	InsertMember(ctx context.Context, m Member) error
	InsertSession(ctx context.Context, s Session) error
	DeleteSession(ctx context.Context, tokenHash string) error
}

// Limiter bounds tries. Allow reports whether one more is allowed for key within the window, counting it.
type Limiter interface {
	Allow(ctx context.Context, key string, limit int, window time.Duration) (bool, error)
}

// SessionCache stands in front of the store. A miss or an error falls through to SQL.
type SessionCache interface {
	GetSession(ctx context.Context, tokenHash string) (Session, Member, bool)
	PutSession(ctx context.Context, s Session, m Member)
	DropSession(ctx context.Context, tokenHash string)
}
