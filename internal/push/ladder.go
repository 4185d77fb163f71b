package push

import (
	"slices"
	"time"

	"diandao/internal/fault"
)

// Anchor is what the time of a step counts from.
type Anchor string

// The anchors: when the person was to be told, and when the answer must have come.
const (
	FromOpen  Anchor = "open"
	FromClose Anchor = "close"
)

// Anchors lists every anchor.
func Anchors() []Anchor { return []Anchor{FromOpen, FromClose} }

// Step is one way to tell a person and when to try it, if nothing was acknowledged until then.
type Step struct {
	Channel      Channel `json:"channel"`
	From         Anchor  `json:"from"`
	AfterMinutes int     `json:"after_minutes"` // negative before the close
}

// Ladder is how a person is told: steps in order, each channel at most once, and the hours in which the
// person is left alone. The inbox is no step: it is written with the message, always.
type Ladder struct {
	Steps []Step `json:"steps"`
	// QuietFrom and QuietTo are times of day, "22:00", in the zone of the person's station; equal ones leave
	// no hour quiet.
	QuietFrom string `json:"quiet_from"`
	QuietTo   string `json:"quiet_to"`
}

// StepChannels lists the channels that a ladder may have.
func StepChannels() []Channel { return []Channel{FCM, WebPush, SMS, Call} }

// MaxAfter bounds how far a step is from its anchor.
const MaxAfter = 7 * 24 * time.Hour

// ErrLadder tells what is wrong with a ladder.
var ErrLadder = fault.New(fault.Invalid, "push.ladder_invalid", "The way of telling this person is not valid.")

// Check returns ErrLadder with the field that is wrong.
func (l Ladder) Check() error {
	bad := func(path, reason string) error { return ErrLadder.On(fault.Field{Path: path, Reason: reason}) }
	if len(l.Steps) == 0 || len(l.Steps) > len(StepChannels()) {
		return bad("steps", "one to four")
	}
	seen := map[Channel]bool{}
	for _, s := range l.Steps {
		after := time.Duration(s.AfterMinutes) * time.Minute
		switch {
		case !slices.Contains(StepChannels(), s.Channel) || seen[s.Channel]:
			return bad("steps.channel", "fcm, webpush, sms or call, each once")
		case s.From == FromOpen && (after < 0 || after > MaxAfter):
			return bad("steps.after_minutes", "0 to a week after the opening")
		case s.From == FromClose && (after > 0 || after < -MaxAfter):
			return bad("steps.after_minutes", "0 to a week before the close, as a negative number")
		case !slices.Contains(Anchors(), s.From):
			return bad("steps.from", "open or close")
		}
		seen[s.Channel] = true
	}
	for path, clock := range map[string]string{"quiet_from": l.QuietFrom, "quiet_to": l.QuietTo} {
		if _, err := time.Parse("15:04", clock); err != nil {
			return bad(path, "a time of day, 22:00")
		}
	}
	return nil
}

// For is the ladder as it applies to a kind of message: all steps for a check-in; for a ring, push at once;
// for what asks for no answer by a time, what the ladder begins with.
func (l Ladder) For(k Kind) Ladder {
	switch k {
	case CheckinOpen, CheckinReminder:
		return l
	case RollCallRing:
		return Ladder{Steps: []Step{{FCM, FromOpen, 0}, {WebPush, FromOpen, 0}}, QuietFrom: l.QuietTo, QuietTo: l.QuietTo}
	case RollCallRecall:
		return l.recall()
	case CheckinDecided, LeaveDecided, AppealDecided, WindowExtended, RollCallPlanned, RollCallCancelled, SanctionDecided:
	}
	out := Ladder{QuietFrom: l.QuietFrom, QuietTo: l.QuietTo}
	for _, s := range l.Steps {
		if s.Channel != Call && s.From == FromOpen && s.AfterMinutes == l.Steps[0].AfterMinutes {
			out.Steps = append(out.Steps, Step{s.Channel, FromOpen, 0})
		}
	}
	return out
}

// recall is a second ring: push at once, and SMS at once for whom the ladder has it.
func (l Ladder) recall() Ladder {
	out := l.For(RollCallRing)
	if slices.ContainsFunc(l.Steps, func(s Step) bool { return s.Channel == SMS }) {
		out.Steps = append(out.Steps, Step{SMS, FromOpen, 0})
	}
	return out
}

// QuietHours are the hours of the day in which a person is left alone.
type QuietHours struct {
	From, To time.Duration // since midnight
	Zone     *time.Location
}

// QuietIn returns the ladder's quiet hours in a zone.
func (l Ladder) QuietIn(zone *time.Location) QuietHours {
	return QuietHours{From: sinceMidnight(l.QuietFrom), To: sinceMidnight(l.QuietTo), Zone: zone}
}

func sinceMidnight(clock string) time.Duration {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		return 0 // a stored ladder was checked
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

// End returns when the quiet hours that hold t end; t itself when none do.
func (q QuietHours) End(t time.Time) time.Time {
	local := t.In(q.Zone)
	of := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	days := 0
	switch {
	case q.From < q.To && q.From <= of && of < q.To, q.From > q.To && of < q.To:
	case q.From > q.To && q.From <= of:
		days = 1
	default:
		return t
	}
	y, m, d := local.Date()
	return time.Date(y, m, d+days, int(q.To/time.Hour), int(q.To%time.Hour/time.Minute), 0, 0, q.Zone).UTC()
}

// LeastTime is what quiet hours must leave a person before the close; otherwise they are not kept.
const LeastTime = 30 * time.Minute

// Due tells which steps of a message have come at now, and when to look again, zero when never. It is pure.
// The window is from the message's creation to its end, half-open; a step that would fall outside comes in
// its middle. Steps wait for the end of quiet hours if that leaves LeastTime. Nothing is due once a device has
// acknowledged the message (for a ring: once it was opened), or after its end.
func Due(l Ladder, m Message, deliveries []Delivery, q QuietHours, now time.Time) (steps []Step, wake time.Time) {
	if !m.ExpiresAt.After(now) || slices.ContainsFunc(deliveries, m.isAnsweredBy) {
		return nil, time.Time{}
	}
	for _, s := range l.Steps {
		at := s.at(m)
		if end := q.End(at); !end.Add(LeastTime).After(m.ExpiresAt) {
			at = end
		}
		if at.After(now) {
			if wake.IsZero() || at.Before(wake) {
				wake = at
			}
			continue
		}
		// A step that comes late, after a standstill, keeps quiet hours too.
		if end := q.End(now); end.After(now) && !end.Add(LeastTime).After(m.ExpiresAt) {
			if wake.IsZero() || end.Before(wake) {
				wake = end
			}
			continue
		}
		steps = append(steps, s)
	}
	return steps, wake
}

// at is when the step comes in the message's window.
func (s Step) at(m Message) time.Time {
	from := m.CreatedAt
	if s.From == FromClose {
		from = m.ExpiresAt
	}
	at := from.Add(time.Duration(s.AfterMinutes) * time.Minute)
	if at.Before(m.CreatedAt) || !at.Before(m.ExpiresAt) {
		return m.CreatedAt.Add(m.ExpiresAt.Sub(m.CreatedAt) / 2)
	}
	return at
}

// isAnsweredBy reports whether nothing more need be sent because of a delivery.
func (m Message) isAnsweredBy(d Delivery) bool {
	if m.Kind.IsRing() {
		return !d.OpenedAt.IsZero() // the one phone that has it may lie in a drawer
	}
	return d.Reached()
}
