package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"diandao/internal/alert"
	"diandao/internal/checkin"
)

// What makes neighbours a cause: so many of them at least, of whom at least half did not answer either.
const (
	leastNeighbours = 5
	nearby          = 30 * time.Minute // between the openings of two check-ins at the same time
	// batteryTells is how long the charge that a phone told last says something.
	batteryTells = 72 * time.Hour
)

// surroundings are the facts around a request that nobody answered.
type surroundings struct {
	Devices, Addresses, Leaves, Neighbours, Silent int
	SeenAt, OursAt, ProviderAt                     *int64
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
	last, err := c.lastPhone(ctx, r, now)
	return isReached, append(append(causes, around.causes()...), last...), err
}

func (c *Checkins) surroundings(ctx context.Context, r checkin.Request, now time.Time) (s surroundings, err error) {
	p, path := string(r.PersonID), string(r.Path)
	opens, closes := r.OpensAt.UnixMicro(), r.ClosesAt.UnixMicro()
	near := "(SELECT count(*) FROM checkin_requests AS n WHERE n.path = ? AND n.opens_at >= ? AND n.opens_at <= ? AND n.person_id <> ? AND "
	from, to := r.OpensAt.Add(-nearby).UnixMicro(), r.OpensAt.Add(nearby).UnixMicro()
	ran := "(SELECT min(i.from_at) FROM incidents AS i WHERE i.from_at < ? AND (i.to_at IS NULL OR i.to_at > ?) AND i.kind = "
	err = c.s.find(ctx, &s, "SELECT (SELECT count(*) FROM devices AS d WHERE d.person_id = ? AND d.revoked_at IS NULL) AS devices, "+
		"(SELECT max(d.last_seen_at) FROM devices AS d WHERE d.person_id = ?) AS seen_at, "+
		"(SELECT count(*) FROM push_subscriptions AS a WHERE a.person_id = ?) AS addresses, "+
		"(SELECT count(*) FROM leaves AS l WHERE l.person_id = ? AND l.status = 'applied' AND l.from_day <= ? AND l.to_day >= ?) AS leaves, "+
		near+"n.status <> 'cancelled') AS neighbours, "+
		near+"(n.status IN ('missed', 'not_reached') OR (n.status = 'open' AND n.closes_at <= ?))) AS silent, "+
		ran+"'service') AS ours_at, "+ran+"'provider') AS provider_at",
		p, p, p, p, r.Day, r.Day, path, from, to, p, path, from, to, p, now.UnixMicro(), closes, opens, closes, opens)
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
	add(s.Devices > 0 && s.Addresses == 0, alert.Cause{Code: "push_off"})
	add(s.OursAt != nil, alert.Cause{Code: "our_incident", At: instant(s.OursAt)})
	add(s.ProviderAt != nil, alert.Cause{Code: "provider_incident", At: instant(s.ProviderAt)})
	add(s.Leaves > 0, alert.Cause{Code: "leave_pending"})
	add(s.Neighbours >= leastNeighbours && 2*s.Silent >= s.Neighbours, alert.Cause{Code: "neighbours", Value: s.Silent, Of: s.Neighbours})
	return out
}

// lastPhone is what the person's phone told of itself at the last check-in.
func (c *Checkins) lastPhone(ctx context.Context, r checkin.Request, now time.Time) ([]alert.Cause, error) {
	var row pastRow
	err := c.s.find(ctx, &row, "SELECT c.made_at, c.received_at, c.payload FROM checkins AS c WHERE c.person_id = ? ORDER BY c.received_at DESC LIMIT 1", string(r.PersonID))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the last check-in: %w", err)
	}
	var sub checkin.Submission
	if err := decode(string(row.Payload), &sub); err != nil {
		return nil, err
	}
	received := time.UnixMicro(row.ReceivedAt).UTC()
	if now.Sub(received) > batteryTells {
		return nil, nil
	}
	var out []alert.Cause
	if b := sub.Device.BatteryPct; b != nil && *b <= checkin.LowBattery {
		out = append(out, alert.Cause{Code: "battery_low", At: received, Value: *b})
	}
	if made := instant(row.MadeAt); !made.IsZero() && received.Sub(made) > checkin.MaxSkew {
		out = append(out, alert.Cause{Code: "was_offline", At: received})
	}
	return out, nil
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
