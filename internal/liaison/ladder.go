package liaison

import "time"

// Rung is a step that a case should have by a deadline, counted from its opening or from the last contact.
type Rung struct {
	Kind  StepKind
	After time.Duration // since the opening
	Days  int           // since the last contact, instead of After
	Month bool          // a month since the last contact, instead of After
}

// Ladder is what a search consists of, in order, and by when. The law says “at once” and “in time”; the hours
// are a city's.
type Ladder []Rung

// DefaultLadder searches within a day, tells the police within two and the procuratorate within three, and has
// the district look at the whole search when ten days and a month have passed, where the Measures (articles 35
// and 46) draw lines that only people may apply.
func DefaultLadder() Ladder {
	return Ladder{
		{Kind: CalledPerson, After: 2 * time.Hour},
		{Kind: CalledFamily, After: 4 * time.Hour},
		{Kind: VisitedHome, After: 24 * time.Hour},
		{Kind: InformedDistrict, After: 24 * time.Hour},
		{Kind: InformedPolice, After: 48 * time.Hour},
		{Kind: InformedProcurators, After: 72 * time.Hour},
		{Kind: ReviewedTenDays, Days: 10},
		{Kind: ReviewedMonth, Month: true},
	}
}

// answerSignWithin is by when somebody follows a sign of life.
const answerSignWithin = 2 * time.Hour

// leastNotice is how long there is for what was due before the case was opened.
const leastNotice = 24 * time.Hour

// Proposal is what the ladder asks for next, and by when. A zero Kind asks for nothing now.
type Proposal struct {
	Kind  StepKind
	DueAt time.Time
}

// Next proposes the first rung that no step has done yet; after a sign of life that nobody has followed since,
// to say how the person was found. It is pure.
func (l Ladder) Next(c Case, steps []Step) Proposal {
	done, followed := map[StepKind]bool{}, false
	for _, s := range steps {
		done[s.Kind] = true
		if s.Kind != SignSeen && s.Kind != Opened && !s.At.Before(c.Sign.At) {
			followed = true
		}
	}
	if !c.Sign.At.IsZero() && !followed {
		return Proposal{Kind: Found, DueAt: later(c.Sign.At, c.OpenedAt).Add(answerSignWithin)}
	}
	for _, r := range l {
		if !done[r.Kind] {
			return Proposal{Kind: r.Kind, DueAt: r.dueAt(c)}
		}
	}
	return Proposal{}
}

func (r Rung) dueAt(c Case) time.Time {
	switch {
	case r.Days > 0:
		return later(c.Since.At.AddDate(0, 0, r.Days), c.OpenedAt.Add(leastNotice))
	case r.Month:
		return later(c.Since.At.AddDate(0, 1, 0), c.OpenedAt.Add(leastNotice))
	}
	return c.OpenedAt.Add(r.After)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Stage tells which of the law's spans a search has reached.
type Stage string

// The stages: up to ten days since the last contact, more than ten days, more than a month.
const (
	WithinTenDays Stage = "within_ten_days"
	OverTenDays   Stage = "over_ten_days"
	OverMonth     Stage = "over_month"
)

// Stages lists every stage.
func Stages() []Stage { return []Stage{WithinTenDays, OverTenDays, OverMonth} }

// Stage is the span that the case has reached at now, or had when it was closed. It is pure.
func (c Case) Stage(now time.Time) Stage {
	if c.State == Closed {
		now = c.ClosedAt
	}
	switch {
	case now.After(c.Since.At.AddDate(0, 1, 0)):
		return OverMonth
	case now.After(c.Since.At.AddDate(0, 0, 10)):
		return OverTenDays
	}
	return WithinTenDays
}
