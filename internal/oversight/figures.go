package oversight

import (
	"slices"

	"diandao/internal/attendance"
)

// Figure is one number of a monthly report. Every one is a count or a sum over the records of stations, so that
// those of the units below, with what stands at the unit itself, add up to those of the unit.
type Figure string

// The figures. The six outcomes count attendance of the month, from check-ins and roll calls alike.
const (
	Persons     Figure = "persons"     // active when the report was made
	Officers    Figure = "officers"    // who might sign in then
	Unreachable Figure = "unreachable" // active persons whose phone took no push then

	Present    = Figure(attendance.Present)
	Late       = Figure(attendance.Late)
	Absent     = Figure(attendance.Absent)
	Excused    = Figure(attendance.Excused)
	ToReview   = Figure(attendance.Review)
	NotReached = Figure(attendance.NotReached)

	RollCalls    Figure = "roll_calls"     // held: closed or sealed
	RollCallCame Figure = "roll_call_came" // present or late in one
	RollCallDue  Figure = "roll_call_due"  // who had an outcome in one, but for the excused

	CheckinsDecided Figure = "decided"         // check-ins of the month that an officer decided
	DecidedInDay    Figure = "decided_in_day"  // of these, within 24 hours of being handed in
	DecidedMinutes  Figure = "decided_minutes" // the waiting of all of them

	Alerts         Figure = "alerts"           // opened in the month
	AlertsPassedUp Figure = "alerts_passed_up" // of these, that waited too long and went a level up
	AlertsOpen     Figure = "alerts_open"      // of these, not resolved when the report was made

	AppealsLodged Figure = "appeals" // about a day of the month
	AppealsUpheld Figure = "appeals_upheld"
	LeavesGranted Figure = "leaves"      // that begin in the month
	LeavesLate    Figure = "leaves_late" // of these, whose return was late
	LostContacts  Figure = "lost_contacts"
	Extended      Figure = "extended" // check-ins of the month that an incident moved
)

// Figures lists every figure in the order of a report.
func Figures() []Figure {
	return []Figure{
		Persons, Officers, Unreachable, Present, Late, Absent, Excused, ToReview, NotReached, RollCalls, RollCallCame, RollCallDue, CheckinsDecided, DecidedInDay, DecidedMinutes,
		Alerts, AlertsPassedUp, AlertsOpen, AppealsLodged, AppealsUpheld, LeavesGranted, LeavesLate, LostContacts, Extended,
	}
}

// IsMomentary reports whether a figure tells how things stood when the report was made, so that one counted later
// differs without anything having been corrected.
func (f Figure) IsMomentary() bool {
	return slices.Contains([]Figure{Persons, Officers, Unreachable, AlertsOpen}, f)
}

// Counts are figures; one that is missing is zero.
type Counts map[Figure]int

// add sums o up into c.
func (c Counts) add(o Counts) {
	for f, n := range o {
		c[f] += n
	}
}

// Rate is the share of those who came among all but the excused, in per mille; -1 when there was nobody.
func (c Counts) Rate() int {
	came := c[Present] + c[Late]
	return perMille(came, came+c[Absent]+c[ToReview]+c[NotReached])
}

// RollCallRate is Rate for roll calls alone.
func (c Counts) RollCallRate() int { return perMille(c[RollCallCame], c[RollCallDue]) }

// Wait is the mean time from handing in to the decision in minutes; -1 when nothing was decided.
func (c Counts) Wait() int {
	if c[CheckinsDecided] == 0 {
		return -1
	}
	return c[DecidedMinutes] / c[CheckinsDecided]
}

// Caseload is active persons for each officer, rounded; -1 without officers.
func (c Counts) Caseload() int {
	if c[Officers] == 0 {
		return -1
	}
	return (c[Persons]*2 + c[Officers]) / (2 * c[Officers])
}

func perMille(part, of int) int {
	if of == 0 {
		return -1
	}
	return part * 1000 / of
}

// Change is a figure that differs between two countings of one month.
type Change struct {
	Figure Figure
	Before int
	After  int
}

// Changes compares two countings, in the order of a report; momentary figures are left out unless all is asked for.
func Changes(before, after Counts, all bool) []Change {
	var out []Change
	for _, f := range Figures() {
		if before[f] != after[f] && (all || !f.IsMomentary()) {
			out = append(out, Change{Figure: f, Before: before[f], After: after[f]})
		}
	}
	return out
}
