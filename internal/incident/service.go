package incident

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/push"
)

// Touched is an open check-in that an incident has touched, and when its person was told all the same, zero
// when not: by a device's acknowledgement, or by the provider taking the message at last.
type Touched struct {
	RequestID checkin.RequestID
	OpensAt   time.Time
	ToldAt    time.Time
}

// Store keeps heartbeats and incidents.
type Store interface {
	// LastBeat returns the newest heartbeat, zero before the first.
	LastBeat(ctx context.Context) (time.Time, error)
	// Minutes returns what each channel did since an instant, oldest first.
	Minutes(ctx context.Context, since time.Time) (map[push.Channel][]Minute, error)
	// Newest returns the newest incident of each provider's channel.
	Newest(ctx context.Context) (map[push.Channel]Incident, error)
	// ListUnsettled returns incidents that are not settled, oldest first.
	ListUnsettled(ctx context.Context) ([]Incident, error)
	// ListSince returns incidents that ran at or after an instant, newest first, at most limit.
	ListSince(ctx context.Context, since time.Time, limit int) ([]Incident, error)
	// ListTouched returns open requests that an incident has touched, by (OpensAt, ID), after the cursor, at
	// most limit.
	ListTouched(ctx context.Context, i Incident, after page.Cursor, limit int) ([]Touched, error)
	// IsTouched reports whether an incident that is not settled has touched the request.
	IsTouched(ctx context.Context, r checkin.RequestID) (bool, error)
	// Sweep forgets what channels did before an instant.
	Sweep(ctx context.Context, before time.Time) error
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what is written in one transaction.
type Tx interface {
	// Beat stores a heartbeat and returns the one before, zero without one; of two servers one waits for the
	// other. A heartbeat never goes back.
	Beat(ctx context.Context, now time.Time) (time.Time, error)
	// InsertIncident stores an incident; one of the same kind and channel that runs makes it a no-op.
	InsertIncident(ctx context.Context, i Incident) error
	// EndIncident stores To of one that runs.
	EndIncident(ctx context.Context, id ID, to time.Time) error
	// SettleIncident stores SettledAt.
	SettleIncident(ctx context.Context, id ID, at time.Time) error
}

// Extender extends the windows that an incident has touched; checkin.Service.
type Extender interface {
	// Extend extends a request once for an outage, and reports whether it did.
	Extend(ctx context.Context, id checkin.RequestID, o checkin.Outage) (bool, error)
}

// Shield watches over the service and its providers.
type Shield struct {
	store    Store
	extender Extender
	rules    Rules
	clock    clock.Clock
	minute   time.Time // that was swept
}

// New returns a shield. The extender is given later, by Arm, since it stands behind the shield itself.
func New(store Store, rules Rules, c clock.Clock) *Shield {
	return &Shield{store: store, rules: rules, clock: c}
}

// Arm gives the shield what extends windows.
func (s *Shield) Arm(e Extender) { s.extender = e }

// Beat leaves a sign of life without looking for what was missed before it, for those who move the clock of
// a server that lives on.
func (s *Shield) Beat(ctx context.Context) error {
	return s.store.InTx(ctx, func(tx Tx) error {
		_, err := tx.Beat(ctx, s.clock.Now())
		return err
	})
}

// Watch leaves a heartbeat, finds incidents that began or ended, and extends the windows that ended ones have
// touched. It tells how many. It comes before anything is closed. It is safe to run twice at once.
func (s *Shield) Watch(ctx context.Context) (int, error) {
	now := s.clock.Now()
	if err := s.beat(ctx, now); err != nil {
		return 0, fmt.Errorf("leave a heartbeat: %w", err)
	}
	if err := s.judge(ctx, now); err != nil {
		return 0, fmt.Errorf("judge channels: %w", err)
	}
	all, err := s.store.ListUnsettled(ctx)
	if err != nil {
		return 0, err
	}
	extended := 0
	for _, i := range all {
		if i.To.IsZero() {
			continue
		}
		n, err := s.settle(ctx, i)
		extended += n
		if err != nil {
			return extended, fmt.Errorf("settle incident: %w", err)
		}
	}
	return extended, nil
}

// beat leaves a heartbeat; a gap before it is an incident of ours, which has just ended.
func (s *Shield) beat(ctx context.Context, now time.Time) error {
	return s.store.InTx(ctx, func(tx Tx) error {
		last, err := tx.Beat(ctx, now)
		if err != nil || last.IsZero() || now.Sub(last) <= s.rules.Gap {
			return err
		}
		return tx.InsertIncident(ctx, Incident{ID: ID(id.New()), Kind: Service, From: last, To: now, Note: NoteStandstill})
	})
}

// keepMinutes is how long what channels did is kept.
const keepMinutes = 24 * time.Hour

func (s *Shield) judge(ctx context.Context, now time.Time) error {
	newest, err := s.store.Newest(ctx)
	if err != nil {
		return err
	}
	since := now.Add(-s.rules.Idle - s.rules.Window)
	for _, i := range newest {
		if i.To.IsZero() && i.From.Before(since) {
			since = i.From.Truncate(time.Minute) // when it was last tried may be long ago
		}
	}
	minutes, err := s.store.Minutes(ctx, since)
	if err != nil {
		return err
	}
	for _, c := range push.Channels() {
		var last *Incident
		if i, ok := newest[c]; ok {
			last = &i
		}
		if len(minutes[c]) == 0 && last == nil {
			continue
		}
		if err := s.apply(ctx, c, last, s.rules.Judge(minutes[c], last, now)); err != nil {
			return err
		}
	}
	if s.minute.Equal(now.Truncate(time.Hour)) {
		return nil
	}
	s.minute = now.Truncate(time.Hour)
	return s.store.Sweep(ctx, now.Add(-keepMinutes))
}

func (s *Shield) apply(ctx context.Context, c push.Channel, last *Incident, ch Change) error {
	switch {
	case !ch.From.IsZero():
		return s.store.InTx(ctx, func(tx Tx) error {
			return tx.InsertIncident(ctx, Incident{ID: ID(id.New()), Kind: Provider, Channel: c, From: ch.From, Note: NoteFailing})
		})
	case !ch.To.IsZero() && last != nil:
		to := ch.To
		if to.Before(last.From) {
			to = last.From
		}
		return s.store.InTx(ctx, func(tx Tx) error { return tx.EndIncident(ctx, last.ID, to) })
	}
	return nil
}

// touchedBatch bounds what is read at once.
const touchedBatch = 500

// settle extends what an ended incident has touched. Killed in the middle, it goes on at the next look.
func (s *Shield) settle(ctx context.Context, i Incident) (int, error) {
	n, after := 0, page.Cursor{}
	for {
		batch, err := s.store.ListTouched(ctx, i, after, touchedBatch)
		if err != nil {
			return n, err
		}
		for _, t := range batch {
			o := checkin.Outage{IncidentID: string(i.ID), Kind: checkin.OutageKind(i.Kind), From: i.From, To: i.To, Least: s.rules.Least}
			if !t.ToldAt.IsZero() && t.ToldAt.Before(o.To) {
				o.To = t.ToldAt // from then on the person knew
			}
			extended, err := s.extender.Extend(ctx, t.RequestID, o)
			if err != nil {
				return n, err
			}
			if extended {
				n++
			}
		}
		if len(batch) < touchedBatch {
			break
		}
		last := batch[len(batch)-1]
		after = page.Cursor{At: last.OpensAt, ID: string(last.RequestID)}
	}
	return n, s.store.InTx(ctx, func(tx Tx) error { return tx.SettleIncident(ctx, i.ID, s.clock.Now()) })
}

// Holds reports whether a request must not be closed now: an incident that is not settled has touched it, or
// nobody has looked for one since the last heartbeat stopped.
func (s *Shield) Holds(ctx context.Context, r checkin.RequestID) (bool, error) {
	last, err := s.store.LastBeat(ctx)
	if err != nil {
		return false, err
	}
	if !last.IsZero() && s.clock.Now().Sub(last) > s.rules.Gap {
		return true, nil
	}
	return s.store.IsTouched(ctx, r)
}

// Recent is how long an incident that has ended is still told of.
const Recent = 24 * time.Hour

// List returns the incidents that run or ended within Recent, newest first, at most fifty.
func (s *Shield) List(ctx context.Context, actor authz.Actor) ([]Incident, error) {
	if err := authz.Allow(actor, authz.CheckinRead); err != nil {
		return nil, err
	}
	return s.store.ListSince(ctx, s.clock.Now().Add(-Recent), 50)
}
