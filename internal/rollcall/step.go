package rollcall

import (
	"context"
	"time"

	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/person"
)

// StepKind is something that was done in a roll call.
type StepKind string

// The kinds. What each holds in Text is beside it.
const (
	StepCalled     StepKind = "called"      // by name; Count is the how manieth time
	StepRecalled   StepKind = "recalled"    // rung again; Count is the how manieth time
	StepRung       StepKind = "rung"        // came down to a rung: the rung
	StepExcused    StepKind = "excused"     // registered out after the lobby opened: the excuse
	StepApart      StepKind = "kept_apart"  // at joining: the reason
	StepPhoneAsked StepKind = "phone_asked" // the station is to telephone
	StepPhoned     StepKind = "phoned"      // what came of it
	StepNoted      StepKind = "noted"       // an officer's words
	StepHandedOver StepKind = "handed_over" // the staff id of who has it now
	StepDeclined   StepKind = "declined"    // the person cannot take part now: the reason; Count is the how manieth time
)

// StepKinds lists every kind.
func StepKinds() []StepKind {
	return []StepKind{StepCalled, StepRecalled, StepRung, StepExcused, StepApart, StepPhoneAsked, StepPhoned, StepNoted, StepHandedOver, StepDeclined}
}

// Step is one entry of a roll call's history; nothing of it is ever changed.
type Step struct {
	ID         string
	RollCallID ID
	PersonID   person.ID // empty when about the whole
	Kind       StepKind
	Count      int
	Text       string
	ByID       string // staff id, "system", or the person's
	ByName     string // filled on reading; empty for the system
	At         time.Time
}

// Outcome is what came of telephoning.
type Outcome string

// The outcomes: only the first has reached the person.
const (
	Spoke       Outcome = "spoke"
	NoAnswer    Outcome = "no_answer"
	WrongNumber Outcome = "wrong_number"
)

// Outcomes lists every outcome.
func Outcomes() []Outcome { return []Outcome{Spoke, NoAnswer, WrongNumber} }

// step writes an entry of the history.
func step(ctx context.Context, tx Tx, by authz.Actor, rid ID, p person.ID, k StepKind, count int, text string, now time.Time) error {
	return tx.InsertRollCallStep(ctx, Step{ID: id.New(), RollCallID: rid, PersonID: p, Kind: k, Count: count, Text: text, ByID: by.ID, At: now})
}
