// Package oversight is what a supervisor sees of a unit beside the sums of attendance: the hours at which
// check-ins are not done, whether misses follow phones rather than people, and what each unit below carries.
//
// Terms: an hour is a cell of the week, a weekday and an hour of the clock in the unit's zone, that counts the
// check-ins that opened in it; a group is the persons who share one trait, such as a kind of phone; a share is of
// the occasions of a group, without those that were excused; the load of a unit is its staff, its persons and
// what is still open there; a report is what was counted of a unit's month, frozen, a version of it is never changed,
// and its figures are counts that add up over units; an export is a list taken out of the system as a file; today is the day
// so far beside the same weekday a week ago; a ranking is the persons of a unit by the share of occasions they came to.
//
// Invariants: every figure is a count of records that a list shows; a group of fewer than MinOccasions has no
// share and is never marked; a mark says that a group differs from all others, never why, and says nothing about
// a person.
package oversight
