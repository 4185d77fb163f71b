package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
)

type calendarRow struct {
	bun.BaseModel `bun:"table:calendar_days"`
	Day           string `bun:",pk"`
	Kind          string
	Name          string
}

// ListCalendarDays returns the special days of a year ("2026"; empty is all), by day.
func (c *Checkins) ListCalendarDays(ctx context.Context, year string) ([]schedule.CalendarDay, error) {
	var rows []calendarRow
	q := c.s.read.NewSelect().Model(&rows).Order("day")
	if year != "" {
		q = q.Where("day >= ? AND day <= ?", year+"-01-01", year+"-12-31")
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list calendar days: %w", err)
	}
	return convert(rows, func(r calendarRow) (schedule.CalendarDay, error) {
		return schedule.CalendarDay{Day: r.Day, Kind: schedule.DayKind(r.Kind), Name: r.Name}, nil
	})
}

// Calendar returns the public calendar as stored.
func (c *Checkins) Calendar(ctx context.Context) (schedule.Calendar, error) {
	days, err := c.ListCalendarDays(ctx, "")
	return schedule.NewCalendar(days), err
}

// ReplaceCalendar stores the special days of one year in place of those it had.
func (tx *Tx) ReplaceCalendar(ctx context.Context, year string, days []schedule.CalendarDay) error {
	if _, err := tx.db.NewDelete().Table("calendar_days").Where("day >= ? AND day <= ?", year+"-01-01", year+"-12-31").Exec(ctx); err != nil {
		return fmt.Errorf("clear calendar: %w", err)
	}
	if len(days) == 0 {
		return nil
	}
	rows := make([]calendarRow, len(days))
	for i, d := range days {
		rows[i] = calendarRow{Day: d.Day, Kind: string(d.Kind), Name: d.Name}
	}
	return tx.insert(ctx, &rows, schedule.ErrCalendar)
}

type drawRow struct {
	bun.BaseModel `bun:"table:draws"`
	Day           string `bun:",pk"`
	Seed          string
	Commitment    string
	CommittedAt   int64
}

// SeedOf returns the seed of a day, making and committing to it when there is none yet. Of several servers
// that make one at once, the first is everybody's.
func (c *Checkins) SeedOf(ctx context.Context, day string, now time.Time) (schedule.Seed, error) {
	var row drawRow
	err := c.s.read.NewSelect().Model(&row).Where("day = ?", day).Scan(ctx)
	if err == nil {
		return schedule.ParseSeed(row.Seed)
	}
	if one(err, nil) != nil {
		return schedule.Seed{}, fmt.Errorf("read draw: %w", err)
	}
	seed := schedule.NewSeed()
	row = drawRow{Day: day, Seed: seed.String(), Commitment: seed.Commitment(day), CommittedAt: now.UnixMicro()}
	if _, err := c.s.write.NewInsert().Model(&row).On("CONFLICT (day) DO NOTHING").Exec(ctx); err != nil {
		return schedule.Seed{}, fmt.Errorf("commit to draw: %w", err)
	}
	if err := c.s.write.NewSelect().Model(&row).Where("day = ?", day).Scan(ctx); err != nil {
		return schedule.Seed{}, fmt.Errorf("read draw: %w", err)
	}
	return schedule.ParseSeed(row.Seed)
}

// ListDraws returns the draws from ≤ Day ≤ to that were committed to, by day.
func (c *Checkins) ListDraws(ctx context.Context, from, to string) ([]checkin.Draw, error) {
	var rows []drawRow
	if err := c.s.read.NewSelect().Model(&rows).Where("day >= ? AND day <= ?", from, to).Order("day").Limit(checkin.MaxDrawDays + 1).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list draws: %w", err)
	}
	return convert(rows, func(r drawRow) (checkin.Draw, error) {
		return checkin.Draw{Day: r.Day, Commitment: r.Commitment, CommittedAt: time.UnixMicro(r.CommittedAt).UTC(), Seed: r.Seed}, nil
	})
}

