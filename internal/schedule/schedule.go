// Package schedule turns a plan's recurrence into windows: pure functions over calendar days in the
// plan's zone. Days come from an RFC 5545 rule without times, so a change of summer time can't move a
// day; the window's wall-clock start is then placed in the zone. A start that a change of the clock
// skips is moved forward by the length of the gap, one that occurs twice is taken the first time.
package schedule

import (
	"fmt"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"diandao/internal/fault"
)

// Rule tells on which days a window opens, and when on those days.
type Rule struct {
	// Recurrence is an RFC 5545 RRULE with FREQ=DAILY or WEEKLY and, if wanted, INTERVAL and BYDAY.
	Recurrence string
	// StartsOn is the first possible day (a date at UTC midnight); it anchors INTERVAL.
	StartsOn time.Time
	// Zone is an IANA name.
	Zone string
	// OpensAt is the wall-clock start of the window, as the time since midnight, in [0, 24 h).
	OpensAt time.Duration
	// Length is from opening to the due instant, in [10 min, 24 h].
	Length time.Duration
	// Grace is from the due instant to the closing one, in [0, 12 h]; what comes within it is late.
	Grace time.Duration
}

// Window is one occurrence: in time in [OpensAt, DueAt), late in [DueAt, ClosesAt).
type Window struct {
	Day      string // calendar day in the rule's zone, "2026-11-23"
	OpensAt  time.Time
	DueAt    time.Time
	ClosesAt time.Time
}

// Bounds of a rule.
const (
	MinLength   = 10 * time.Minute
	MaxLength   = 24 * time.Hour
	MaxGrace    = 12 * time.Hour
	MaxInterval = 52
	// horizon bounds the search for a next window: two occurrences of the rarest rule.
	horizon = 2 * MaxInterval * 7 * 24 * time.Hour
)

// ErrRule is returned for a rule that is not allowed, with the fields that are wrong.
var ErrRule = fault.New(fault.Invalid, "schedule.rule_invalid", "The schedule is not valid.")

// Validate checks r and names every field that is wrong. It returns ErrRule.
func (r Rule) Validate() error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	_, err := r.option()
	check(err == nil, "recurrence", "FREQ=DAILY or WEEKLY, with INTERVAL (1 to 52) and BYDAY (plain weekdays) only")
	_, err = r.location()
	check(err == nil, "zone", "an IANA time zone")
	check(!r.StartsOn.IsZero(), "starts_on", "required")
	check(r.OpensAt >= 0 && r.OpensAt < 24*time.Hour, "opens_at", "between 00:00 and 23:59")
	check(r.Length >= MinLength && r.Length <= MaxLength, "length", "between 10 minutes and 24 hours")
	check(r.Grace >= 0 && r.Grace <= MaxGrace, "grace", "between 0 and 12 hours")
	if len(bad) > 0 {
		return ErrRule.On(bad...)
	}
	return nil
}

func (r Rule) location() (*time.Location, error) {
	if r.Zone == "" || r.Zone == "Local" {
		return nil, fmt.Errorf("zone %q is not allowed", r.Zone)
	}
	return time.LoadLocation(r.Zone)
}

func (r Rule) option() (*rrule.ROption, error) {
	if len(r.Recurrence) > 200 {
		return nil, fmt.Errorf("recurrence of %d characters", len(r.Recurrence))
	}
	for part := range strings.SplitSeq(r.Recurrence, ";") {
		switch key, _, _ := strings.Cut(part, "="); key {
		case "FREQ", "INTERVAL", "BYDAY":
		default:
			return nil, fmt.Errorf("recurrence part %q is not allowed", key)
		}
	}
	opt, err := rrule.StrToROption(r.Recurrence)
	if err != nil {
		return nil, fmt.Errorf("read recurrence: %w", err)
	}
	if opt.Freq != rrule.DAILY && opt.Freq != rrule.WEEKLY {
		return nil, fmt.Errorf("frequency %v is not allowed", opt.Freq)
	}
	if opt.Interval < 0 || opt.Interval > MaxInterval {
		return nil, fmt.Errorf("interval %d is out of range", opt.Interval)
	}
	for _, day := range opt.Byweekday {
		if day.N() != 0 {
			return nil, fmt.Errorf("numbered weekday %v is not allowed", day)
		}
	}
	opt.Dtstart = r.StartsOn.UTC()
	return opt, nil
}

// Next returns up to n windows, in order, that open strictly after the given instant. It returns ErrRule
// for a rule that does not validate, and fewer than n (or none) when the rule ends.
func (r Rule) Next(after time.Time, n int) ([]Window, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	opt, err := r.option()
	if err != nil {
		return nil, ErrRule.With(err)
	}
	rule, err := rrule.NewRRule(*opt)
	if err != nil {
		return nil, ErrRule.With(err)
	}
	loc, err := r.location()
	if err != nil {
		return nil, ErrRule.With(err)
	}
	// A day earlier than after's own, since the day's window may open after it in the plan's zone.
	from := Date(after.In(loc)).AddDate(0, 0, -1)
	end := from.Add(horizon)
	if start := opt.Dtstart.Add(horizon); start.After(end) {
		end = start
	}
	var out []Window
	for day := rule.After(from, true); !day.IsZero() && !day.After(end) && len(out) < n; day = rule.After(day, false) {
		if w := r.window(day, loc); w.OpensAt.After(after) {
			out = append(out, w)
		}
	}
	return out, nil
}

func (r Rule) window(day time.Time, loc *time.Location) Window {
	y, m, d := day.Date()
	opens := time.Date(y, m, d, 0, int(r.OpensAt/time.Minute), 0, 0, loc)
	return Window{
		Day:      day.Format(time.DateOnly),
		OpensAt:  opens.UTC(),
		DueAt:    opens.Add(r.Length).UTC(),
		ClosesAt: opens.Add(r.Length + r.Grace).UTC(),
	}
}

// Date returns t's calendar day as UTC midnight.
func Date(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
