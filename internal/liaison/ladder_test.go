package liaison_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/liaison"
)

func noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

func open() liaison.Case {
	return liaison.Case{State: liaison.Open, Since: liaison.Contact{At: noon().Add(-72 * time.Hour), By: liaison.ByPhone}, OpenedAt: noon()}
}

// The ladder goes on with the first step that nobody has done, in whatever order the others were.
func TestNext_ProposesTheFirstStepNotDone(t *testing.T) {
	t.Parallel()
	l, c := liaison.DefaultLadder(), open()
	require.Equal(t, liaison.Proposal{Kind: liaison.CalledPerson, DueAt: noon().Add(2 * time.Hour)}, l.Next(c, nil))
	did := func(kinds ...liaison.StepKind) []liaison.Step {
		steps := []liaison.Step{{Kind: liaison.Opened, At: noon()}}
		for i, k := range kinds {
			steps = append(steps, liaison.Step{Kind: k, At: noon().Add(time.Duration(i) * time.Minute)})
		}
		return steps
	}
	require.Equal(t, liaison.CalledFamily, l.Next(c, did(liaison.CalledPerson, liaison.VisitedHome, liaison.Noted)).Kind)
	require.Equal(t, liaison.InformedDistrict, l.Next(c, did(liaison.VisitedHome, liaison.CalledFamily, liaison.CalledPerson)).Kind)
	told := did(liaison.CalledPerson, liaison.CalledFamily, liaison.VisitedHome, liaison.InformedDistrict, liaison.InformedPolice, liaison.InformedProcurators)
	require.Equal(t, liaison.Proposal{Kind: liaison.ReviewedTenDays, DueAt: c.Since.At.AddDate(0, 0, 10)}, l.Next(c, told))
	all := append(told, did(liaison.ReviewedTenDays, liaison.ReviewedMonth)...)
	require.Zero(t, l.Next(c, all))
}

// A search that begins after the line of ten days still has a day before the district is asked.
func TestNext_WhatWasDueBeforeTheCaseHasADay(t *testing.T) {
	t.Parallel()
	c := open()
	c.Since.At = noon().AddDate(0, -2, 0)
	l := liaison.Ladder{{Kind: liaison.ReviewedTenDays, Days: 10}, {Kind: liaison.ReviewedMonth, Month: true}}
	require.Equal(t, noon().Add(24*time.Hour), l.Next(c, nil).DueAt)
}

// A sign of life proposes to close, until somebody has done something about it: it may have been anybody's hand.
func TestNext_ASignOfLifeProposesToClose(t *testing.T) {
	t.Parallel()
	l, c := liaison.DefaultLadder(), open()
	seen := noon().Add(30 * time.Minute)
	c.Sign = liaison.Contact{At: seen, By: liaison.ByPhone}
	steps := []liaison.Step{{Kind: liaison.Opened, At: noon()}, {Kind: liaison.SignSeen, At: seen.Add(time.Minute)}}
	require.Equal(t, liaison.Proposal{Kind: liaison.Found, DueAt: seen.Add(2 * time.Hour)}, l.Next(c, steps))
	steps = append(steps, liaison.Step{Kind: liaison.Noted, At: seen.Add(time.Hour)})
	require.Equal(t, liaison.CalledPerson, l.Next(c, steps).Kind)
}

func TestStage_CountsFromTheLastContact(t *testing.T) {
	t.Parallel()
	c := open()
	for _, v := range []struct {
		at   time.Time
		want liaison.Stage
	}{
		{c.Since.At.AddDate(0, 0, 10), liaison.WithinTenDays},
		{c.Since.At.AddDate(0, 0, 10).Add(time.Second), liaison.OverTenDays},
		{c.Since.At.AddDate(0, 1, 0), liaison.OverTenDays},
		{c.Since.At.AddDate(0, 1, 0).Add(time.Second), liaison.OverMonth},
	} {
		require.Equal(t, v.want, c.Stage(v.at), v.at)
	}
	c.State, c.ClosedAt = liaison.Closed, noon()
	require.Equal(t, liaison.WithinTenDays, c.Stage(noon().AddDate(1, 0, 0)), "a closed case stays where it was")
}
