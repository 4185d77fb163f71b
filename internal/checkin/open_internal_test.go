package checkin

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/schedule"
)

func dailyPlan(next string) Plan {
	opens, err := time.Parse(time.RFC3339, next)
	if err != nil {
		panic(err)
	}
	return Plan{ID: "p", Version: 3, NextOpens: opens, Rule: schedule.Rule{
		Recurrence: "FREQ=DAILY", Zone: "Asia/Shanghai", StartsOn: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
		OpensAt: 8 * time.Hour, Length: 2 * time.Hour, Grace: time.Hour,
	}}
}

func fixed(p Plan) func(time.Time, int) ([]schedule.Window, error) {
	return func(after time.Time, n int) ([]schedule.Window, error) { return p.Rule.Next(after, n, nil) }
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestPlan_DueOnTime(t *testing.T) {
	t.Parallel()
	p := dailyPlan("2026-11-23T00:00:00Z")
	now := at("2026-11-23T00:00:30Z")
	w, next, err := p.due(now, fixed(p))
	require.NoError(t, err)
	require.Equal(t, "2026-11-23", w.Day)
	require.Equal(t, at("2026-11-24T00:00:00Z"), next.OpensAt)
	r := p.request(w, now)
	require.Equal(t, Open, r.Status)
	require.Equal(t, w.DueAt, r.DueAt, "half a minute is not worth moving a window")
	require.Equal(t, 3, r.PlanVersion)
}

func TestPlan_OurStandstillMovesTheWindow(t *testing.T) {
	t.Parallel()
	p := dailyPlan("2026-11-23T00:00:00Z")
	now := at("2026-11-23T01:30:00Z")
	w, _, err := p.due(now, fixed(p))
	require.NoError(t, err)
	r := p.request(w, now)
	require.Equal(t, Open, r.Status)
	require.Equal(t, at("2026-11-23T03:30:00Z"), r.DueAt, "the person keeps the two hours that the plan gives")
	require.Equal(t, at("2026-11-23T04:30:00Z"), r.ClosesAt)
}

func TestPlan_WindowsWeSleptThroughAreCancelledNotMissed(t *testing.T) {
	t.Parallel()
	p := dailyPlan("2026-11-10T00:00:00Z")
	now := at("2026-11-23T12:00:00Z") // no window is running
	w, next, err := p.due(now, fixed(p))
	require.NoError(t, err)
	require.Equal(t, Cancelled, p.request(w, now).Status)
	require.Equal(t, at("2026-11-24T00:00:00Z"), next.OpensAt, "the days between are skipped at once")
}

func TestPlan_AfterAStandstillTheRunningWindowOpens(t *testing.T) {
	t.Parallel()
	p := dailyPlan("2026-11-10T00:00:00Z")
	now := at("2026-11-23T01:00:00Z")
	w, next, err := p.due(now, fixed(p))
	require.NoError(t, err)
	require.Equal(t, "2026-11-23", w.Day)
	require.Equal(t, at("2026-11-24T00:00:00Z"), next.OpensAt)
	require.Equal(t, Open, p.request(w, now).Status)
}
