package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/appeal"
	"diandao/internal/attendance"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/sanction"
)

// The oldest appeals that somebody may decide, whatever stands before them that they may not.
func TestAppeals_WhoMayDecideIsAskedOfTheDatabase(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, book := t.Context(), w.Appeals()
		for n, a := range []appeal.Appeal{
			{SourceID: "own", Source: attendance.FromCheckin, FirstDecider: "o"},
			{SourceID: "sanction", Source: appeal.FromSanction, Sanction: sanction.Admonition, FirstDecider: "p"},
			{SourceID: "rule", Source: attendance.FromCheckin},
			{SourceID: "other", Source: attendance.FromCheckin, FirstDecider: "p"},
		} {
			a.ID, a.PersonID, a.StationID, a.Path = appeal.ID(id.New()), w.person.ID, w.station.ID, w.station.Path
			if a.Source == attendance.FromCheckin {
				a.Against = attendance.Absent
			}
			a.Day, a.Text, a.Status, a.OpenedAt, a.DueAt = "2026-11-23", "x", appeal.Open, noon.Add(time.Duration(n)*time.Minute), noon
			require.NoError(t, book.InTx(ctx, func(tx appeal.Tx) error { return tx.InsertAppeal(ctx, a) }))
		}
		listed := func(f appeal.Filter, limit int) (out []string) {
			all, err := book.List(ctx, w.city.Path, f, page.Request{Limit: limit, IsOldestFirst: true})
			require.NoError(t, err)
			for _, a := range all {
				out = append(out, a.SourceID)
			}
			return out
		}
		require.Equal(t, []string{"own", "sanction", "rule", "other"}, listed(appeal.Filter{}, 9))
		require.Equal(t, []string{"sanction", "rule", "other"}, listed(appeal.Filter{NotDecidedBy: "o"}, 9))
		require.Equal(t, []string{"rule", "other"}, listed(appeal.Filter{NotDecidedBy: "o", HasNoSanctions: true}, 2), "none is lost behind those of others")
	})
}
