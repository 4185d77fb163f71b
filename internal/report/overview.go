package report

import (
	"fmt"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
)

// Overview is attendance of a unit over some days, as its screen shows it.
type Overview struct {
	UnitName string
	Zone     string // IANA
	From, To string // days, both included
	Persons  int
	Counts   map[attendance.Status]int
	Load     oversight.Load // as it stands now
	Days     []oversight.Day
	Below    []OverviewUnit // in the order of the ranking
	Hours    []oversight.Hour
}

// OverviewUnit is a unit directly below.
type OverviewUnit struct {
	Name    string
	Persons int
	Counts  map[attendance.Status]int
	Load    oversight.Load
}

// Groups are the groups of fairness at a unit over some days.
type Groups struct {
	UnitName string
	Zone     string
	From, To string
	Fairness oversight.Fairness
}

// OverviewFile renders an overview; now is told as the time of counting. It returns ErrFont.
func OverviewFile(o Overview, form oversight.Form, lang Language, now time.Time) ([]byte, error) {
	w := wordsIn(lang)
	p, err := spanned(w, w.overview, o.UnitName, o.Zone, o.From, o.To, now)
	if err != nil {
		return nil, err
	}
	p.chart = chart{o.Days, w}
	b := oversight.Body{Counts: countsOf(o.Counts, o.Persons, o.Load), Days: o.Days}
	p.tables = append(p.tables, outcomes(b, w), w.standing(o))
	p.tables[0].note = w.spanHow
	if len(o.Below) > 0 {
		for _, u := range o.Below {
			b.Below = append(b.Below, oversight.Below{Name: u.Name, Counts: countsOf(u.Counts, u.Persons, u.Load)})
		}
		p.tables = append(p.tables, ranking(b, w))
	}
	p = p.with(days(b, w)).with(hours(o.Hours, w))
	return p.file(form, now)
}

// FairnessFile renders the groups; one of too few occasions is named without numbers, as in a monthly report. It returns
// ErrFont.
func FairnessFile(g Groups, form oversight.Form, lang Language, now time.Time) ([]byte, error) {
	w := wordsIn(lang)
	p, err := spanned(w, w.fairness, g.UnitName, g.Zone, g.From, g.To, now)
	if err != nil {
		return nil, err
	}
	return p.with(fairness(oversight.Body{Fairness: oversight.Noted(g.Fairness)}, w)).file(form, now)
}

// spanned is a paper about some days; nobody signs it, and it is counted anew each time.
func spanned(w monthlyWords, title, unit, zoneName, from, to string, now time.Time) (paper, error) {
	zone, err := time.LoadLocation(zoneName)
	if err != nil {
		return paper{}, fmt.Errorf("zone of unit: %w", err)
	}
	facts := []fact{{w.unitLabel, unit}, {w.span, from + " – " + to}, {w.counted, now.In(zone).Format(minute)}}
	return paper{title: title, about: unit + "　" + from + " – " + to, words: w, zone: zone, facts: facts, isUnsigned: true}, nil
}

func countsOf(counts map[attendance.Status]int, persons int, l oversight.Load) oversight.Counts {
	out := oversight.Counts{oversight.Persons: persons, oversight.Officers: l.Officers, oversight.Alerts: l.OpenAlerts, oversight.AppealsUpheld: l.Upheld}
	for s, n := range counts {
		out[oversight.Figure(s)] = n
	}
	return out
}

// standing is what stands at the unit now.
func (w monthlyWords) standing(o Overview) board {
	return board{
		name: w.now, title: w.now, note: w.nowHow, heads: []string{w.what, w.number}, widths: []float64{300, 211},
		rows: [][]any{
			{w.figure(oversight.Persons), o.Persons},
			{w.figure(oversight.Officers), o.Load.Officers},
			{w.figure(oversight.Unreachable), o.Load.Unreachable},
			{w.rollCallsNow, o.Load.RollCallsNow},
			{w.overdue, o.Load.OverdueAlerts},
			{w.openAlerts, o.Load.OpenAlerts},
			{w.figure(oversight.AppealsUpheld), o.Load.Upheld},
		},
	}
}

// hours is the hours of the week, for a spreadsheet.
func hours(all []oversight.Hour, w monthlyWords) board {
	out := board{name: w.hoursName, title: w.hoursName, note: w.hoursHow, heads: []string{w.weekday, w.hour, w.due, w.notDone}, isBulk: true}
	for _, h := range all {
		out.rows = append(out.rows, []any{w.weekdays[oversight.ISOWeekday(h.Weekday)-1], h.Hour, h.Due, h.NotDone})
	}
	return out
}
