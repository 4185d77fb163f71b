// Package schedule turns a plan's recurrence into windows: pure functions over calendar days in the
// plan's zone. Days come from an RFC 5545 rule without times, so a change of summer time can't move a
// day; the window's wall-clock start is then placed in the zone. A start that a change of the clock
// skips is moved forward by the length of the gap, one that occurs twice is taken the first time.
//
// A rule with a Span opens its windows at times of the day that are drawn, by committed randomness: see
// Seed. Public holidays and make-up working days come from a Calendar, which is data.
package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"diandao/internal/fault"
)

// Rule tells on which days a window opens, and when on those days.
type Rule struct {
	// Recurrence is an RFC 5545 RRULE with FREQ=DAILY, WEEKLY or MONTHLY and, if wanted, INTERVAL, BYDAY
	// (weekly), BYMONTHDAY (monthly; -1 is the last day), COUNT and UNTIL. COUNT=1 is a single day.
	Recurrence string
	// On narrows the days by the public calendar.
	On Days
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
	// Span, if not zero, makes the times drawn: windows of Length open somewhere within
	// [OpensAt, OpensAt + Span) and are due before its end. In [Times × Length + gaps, 24 h].
	Span time.Duration
	// Times is how many windows are drawn a day, 1 to 4; zero and one are the same.
	Times int
	// MinGap is the least time from one drawn window's due instant to the next one's opening, in [0, 12 h].
	MinGap time.Duration
}

// MindsCalendar reports whether the public calendar changes the rule's days.
func (r Rule) MindsCalendar() bool { return r.On == NotHolidays || r.On == WorkingDays }

// IsRandom reports whether the times of day are drawn.
func (r Rule) IsRandom() bool { return r.Span > 0 }

// Window is one occurrence: in time in [OpensAt, DueAt), late in [DueAt, ClosesAt).
type Window struct {
	Day      string // calendar day in the rule's zone, "2026-11-23"
	OpensAt  time.Time
	DueAt    time.Time
	ClosesAt time.Time
	// IsRange tells that the window of a random rule stands for the whole span of its day: what may be told
	// before the draw is revealed.
	IsRange bool
}

// Bounds of a rule.
const (
	MinLength   = 10 * time.Minute
	MaxLength   = 24 * time.Hour
	MaxGrace    = 12 * time.Hour
	MaxInterval = 52
	MaxTimes    = 4
	MaxCount    = 1000
	// horizon and monthlyHorizon bound the search for a next window: two occurrences of the rarest rule. Of
	// monthly ones that is each 29 February, and from 2096 to 2104 there is none.
	horizon        = 2 * MaxInterval * 7 * 24 * time.Hour
	monthlyHorizon = 9 * 366 * 24 * time.Hour
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
	check(err == nil, "recurrence", "FREQ=DAILY, WEEKLY or MONTHLY, with INTERVAL (1 to 52, monthly 1 to 12), BYDAY (plain weekdays), BYMONTHDAY, COUNT and UNTIL only")
	_, err = r.location()
	check(err == nil, "zone", "an IANA time zone")
	check(!r.StartsOn.IsZero(), "starts_on", "required")
	check(r.OpensAt >= 0 && r.OpensAt < 24*time.Hour, "opens_at", "between 00:00 and 23:59")
	check(r.Length >= MinLength && r.Length <= MaxLength, "length", "between 10 minutes and 24 hours")
	check(r.Grace >= 0 && r.Grace <= MaxGrace, "grace", "between 0 and 12 hours")
	check(slices.Contains(AllDays(), r.On), "on", "any, not_holidays or working_days")
	check(r.Times >= 0 && r.Times <= MaxTimes, "times", "between 1 and 4")
	check(r.MinGap >= 0 && r.MinGap <= MaxGrace, "min_gap", "between 0 and 12 hours")
	if r.IsRandom() {
		check(r.Span <= MaxLength && r.slack() >= time.Minute, "span", "longer than the windows and the gaps together, at most 24 hours")
	} else {
		check(r.Times <= 1 && r.MinGap == 0, "times", "one a day unless the time is drawn")
	}
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
		case "FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL":
		default:
			return nil, fmt.Errorf("recurrence part %q is not allowed", key)
		}
	}
	opt, err := rrule.StrToROption(r.Recurrence)
	if err != nil {
		return nil, fmt.Errorf("read recurrence: %w", err)
	}
	if err := checkOption(opt); err != nil {
		return nil, err
	}
	opt.Dtstart = r.StartsOn.UTC()
	return opt, nil
}

