// Package attendance is the one record of whether a person was there, whatever the occasion: a check-in
// or a roll call. A record is software's or an officer's finding of fact; it is never a violation, which
// only a person decides.
package attendance

import (
	"context"
	"time"

	"diandao/internal/authz"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Status is the outcome of one occasion.
type Status string

// The six outcomes: 到, 迟到, 未到, 请假, 待核实, 通知未达.
const (
	Present    Status = "present"
	Late       Status = "late"
	Absent     Status = "absent"
	Excused    Status = "excused"
	Review     Status = "review"
	NotReached Status = "not_reached"
)

// Statuses lists every outcome.
func Statuses() []Status { return []Status{Present, Late, Absent, Excused, Review, NotReached} }

// Source is the kind of occasion.
type Source string

// The sources.
const (
	FromCheckin  Source = "checkin"
	FromRollCall Source = "rollcall"
)

// Sources lists every source.
func Sources() []Source { return []Source{FromCheckin, FromRollCall} }

// Record is one person's attendance at one occasion. There is one per (Source, SourceID, PersonID);
// its changes are in the audit chain.
type Record struct {
	ID        string
	PersonID  person.ID
	StationID org.UnitID
	Path      org.Path
	Source    Source
	SourceID  string // checkin request id or roll call id
	Status    Status
	At        time.Time // when the occasion was: submitted, called or closed
	Day       string    // the calendar day of At in the station's zone, "2026-11-23"
	Reason    string    // reason code, or an officer's words
	ByRole    authz.Role
	ByID      string
	UpdatedAt time.Time
}

// Writer is the part of a transaction that takes records.
type Writer interface {
	// PutAttendance inserts the record or replaces the one of the same occasion and person.
	PutAttendance(ctx context.Context, r Record) error
}

// Count is how many records of a day have a status.
type Count struct {
	Day    string
	Status Status
	Count  int
}

// Reader reads attendance for dashboards and calendars.
type Reader interface {
	// CountByDay counts records within scope with from ≤ Day ≤ to (calendar days, inclusive), by Day.
	CountByDay(ctx context.Context, scope org.Path, from, to string) ([]Count, error)
	// ListByPerson returns a person's records with from ≤ Day ≤ to, newest first, at most 400.
	ListByPerson(ctx context.Context, p person.ID, from, to string) ([]Record, error)
}
