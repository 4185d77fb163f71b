package partner

import "time"

// delays are how long after a failed try the next one comes: ten tries, the last about a day after the first.
func delays() []time.Duration {
	return []time.Duration{
		10 * time.Second, time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 9 * time.Hour,
	}
}

// restAfter is how long a partner that can't be reached is left alone, whatever else is due for it.
const restAfter = 30 * time.Second

// maxRest bounds what an answer may ask for with Retry-After.
const maxRest = 12 * time.Hour

// next is the delivery after a try at an instant. An address that is gone, or that has said when to come again, uses
// up no more tries than any other.
func next(d Delivery, a Answer, now time.Time) Delivery {
	d.Attempts++
	if a.Class == Arrived {
		d.State, d.SettledAt, d.NextAt = Delivered, now, time.Time{}
		return d
	}
	all := delays()
	if d.Type == Test || d.Attempts > len(all) {
		d.State, d.SettledAt, d.NextAt = GivenUp, now, time.Time{}
		return d
	}
	d.NextAt = now.Add(max(all[d.Attempts-1], min(a.RetryAfter, maxRest)))
	return d
}

// after is the partner after a try at an instant.
func (p Partner) after(a Answer, now time.Time) Partner {
	if a.Class == Arrived {
		p.FailingSince, p.RestUntil = time.Time{}, time.Time{}
		return p
	}
	if p.FailingSince.IsZero() {
		p.FailingSince = now
	}
	switch rest := min(a.RetryAfter, maxRest); {
	case rest > 0:
		p.RestUntil = now.Add(rest)
	case a.Class != Refused: // a refusal is about one request; the rest is about the address
		p.RestUntil = now.Add(restAfter)
	}
	switch {
	case p.IsPaused():
	case a.Class == IsGone:
		p.Pause, p.PausedAt = Gone, now
	case now.Sub(p.FailingSince) >= FailingFor:
		p.Pause, p.PausedAt = Failing, now
	}
	return p
}
