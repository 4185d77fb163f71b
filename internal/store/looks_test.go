package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/store"
)

// Of one member's looks at the same within an hour there is one entry, also when they come at once; another
// hour, another reason and another member make another.
func TestNoteLook_OncePerHour(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		note := func(who string, at time.Time, about string) error {
			e := audit.New(authz.Actor{Role: authz.Officer, ID: who}, at, w.station.Path, "person.seen", "person:"+string(w.person.ID), string(w.person.ID))
			return w.Audit().NoteLook(t.Context(), e, about)
		}
		count := func() int {
			all, err := w.Audit().List(t.Context(), org.Root, audit.Filter{PersonID: string(w.person.ID), Actions: []string{"person.seen"}}, page.Request{})
			require.NoError(t, err)
			return len(all)
		}
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() { errs[i] = note("a", noon.Add(time.Duration(i)*time.Minute), "") })
		}
		wg.Wait()
		require.Equal(t, make([]error, 8), errs)
		require.Equal(t, 1, count())
		require.NoError(t, note("a", noon.Add(time.Hour), ""))
		require.NoError(t, note("a", noon, "a reason"))
		require.NoError(t, note("b", noon, ""))
		require.Equal(t, 4, count())
		require.NoError(t, w.Audit().SweepLooks(t.Context(), noon.Add(2*time.Hour)))
		require.Equal(t, 4, count(), "the ledger keeps its entries")
	})
}

// removed is a shelf that notes what was taken away.
type removed struct{ ids []evidence.ID }

func (r *removed) Walk(context.Context, byte, time.Time, func([]evidence.ID) error) error { return nil }

func (r *removed) Remove(_ context.Context, id evidence.ID) error {
	r.ids = append(r.ids, id)
	return nil
}

// What is kept goes after its time and not before, once, with an entry of the ledger; the record stays.
func TestDestroy_AfterItsTime(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		photo := evidence.Object{ID: "photo", PersonID: w.person.ID, Path: w.station.Path, Kind: evidence.CheckinPhoto, MIME: "image/jpeg", Size: 1, SHA256: "h", CreatedAt: noon}
		paper := photo
		paper.ID, paper.Kind = "paper", evidence.SanctionPaper
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error { return evidence.InsertAll(ctx, tx, []evidence.Object{photo, paper}) }))
		until, err := time.Parse(time.DateOnly, evidence.DefaultRetention().Until(evidence.CheckinPhoto, w.person.TermTo))
		require.NoError(t, err)
		now, shelf := clock.NewManual(until.Add(12*time.Hour)), &removed{}
		d := evidence.NewDestroyer(shelf, w.Evidence(), evidence.DefaultRetention(), now)
		n, err := d.Destroy(ctx)
		require.NoError(t, err)
		require.Zero(t, n, "on its last day it is still there")
		now.Set(until.Add(36 * time.Hour))
		n, err = d.Destroy(ctx)
		require.NoError(t, err)
		require.Equal(t, 1, n)
		require.Equal(t, []evidence.ID{"photo"}, shelf.ids)
		n, err = d.Destroy(ctx)
		require.NoError(t, err)
		require.Zero(t, n, "once")
		_, err = w.Evidence().Get(ctx, "photo")
		require.NoError(t, err, "its record stays")
		held, err := w.Records().CountHeld(ctx, w.person.ID)
		require.NoError(t, err)
		require.Len(t, held, 1)
		require.Equal(t, evidence.SanctionPaper, held[0].Kind)
		entries, err := w.Audit().List(ctx, org.Root, audit.Filter{PersonID: string(w.person.ID), Actions: []string{"evidence.destroyed"}}, page.Request{})
		require.NoError(t, err)
		require.Len(t, entries, 1)
	})
}
