package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/id"
	"diandao/internal/intake"
	"diandao/internal/person"
)

func TestIntakes_KeepWhichLineBecameWhom(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, book := t.Context(), w.Intakes()
		i := intake.Import{ID: intake.ID(id.New()), ByID: "s", Path: w.district.Path, SHA256: strings.Repeat("a", 64), Lines: 3, StartedAt: noon}
		_, err := book.Get(ctx, i.ID)
		require.ErrorIs(t, err, intake.ErrNotFound)
		require.NoError(t, book.InTx(ctx, func(tx intake.Tx) error { return tx.InsertImport(ctx, i) }))
		other := i
		other.ID, other.StartedAt = intake.ID(id.New()), noon.Add(-8*24*time.Hour)
		require.NoError(t, book.InTx(ctx, func(tx intake.Tx) error { return tx.InsertImport(ctx, other) }))
		open, err := book.ListOpen(ctx, "s", noon.Add(-time.Hour), 20)
		require.NoError(t, err)
		require.Equal(t, []intake.Import{i}, open)

		p := w.person
		p.ID, p.Number = person.ID(id.New()), "B-2"
		require.NoError(t, book.InTx(ctx, func(tx intake.Tx) error {
			held, err := tx.HoldImport(ctx, i.ID)
			require.NoError(t, err)
			require.Equal(t, i, held)
			taken, err := tx.TakenNumbers(ctx, []string{"B-2", w.person.Number})
			require.NoError(t, err)
			require.Equal(t, map[string]bool{w.person.Number: true}, taken)
			held.Added = 1
			return errors.Join(tx.InsertPersons(ctx, []person.Person{p}), tx.InsertImportLines(ctx, i.ID, map[int]person.ID{2: p.ID}), tx.SetImport(ctx, held))
		}))
		done, err := book.DoneLines(ctx, i.ID)
		require.NoError(t, err)
		require.Equal(t, map[int]person.ID{2: p.ID}, done)
		require.Error(t, book.InTx(ctx, func(tx intake.Tx) error {
			return tx.InsertImportLines(ctx, i.ID, map[int]person.ID{2: w.person.ID})
		}), "a line is one person")

		i.Added, i.EndedAt = 1, noon.Add(time.Minute)
		require.NoError(t, book.InTx(ctx, func(tx intake.Tx) error { return tx.SetImport(ctx, i) }))
		got, err := book.Get(ctx, i.ID)
		require.NoError(t, err)
		require.Equal(t, i, got)
		require.ErrorIs(t, book.InTx(ctx, func(tx intake.Tx) error {
			_, err := tx.HoldImport(ctx, i.ID)
			return err
		}), intake.ErrEnded)
		open, err = book.ListOpen(ctx, "s", noon.AddDate(-1, 0, 0), 20)
		require.NoError(t, err)
		require.Equal(t, []intake.Import{other}, open)
	})
}
