package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/schedule"
	"diandao/internal/store"
)

// leaves gives the world's person leaves of every status, and somebody else one over all days.
func (w world) leaves(t *testing.T) {
	t.Helper()
	insert := func(p person.Person, status leave.Status, from, to string) {
		l := leave.Leave{
			ID: leave.ID(id.New()), PersonID: p.ID, StationID: p.StationID, Path: p.Path, FromDay: from, ToDay: to, Place: "湖州", Reason: "探亲",
			Status: status, Level: org.Station, AppliedAt: noon, UpdatedAt: noon,
		}
		require.NoError(t, w.Leaves().InTx(t.Context(), func(tx leave.Tx) error { return tx.InsertLeave(t.Context(), l) }))
	}
	insert(w.person, leave.Returned, "2026-11-20", "2026-11-24") // reaches into the days asked for
	insert(w.person, leave.Approved, "2026-11-26", "2026-11-26")
	insert(w.person, leave.Approved, "2026-12-01", "2026-12-20") // and out of them
	insert(w.person, leave.Applied, "2026-11-27", "2026-11-27")
	insert(w.person, leave.Refused, "2026-11-28", "2026-11-28")
	insert(w.person, leave.Withdrawn, "2026-11-29", "2026-11-29")
	insert(w.add(t, "A002", "刘勇"), leave.Approved, "2026-11-01", "2026-12-31")
}

func TestLeaves_DaysAreWhatEachDaySays(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.leaves(t)
		var days []string
		want := map[string]bool{}
		for at := time.Date(2026, 12, 3, 0, 0, 0, 0, time.UTC); at.Day() != 22; at = at.AddDate(0, 0, -1) { // the latest first
			day := at.Format(time.DateOnly)
			days = append(days, day)
			away, err := w.Leaves().OnLeave(t.Context(), []person.ID{w.person.ID}, day)
			require.NoError(t, err)
			if away[w.person.ID] {
				want[day] = true
			}
		}
		require.Len(t, want, 6)
		got, err := w.Leaves().DaysOnLeave(t.Context(), w.person.ID, days)
		require.NoError(t, err)
		require.Equal(t, want, got)
		got, err = w.Leaves().DaysOnLeave(t.Context(), w.person.ID, []string{"2026-11-25", "2026-11-30"})
		require.NoError(t, err)
		require.Empty(t, got, "a leave between two days covers neither")
		got, err = w.Leaves().DaysOnLeave(t.Context(), w.person.ID, nil)
		require.NoError(t, err)
		require.Empty(t, got)
	})
}

// What waits for a level is what the rule says of each, and the one that waits longest comes first, page by page.
func TestLeaves_ThatWaitForALevel(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		insert := func(status leave.Status, level org.Kind, after, proposed time.Duration) leave.Leave {
			l := leave.Leave{
				ID: leave.ID(id.New()), PersonID: w.person.ID, StationID: w.person.StationID, Path: w.person.Path, FromDay: "2026-12-01", ToDay: "2026-12-20",
				Place: "湖州", Reason: "探亲", Status: status, Level: level, AppliedAt: noon.Add(after), UpdatedAt: noon.Add(after + proposed),
			}
			require.NoError(t, w.Leaves().InTx(t.Context(), func(tx leave.Tx) error { return tx.InsertLeave(t.Context(), l) }))
			return l
		}
		all := []leave.Leave{
			insert(leave.Applied, org.Station, 0, 0), insert(leave.Applied, org.District, time.Second, 0), insert(leave.Applied, org.District, 2*time.Second, time.Hour),
			insert(leave.Applied, org.City, 3*time.Second, 0), insert(leave.Applied, org.City, 4*time.Second, time.Hour), insert(leave.Approved, org.Station, 5*time.Second, 0), insert(leave.Refused, org.City, 6*time.Second, 0),
		}
		for _, level := range []org.Kind{org.Station, org.District, org.City} {
			var want, got []leave.ID
			for _, l := range all {
				if l.WaitsFor(level) {
					want = append(want, l.ID)
				}
			}
			for p := (page.Request{Limit: 2, IsOldestFirst: true}); ; {
				rows, err := w.Leaves().List(t.Context(), org.Root, leave.Filter{WaitsFor: level}, p)
				require.NoError(t, err)
				if len(rows) == 0 {
					break
				}
				for _, l := range rows {
					got = append(got, l.ID)
				}
				last := rows[len(rows)-1]
				p.After = page.Cursor{At: last.AppliedAt, ID: string(last.ID)}
			}
			require.Equal(t, want, got, level)
		}
	})
}

// counted counts how often leaves are asked for.
type counted struct {
	*store.Leaves
	times int
}

func (c *counted) OnLeave(ctx context.Context, persons []person.ID, day string) (map[person.ID]bool, error) {
	c.times++
	return c.Leaves.OnLeave(ctx, persons, day)
}

func (c *counted) DaysOnLeave(ctx context.Context, who person.ID, days []string) (map[string]bool, error) {
	c.times++
	return c.Leaves.DaysOnLeave(ctx, who, days)
}

// A look at a plan of ten days asks for the person's leaves once.
func TestPreview_AsksForLeavesOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.leaves(t)
		leaves := &counted{Leaves: w.Leaves()}
		now := clock.NewManual(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))
		service := checkin.New(checkin.Deps{Store: w.Checkins(), Persons: w.Persons(), Leaves: leaves, Hints: quiet{}, Clock: now})
		officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: w.person.Path}
		rule := schedule.Rule{
			Recurrence: "FREQ=DAILY", Zone: "Asia/Shanghai", StartsOn: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), OpensAt: 8 * time.Hour, Length: time.Hour,
		}
		p, err := service.Preview(t.Context(), officer, checkin.PlanDraft{PersonID: w.person.ID, Title: "每日", Rule: rule})
		require.NoError(t, err)
		require.Equal(t, 1, leaves.times)
		require.Len(t, p.Windows, 10)
		var excused []string
		for _, o := range p.Windows {
			if o.Effect == checkin.EffectExcused {
				excused = append(excused, o.Day)
			}
		}
		require.Equal(t, []string{"2026-11-23", "2026-11-24", "2026-11-26", "2026-12-01", "2026-12-02"}, excused)
		p, err = service.Preview(t.Context(), officer, checkin.PlanDraft{Title: "每日", Rule: rule})
		require.NoError(t, err)
		require.Len(t, p.Windows, 10)
		require.Equal(t, 1, leaves.times, "of nobody no leaves are looked for")
	})
}
