// Package evidence keeps photos, snapshots, recordings and papers: each sealed with its person's key, hashed
// in the clear, named in SQL by id, destroyed by destroying the key.
//
// A file that comes with a record is checked, sealed, and its object inserted in the record's own
// transaction. A blob whose transaction never came to pass is an orphan, which a sweep takes away.
package evidence

import (
	"context"
	"time"

	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// ID identifies an object.
type ID string

// Kind tells what an object is.
type Kind string

// The kinds.
const (
	CheckinPhoto        Kind = "checkin_photo"
	CheckinSurroundings Kind = "checkin_surroundings"
	CheckinVoice        Kind = "checkin_voice"
	CheckinFrames       Kind = "checkin_frames"
	RollCallSnapshot    Kind = "rollcall_snapshot"
	RollCallRecording   Kind = "rollcall_recording"
	EnrolmentPhoto      Kind = "enrolment_photo"
	LeavePaper          Kind = "leave_paper"
	AppealPaper         Kind = "appeal_paper"
	SanctionPaper       Kind = "sanction_paper"
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{CheckinPhoto, CheckinSurroundings, CheckinVoice, CheckinFrames, RollCallSnapshot, RollCallRecording, EnrolmentPhoto, LeavePaper, AppealPaper, SanctionPaper}
}

// IsPhoto reports whether it is one of the many pictures that are made of a person; recordings and papers are
// looked at one by one.
func (k Kind) IsPhoto() bool {
	return k == CheckinPhoto || k == CheckinSurroundings || k == CheckinFrames || k == RollCallSnapshot || k == EnrolmentPhoto
}

// Frames is the MIME type of JPEG pictures that follow each other.
const Frames = "video/x-motion-jpeg"

// Object is what SQL knows of a sealed blob.
type Object struct {
	ID        ID
	PersonID  person.ID
	Path      org.Path // station at the time it was made
	Kind      Kind
	MIME      string
	Size      int64  // bytes in the clear
	SHA256    string // hex, of the bytes in the clear
	CreatedAt time.Time
	SubjectID string // the check-in, leave, appeal or sanction that it came with; empty when its record names it
}

// Limits of what comes from outside.
const (
	MaxPhotoBytes = 8 << 20
	MaxPaperBytes = 5 << 20 // of a paper, or of a picture beside the main one
	MaxVoiceBytes = 1 << 20 // 30 seconds at 128 kbit/s take half of it
	MaxPapers     = 5       // with one record
	MaxPhotoSide  = 8192
	MaxPixels     = 40_000_000
)

// Errors of this package.
var (
	ErrNotFound   = fault.New(fault.NotFound, "evidence.not_found", "There is no such picture.")
	ErrNotPicture = fault.New(fault.Unsupported, "evidence.not_a_picture", "The file is not a JPEG or PNG picture.")
	ErrTooLarge   = fault.New(fault.TooLarge, "evidence.picture_too_large", "The picture is larger than 8 MB.")
	ErrDimensions = fault.New(fault.Invalid, "evidence.picture_dimensions", "The picture is too wide or too high; at most 8,192 pixels a side and 40 million in all.")
	ErrNotPaper   = fault.New(fault.Unsupported, "evidence.not_a_paper", "The file is not a JPEG or PNG picture or a PDF.")
	ErrPaperLarge = fault.New(fault.TooLarge, "evidence.paper_too_large", "A file is larger than 5 MB.")
	ErrTooMany    = fault.New(fault.Invalid, "evidence.too_many", "At most five files can be sent along.")
	ErrNotVoice   = fault.New(fault.Unsupported, "evidence.not_a_recording", "The file is not a WebM or Ogg recording of sound (Opus).")
	ErrVoiceLarge = fault.New(fault.TooLarge, "evidence.recording_too_large", "The recording is larger than 1 MB.")
	ErrDamaged    = fault.New(fault.Internal, "evidence.damaged", "The picture can't be opened: it does not match its hash.")
)

// Vault seals and opens blobs.
type Vault interface {
	// Put seals data, makes it durable and returns its object, which the caller inserts in its
	// transaction. A blob whose object is never inserted is an orphan that nothing refers to.
	Put(ctx context.Context, in Input) (Object, error)
	// Open returns the bytes in the clear, checked against the hash. It returns ErrNotFound or ErrDamaged.
	Open(ctx context.Context, o Object) ([]byte, error)
}

// Input is something to be sealed.
type Input struct {
	PersonID  person.ID
	Path      org.Path
	Kind      Kind
	MIME      string
	Data      []byte
	CreatedAt time.Time
	SubjectID string
}

// Writer is the part of a transaction that takes objects.
type Writer interface {
	InsertEvidence(ctx context.Context, o Object) error
}

// KeyStore keeps a person's data key, wrapped by the deployment's master key.
type KeyStore interface {
	// PersonKey returns the wrapped key, storing candidate if the person has none yet. It returns
	// ErrNotFound when the key was destroyed.
	PersonKey(ctx context.Context, p person.ID, candidate []byte) ([]byte, error)
}
