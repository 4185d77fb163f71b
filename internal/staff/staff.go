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
	"diandao/internal/page"
	"diandao/internal/person"
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
	// Sex is empty when not told. A woman's team needs a woman in it (社区矫正法 art. 25).
	Sex     person.Sex
	Version int // grows by one with every change but logins
	// MustChange: the password was handed out by somebody else, and opens nothing but the way to an own one.
	MustChange        bool
	PasswordExpiresAt time.Time // of a password that was handed out; zero for an own one
	LastLoginAt       time.Time
	// Issuer and Subject are the login of the identity provider that is this member's, empty before the first.
	Issuer, Subject string
}

// IsActive reports whether the member may sign in.
func (m Member) IsActive() bool { return m.DisabledAt.IsZero() }

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
	Via       Via
	Agent     string // browser and system in words, "Chrome 156, Windows"
}

// Via is how a session was opened.
type Via string

// The ways.
const (
	ByPassword Via = "password"
	BySSO      Via = "sso" // by the city's identity provider
)

// Vias lists every way.
func Vias() []Via { return []Via{ByPassword, BySSO} }

// SessionID names a session to those who may end it: half of its token's hash, from which nobody gets to the token.
type SessionID string

// ID is the session's name.
func (s Session) ID() SessionID { return SessionID(s.TokenHash[:min(sessionIDLen, len(s.TokenHash))]) }

const sessionIDLen = 32

// MustChangePassword reports whether the session opens nothing but the way to an own password.
func (s Session) MustChangePassword(m Member) bool { return m.MustChange && s.Via == ByPassword }

// From tells where a login comes from.
type From struct {
	Place string // network address, used only to bound tries
	Agent string // the header User-Agent
}

// Activity narrows a list to members who may or may not sign in.
type Activity string

// The kinds of activity.
const (
	Active   Activity = "active"
	Inactive Activity = "inactive"
)

// Activities lists them.
func Activities() []Activity { return []Activity{Active, Inactive} }

// Filter narrows a list of members. Its zero value finds all.
type Filter struct {
	Roles    []authz.Role
	Activity Activity
	Query    string // part of a name or username
}

// Session and password limits.
const (
	SessionLife    = 12 * time.Hour
	MaxPassword    = 128
	MinPassword    = 10
	LoginsPerName  = 10 // tries within LoginWindow
	LoginsPerPlace = 60
	LoginWindow    = 15 * time.Minute
	// FirstPasswordLife is how long a password that was handed out can be used.
	FirstPasswordLife = 7 * 24 * time.Hour
	// MaxSessions bounds a list of sessions.
	MaxSessions = 100
	MaxName     = 40 // characters
	MaxReason   = 500
)

// Errors of this package.
var (
	ErrCredentials  = fault.New(fault.Unauthenticated, "staff.credentials_wrong", "The username or the password is not right.")
	ErrTooManyTries = fault.New(fault.RateLimited, "staff.too_many_tries", "Too many tries. Wait 15 minutes, or ask your administrator.")
	ErrSession      = fault.New(fault.Unauthenticated, "staff.session_expired", "Your session has ended. Sign in again.")
	ErrPassword     = fault.New(fault.Invalid, "staff.password_weak", "A password has 10 to 128 characters.")
	ErrNotFound     = fault.New(fault.NotFound, "staff.not_found", "There is no such staff member.")

	ErrPasswordCommon   = fault.New(fault.Invalid, "staff.password_common", "This password is one of the first that others would try, or has the username in it. Choose another.")
	ErrPasswordOld      = fault.New(fault.Invalid, "staff.password_wrong", "The password you have used until now is not right.")
	ErrPasswordSame     = fault.New(fault.Invalid, "staff.password_same", "Choose a password other than the one you have used until now.")
	ErrPasswordExpired  = fault.New(fault.Unauthenticated, "staff.password_expired", "This first password is over. Ask whoever gave it to you for a new one.")
	ErrPasswordRequired = fault.New(fault.Forbidden, "staff.password_change_required", "Choose a password of your own first.")
	ErrUsernameTaken    = fault.New(fault.Conflict, "staff.username_taken", "Another staff member has this username.")
	ErrUsername         = fault.New(fault.Invalid, "staff.username_invalid", "A username has 2 to 64 small letters, digits and . _ @ -, and begins with a letter or digit.")
	ErrMember           = fault.New(fault.Invalid, "staff.invalid", "The staff member's details are not valid.")
	ErrReason           = fault.New(fault.Invalid, "staff.reason_needed", "Give a reason of at most 500 characters.")
	ErrRole             = fault.New(fault.Forbidden, "staff.role_above", "Your role does not allow you to give or manage this role.")
	ErrSelf             = fault.New(fault.Forbidden, "staff.self", "Nobody changes their own role or unit, or deactivates themselves. Ask somebody else who may.")
	ErrLastAdmin        = fault.New(fault.Conflict, "staff.last_admin", "This is the last active administrator here. Appoint another one first.")
	ErrChanged          = fault.New(fault.Conflict, "staff.changed", "Somebody else has changed this staff member meanwhile. Look again.")
	ErrSSOUnknown       = fault.New(fault.Forbidden, "staff.sso_unknown", "Nobody here belongs to this login. Ask your administrator to add you under the same username, or, when your login at the provider was made anew, to unlink the old one.")
	ErrSSOInactive      = fault.New(fault.Forbidden, "staff.sso_inactive", "This staff member is deactivated. Ask your administrator.")
)

