package person

import "time"

// StayKind is where a person is held so that no contact by phone can be asked for.
type StayKind string

// The kinds: 住院, 羁押.
const (
	InHospital StayKind = "hospital"
	InCustody  StayKind = "custody"
)

// StayKinds lists every kind.
func StayKinds() []StayKind { return []StayKind{InHospital, InCustody} }

// Stay is one time in hospital or in custody. While it lasts the person's status is Detained.
type Stay struct {
	ID       string
	PersonID ID
	Kind     StayKind
	SinceDay string // calendar day at the station, "2026-11-23"
	Note     string
	ByID     string // staff id
	At       time.Time
	EndedAt  time.Time // zero while it lasts
	EndedBy  string
}
