package schedule

import (
	_ "embed" // the announced days
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
)

// Days narrows a rule's days by the public calendar.
type Days string

// The choices. AnyDay is every day of the recurrence; NotHolidays leaves public holidays out; WorkingDays
// keeps Monday to Friday without public holidays, and the weekend days on which work is made up (调休).
const (
	AnyDay      Days = "any"
	NotHolidays Days = "not_holidays"
	WorkingDays Days = "working_days"
)

// AllDays lists every choice; the empty one is AnyDay.
func AllDays() []Days { return []Days{"", AnyDay, NotHolidays, WorkingDays} }

// DayKind is what the public calendar makes of a day.
type DayKind string

// The kinds: a public holiday, a weekend day on which work is made up.
const (
	Holiday   DayKind = "holiday"
	MakeUpDay DayKind = "make_up_day"
)

// DayKinds lists every kind.
func DayKinds() []DayKind { return []DayKind{Holiday, MakeUpDay} }

// CalendarDay is one day that is not what its weekday says, as the State Council announces it each year.
type CalendarDay struct {
	Day  string // "2026-10-01"
	Kind DayKind
	Name string // "国庆节"
}

// Calendar is the special days by date. A year of which it holds none is unknown: its days are taken by
// their weekday, which a preview says.
type Calendar map[string]DayKind

// NewCalendar is the calendar of the given days.
func NewCalendar(days []CalendarDay) Calendar {
	c := make(Calendar, len(days)+8)
	for _, d := range days {
		c[d.Day] = d.Kind
		c[d.Day[:4]] = Holiday // marks the year as known
	}
	return c
}

// Knows reports whether the year of the day ("2026-11-23") has been announced.
func (c Calendar) Knows(day string) bool {
	_, ok := c[day[:4]]
	return ok
}

// IsWorking reports whether a day is a working day.
func (c Calendar) IsWorking(day time.Time) bool {
	switch c[day.Format(time.DateOnly)] {
	case Holiday:
		return false
	case MakeUpDay:
		return true
	}
	return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday
}

func (d Days) keeps(day time.Time, c Calendar) bool {
	switch d {
	case NotHolidays:
		return c[day.Format(time.DateOnly)] != Holiday
	case WorkingDays:
		return c.IsWorking(day)
	case AnyDay, "":
	}
	return true
}

//go:embed calendar_cn.csv
var announced string

// Announced is the public calendar of China that the server brings along; what is stored replaces it year
// by year.
func Announced() ([]CalendarDay, error) { return ParseCalendar(strings.NewReader(announced)) }

// MaxCalendarDays bounds one import.
const MaxCalendarDays = 400

// ErrCalendar is returned for a calendar that can't be read, with the line that is wrong.
var ErrCalendar = fault.New(fault.Invalid, "schedule.calendar_invalid", "The calendar is not valid.")

// ParseCalendar reads lines "2026-10-01,holiday,国庆节". It returns ErrCalendar.
func ParseCalendar(r io.Reader) ([]CalendarDay, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = 3
	all, err := lines.ReadAll()
	if err != nil {
		return nil, ErrCalendar.With(err).On(fault.Field{Path: "calendar", Reason: "lines of date, kind and name"})
	}
	out := make([]CalendarDay, len(all))
	for i, f := range all {
		out[i] = CalendarDay{Day: f[0], Kind: DayKind(f[1]), Name: f[2]}
	}
	return out, CheckCalendar(out)
}

// CheckCalendar checks days and names the first that is wrong. It returns ErrCalendar.
func CheckCalendar(days []CalendarDay) error {
	for i, d := range days {
		if _, err := time.Parse(time.DateOnly, d.Day); err != nil || !slices.Contains(DayKinds(), d.Kind) || utf8.RuneCountInString(d.Name) > 30 {
			return ErrCalendar.On(fault.Field{Path: fmt.Sprintf("days[%d]", i), Reason: "a date, holiday or make_up_day, and a name of at most 30 characters"})
		}
	}
	return nil
}
