package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/fence"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

type fenceRow struct {
	bun.BaseModel `bun:"table:fences"`
	ID            string `bun:",pk"`
	UnitID        string
	Path          string
	Kind          string
	Shape         string
	Name          string
	Note          string
	Area          string
	Version       int
	ArchivedAt    *int64
	UpdatedBy     string
	CreatedAt     int64
	UpdatedAt     int64
}

func toFenceRow(f fence.Fence) (fenceRow, error) {
	area, err := encode(f.Area)
	return fenceRow{
		ID: string(f.ID), UnitID: string(f.UnitID), Path: string(f.Path), Kind: string(f.Kind), Shape: string(f.Shape()), Name: f.Name, Note: f.Note, Area: area, Version: f.Version,
		ArchivedAt: micros(f.ArchivedAt), UpdatedBy: f.UpdatedBy, CreatedAt: f.CreatedAt.UnixMicro(), UpdatedAt: f.UpdatedAt.UnixMicro(),
	}, err
}

func fromFenceRow(r fenceRow) (fence.Fence, error) {
	f := fence.Fence{
		ID: fence.ID(r.ID), UnitID: org.UnitID(r.UnitID), Path: org.Path(r.Path), Kind: fence.Kind(r.Kind), Name: r.Name, Note: r.Note, Version: r.Version,
		ArchivedAt: instant(r.ArchivedAt), UpdatedBy: r.UpdatedBy, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}
	return f, decode(r.Area, &f.Area)
}

// Fences keeps named areas.
type Fences struct{ s *Store }

var _ fence.Store = (*Fences)(nil)

// Fences returns the named areas.
func (s *Store) Fences() *Fences { return &Fences{s} }

// InTx runs fn in one transaction.
func (f *Fences) InTx(ctx context.Context, fn func(fence.Tx) error) error {
	return f.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns fence.ErrNotFound.
func (f *Fences) Get(ctx context.Context, id fence.ID) (fence.Fence, error) {
	var r fenceRow
	if err := f.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return fence.Fence{}, one(err, fence.ErrNotFound)
	}
	return fromFenceRow(r)
}

// List returns fences of the unit at path, of those above it and, with below, of those below it, newest first.
func (f *Fences) List(ctx context.Context, at org.Path, below bool, by fence.Filter, p page.Request) ([]fence.Fence, error) {
	var rows []fenceRow
	q := f.s.read.NewSelect().Model(&rows)
	if below && at != org.Root {
		q = f.s.engine.withinOr(q, "path", at, above(at))
	} else if !below {
		q = q.Where("path IN (?)", bun.List(above(at)))
	}
	if by.IsArchived {
		q = q.Where("archived_at IS NOT NULL")
	} else {
		q = q.Where("archived_at IS NULL")
	}
	if by.Kind != "" {
		q = q.Where("kind = ?", string(by.Kind))
	}
	if by.Query != "" {
		q = f.s.engine.containsFold(q, "name", by.Query)
	}
	if err := inOrder(q, "created_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list fences: %w", err)
	}
	return convert(rows, fromFenceRow)
}

// LiveNames returns the names of the unit's fences that are not archived. The unit's row is held meanwhile, so
// that its fences are added one after the other on every engine.
func (tx *Tx) LiveNames(ctx context.Context, unit org.UnitID) (map[string]bool, error) {
	if _, err := tx.db.NewUpdate().Table("units").Set("id = id").Where("id = ?", string(unit)).Exec(ctx); err != nil {
		return nil, fmt.Errorf("hold unit: %w", err)
	}
	var names []string
	err := tx.db.NewSelect().Table("fences").Column("name").Where("unit_id = ? AND archived_at IS NULL", string(unit)).Scan(ctx, &names)
	if err != nil {
		return nil, fmt.Errorf("read names of fences: %w", err)
	}
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out, nil
}

// InsertFence returns fence.ErrNameTaken.
func (tx *Tx) InsertFence(ctx context.Context, f fence.Fence) error {
	row, err := toFenceRow(f)
	if err != nil {
		return err
	}
	return tx.insert(ctx, &row, fence.ErrNameTaken)
}

// SetFence stores a new version if the stored one is the one before. It returns fence.ErrChanged or
// fence.ErrNameTaken.
func (tx *Tx) SetFence(ctx context.Context, f fence.Fence) error {
	row, err := toFenceRow(f)
	if err != nil {
		return err
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).ExcludeColumn("id", "unit_id", "path", "created_at").Where("id = ? AND version = ?", row.ID, f.Version-1).Exec(ctx))
	switch {
	case err != nil && isDuplicate(err):
		tx.failed = err
		return fence.ErrNameTaken
	case err != nil:
		return fmt.Errorf("set fence: %w", err)
	case !ok:
		return fence.ErrChanged
	}
	return nil
}

// NamedArea returns a live fence that plans may choose. It returns checkin.ErrFence.
func (c *Checkins) NamedArea(ctx context.Context, id string) (checkin.NamedArea, error) {
	var r fenceRow
	err := c.s.read.NewSelect().Model(&r).Where("id = ? AND kind = ? AND archived_at IS NULL", id, string(fence.Area)).Scan(ctx)
	if err != nil {
		return checkin.NamedArea{}, one(err, checkin.ErrFence)
	}
	out := checkin.NamedArea{Ref: checkin.FenceRef{ID: r.ID, Name: r.Name, Version: r.Version}, Path: org.Path(r.Path)}
	return out, decode(r.Area, &out.Area)
}

// ListByFence returns running plans by schedule within scope whose area is a copy of a fence, newest first.
func (c *Checkins) ListByFence(ctx context.Context, scope org.Path, id string, p page.Request) ([]checkin.Plan, error) {
	var rows []planRow
	q := c.s.engine.listWithin(c.s.read.NewSelect().Model(&rows), "path", scope).
		Where("fence_id = ? AND stopped_at IS NULL AND kind = ?", id, string(checkin.Recurring))
	if err := inOrder(q, "created_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list plans of a fence: %w", err)
	}
	return convert(rows, fromPlanRow)
}

type placeRow struct {
	RequestID  string
	Title      string
	Status     string
	MadeAt     *int64
	ReceivedAt int64
	Payload    []byte
}

// ListPlaces returns where the person's newest check-ins since an instant were made, newest first, looking at limit
// of them; more tells that there are others.
func (c *Checkins) ListPlaces(ctx context.Context, p person.ID, since time.Time, limit int) (all []checkin.Place, more bool, err error) {
	var rows []placeRow
	err = c.s.find(ctx, &rows, "SELECT c.request_id, r.title, r.status, c.made_at, c.received_at, c.payload FROM checkins AS c JOIN checkin_requests AS r ON r.id = c.request_id "+
		"WHERE c.person_id = ? AND c.received_at >= ? ORDER BY c.received_at DESC LIMIT ?", string(p), since.UnixMicro(), limit+1)
	if err != nil {
		return nil, false, fmt.Errorf("list places of check-ins: %w", err)
	}
	more = len(rows) > limit
	for _, r := range rows[:min(limit, len(rows))] {
		var sub checkin.Submission
		if err := decode(string(r.Payload), &sub); err != nil {
			return nil, false, err
		}
		if sub.Location == nil {
			continue
		}
		at := instant(r.MadeAt)
		if at.IsZero() {
			at = time.UnixMicro(r.ReceivedAt).UTC()
		}
		all = append(all, checkin.Place{RequestID: checkin.RequestID(r.RequestID), Title: r.Title, Status: checkin.Status(r.Status), MadeAt: at, Location: *sub.Location})
	}
	return all, more, nil
}
