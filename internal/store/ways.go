package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/person"
)

type wayRow struct {
	bun.BaseModel `bun:"table:person_ways"`
	PersonID      string `bun:",pk"`
	Version       int    `bun:",pk"`
	Way           string
	Reason        string
	UpdatedBy     string
	UpdatedAt     int64
}

type witnessRow struct {
	bun.BaseModel `bun:"table:checkin_witnesses"`
	RequestID     string `bun:",pk"`
	Way           string
	Note          string
	ByID          string
	At            int64
	ByName        *string `bun:",scanonly"`
}

// Way returns the newest version of a person's way; version 0 is by face.
func (c *Checkins) Way(ctx context.Context, p person.ID) (checkin.PersonWay, error) {
	return wayOf(ctx, c.s.read, p)
}

func wayOf(ctx context.Context, db bun.IDB, p person.ID) (checkin.PersonWay, error) {
	var r wayRow
	err := db.NewSelect().Model(&r).Where("person_id = ?", string(p)).Order("version DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return checkin.PersonWay{PersonID: p, Way: checkin.ByFace}, nil
	}
	if err != nil {
		return checkin.PersonWay{}, fmt.Errorf("read way: %w", err)
	}
	return checkin.PersonWay{PersonID: p, Version: r.Version, Way: checkin.Way(r.Way), Reason: r.Reason, UpdatedBy: r.UpdatedBy, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC()}, nil
}

// CountWays counts active persons within scope by way; those of whom nothing was chosen are by face.
func (c *Checkins) CountWays(ctx context.Context, scope org.Path) (map[checkin.Way]int, error) {
	var rows []struct {
		Way   string
		Count int
	}
	q := c.s.read.NewSelect().TableExpr("persons AS p").ColumnExpr("coalesce(w.way, 'face') AS way, count(*) AS count").
		Join("LEFT JOIN person_ways AS w ON w.person_id = p.id AND w.version = (SELECT max(v.version) FROM person_ways AS v WHERE v.person_id = p.id)").
		Where("p.status = ?", string(person.Active)).GroupExpr("coalesce(w.way, 'face')")
	if err := within(q, "p.path", scope).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count ways: %w", err)
	}
	out := make(map[checkin.Way]int, len(rows))
	for _, r := range rows {
		out[checkin.Way(r.Way)] = r.Count
	}
	return out, nil
}

// Witness returns the witness of a request, nil without one.
func (c *Checkins) Witness(ctx context.Context, id checkin.RequestID) (*checkin.Witness, error) {
	var r witnessRow
	err := c.s.read.NewSelect().Model(&r).ColumnExpr("witness_row.*").ColumnExpr("(SELECT m.name FROM staff_members AS m WHERE m.id = witness_row.by_id) AS by_name").
		Where("request_id = ?", string(id)).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // most requests have none
	}
	if err != nil {
		return nil, fmt.Errorf("read witness: %w", err)
	}
	return &checkin.Witness{RequestID: id, Way: checkin.Way(r.Way), Note: r.Note, ByID: r.ByID, ByName: untext(r.ByName), At: time.UnixMicro(r.At).UTC()}, nil
}

// InsertWay stores the next version. It returns checkin.ErrWayChanged.
func (tx *Tx) InsertWay(ctx context.Context, w checkin.PersonWay) error {
	return tx.insert(ctx, &wayRow{
		PersonID: string(w.PersonID), Version: w.Version, Way: string(w.Way), Reason: w.Reason, UpdatedBy: w.UpdatedBy, UpdatedAt: w.UpdatedAt.UnixMicro(),
	}, checkin.ErrWayChanged)
}

// InsertWitness stores an officer's word.
func (tx *Tx) InsertWitness(ctx context.Context, w checkin.Witness) error {
	return tx.insert(ctx, &witnessRow{RequestID: string(w.RequestID), Way: string(w.Way), Note: w.Note, ByID: w.ByID, At: w.At.UnixMicro()}, checkin.ErrDone)
}
