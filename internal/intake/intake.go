// Package intake brings many persons into the system at once, from a spreadsheet that another system wrote.
// A file is read and judged without anything being kept of it; its sound lines are then added in batches, each
// in one transaction, and each line of an import once, whatever is sent again. The file stays with whoever
// brought it: what is kept of an import is who began it, the hash of the file, and which line became which person.
package intake

import (
	"context"
	"time"

	"diandao/internal/audit"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Bounds of a file and of a batch.
const (
	MaxBytes     = 5 << 20
	MaxLines     = 5000
	MaxCell      = 200 // characters
	MaxColumns   = 60
	BatchLines   = 200
	MaxUnzipped  = 64 << 20           // of a workbook
	ResumeWithin = 7 * 24 * time.Hour // after it was begun
)

// Errors of this package.
var (
	ErrFormat    = fault.New(fault.Invalid, "intake.format", "This is neither CSV nor XLSX, or the file is damaged.")
	ErrEncoding  = fault.New(fault.Invalid, "intake.encoding", "The text is neither UTF-8 nor GB18030.")
	ErrTooLarge  = fault.New(fault.TooLarge, "intake.too_large", "The file is larger than 5 MB.")
	ErrTooMany   = fault.New(fault.Invalid, "intake.too_many", "The file has more than 5,000 lines. Divide it.")
	ErrEmpty     = fault.New(fault.Invalid, "intake.empty", "The file has no line beneath its headings.")
	ErrColumns   = fault.New(fault.Invalid, "intake.columns", "The columns are not valid: each once, each in the file.")
	ErrBatch     = fault.New(fault.Invalid, "intake.batch", "A batch has 1 to 200 lines, each once, with numbers from 1 on.")
	ErrFile      = fault.New(fault.Invalid, "intake.file", "An import is named by the hash of its file and how many lines it is to add.")
	ErrNotFound  = fault.New(fault.NotFound, "intake.not_found", "There is no such import.")
	ErrEnded     = fault.New(fault.Conflict, "intake.ended", "This import has ended. Check the file again.")
	ErrUnsettled = fault.New(fault.Conflict, "intake.unsettled", "Somebody else is enrolling persons with the same numbers. Try again.")
)

// Field is what a column can hold.
type Field string

// The fields.
const (
	Station  Field = "station"
	Name     Field = "name"
	Number   Field = "number"
	Sex      Field = "sex"
	BornOn   Field = "born_on"
	Category Field = "category"
	Level    Field = "level"
	Phone    Field = "phone"
	TermFrom Field = "term_from"
	TermTo   Field = "term_to"
)

// Fields lists every field in the order in which they are shown.
func Fields() []Field {
	return []Field{Station, Name, Number, Sex, BornOn, Category, Level, Phone, TermFrom, TermTo}
}

// Needed reports whether nobody can be enrolled without f. The station may be left out where there is only one.
func (f Field) Needed() bool { return f != Phone && f != Station }

func (f Field) isDate() bool { return f == BornOn || f == TermFrom || f == TermTo }

// Reason tells why a line can't be added.
type Reason string

// The reasons.
const (
	Missing   Reason = "missing"
	TooLong   Reason = "too_long"
	BadDate   Reason = "bad_date"      // no date, or one that can't be
	NoStation Reason = "no_station"    // no station of this name within one's scope
	TwoNamed  Reason = "two_stations"  // several stations of this name: with the district before it, it is one
	BadWord   Reason = "unknown_word"  // not one of the words of the field
	BadPhone  Reason = "bad_phone"     // not a telephone number
	Rounded   Reason = "rounded"       // a spreadsheet has cut digits off
	Repeated  Reason = "repeated"      // another line before it has the number
	Taken     Reason = "taken"         // somebody in the system has the number
	Minor     Reason = "minor"         // under 18: enrolled one by one, with the protection this needs
	Reversed  Reason = "term_reversed" // the term ends before it begins
)

// Reasons lists every reason.
func Reasons() []Reason {
	return []Reason{Missing, TooLong, BadDate, NoStation, TwoNamed, BadWord, BadPhone, Rounded, Repeated, Taken, Minor, Reversed}
}

// Problem is why a line can't be added.
type Problem struct {
	Field  Field
	Reason Reason
}

// Line is one line of a file: its number in the file, counted from 1 with the headings, and its texts.
type Line struct {
	Number int
	Values map[Field]string
}

// Judged is a line with the person it makes, or with what is wrong with it.
type Judged struct {
	Line
	Person   person.Person // without ID; sound when there are no problems
	Problems []Problem
}

// ID identifies an import.
type ID string

// Import is one file on its way in.
type Import struct {
	ID        ID
	ByID      string   // staff
	Path      org.Path // the scope in which it was begun
	SHA256    string   // of the file, in hex
	Lines     int      // that were sound when it began
	Added     int
	StartedAt time.Time
	EndedAt   time.Time // zero while it runs
}

// Outcome is what became of a line.
type Outcome struct {
	Line     int
	PersonID person.ID // empty when it was not added
	IsRepeat bool      // it had been added before
	Problems []Problem
}

// Store keeps imports.
type Store interface {
	// Get returns ErrNotFound.
	Get(ctx context.Context, id ID) (Import, error)
	// ListOpen returns the imports that this member began after since and that have not ended, newest first, at most limit.
	ListOpen(ctx context.Context, byID string, since time.Time, limit int) ([]Import, error)
	// DoneLines returns which lines of an import became whom.
	DoneLines(ctx context.Context, id ID) (map[int]person.ID, error)
	// TakenNumbers tells which of the numbers somebody has.
	TakenNumbers(ctx context.Context, numbers []string) (map[string]bool, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
	InsertImport(ctx context.Context, i Import) error
	// HoldImport keeps others from changing an open import until the transaction ends, and returns it. It returns ErrEnded.
	HoldImport(ctx context.Context, id ID) (Import, error)
	// SetImport stores how far an import is.
	SetImport(ctx context.Context, i Import) error
	DoneLines(ctx context.Context, id ID) (map[int]person.ID, error)
	TakenNumbers(ctx context.Context, numbers []string) (map[string]bool, error)
	// InsertPersons returns person.ErrNumberTaken.
	InsertPersons(ctx context.Context, all []person.Person) error
	InsertImportLines(ctx context.Context, id ID, lines map[int]person.ID) error
}

// Units reads the tree.
type Units interface {
	// ListUnits returns the units at and below scope and those above it, by Path.
	ListUnits(ctx context.Context, scope org.Path) ([]org.Unit, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}
