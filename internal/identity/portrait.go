package identity

import (
	"time"

	"diandao/internal/evidence"
)

// Absence tells why no picture stands at the head of a person's file.
type Absence string

// The absences, the first that holds is told.
const (
	AbsenceNotAllowed Absence = "not_allowed"  // who asks may not see pictures
	AbsenceRefused    Absence = "face_refused" // the person's newest answer is a no to the face
	AbsenceNotTaken   Absence = "not_taken"    // nobody has taken pictures yet
)

// Absences lists every absence.
func Absences() []Absence { return []Absence{AbsenceNotAllowed, AbsenceRefused, AbsenceNotTaken} }

// Portrait is the picture by which staff recognise a person, or why there is none.
type Portrait struct {
	PictureID evidence.ID // empty with an absence
	TakenAt   time.Time   // zero with an absence
	Absence   Absence     // empty with a picture
}

// PortraitOf is the first picture of an enrolment, which is taken from the front; e is nil while none was taken. A no
// to the face takes it from sight at once, whenever it was taken. It is pure.
func PortraitOf(e *Enrolment, refusesFace, maySee bool) Portrait {
	switch {
	case !maySee:
		return Portrait{Absence: AbsenceNotAllowed}
	case refusesFace:
		return Portrait{Absence: AbsenceRefused}
	case e == nil || len(e.Pictures) == 0:
		return Portrait{Absence: AbsenceNotTaken}
	}
	return Portrait{PictureID: e.Pictures[0].EvidenceID, TakenAt: e.CreatedAt}
}
