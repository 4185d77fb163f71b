// Package person holds the supervised person (社区矫正对象): who it is, under which category and level,
// for which term, and what follows from age and sex for those who may be gathered with whom
// (Community Corrections Law, articles 25, 52 and 54).
package person

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
	"diandao/internal/org"
)

// ID identifies a supervised person.
type ID string

// Sex as recorded by the court.
type Sex string

// The sexes.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Category is the ground of supervision (Community Corrections Law, article 2).
type Category string

// The categories: 管制, 缓刑, 假释, 暂予监外执行.
const (
	PublicSurveillance Category = "public_surveillance"
	Probation          Category = "probation"
	Parole             Category = "parole"
	OutsidePrison      Category = "outside_prison"
)

// Level is the management level (管理等级).
type Level string

// The levels: 严管, 普管, 宽管.
const (
	Strict   Level = "strict"
	Ordinary Level = "ordinary"
	Light    Level = "light"
)

// Status is where a person stands in the term.
type Status string

// The statuses.
const (
	Active   Status = "active"
	Detained Status = "detained" // in custody or in hospital: not called, not scheduled
	Ended    Status = "ended"
)

// Sexes lists every sex.
func Sexes() []Sex { return []Sex{Male, Female} }

// Categories lists every category.
func Categories() []Category { return []Category{PublicSurveillance, Probation, Parole, OutsidePrison} }

// Levels lists every level.
func Levels() []Level { return []Level{Strict, Ordinary, Light} }

// Statuses lists every status.
func Statuses() []Status { return []Status{Active, Detained, Ended} }

// MaxNameRunes bounds a name: minority names with “·” reach sixteen characters.
const MaxNameRunes = 32

// AdultAge is the age in years from which a person is gathered with adults.
const AdultAge = 18

// Person is a supervised person.
type Person struct {
	ID        ID
	StationID org.UnitID
	Path      org.Path // of the station
	Number    string   // case number, unique in the city
	Name      string
	Sex       Sex
	BornOn    time.Time // date, UTC midnight
	Category  Category
	Level     Level
	Status    Status
	Phone     string // E.164 or national digits; never logged
	TermFrom  time.Time
	TermTo    time.Time
	CreatedAt time.Time
	Version   int
}

// Errors of this package.
var (
	ErrInvalid     = fault.New(fault.Invalid, "person.invalid", "The person's record is not valid.")
	ErrNotFound    = fault.New(fault.NotFound, "person.not_found", "There is no such person.")
	ErrChanged     = fault.New(fault.Conflict, "person.changed", "Somebody else has changed this person's record; look again.")
	ErrNumberTaken = fault.New(fault.Conflict, "person.number_taken", "Another person has this case number.")
)

// Age is the person's age in whole years on the calendar day of now in zone loc. One born on 29
// February comes of age on 1 March in common years (Civil Code, article 200: counted by the calendar).
func (p Person) Age(now time.Time, loc *time.Location) int {
	y, m, d := now.In(loc).Date()
	by, bm, bd := p.BornOn.Date()
	age := y - by
	if m < bm || (m == bm && d < bd) {
		age--
	}
	return age
}

// IsMinor reports whether the person is under 18 on the day of now in zone loc.
func (p Person) IsMinor(now time.Time, loc *time.Location) bool { return p.Age(now, loc) < AdultAge }

// Validate checks the record and names every field that is wrong. It returns ErrInvalid.
func (p Person) Validate() error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	name := strings.TrimSpace(p.Name)
	check(name != "" && utf8.RuneCountInString(name) <= MaxNameRunes, "name", "required, at most 32 characters")
	check(p.Number != "" && len(p.Number) <= 32, "number", "required, at most 32 characters")
	check(p.StationID != "", "station_id", "required")
	check(slices.Contains(Sexes(), p.Sex), "sex", "male or female")
	check(slices.Contains(Categories(), p.Category), "category", "unknown category")
	check(slices.Contains(Levels(), p.Level), "level", "strict, ordinary or light")
	check(!p.BornOn.IsZero(), "born_on", "required")
	check(!p.TermFrom.IsZero() && p.TermTo.After(p.TermFrom), "term_to", "must be after the start of the term")
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}
