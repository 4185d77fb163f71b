package evidence

import (
	"context"
	"fmt"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
)

// Retention is how many days after the end of a person's term each kind is kept (Personal Information
// Protection Law, article 19: no longer than its purpose needs). A city changes the numbers here.
type Retention map[Kind]int

// DefaultRetention is what holds without a city's own numbers: what describes a body goes first, papers that
// decisions rest on stay as long as these can be looked at again.
func DefaultRetention() Retention {
	return Retention{
		CheckinPhoto: 180, CheckinSurroundings: 180, CheckinVoice: 180, CheckinFrames: 180, RollCallSnapshot: 180, RollCallRecording: 180,
		EnrolmentPhoto: 30, LeavePaper: 3 * 365, AppealPaper: 3 * 365, SanctionPaper: 3 * 365,
	}
}

// Until is the last day on which a kind is kept of a person whose term ends on a day.
func (r Retention) Until(k Kind, termTo time.Time) string {
	return termTo.AddDate(0, 0, r[k]).Format(time.DateOnly)
}

// endedBefore is the day before which a term must have ended for a kind to be destroyed today.
func (r Retention) endedBefore(k Kind, today time.Time) string {
	return today.AddDate(0, 0, -r[k]).Format(time.DateOnly)
}

// DestroyStore tells what is to be destroyed and keeps that it was.
type DestroyStore interface {
	// ListExpired returns objects of a kind, not destroyed yet, of persons whose term ended before the day and
	// who have no open appeal, at most limit.
	ListExpired(ctx context.Context, k Kind, endedBefore string, limit int) ([]Object, error)
	// NoteDestroyed keeps that objects were destroyed, with the entries of the ledger, in one transaction.
	NoteDestroyed(ctx context.Context, all []Object, at time.Time, entries []audit.Entry) error
}

// destroyBatch bounds what is destroyed of a kind at a time.
const destroyBatch = 500

// Destroyer destroys what is no longer to be kept.
type Destroyer struct {
	shelf     Shelf
	store     DestroyStore
	retention Retention
	clock     clock.Clock
}

// NewDestroyer returns a destroyer.
func NewDestroyer(shelf Shelf, store DestroyStore, r Retention, c clock.Clock) *Destroyer {
	return &Destroyer{shelf: shelf, store: store, retention: r, clock: c}
}

// Destroy takes away what is no longer to be kept, at most five hundred of each kind, and tells how many. The
// blob goes first: what a crash leaves half done is done again. Record and hash stay.
func (d *Destroyer) Destroy(ctx context.Context) (int, error) {
	now, n := d.clock.Now(), 0
	for _, k := range Kinds() {
		// A day in which no zone is ahead: west of UTC it is still yesterday.
		all, err := d.store.ListExpired(ctx, k, d.retention.endedBefore(k, now.Add(-12*time.Hour).UTC()), destroyBatch)
		if err != nil {
			return n, fmt.Errorf("list expired %s: %w", k, err)
		}
		entries := make([]audit.Entry, len(all))
		for i, o := range all {
			if err := d.shelf.Remove(ctx, o.ID); err != nil {
				return n, fmt.Errorf("destroy %s: %w", k, err)
			}
			entries[i] = audit.New(authz.SystemActor(), now, o.Path, "evidence.destroyed", "evidence:"+string(o.ID), string(o.PersonID)).
				Holding(map[string]any{"kind": o.Kind, "sha256": o.SHA256})
		}
		if len(all) == 0 {
			continue
		}
		if err := d.store.NoteDestroyed(ctx, all, now, entries); err != nil {
			return n, fmt.Errorf("note destroyed %s: %w", k, err)
		}
		n += len(all)
	}
	return n, nil
}