// CountRequests counts requests of a kind that opened for a person since the given instant.
func (c *Checkins) CountRequests(ctx context.Context, p person.ID, k checkin.PlanKind, since time.Time) (int, error) {
	n, err := c.s.read.NewSelect().Table("checkin_requests").
		Where("person_id = ? AND opens_at >= ? AND kind = ? AND status <> 'cancelled'", string(p), since.UnixMicro(), string(k)).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count requests: %w", err)
	}
	return int(n), nil
}

type templateRow struct {
	bun.BaseModel `bun:"table:plan_templates"`
	ID            string `bun:",pk"`
	Path          string
	Level         string
	Title         string
	Body          string
	Version       int
	UpdatedBy     string
	UpdatedAt     int64
}

func fromTemplateRow(r templateRow) (checkin.Template, error) {
	t := checkin.Template{
		ID: r.ID, Path: org.Path(r.Path), Level: person.Level(r.Level), Version: r.Version, UpdatedBy: r.UpdatedBy, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(),
	}
	return t, decode(r.Body, &t.Draft)
}

// ListTemplates returns templates of units within scope and above it, by level and title.
func (c *Checkins) ListTemplates(ctx context.Context, scope org.Path) ([]checkin.Template, error) {
	var rows []templateRow
	err := c.s.read.NewSelect().Model(&rows).
		WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			return q.Where("path >= ? AND path < ?", string(scope), scope.Upper()).WhereOr("substr(?, 1, length(path)) = path", string(scope))
		}).
		Order("level", "title", "id").Limit(200).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list templates: %w", err)
	}
	return convert(rows, fromTemplateRow)
}

// GetTemplate returns checkin.ErrTemplate.
func (c *Checkins) GetTemplate(ctx context.Context, id string) (checkin.Template, error) {
	var r templateRow
	if err := c.s.read.NewSelect().Model(&r).Where("id = ?", id).Scan(ctx); err != nil {
		return checkin.Template{}, one(err, checkin.ErrTemplate)
	}
	return fromTemplateRow(r)
}

// PutTemplate stores a template: a new one, or the next version of an old one. It returns checkin.ErrPlanChanged.
func (tx *Tx) PutTemplate(ctx context.Context, t checkin.Template) error {
	body, err := encode(t.Draft)
	if err != nil {
		return err
	}
	row := templateRow{
		ID: t.ID, Path: string(t.Path), Level: string(t.Level), Title: t.Draft.Title, Body: body, Version: t.Version, UpdatedBy: t.UpdatedBy, UpdatedAt: t.UpdatedAt.UnixMicro(),
	}
	if t.Version == 1 {
		return tx.insert(ctx, &row, checkin.ErrPlanChanged)
	}
	ok, err := changed(tx.db.NewUpdate().Model(&row).ExcludeColumn("id", "path").Where("id = ? AND version = ?", row.ID, t.Version-1).Exec(ctx))
	if err != nil {
		return fmt.Errorf("update template: %w", err)
	}
	if !ok {
		return checkin.ErrPlanChanged
	}
	return nil
}

// ListHolders returns the persons of a station who have a running plan by schedule of this title.
func (c *Checkins) ListHolders(ctx context.Context, station org.UnitID, title string) (map[person.ID]bool, error) {
	var ids []person.ID
	err := c.s.read.NewSelect().Table("plans").Column("person_id").Where("person_id IN (SELECT p.id FROM persons AS p WHERE p.station_id = ?)", string(station)).
		Where("kind = ? AND stopped_at IS NULL AND title = ?", string(checkin.Recurring), title).Scan(ctx, &ids)
	if err != nil {
		return nil, fmt.Errorf("list holders of a plan: %w", err)
	}
	out := make(map[person.ID]bool, len(ids))
	for _, id := range ids {
		out[id] = true
	}
	return out, nil
}
