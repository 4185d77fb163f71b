package store_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/org"
	"diandao/internal/schedule"
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
