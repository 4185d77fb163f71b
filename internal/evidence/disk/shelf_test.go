package disk_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
)

// register knows some blobs.
type register map[evidence.ID]bool

func (r register) Known(_ context.Context, ids []evidence.ID) (map[evidence.ID]bool, error) {
	out := map[evidence.ID]bool{}
	for _, id := range ids {
		out[id] = r[id]
	}
	return out, nil
}

// sweepAll sweeps every shard as if it were so long after now.
func sweepAll(t *testing.T, v *disk.Vault, r register, later time.Duration) (removed int, err error) {
	t.Helper()
	s := evidence.NewSweeper(v, r, clock.NewManual(time.Now().Add(later)))
	for shard := range 256 {
		n, e := s.SweepShard(t.Context(), byte(shard))
		if removed += n; e != nil {
			err = e
		}
	}
	return removed, err
}

func TestSweep_WhatNoRecordKnowsGoesAfterAWeek(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	kept, orphan := put(t, v, "p"), put(t, v, "p")
	part := filepath.Join(dir, "evidence", "00", string(orphan.ID[:34])+"00.sealed.part")
	require.NoError(t, os.MkdirAll(filepath.Dir(part), 0o700))
	require.NoError(t, os.WriteFile(part, []byte("half"), 0o600))
	known := register{kept.ID: true}

	n, err := sweepAll(t, v, known, evidence.OrphanAfter-time.Hour)
	require.NoError(t, err)
	require.Zero(t, n, "its transaction may be on its way")
	require.FileExists(t, part)

	n, err = sweepAll(t, v, known, evidence.OrphanAfter+time.Hour)
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.NoFileExists(t, part)
	_, err = v.Open(t.Context(), orphan)
	require.ErrorIs(t, err, evidence.ErrNotFound)
	_, err = v.Open(t.Context(), kept)
	require.NoError(t, err)
	require.NoError(t, v.Remove(t.Context(), orphan.ID), "gone already")
	require.ErrorIs(t, v.Remove(t.Context(), "../../master.key"), evidence.ErrNotFound)
}

// A server started on another's folder must not empty it.
func TestSweep_AFolderOfAnotherDatabaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	v, dir := vault(t, keys{})
	o := put(t, v, "p")
	sealed := sealedFile(t, dir)
	data, err := os.ReadFile(sealed)
	require.NoError(t, err)
	for n := range 9 {
		name := []byte(o.ID)
		name[9] = "012345678"[n]
		require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(sealed), string(name)+".sealed"), data, 0o600))
	}
	n, err := sweepAll(t, v, register{}, evidence.OrphanAfter+time.Hour)
	require.ErrorIs(t, err, evidence.ErrForeign)
	require.Zero(t, n)
	_, err = v.Open(t.Context(), o)
	require.NoError(t, err)
}

func TestSweep_TheClockBringsEachShardItsTurn(t *testing.T) {
	t.Parallel()
	v, _ := vault(t, keys{})
	orphan := put(t, v, "p")
	c := clock.NewManual(time.Now().Add(evidence.OrphanAfter + time.Hour))
	s := evidence.NewSweeper(v, register{}, c)
	for range 256 {
		_, err := s.Sweep(t.Context())
		require.NoError(t, err)
		c.Set(c.Now().Add(evidence.SweepEvery))
	}
	_, err := v.Open(t.Context(), orphan)
	require.ErrorIs(t, err, evidence.ErrNotFound)
}
