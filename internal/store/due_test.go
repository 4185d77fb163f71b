package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/store/storetest"
)

// A plan whose zone has gone from the zone files keeps nobody else's check-in from opening, asks nobody, and is
// looked at again after an hour.
func TestOpenDue_ABrokenPlanHoldsUpNobody(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		broken, whole := storetest.NewPlan(w.person), storetest.NewPlan(w.add(t, "A002", "刘勇"))
		broken.Rule.Zone = "Asia/Nowhere"
		opens := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
		for _, p := range []*checkin.Plan{&broken, &whole} {
			p.NextOpens, p.NextDay = opens, "2026-11-24"
			require.NoError(t, w.Checkins().InTx(t.Context(), func(tx checkin.Tx) error { return tx.InsertPlan(t.Context(), *p) }))
		}
		now := clock.NewManual(opens)
		service := checkin.New(checkin.Deps{Store: w.Checkins(), Persons: w.Persons(), Leaves: w.Leaves(), Hints: quiet{}, Clock: now})
		round, err := service.OpenDue(t.Context())
		require.NoError(t, err)
		require.Equal(t, 1, round.Opened)
		require.Len(t, round.Aside, 1)
		require.ErrorContains(t, round.Aside[0], string(broken.ID))
		asked, err := w.Checkins().ListRequests(t.Context(), org.Root, checkin.Filter{}, page.Request{})
		require.NoError(t, err)
		require.Len(t, asked, 1)
		require.Equal(t, whole.ID, asked[0].PlanID)
		now.Advance(checkin.AsideFor - time.Minute)
		round, err = service.OpenDue(t.Context())
		require.NoError(t, err)
		require.Empty(t, round.Aside, "not looked at all the time")
		now.Advance(time.Minute)
		round, err = service.OpenDue(t.Context())
		require.NoError(t, err)
		require.Len(t, round.Aside, 1)
	})
}

// Of two applications for the same days that come at the same moment one is taken.
func TestLeaves_TwoAtOnceAreOne(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		service := leave.New(w.Leaves(), w.Persons(), evidence.Vault(nil), quiet{}, clock.NewManual(noon))
		self := authz.Actor{Role: authz.Self, ID: string(w.person.ID), PersonID: string(w.person.ID), Scope: w.person.Path}
		answers := make(chan error)
		for range 6 {
			go func() {
				_, err := service.Apply(t.Context(), self, leave.Application{FromDay: "2026-12-20", ToDay: "2026-12-26", Place: "湖州", Reason: "探亲"})
				answers <- err
			}()
		}
		taken := 0
		for range 6 {
			err := <-answers
			if err == nil {
				taken++
				continue
			}
			require.ErrorIs(t, err, leave.ErrOverlap)
		}
		require.Equal(t, 1, taken)
	})
}
