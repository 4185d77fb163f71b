package audit_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
)

// chained returns a chain of n entries that fit.
func chained(t *testing.T, n int) []audit.Entry {
	t.Helper()
	all, prev := make([]audit.Entry, n), ""
	for i := range all {
		e := audit.Entry{ID: "e", Chain: "/1/", Seq: int64(i + 1), At: time.Date(2026, 11, 23, 4, 0, i, 0, time.UTC), Action: "x.y", Prev: prev}
		sum, err := e.Sum()
		require.NoError(t, err)
		e.Hash, prev = sum, sum
		all[i] = e
	}
	return all
}

func walking(all []audit.Entry) func(int64, int) ([]audit.Entry, error) {
	return func(after int64, limit int) ([]audit.Entry, error) {
		var out []audit.Entry
		for _, e := range all {
			if e.Seq > after && len(out) < limit {
				out = append(out, e)
			}
		}
		return out, nil
	}
}

func TestCheck_FindsTheFirstThatDoesNotFit(t *testing.T) {
	t.Parallel()
	all := chained(t, 2500)
	c, err := audit.Check(walking(all))
	require.NoError(t, err)
	require.Equal(t, audit.Checked{Entries: 2500, IsWhole: true, Head: all[2499].Hash}, c)

	bent := append([]audit.Entry(nil), all...)
	bent[1200].Reason = "bent"
	c, err = audit.Check(walking(bent))
	require.NoError(t, err)
	require.Equal(t, audit.Checked{Entries: 1200, BrokenAt: 1201, Head: all[1199].Hash}, c)

	lacking := append(append([]audit.Entry(nil), all[:1000]...), all[1001:]...)
	c, err = audit.Check(walking(lacking))
	require.NoError(t, err)
	require.Equal(t, int64(1002), c.BrokenAt, "one is missing, just where a batch ends")

	c, err = audit.Check(walking(nil))
	require.NoError(t, err)
	require.True(t, c.IsWhole)
}

func TestFilter_DoesNotReadTheWholeLedger(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		f    audit.Filter
		want error
	}{
		"all":                          {audit.Filter{}, nil},
		"of a person, an action":       {audit.Filter{PersonID: "p", Actions: []string{"x.y"}}, nil},
		"an action, a month":           {audit.Filter{Actions: []string{"x.y"}, From: from, To: from.Add(audit.MaxSpan)}, nil},
		"an action, more":              {audit.Filter{Actions: []string{"x.y"}, From: from, To: from.Add(audit.MaxSpan + 1)}, audit.ErrSpan},
		"somebody, since":              {audit.Filter{ActorID: "s", From: from}, audit.ErrSpan},
		"all since":                    {audit.Filter{From: from}, nil},
		"the end before the beginning": {audit.Filter{From: from, To: from.Add(-1)}, audit.ErrSpan},
	} {
		require.ErrorIs(t, c.f.Check(), c.want, name)
	}
}
