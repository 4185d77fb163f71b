package person

import (
	"strings"
	"time"
)

// Facts is what is recorded of a person at enrolment and may be corrected later.
type Facts struct {
	Number   string
	Name     string
	Sex      Sex
	BornOn   time.Time // date, UTC midnight
	Category Category
	Level    Level
	Phone    string // never logged
	TermFrom time.Time
	TermTo   time.Time
}

// Change is what one fact was and what it is now, as the ledger keeps it; days are written 2026-11-23.
type Change struct {
	Was string `json:"was"`
	Now string `json:"now"`
}

// Facts returns the facts of a person.
func (p Person) Facts() Facts {
	return Facts{
		Number: p.Number, Name: p.Name, Sex: p.Sex, BornOn: p.BornOn, Category: p.Category, Level: p.Level, Phone: p.Phone, TermFrom: p.TermFrom, TermTo: p.TermTo,
	}
}

// With returns p with other facts, without the spaces around name, number and telephone.
func (p Person) With(f Facts) Person {
	p.Number, p.Name, p.Phone = strings.TrimSpace(f.Number), strings.TrimSpace(f.Name), strings.TrimSpace(f.Phone)
	p.Sex, p.BornOn, p.Category, p.Level, p.TermFrom, p.TermTo = f.Sex, f.BornOn, f.Category, f.Level, f.TermFrom, f.TermTo
	return p
}

// fields are the facts as texts, by the names that they have everywhere.
func (f Facts) fields() map[string]string {
	return map[string]string{
		"number": f.Number, "name": f.Name, "sex": string(f.Sex), "born_on": f.BornOn.Format(time.DateOnly), "category": string(f.Category), "level": string(f.Level), "phone": f.Phone,
		"term_from": f.TermFrom.Format(time.DateOnly), "term_to": f.TermTo.Format(time.DateOnly),
	}
}

// ChangesTo tells which facts are others in next, by their names; none is empty.
func (f Facts) ChangesTo(next Facts) map[string]Change {
	changes, now := map[string]Change{}, next.fields()
	for name, was := range f.fields() {
		if was != now[name] {
			changes[name] = Change{Was: was, Now: now[name]}
		}
	}
	return changes
}
