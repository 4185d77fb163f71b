package store_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/casefile"
	"diandao/internal/id"
	"diandao/internal/person"
)

func TestSeparation_OneStayAtATimeAndPairsWithoutOrder(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, people := t.Context(), w.Persons()
		stay, err := people.FindStay(ctx, w.person.ID)
		require.NoError(t, err)
		require.Nil(t, stay)
		other := w.person
		other.ID, other.Number = person.ID(id.New()), "co-accused"
		s := person.Stay{ID: id.New(), PersonID: w.person.ID, Kind: person.InHospital, SinceDay: "2026-11-20", Note: "住院证明", ByID: "s", At: noon}
		require.NoError(t, people.InTx(ctx, func(tx casefile.Tx) error {
			return errors.Join(tx.InsertPerson(ctx, other), tx.InsertStay(ctx, s), tx.PutCoAccused(ctx, w.person.ID, other.ID, "s", noon),
				tx.PutCoAccused(ctx, other.ID, w.person.ID, "s", noon))
		}))
		stay, err = people.FindStay(ctx, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, &s, stay)
		require.ErrorIs(t, people.InTx(ctx, func(tx casefile.Tx) error {
			again := s
			again.ID = id.New()
			return tx.InsertStay(ctx, again)
		}), person.ErrChanged)
		for _, p := range []struct{ of, with person.ID }{{w.person.ID, other.ID}, {other.ID, w.person.ID}} {
			pairs, records, err := people.ListCoAccused(ctx, p.of)
			require.NoError(t, err)
			require.Equal(t, []casefile.CoAccused{{PersonID: p.with, ByID: "s", At: noon}}, pairs)
			require.Equal(t, p.with, records[0].ID)
		}
		require.NoError(t, people.InTx(ctx, func(tx casefile.Tx) error {
			found, err := tx.DeleteCoAccused(ctx, other.ID, w.person.ID)
			if !found {
				err = casefile.ErrNotPaired
			}
			return errors.Join(err, tx.EndStay(ctx, w.person.ID, "s", noon))
		}))
		stay, err = people.FindStay(ctx, w.person.ID)
		require.NoError(t, err)
		require.Nil(t, stay)
		pairs, _, err := people.ListCoAccused(ctx, other.ID)
		require.NoError(t, err)
		require.Empty(t, pairs)
	})
}
