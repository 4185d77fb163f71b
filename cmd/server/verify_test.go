package main

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/internal/store"
)

type noJobs struct{}

func (noJobs) Enqueue(context.Context, *store.Tx, []job.Job) error { return nil }
func (noJobs) Hint(string, string, org.Path)                       {}

// oneStation is a city of one station and one person, whose officer can hold a roll call.
func oneStation(t *testing.T, db *store.Store) (person.Person, *rollcall.Service, authz.Actor) {
	t.Helper()
	ctx := t.Context()
	db.SetEnqueuer(noJobs{})
	now := clock.NewManual(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC))
	unit := org.Unit{ID: org.UnitID(id.New()), Kind: org.Station, Code: "1", Name: "文昌司法所", Path: "/1/2/3/", Zone: "Asia/Shanghai"}
	require.NoError(t, db.Orgs().InsertUnits(ctx, []org.Unit{unit}))
	born := time.Date(1985, 5, 20, 0, 0, 0, 0, time.UTC)
	p := person.Person{
		ID: person.ID(id.New()), StationID: unit.ID, Path: unit.Path, Number: "1", Name: "陈建国", Sex: person.Male, BornOn: born, Category: person.Probation,
		Level: person.Ordinary, Status: person.Active, TermFrom: born, TermTo: born.AddDate(90, 0, 0), CreatedAt: now.Now(), Version: 1,
	}
	require.NoError(t, db.InTx(ctx, func(tx *store.Tx) error { return tx.InsertPerson(ctx, p) }))
	calls := rollcall.New(db.RollCalls(), db.Persons(), nil, noJobs{}, now)
	officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: unit.Path}
	return p, calls, officer
}

// A sealed sheet is proven by its fingerprint in the audit chain; one that somebody changed by hand is named.
func TestVerify_ProvesSealedSheets(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	db, err := store.Open(ctx, store.Config{URL: "sqlite:" + filepath.Join(dir, "diandao.db")})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	require.NoError(t, db.Migrate(ctx))
	p, calls, officer := oneStation(t, db)
	rc, err := calls.Start(ctx, officer, rollcall.StartInput{StationID: p.StationID, Audience: rollcall.Adults})
	require.NoError(t, err)
	_, err = calls.Close(ctx, officer, rc.ID)
	require.NoError(t, err)
	_, err = calls.Seal(ctx, officer, rc.ID)
	require.NoError(t, err)

	settings := []string{"DIANDAO_DATA_DIR=" + dir}
	var answer output
	require.Zero(t, run(ctx, []string{"verify"}, settings, &answer, &answer), answer.String())
	require.Contains(t, answer.String(), "1 sealed sheets: whole")
	for _, change := range []string{
		"UPDATE roll_call_invitees SET mark = 'absent'", // a finding put in afterwards
		"UPDATE roll_calls SET state = 'closed'",        // and opened again
	} {
		require.NoError(t, db.InTx(ctx, func(tx *store.Tx) error {
			_, err := tx.SQLTx().ExecContext(ctx, change)
			return err
		}))
		var refused output
		require.NotZero(t, run(ctx, []string{"verify"}, settings, &refused, &refused))
		require.Contains(t, refused.String(), "sheet "+string(rc.ID))
	}
}
