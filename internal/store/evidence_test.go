package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/appeal"
	"diandao/internal/evidence"
	"diandao/internal/id"
	"diandao/internal/leave"
)

func TestEvidence_WhatCameWithARecordIsFoundByIt(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		object := func(subject string) evidence.Object {
			return evidence.Object{
				ID: evidence.ID(id.New()), PersonID: w.person.ID, Path: w.station.Path, Kind: evidence.LeavePaper, MIME: "application/pdf", Size: 9, SHA256: "h", CreatedAt: noon, SubjectID: subject,
			}
		}
		a, b, c, alone := object("l1"), object("l2"), object("l1"), object("")
		require.NoError(t, w.Leaves().InTx(ctx, func(tx leave.Tx) error { return evidence.InsertAll(ctx, tx, []evidence.Object{a, b, c, alone}) }))
		papers, err := w.Leaves().ListPapers(ctx, []leave.ID{"l1", "l2", "l3"})
		require.NoError(t, err)
		require.Equal(t, map[leave.ID][]evidence.Object{"l1": {a, c}, "l2": {b}}, papers, "in the order in which they came")
		none, err := w.Appeals().ListPictures(ctx, nil)
		require.NoError(t, err)
		require.Empty(t, none)
		attached, err := w.Checkins().ListAttached(ctx, "l2")
		require.NoError(t, err)
		require.Equal(t, []evidence.Object{b}, attached)

		unknown := evidence.ID(id.New())
		known, err := w.Evidence().Known(ctx, []evidence.ID{a.ID, unknown, alone.ID})
		require.NoError(t, err)
		require.Equal(t, map[evidence.ID]bool{a.ID: true, alone.ID: true}, known)
	})
}

func TestEvidence_APaperWithoutItsRecordIsNotKept(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		o := evidence.Object{ID: evidence.ID(id.New()), PersonID: w.person.ID, Path: w.station.Path, Kind: evidence.AppealPaper, MIME: "image/png", SHA256: "h", CreatedAt: noon, SubjectID: "a"}
		require.ErrorIs(t, w.Appeals().InTx(ctx, func(tx appeal.Tx) error {
			require.NoError(t, tx.InsertEvidence(ctx, o))
			return appeal.ErrOpen
		}), appeal.ErrOpen)
		known, err := w.Evidence().Known(ctx, []evidence.ID{o.ID})
		require.NoError(t, err)
		require.Empty(t, known)
	})
}