// Store keeps members and sessions.
type Store interface {
	// GetByUsername returns ErrNotFound when nobody has the name.
	GetByUsername(ctx context.Context, username string) (Member, error)
	// Get returns ErrNotFound when there is no such member.
	Get(ctx context.Context, id ID) (Member, error)
	// GetSession returns ErrSession when there is none.
	GetSession(ctx context.Context, tokenHash string) (Session, error)
	// GetBySubject returns the member whom a login of an identity provider belongs to. It returns ErrNotFound.
	GetBySubject(ctx context.Context, issuer, subject string) (Member, error)
	// List returns members within scope by username, after the cursor's Text.
	List(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Member, error)
	// ListSessions returns the member's sessions that end after now, newest first, at most MaxSessions.
	ListSessions(ctx context.Context, id ID, now time.Time) ([]Session, error)
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
	// InTx runs fn in one transaction.
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	InsertMember(ctx context.Context, m Member) error
	InsertSession(ctx context.Context, s Session) error
	DeleteSession(ctx context.Context, tokenHash string) error
	// LockMember returns a member whom nobody else changes until the end of the transaction. It returns ErrNotFound.
	LockMember(ctx context.Context, id ID) (Member, error)
	// LockAdmins returns the active administrators whose scope holds the unit at path, locked like LockMember.
	LockAdmins(ctx context.Context, path org.Path) ([]ID, error)
	// UpdateMember stores m as version m.Version if the stored one is the one before. It returns ErrChanged, ErrSSOUnknown
	// when another member has the login of the identity provider.
	UpdateMember(ctx context.Context, m Member) error
	// NoteLogin keeps when an active member of that version signed in, and reports whether there is one.
	NoteLogin(ctx context.Context, id ID, version int, at time.Time) (bool, error)
	// DeleteSessions ends sessions of a member: the one of that name, or all but the one with the hash except. It
	// returns the hashes of those that were there.
	DeleteSessions(ctx context.Context, id ID, only SessionID, except string) ([]string, error)
}

// Limiter bounds tries. Allow reports whether one more is allowed for key within the window, counting it.
type Limiter interface {
	Allow(ctx context.Context, key string, limit int, window time.Duration) (bool, error)
}

// SessionCache stands in front of the store. A miss or an error falls through to SQL.
type SessionCache interface {
	GetSession(ctx context.Context, tokenHash string) (Session, Member, bool)
	PutSession(ctx context.Context, s Session, m Member)
	// EndSession forgets a session for good: whoever read it from the store just before can't put it back.
	EndSession(ctx context.Context, tokenHash string)
	// DropSession forgets what is known of a session that goes on.
	DropSession(ctx context.Context, tokenHash string)
}
