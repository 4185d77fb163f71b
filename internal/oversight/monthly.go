package oversight

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// Schema is the version of Body; a report keeps that of its making.
const Schema = 1

// MaxIncidents bounds the incidents that a report names.
const MaxIncidents = 100

// ErrMonth is returned for what is not a month, or one that has not ended at the unit.
var ErrMonth = fault.New(fault.Invalid, "report.month_invalid", "Choose a month that has ended, such as 2026-10, not more than ten years ago.")

// Month is a calendar month, "2026-10".
type Month string

const monthLayout = "2006-01"

// Span returns the first day and the last, and both ends as instants in a zone, the second excluded. It returns ErrMonth.
func (m Month) Span(zone *time.Location) (MonthSpan, error) {
	from, err := time.ParseInLocation(monthLayout, string(m), zone)
	if err != nil || from.Format(monthLayout) != string(m) {
		return MonthSpan{}, ErrMonth
	}
	until := from.AddDate(0, 1, 0)
	return MonthSpan{First: from.Format(time.DateOnly), Last: until.AddDate(0, 0, -1).Format(time.DateOnly), From: from, Until: until}, nil
}

// MonthSpan is a month's days, and the same as instants with From ≤ t < Until.
type MonthSpan struct {
	First, Last string
	From, Until time.Time
}

// makingHour is the hour of the first day at which the report of the month before is made: what was open at midnight
// has been settled by then.
const makingHour = 2

// DueAt is when the report of m is made: on the first day after it, at two in the morning.
func (s MonthSpan) DueAt() time.Time {
	return time.Date(s.Until.Year(), s.Until.Month(), 1, makingHour, 0, 0, 0, s.Until.Location())
}

// Next is the month after m; m must be one.
func (m Month) Next() Month {
	at, err := time.Parse(monthLayout, string(m))
	if err != nil {
		return m
	}
	return Month(at.AddDate(0, 1, 0).Format(monthLayout))
}

// before is the month before the one in which an instant lies in a zone.
func before(at time.Time, zone *time.Location) Month {
	at = at.In(zone)
	return Month(time.Date(at.Year(), at.Month()-1, 1, 0, 0, 0, 0, zone).Format(monthLayout))
}

// Day is the outcomes of one day.
type Day struct {
	Day    string                    `json:"day"`
	Counts map[attendance.Status]int `json:"counts"`
}

// Below is a unit directly below the one that a report is about.
type Below struct {
	ID     org.UnitID `json:"id"`
	Name   string     `json:"name"`
	Path   org.Path   `json:"path"`
	Counts Counts     `json:"counts"`
}

// NotedGroup is a group of persons in a report. One of fewer than MinOccasions is named without any number: on paper
// a few would be persons whom somebody knows.
type NotedGroup struct {
	Dimension  Dimension `json:"dimension"`
	Value      string    `json:"value"`
	Occasions  int       `json:"occasions"`
	Missed     int       `json:"missed"`
	Decided    int       `json:"decided"`
	IsFew      bool      `json:"is_few"`
	IsHigh     bool      `json:"is_high"`     // missed clearly more than all others
	IsDecided  bool      `json:"is_decided"`  // decided clearly more often than all others
	MissedPart int       `json:"missed_part"` // per mille
}

// NotedIncident is when we or a provider were down, and how many check-ins of the unit it moved.
type NotedIncident struct {
	Kind    string    `json:"kind"`
	Channel string    `json:"channel"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to,omitzero"`
	Moved   int       `json:"moved"`
}

// Body is what a report says, frozen.
type Body struct {
	Schema    int             `json:"schema"`
	UnitID    org.UnitID      `json:"unit_id"`
	UnitName  string          `json:"unit_name"`
	UnitKind  org.Kind        `json:"unit_kind"`
	Path      org.Path        `json:"path"`
	Zone      string          `json:"zone"`
	Month     Month           `json:"month"`
	First     string          `json:"first"`
	Last      string          `json:"last"`
	MadeAt    time.Time       `json:"made_at"`
	Counts    Counts          `json:"counts"`
	Days      []Day           `json:"days"`
	Below     []Below         `json:"below"`
	Fairness  []NotedGroup    `json:"fairness"`
	Incidents []NotedIncident `json:"incidents"`
}

// Freeze encodes a body with its SHA-256 in hex: the same body gives the same bytes.
func (b Body) Freeze() (text, sum string, err error) {
	data, err := json.Marshal(b)
	if err != nil {
		return "", "", fmt.Errorf("freeze report: %w", err)
	}
	h := sha256.Sum256(data)
	return string(data), hex.EncodeToString(h[:]), nil
}

