package httpapi

import (
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/page"
)

// Nullable is an object or null. Huma itself describes nullable scalars only.
type Nullable[T any] struct{ Value *T }

// Some is a Nullable that holds v.
func Some[T any](v T) Nullable[T] { return Nullable[T]{Value: &v} }

// MarshalJSON writes the object or null.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return json.Marshal(n.Value) }

// UnmarshalJSON reads the object or null.
func (n *Nullable[T]) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &n.Value) }

// Schema describes either.
func (Nullable[T]) Schema(r huma.Registry) *huma.Schema {
	t := reflect.TypeFor[T]()
	return &huma.Schema{AnyOf: []*huma.Schema{r.Schema(t, true, t.Name()), {Type: "null"}}}
}

// EnumSchema describes a string that is one of values.
func EnumSchema[E ~string](values []E) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// At is t for the wire: UTC, or null when zero.
func At(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// Date is the calendar day of a date kept as UTC midnight.
func Date(t time.Time) string { return t.UTC().Format(time.DateOnly) }

// Map converts each element and never returns nil, so that an empty list is [] on the wire.
func Map[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

// Paging is the query of every list.
type Paging struct {
	Cursor string `query:"cursor" maxLength:"512" doc:"next_cursor of the page before; empty for the first page"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// Request reads the query. It returns page.ErrCursor.
func (p Paging) Request() (page.Request, error) {
	after, err := page.Parse(p.Cursor)
	return page.Request{After: after, Limit: p.Limit}, err
}

// List is one page of anything.
type List[T any] struct {
	Items      []T     `json:"items" nullable:"false"`
	NextCursor *string `json:"next_cursor" doc:"null on the last page"`
}

// NewList makes a page of rows that were asked for with req; a full page has a cursor to the next.
func NewList[A, B any](rows []A, req page.Request, convert func(A) B, key func(A) page.Cursor) List[B] {
	l := List[B]{Items: Map(rows, convert)}
	if len(rows) > 0 && len(rows) >= req.Rows() {
		next := key(rows[len(rows)-1]).Encode()
		l.NextCursor = &next
	}
	return l
}

// All is a List without further pages.
func All[A, B any](rows []A, convert func(A) B) List[B] { return List[B]{Items: Map(rows, convert)} }

// Body is an answer that is JSON only.
type Body[T any] struct{ Body T }

// OK wraps v as an answer.
func OK[T any](v T) *Body[T] { return &Body[T]{Body: v} }
