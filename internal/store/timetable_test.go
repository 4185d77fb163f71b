package store_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/schedule"
	"diandao/internal/store/storetest"
)

// Several servers that start at once on an empty database all come up, with one calendar and one set of
// templates between them.
func TestEquip_ServersMayStartAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		var wg sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			service := checkin.New(checkin.Deps{Store: w.Checkins(), Clock: clock.NewManual(noon)})
			wg.Go(func() { errs[i] = service.Equip(t.Context()) })
		}
		wg.Wait()
		require.Equal(t, make([]error, len(errs)), errs)
		templates, err := w.Checkins().ListTemplates(t.Context(), org.Root)
		require.NoError(t, err)
		require.Len(t, templates, len(checkin.DefaultTemplates()))
		announced, err := schedule.Announced()
		require.NoError(t, err)
		days, err := w.Checkins().ListCalendarDays(t.Context(), "")
		require.NoError(t, err)
		require.Len(t, days, len(announced))
	})
}

// Whoever asks first for a day's seed commits to it for everybody.
func TestDraws_OneSeedADay(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		var wg sync.WaitGroup
		seeds := make([]schedule.Seed, 6)
		for i := range seeds {
			wg.Go(func() {
				seed, err := w.Checkins().SeedOf(t.Context(), "2026-12-01", noon)
				if err == nil {
					seeds[i] = seed
				}
			})
		}
		wg.Wait()
		require.NotZero(t, seeds[0])
		for _, s := range seeds {
			require.Equal(t, seeds[0], s)
		}
		draws, err := w.Checkins().ListDraws(t.Context(), "2026-11-01", "2026-12-31")
		require.NoError(t, err)
		require.Len(t, draws, 1)
		require.Equal(t, seeds[0].Commitment("2026-12-01"), draws[0].Commitment)
	})
}

// A request stays among the drawn ones by the version it opened under, whatever became of its plan.
func TestListDrawn_GoesByTheVersionOpenedUnder(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		p := storetest.NewPlan(w.person)
		p.Title, p.Rule.Span, p.Rule.Times = `"Span":0`, 10*time.Hour, 1
		fixed := storetest.Plan(t, w.Store, w.person)
		require.NoError(t, w.Checkins().InTx(t.Context(), func(tx checkin.Tx) error { return tx.InsertPlan(t.Context(), p) }))
		r := storetest.Request(t, w.Store, p, noon)
		storetest.Request(t, w.Store, fixed, noon)
		changed := p
		changed.Version, changed.Rule.Span = 2, 0
		require.NoError(t, w.Checkins().InTx(t.Context(), func(tx checkin.Tx) error { return tx.UpdatePlan(t.Context(), changed) }))
		storetest.Request(t, w.Store, changed, noon.Add(time.Hour))
		find := func(f checkin.DrawnFilter) []checkin.Drawn {
			all, err := w.Checkins().ListDrawn(t.Context(), w.district.Path, f, page.Request{})
			require.NoError(t, err)
			return all
		}
		all := find(checkin.DrawnFilter{From: "2026-11-23", To: "2026-11-23"})
		require.Len(t, all, 1)
		require.Equal(t, r.ID, all[0].Request.ID)
		require.Equal(t, p.Rule, all[0].Rule)
		require.Empty(t, find(checkin.DrawnFilter{From: "2026-11-24", To: "2026-12-24"}))
		require.Empty(t, find(checkin.DrawnFilter{From: "2026-11-23", To: "2026-11-23", PersonID: "another"}))
	})
}
