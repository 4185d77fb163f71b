package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/job"
	"diandao/internal/person"
	"diandao/internal/push"
)

type ladderRow struct {
	bun.BaseModel `bun:"table:person_ladders"`
	PersonID      string `bun:",pk"` // empty for everybody who has none of their own
	Version       int    `bun:",pk"`
	Body          string
	UpdatedBy     string
	UpdatedAt     int64
}

type stepRow struct {
	bun.BaseModel `bun:"table:message_steps"`
	MessageID     string `bun:",pk"`
	Channel       string `bun:",pk"`
	ClaimedUntil  int64
	Tries         int
	DoneAt        *int64
}

var (
	_ push.Ladders     = (*Push)(nil)
	_ push.LadderStore = (*Push)(nil)
)

// Ladder returns the newest version of a person's ladder, or the one of everybody.
func (p *Push) Ladder(ctx context.Context, who person.ID) (push.PersonLadder, error) {
	var r ladderRow
	err := p.s.read.NewSelect().Model(&r).Where("person_id IN (?, '')", string(who)).Order("person_id DESC", "version DESC").Limit(1).Scan(ctx)
	if err != nil {
		return push.PersonLadder{}, fmt.Errorf("read ladder: %w", err)
	}
	out := push.PersonLadder{PersonID: person.ID(r.PersonID), Version: r.Version, UpdatedBy: r.UpdatedBy, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC()}
	if r.PersonID == "" && who != "" {
		out.Version = 0 // the person's own begin with 1
	}
	return out, decode(r.Body, &out.Ladder)
}

// LadderTx runs fn in one transaction.
func (p *Push) LadderTx(ctx context.Context, fn func(push.LadderTx) error) error {
	return p.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// InsertLadder stores the next version. It returns push.ErrLadderChanged.
func (tx *Tx) InsertLadder(ctx context.Context, l push.PersonLadder) error {
	body, err := encode(l.Ladder)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &ladderRow{PersonID: string(l.PersonID), Version: l.Version, Body: body, UpdatedBy: l.UpdatedBy, UpdatedAt: l.UpdatedAt.UnixMicro()}, push.ErrLadderChanged)
}

// Facts returns what the ladder needs to know of a message's person and subject.
func (p *Push) Facts(ctx context.Context, m push.Message) (push.Facts, error) {
	var about struct {
		Phone, Zone string
		Status      *string
	}
	err := p.s.read.NewSelect().TableExpr("persons AS p").ColumnExpr("p.phone, u.zone, r.status").
		Join("JOIN units AS u ON u.id = p.station_id").Join("LEFT JOIN checkin_requests AS r ON r.id = ?", m.SubjectID).
		Where("p.id = ?", string(m.PersonID)).Scan(ctx, &about)
	if err != nil {
		return push.Facts{}, fmt.Errorf("read whom a message is for: %w", one(err, person.ErrNotFound))
	}
	f := push.Facts{Phone: about.Phone, IsWaiting: true}
	switch m.Kind {
	case push.CheckinOpen, push.CheckinReminder, push.WindowExtended:
		f.IsWaiting = about.Status == nil || *about.Status == "open"
	case push.CheckinDecided, push.RollCallRing, push.LeaveDecided, push.AppealDecided, push.RollCallPlanned, push.RollCallRecall, push.RollCallCancelled, push.SanctionDecided:
	}
	if f.Zone, err = time.LoadLocation(about.Zone); err != nil {
		return push.Facts{}, fmt.Errorf("zone of station: %w", err)
	}
	own, err := p.Ladder(ctx, m.PersonID)
	if err != nil {
		return push.Facts{}, err
	}
	f.Ladder = own.Ladder
	var rows []stepRow
	if err := p.s.read.NewSelect().Model(&rows).Where("message_id = ?", string(m.ID)).Scan(ctx); err != nil {
		return push.Facts{}, fmt.Errorf("read steps: %w", err)
	}
	for _, r := range rows {
		f.Steps = append(f.Steps, push.StepState{Channel: push.Channel(r.Channel), ClaimedUntil: time.UnixMicro(r.ClaimedUntil).UTC(), Tries: r.Tries, DoneAt: instant(r.DoneAt)})
	}
	return f, nil
}

// ClaimSteps takes steps of a message until an instant and returns those that it took.
func (p *Push) ClaimSteps(ctx context.Context, mid push.MessageID, steps []push.Channel, now, until time.Time) ([]push.Channel, error) {
	rows := make([]stepRow, len(steps))
	for i, c := range steps {
		rows[i] = stepRow{MessageID: string(mid), Channel: string(c), ClaimedUntil: until.UnixMicro(), Tries: 1}
	}
	var ours []push.Channel
	err := p.s.write.NewInsert().Model(&rows).On("CONFLICT (message_id, channel) DO UPDATE").
		Set("claimed_until = EXCLUDED.claimed_until, tries = step_row.tries + 1").
		Where("step_row.done_at IS NULL AND step_row.claimed_until <= ? AND step_row.tries < ?", now.UnixMicro(), push.MaxTries).
		Returning("channel").Scan(ctx, &ours)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("claim steps: %w", err)
	}
	return ours, nil
}

// SettleSteps ends claims and stores when to look at the message again.
func (p *Push) SettleSteps(ctx context.Context, mid push.MessageID, done, again []push.Channel, now, wake time.Time) error {
	err := p.s.InTx(ctx, func(tx *Tx) error {
		steps := func(which []push.Channel) *bun.UpdateQuery {
			return tx.db.NewUpdate().Table("message_steps").Where("message_id = ? AND channel IN (?)", string(mid), bun.List(which))
		}
		if len(done) > 0 {
			if _, err := steps(done).Set("done_at = ?, tries = 0", now.UnixMicro()).Exec(ctx); err != nil {
				return err
			}
		}
		if len(again) > 0 {
			if _, err := steps(again).Set("claimed_until = ?, tries = 0", now.UnixMicro()).Exec(ctx); err != nil {
				return err
			}
		}
		_, err := tx.db.NewUpdate().Table("messages").Set("next_at = ?", micros(wake)).Where("id = ?", string(mid)).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("settle steps: %w", err)
	}
	return nil
}

// WakeDue enqueues a SendJob for each message whose time to be looked at again has come.
func (p *Push) WakeDue(ctx context.Context, now time.Time, limit int) (int, error) {
	var due []push.MessageID
	if err := p.s.read.NewSelect().Table("messages").Column("id").Where("next_at <= ?", now.UnixMicro()).Order("next_at").Limit(int64(limit)).Scan(ctx, &due); err != nil {
		return 0, fmt.Errorf("list messages to look at again: %w", err)
	}
	if len(due) == 0 {
		return 0, nil
	}
	n := 0
	err := p.s.InTx(ctx, func(tx *Tx) error {
		var ours []push.MessageID
		// Of two servers only one finds the instant still there.
		err := tx.db.NewUpdate().Table("messages").Set("next_at = NULL").Where("id IN (?) AND next_at <= ?", bun.List(due), now.UnixMicro()).Returning("id").Scan(ctx, &ours)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		for _, mid := range ours {
			if err := tx.Enqueue(ctx, push.SendJob{MessageID: mid}, job.Options{}); err != nil {
				return err
			}
		}
		n = len(ours)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("wake messages: %w", err)
	}
	return n, nil
}

// CountWaiting counts the messages that are to be looked at again.
func (p *Push) CountWaiting(ctx context.Context) (int, error) {
	n, err := p.s.read.NewSelect().Table("messages").Where("next_at IS NOT NULL").Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count waiting messages: %w", err)
	}
	return int(n), nil
}
