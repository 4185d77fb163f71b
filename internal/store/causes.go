package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"diandao/internal/alert"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/person"
)

// What makes neighbours a cause: so many of them at least, of whom at least half did not answer either.
const (
	leastNeighbours = 5
	nearby          = 30 * time.Minute // between the openings of two check-ins at the same time
	// phoneTells is how long what a phone told last says something.
	phoneTells = 72 * time.Hour
)

// surroundings are the facts around a request that nobody answered.
type surroundings struct {
	Devices, Addresses, Leaves, Neighbours, Silent int
	SeenAt, OursAt, ProviderAt                     *int64
	// What the phone that was seen last has said of itself before; nothing when it never did.
	BatteryPct *int
	Notices    *string
	SaidAt     *int64
}

// Reached reports whether the person was reached, and gathers what may have been the cause if not answered.
func (c *Checkins) Reached(ctx context.Context, r checkin.Request, now time.Time) (bool, []alert.Cause, error) {
	deliveries, err := c.s.Push().ListBySubject(ctx, string(r.ID))
	if err != nil {
		return false, nil, err
	}
	reached, causes := factsOf(deliveries)
	around, err := c.surroundings(ctx, r, now)
	if err != nil {
		return false, nil, err
	}
	isReached := !reached.IsZero()
	if seen := instant(around.SeenAt); !seen.Before(r.OpensAt) {
		isReached, causes = true, append(causes, alert.Cause{Code: "app_opened", At: seen})
	}
	last, err := c.lastCheckin(ctx, r.PersonID, now)
	return isReached, append(append(causes, around.causes()...), around.phoneSaid(last, now)...), err
}

func (c *Checkins) surroundings(ctx context.Context, r checkin.Request, now time.Time) (s surroundings, err error) {
	p, path := string(r.PersonID), string(r.Path)
	opens, closes, at := r.OpensAt.UnixMicro(), r.ClosesAt.UnixMicro(), now.UnixMicro()
	near := "(SELECT count(DISTINCT n.person_id) FROM checkin_requests AS n WHERE n.path = ? AND n.opens_at >= ? AND n.opens_at <= ? AND n.person_id <> ? AND "
	from, to := r.OpensAt.Add(-nearby).UnixMicro(), r.OpensAt.Add(nearby).UnixMicro()
	ran := "(SELECT min(i.from_at) FROM incidents AS i WHERE i.from_at < ? AND (i.to_at IS NULL OR i.to_at > ?) AND i.kind = "
	// A provider's trouble is a cause for whom a notice was to go over that provider.
	told := "'provider' AND i.channel IN (SELECT v.channel FROM messages AS m JOIN message_deliveries AS v ON v.message_id = m.id WHERE m.subject_id = ?))"
	latest := " FROM devices AS d WHERE d.person_id = ? AND d.revoked_at IS NULL AND d.said_at <= ? ORDER BY d.said_at DESC LIMIT 1)"
	err = c.s.find(ctx, &s, "SELECT (SELECT count(*) FROM devices AS d WHERE d.person_id = ? AND d.revoked_at IS NULL) AS devices, "+
		"(SELECT max(d.last_seen_at) FROM devices AS d WHERE d.person_id = ?) AS seen_at, "+
		"(SELECT count(*) FROM push_subscriptions AS a WHERE a.person_id = ?) AS addresses, "+
		"(SELECT count(*) FROM leaves AS l WHERE l.person_id = ? AND l.status = 'applied' AND l.from_day <= ? AND l.to_day >= ?) AS leaves, "+
		near+"n.status <> 'cancelled') AS neighbours, "+
		near+"(n.status IN ('missed', 'not_reached') OR (n.status = 'open' AND n.closes_at <= ?))) AS silent, "+
		ran+"'service') AS ours_at, "+ran+told+" AS provider_at, "+
		"(SELECT d.battery_pct"+latest+" AS battery_pct, (SELECT d.notices"+latest+" AS notices, (SELECT d.said_at"+latest+" AS said_at",
		p, p, p, p, r.Day, r.Day, path, from, to, p, path, from, to, p, at, closes, opens, closes, opens, string(r.ID), p, at, p, at, p, at)
	if err != nil {
		return s, fmt.Errorf("read what is around a request: %w", err)
	}
	return s, nil
}

