package evidence

import (
	"context"
	"time"

	"diandao/internal/person"
)

// MaxChunk bounds one chunk of a spool, in bytes.
const MaxChunk = 1 << 20

// SpoolHead says what a spool is for. It is kept in the clear and holds ids alone.
type SpoolHead struct {
	ID        string    `json:"id"`
	PersonID  person.ID `json:"person_id"` // whose key seals it
	SubjectID string    `json:"subject_id"`
	CreatedAt time.Time `json:"created_at"`
}

// Spools keep what grows for a while before it becomes an object: sealed with the person's key from the first
// byte, and still there after a crash.
type Spools interface {
	// OpenSpool begins one, which nobody else can take until it is closed or its process has ended.
	OpenSpool(ctx context.Context, head SpoolHead) (Spool, error)
	// TakeAbandoned takes over a spool that nobody holds, nil when there is none. What can't be read by
	// anybody any more, because the person's key was destroyed, is removed on the way.
	TakeAbandoned(ctx context.Context) (Spool, error)
}

// Spool is one such file. It belongs to one goroutine at a time.
type Spool interface {
	Head() SpoolHead
	// Append seals a chunk of at most MaxChunk bytes and makes it durable.
	Append(chunk []byte) error
	// Read hands the chunks to fn, in their order. A chunk that a crash cut off ends it; one that was changed
	// is ErrDamaged.
	Read(fn func(chunk []byte) error) error
	// SetAside keeps a spool that was changed for people to look at, and out of the way of TakeAbandoned.
	SetAside() error
	// Remove takes the spool away.
	Remove() error
	// Close lets go of a spool that stays, for TakeAbandoned.
	Close() error
}
