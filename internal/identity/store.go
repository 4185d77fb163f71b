package identity

import (
	"context"
	"time"

	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/person"
)

// ErrEnrolmentNotFound says that a person is not enrolled.
var ErrEnrolmentNotFound = fault.New(fault.NotFound, "identity.enrolment_not_found", "No pictures of the face were taken yet.")

// Store keeps enrolments. What describes a face never stands in SQL: it is sealed with the person's key like
// the pictures, and destroyed with it.
type Store interface {
	InTx(ctx context.Context, fn func(Tx) error) error
	// Current returns the enrolment that has not ended, without embeddings, or ErrEnrolmentNotFound.
	Current(ctx context.Context, p person.ID) (Enrolment, error)
	// Object returns what is known of a sealed object, or evidence.ErrNotFound.
	Object(ctx context.Context, id evidence.ID) (evidence.Object, error)
}

// Tx is one transaction.
type Tx interface {
	evidence.Writer
	// RefusesFace reports whether the person's newest answer to the privacy policy is a no to the face; until the
	// transaction ends nothing of that changes.
	RefusesFace(ctx context.Context, p person.ID) (bool, error)
	// EndEnrolment ends a person's enrolment, if there is one.
	EndEnrolment(ctx context.Context, p person.ID, now time.Time) error
	// InsertEnrolment stores an enrolment. It returns ErrEnrolmentMoved when the person has one.
	InsertEnrolment(ctx context.Context, e Enrolment) error
	Audit(ctx context.Context, e audit.Entry) error
}

// ErrEnrolmentMoved says that somebody else enrolled the person at the same time.
var ErrEnrolmentMoved = fault.New(fault.Conflict, "identity.enrolment_moved", "Somebody else has taken pictures of this person just now. Look again.")

// ErrFaceRefused says that the person does not agree to the use of the face.
var ErrFaceRefused = fault.New(fault.Conflict, "identity.face_refused", "This person does not agree to the use of the face. Choose a way without it.")