func checkOption(opt *rrule.ROption) error {
	maxInterval := MaxInterval
	switch opt.Freq {
	case rrule.DAILY, rrule.WEEKLY:
		if len(opt.Bymonthday) > 0 {
			return errors.New("days of the month are for monthly rules")
		}
	case rrule.YEARLY, rrule.HOURLY, rrule.MINUTELY, rrule.SECONDLY:
		return fmt.Errorf("frequency %v is not allowed", opt.Freq)
	case rrule.MONTHLY:
		maxInterval = 12
		if len(opt.Bymonthday) == 0 || len(opt.Byweekday) > 0 {
			return errors.New("a monthly rule names days of the month")
		}
	}
	if opt.Interval < 0 || opt.Interval > maxInterval || opt.Count < 0 || opt.Count > MaxCount {
		return fmt.Errorf("interval %d or count %d is out of range", opt.Interval, opt.Count)
	}
	for _, day := range opt.Byweekday {
		if day.N() != 0 {
			return fmt.Errorf("numbered weekday %v is not allowed", day)
		}
	}
	return nil
}

// near moves the first day of an endless daily or weekly rule forward by whole intervals, to shortly
// before the given day: what opens next must not cost more the longer a plan has run.
func near(opt *rrule.ROption, from time.Time) {
	days := max(opt.Interval, 1)
	switch {
	case opt.Count > 0 || opt.Freq == rrule.MONTHLY:
		return
	case opt.Freq == rrule.WEEKLY:
		days *= 7
	}
	if n := int(from.Sub(opt.Dtstart)/(24*time.Hour))/days - 1; n > 0 {
		opt.Dtstart = opt.Dtstart.AddDate(0, 0, n*days)
	}
}

// Next returns up to n windows, in order, that open strictly after the given instant. It returns ErrRule
// for a rule that does not validate, and fewer than n (or none) when the rule ends. The windows of a random
// rule are ranges, which Draw makes into windows.
func (r Rule) Next(after time.Time, n int, cal Calendar) ([]Window, error) {
	if err := r.Validate(); err != nil {
		return nil, err
	}
	opt, err := r.option()
	if err != nil {
		return nil, ErrRule.With(err)
	}
	loc, err := r.location()
	if err != nil {
		return nil, ErrRule.With(err)
	}
	// A day earlier than after's own, since the day's window may open after it in the plan's zone.
	from := Date(after.In(loc)).AddDate(0, 0, -1)
	far := horizon
	if opt.Freq == rrule.MONTHLY {
		far = monthlyHorizon
	}
	end := later(from, opt.Dtstart).Add(far)
	near(opt, from)
	rule, err := rrule.NewRRule(*opt)
	if err != nil {
		return nil, ErrRule.With(err)
	}
	var out []Window
	for day := rule.After(from, true); !day.IsZero() && !day.After(end) && len(out) < n; day = rule.After(day, false) {
		if w := r.window(day, loc); w.OpensAt.After(after) && r.On.keeps(day, cal) {
			out = append(out, w)
		}
	}
	return out, nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r Rule) window(day time.Time, loc *time.Location) Window {
	y, m, d := day.Date()
	opens := time.Date(y, m, d, 0, int(r.OpensAt/time.Minute), 0, 0, loc)
	if r.IsRandom() {
		ends := opens.Add(r.Span).UTC()
		return Window{Day: day.Format(time.DateOnly), OpensAt: opens.UTC(), DueAt: ends, ClosesAt: ends.Add(r.Grace), IsRange: true}
	}
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