func (s surroundings) causes() []alert.Cause {
	var out []alert.Cause
	add := func(isSo bool, c alert.Cause) {
		if isSo {
			out = append(out, c)
		}
	}
	add(s.Devices == 0, alert.Cause{Code: "no_device"})
	switch said := device.Notices(untext(s.Notices)); {
	case s.Devices == 0:
	case said == device.NoticesOff, said == device.NoticesDenied:
		add(true, alert.Cause{Code: "push_off", At: instant(s.SaidAt)})
	default:
		add(s.Addresses == 0, alert.Cause{Code: "push_off"})
	}
	add(s.OursAt != nil, alert.Cause{Code: "our_incident", At: instant(s.OursAt)})
	add(s.ProviderAt != nil, alert.Cause{Code: "provider_incident", At: instant(s.ProviderAt)})
	add(s.Leaves > 0, alert.Cause{Code: "leave_pending"})
	add(s.Neighbours >= leastNeighbours && 2*s.Silent >= s.Neighbours, alert.Cause{Code: "neighbours", Value: s.Silent, Of: s.Neighbours})
	return out
}

// lastCheckin is the newest check-in that had arrived by an instant; zero without one.
func (c *Checkins) lastCheckin(ctx context.Context, p person.ID, by time.Time) (checkin.Checkin, error) {
	var row pastRow
	err := c.s.find(ctx, &row, "SELECT c.made_at, c.received_at, c.payload FROM checkins AS c WHERE c.person_id = ? AND c.received_at <= ? ORDER BY c.received_at DESC LIMIT 1", string(p), by.UnixMicro())
	if errors.Is(err, sql.ErrNoRows) {
		return checkin.Checkin{}, nil
	}
	if err != nil {
		return checkin.Checkin{}, fmt.Errorf("read the last check-in: %w", err)
	}
	last := checkin.Checkin{MadeAt: instant(row.MadeAt), ReceivedAt: time.UnixMicro(row.ReceivedAt).UTC()}
	return last, decode(string(row.Payload), &last.Submission)
}

// phoneSaid is what the person's phone told of itself last: with the last check-in, or since.
func (s surroundings) phoneSaid(last checkin.Checkin, now time.Time) []alert.Cause {
	var out []alert.Cause
	battery, at := s.BatteryPct, instant(s.SaidAt)
	if last.ReceivedAt.After(at) {
		battery, at = last.Submission.Device.BatteryPct, last.ReceivedAt
	}
	if battery != nil && *battery <= checkin.LowBattery && now.Sub(at) <= phoneTells {
		out = append(out, alert.Cause{Code: "battery_low", At: at, Value: *battery})
	}
	wasLate := !last.MadeAt.IsZero() && checkin.IsSentLater(last.MadeAt, last.ReceivedAt)
	if wasLate && now.Sub(last.ReceivedAt) <= phoneTells {
		out = append(out, alert.Cause{Code: "was_offline", At: last.ReceivedAt})
	}
	return out
}

// Causes returns what was gathered when the request ended without an answer.
func (c *Checkins) Causes(ctx context.Context, r checkin.Request) ([]alert.Cause, error) {
	kind := alert.CheckinMissed
	if r.Status == checkin.NotReached {
		kind = alert.CheckinNotReached
	}
	var body string
	err := c.s.read.NewSelect().Table("alerts").Column("causes").Where("kind = ? AND source_id = ? AND person_id = ?", string(kind), string(r.ID), string(r.PersonID)).Scan(ctx, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read causes: %w", err)
	}
	var out []alert.Cause
	return out, decode(body, &out)
}