// Thaw reads what Freeze wrote and checks it against its sum. It returns ErrDamaged.
func Thaw(text, sum string) (Body, error) {
	h := sha256.Sum256([]byte(text))
	if hex.EncodeToString(h[:]) != sum {
		return Body{}, ErrDamaged
	}
	var b Body
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		return Body{}, ErrDamaged.With(err)
	}
	return b, nil
}

// DayCount is how many records of a day at a unit have an outcome.
type DayCount struct {
	Path       org.Path
	Day        string
	Status     attendance.Status
	IsRollCall bool
	Count      int
}

// MonthReader counts a month's records, always within scope.
type MonthReader interface {
	// CountDays counts attendance with first ≤ Day ≤ last.
	CountDays(ctx context.Context, scope org.Path, first, last string) ([]DayCount, error)
	// CountMonth counts every other figure by the path of the unit; momentary ones as they stand.
	CountMonth(ctx context.Context, scope org.Path, span MonthSpan) (map[org.Path]Counts, error)
	// ListMonthIncidents returns incidents that ran in [From, Until), oldest first, at most limit.
	ListMonthIncidents(ctx context.Context, scope org.Path, span MonthSpan, limit int) ([]NotedIncident, error)
}

// gathered is what a body is made of.
type gathered struct {
	days      []DayCount
	byPath    map[org.Path]Counts
	fairness  Fairness
	incidents []NotedIncident
}

// assemble is pure: the body of a report about here, with the units directly below it by rate, worst first.
func assemble(here org.Unit, units []org.Unit, m Month, span MonthSpan, g gathered, now time.Time) Body {
	b := Body{
		Schema: Schema, UnitID: here.ID, UnitName: here.Name, UnitKind: here.Kind, Path: here.Path, Zone: here.Zone, Month: m, First: span.First, Last: span.Last, MadeAt: now.UTC(),
		Counts: Counts{}, Days: byDay(g.days), Below: []Below{}, Fairness: Noted(g.fairness), Incidents: g.incidents,
	}
	for _, u := range units {
		if isDirectlyBelow(here.Path, u.Path) {
			b.Below = append(b.Below, Below{ID: u.ID, Name: u.Name, Path: u.Path, Counts: Counts{}})
		}
	}
	for path, counts := range joined(g) {
		b.Counts.add(counts)
		for i := range b.Below {
			if b.Below[i].Path.Contains(path) {
				b.Below[i].Counts.add(counts)
			}
		}
	}
	slices.SortFunc(b.Below, func(a, c Below) int {
		return cmp.Or(cmp.Compare(a.Counts.Rate(), c.Counts.Rate()), cmp.Compare(a.Path, c.Path))
	})
	return b
}

// joined adds attendance to the other figures, by path.
func joined(g gathered) map[org.Path]Counts {
	out := map[org.Path]Counts{}
	at := func(p org.Path) Counts {
		if out[p] == nil {
			out[p] = Counts{}
		}
		return out[p]
	}
	for path, counts := range g.byPath {
		at(path).add(counts)
	}
	for _, d := range g.days {
		c := at(d.Path)
		c[Figure(d.Status)] += d.Count
		if !d.IsRollCall || d.Status == attendance.Excused {
			continue
		}
		c[RollCallDue] += d.Count
		if d.Status == attendance.Present || d.Status == attendance.Late {
			c[RollCallCame] += d.Count
		}
	}
	return out
}

func byDay(days []DayCount) []Day {
	byDay := map[string]map[attendance.Status]int{}
	for _, d := range days {
		if byDay[d.Day] == nil {
			byDay[d.Day] = map[attendance.Status]int{}
		}
		byDay[d.Day][d.Status] += d.Count
	}
	out := make([]Day, 0, len(byDay))
	for day, counts := range byDay {
		out = append(out, Day{Day: day, Counts: counts})
	}
	slices.SortFunc(out, func(a, b Day) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// Noted are the groups as they stand on paper.
func Noted(f Fairness) []NotedGroup {
	out := make([]NotedGroup, 0, len(f.Groups))
	for _, g := range f.Groups {
		n := NotedGroup{Dimension: g.Dimension, Value: g.Value, IsFew: !g.Misses.IsKnown}
		if !n.IsFew {
			n.Occasions, n.Missed, n.Decided, n.IsHigh, n.IsDecided = g.Occasions, g.Missed, g.Decided, g.Misses.IsHigh, g.Decisions.IsHigh
			n.MissedPart = perMille(g.Missed, g.Occasions)
		}
		out = append(out, n)
	}
	return out
}
