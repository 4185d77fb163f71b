// Package fence holds the named areas of a unit: where a person should be, or should not, and the boundaries of
// districts that maps show beneath them. A plan keeps a copy of the area it was made with; changing a fence
// changes no plan (docs/adr/0014-named-fences.md).
package fence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/org"
	"diandao/internal/page"
)

// ID identifies a fence.
type ID string

// Kind tells what an area is for.
type Kind string

// The kinds: something plans ask for; the boundary of a district, which maps draw as background.
const (
	Area     Kind = "fence"
	Boundary Kind = "boundary"
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Area, Boundary} }

// Shape is how an area is drawn.
type Shape string

// The shapes.
const (
	Circle  Shape = "circle"
	Polygon Shape = "polygon"
)

// Shapes lists every shape.
func Shapes() []Shape { return []Shape{Circle, Polygon} }

// Bounds.
const (
	MaxLive = 500 // fences of one unit that are not archived
	MaxName = 40  // characters
	MaxNote = 500 // characters
)

// Fence is a named area of a unit, for it and all below. Its area has no side: a plan says which one to keep.
type Fence struct {
	ID         ID
	UnitID     org.UnitID
	Path       org.Path
	Kind       Kind
	Name       string
	Note       string
	Area       geo.Fence
	Version    int // 1, 2, 3 …
	ArchivedAt time.Time
	UpdatedBy  string
	CreatedAt  time.Time
	UpdatedAt  time.Time
}

// Shape is the shape of its area.
func (f Fence) Shape() Shape {
	if f.Area.IsPolygon() {
		return Polygon
	}
	return Circle
}

// Print is the SHA-256, in hex, of the area: what the ledger keeps of where it lies.
func (f Fence) Print() string {
	b, err := json.Marshal(f.Area)
	if err != nil {
		return "" // no number that JSON lacks passes check
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Errors of this package.
var (
	ErrInvalid   = fault.New(fault.Invalid, "fence.invalid", "The fence is not complete, or its area is not sound.")
	ErrNotFound  = fault.New(fault.NotFound, "fence.not_found", "There is no such fence.")
	ErrChanged   = fault.New(fault.Conflict, "fence.changed", "This fence has been changed meanwhile; look again.")
	ErrNameTaken = fault.New(fault.Conflict, "fence.name_taken", "The unit has a fence of this name.")
	ErrTooMany   = fault.New(fault.Conflict, "fence.too_many", "A unit has at most 500 fences; archive some first.")
	ErrUnit      = fault.New(fault.Invalid, "fence.unit_invalid", "The fence needs a unit that exists.")
)

// Draft is what is written of a fence.
type Draft struct {
	UnitID org.UnitID
	Kind   Kind
	Name   string
	Note   string
	Area   geo.Fence
}

func (d Draft) trimmed() Draft {
	d.Name, d.Note = strings.TrimSpace(d.Name), strings.TrimSpace(d.Note)
	d.Area.Keep = ""
	if d.Area.IsPolygon() {
		d.Area = geo.Polygon(d.Area.Vertices)
	}
	return d
}

// check names every field that is wrong.
func (d Draft) check() error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	n := utf8.RuneCountInString(d.Name)
	check(n > 0 && n <= MaxName, "name", "required, at most 40 characters")
	check(utf8.RuneCountInString(d.Note) <= MaxNote, "note", "at most 500 characters")
	check(d.Kind == Area || d.Kind == Boundary, "kind", "fence or boundary")
	if p := d.Area.Problem(); p != "" {
		bad = append(bad, fault.Field{Path: "area", Reason: string(p)})
	}
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

// Filter narrows a list. Zero fields do not narrow.
type Filter struct {
	Kind       Kind
	Query      string // part of a name
	IsArchived bool   // those that were put away, else those that are live
}

// Store keeps fences.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Fence, error)
	// List returns fences of the unit at path, of those above it and, with below, of those below it, newest first
	// by (CreatedAt, ID).
	List(ctx context.Context, at org.Path, below bool, f Filter, p page.Request) ([]Fence, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// LiveNames returns the names of the unit's fences that are not archived. Until the transaction ends nobody
	// else adds one.
	LiveNames(ctx context.Context, unit org.UnitID) (map[string]bool, error)
	// InsertFence returns ErrNameTaken.
	InsertFence(ctx context.Context, f Fence) error
	// SetFence stores what a change changes if the stored version is the one before. It returns ErrChanged or
	// ErrNameTaken.
	SetFence(ctx context.Context, f Fence) error
	AfterCommit(fn func())
}
