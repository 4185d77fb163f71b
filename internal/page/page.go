// Package page holds keyset pagination: a cursor names the last row seen, so that rows inserted while
// somebody reads neither repeat nor hide others.
package page

import (
	"encoding/base64"
	"encoding/json"
	"time"

	"diandao/internal/fault"
)

// MaxLimit bounds a page; DefaultLimit is used when none is asked for.
const (
	MaxLimit     = 200
	DefaultLimit = 50
)

// ErrCursor is returned for a cursor that this server did not make.
var ErrCursor = fault.New(fault.Invalid, "page.cursor_invalid", "The page cursor is not valid; start again from the first page.")

// Cursor is the key of the last row of a page: an instant (or a text) and the row's id.
type Cursor struct {
	At   time.Time `json:"a,omitzero"`
	Text string    `json:"t,omitempty"`
	ID   string    `json:"i"`
}

// Request asks for the rows after a cursor. A zero After asks for the first page.
type Request struct {
	After Cursor
	Limit int
	// IsOldestFirst asks for what waits longest; lists of records are newest first.
	IsOldestFirst bool
}

// Rows returns the limit within [1, MaxLimit].
func (r Request) Rows() int {
	if r.Limit <= 0 {
		return DefaultLimit
	}
	return min(r.Limit, MaxLimit)
}

// Encode makes the opaque text of c.
func (c Cursor) Encode() string {
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// Parse reads a cursor made by Encode. The empty text is the zero cursor. It returns ErrCursor.
func Parse(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	if len(s) > 512 {
		return Cursor{}, ErrCursor
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return Cursor{}, ErrCursor.With(err)
	}
	var c Cursor
	if err := json.Unmarshal(b, &c); err != nil || c.ID == "" {
		return Cursor{}, ErrCursor.With(err)
	}
	return c, nil
}
