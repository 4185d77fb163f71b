package store

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

type personRow struct {
	bun.BaseModel `bun:"table:persons,alias:persons"`
	ID            string `bun:",pk"`
	StationID     string
	Path          string
	Number        string
	Name          string
	Sex           string
	BornOn        string
	Category      string
	Level         string
	Status        string
	Phone         string
	TermFrom      string
	TermTo        string
	CreatedAt     int64
	Version       int
}

func toPersonRow(p person.Person) personRow {
	return personRow{
		ID: string(p.ID), StationID: string(p.StationID), Path: string(p.Path), Number: p.Number, Name: p.Name, Sex: string(p.Sex), BornOn: day(p.BornOn),
		Category: string(p.Category), Level: string(p.Level), Status: string(p.Status), Phone: p.Phone, TermFrom: day(p.TermFrom), TermTo: day(p.TermTo),
		CreatedAt: p.CreatedAt.UnixMicro(), Version: p.Version,
	}
}

func fromPersonRow(r personRow) (person.Person, error) {
	p := person.Person{
		ID: person.ID(r.ID), StationID: org.UnitID(r.StationID), Path: org.Path(r.Path), Number: r.Number, Name: r.Name, Sex: person.Sex(r.Sex),
		Category: person.Category(r.Category), Level: person.Level(r.Level), Status: person.Status(r.Status), Phone: r.Phone,
		CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), Version: r.Version,
	}
	for _, d := range []struct {
		to   *time.Time
		from string
	}{{&p.BornOn, r.BornOn}, {&p.TermFrom, r.TermFrom}, {&p.TermTo, r.TermTo}} {
		var err error
		if *d.to, err = parseDay(d.from); err != nil {
			return p, err
		}
	}
	return p, nil
}

// Persons keeps supervised persons.
type Persons struct{ s *Store }

var (
	_ casefile.Store  = (*Persons)(nil)
	_ checkin.Persons = (*Persons)(nil)
	_ rollcall.Roster = (*Persons)(nil)
)

// Persons returns the supervised persons.
func (s *Store) Persons() *Persons { return &Persons{s} }

// InTx runs fn in one transaction.
func (p *Persons) InTx(ctx context.Context, fn func(casefile.Tx) error) error {
	return p.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// InsertPerson returns person.ErrNumberTaken.
func (tx *Tx) InsertPerson(ctx context.Context, p person.Person) error {
	r := toPersonRow(p)
	return tx.insert(ctx, &r, person.ErrNumberTaken)
}

// InsertPersons stores many persons at once. It returns person.ErrNumberTaken.
func (tx *Tx) InsertPersons(ctx context.Context, all []person.Person) error {
	for batch := range slices.Chunk(all, 200) {
		rows, err := convert(batch, func(p person.Person) (personRow, error) { return toPersonRow(p), nil })
		if err != nil {
			return err
		}
		if err := tx.insert(ctx, &rows, person.ErrNumberTaken); err != nil {
			return err
		}
	}
	return nil
}

// UpdatePerson stores p as version p.Version if the stored one is the one before. It returns
// person.ErrChanged when it is another, person.ErrNumberTaken.
func (tx *Tx) UpdatePerson(ctx context.Context, p person.Person) error {
	r := toPersonRow(p)
	ok, err := changed(tx.db.NewUpdate().Model(&r).ExcludeColumn("id", "created_at").Where("id = ? AND version = ?", r.ID, p.Version-1).Exec(ctx))
	if isDuplicate(err) {
		tx.failed = err
		return person.ErrNumberTaken
	}
	switch {
	case err != nil:
		return fmt.Errorf("update person: %w", err)
	case !ok:
		return person.ErrChanged
	}
	return nil
}

// Get returns person.ErrNotFound.
func (p *Persons) Get(ctx context.Context, id person.ID) (person.Person, error) {
	var r personRow
	if err := p.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return person.Person{}, one(err, person.ErrNotFound)
	}
	return fromPersonRow(r)
}

// ByNumber returns the person with a case number. It returns person.ErrNotFound.
func (p *Persons) ByNumber(ctx context.Context, number string) (person.Person, error) {
	var r personRow
	if err := p.s.read.NewSelect().Model(&r).Where("number = ?", number).Scan(ctx); err != nil {
		return person.Person{}, one(err, person.ErrNotFound)
	}
	return fromPersonRow(r)
}

// Names returns names and numbers of the persons with these ids, for lists of their records.
func (p *Persons) Names(ctx context.Context, ids []person.ID) (map[person.ID]person.Person, error) {
	out := make(map[person.ID]person.Person, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []personRow
	if err := p.s.read.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	for _, r := range rows {
		who, err := fromPersonRow(r)
		if err != nil {
			return nil, err
		}
		out[who.ID] = who
	}
	return out, nil
}

type personListRow struct {
	personRow   `bun:",extend"`
	StationName string `bun:",scanonly"`
	DeviceCount int    `bun:",scanonly"`
}

// List returns persons within scope by (Number, ID) with station names and device counts.
func (p *Persons) List(ctx context.Context, scope org.Path, f casefile.Filter, pr page.Request) ([]casefile.Row, error) {
	var rows []personListRow
	q := p.s.read.NewSelect().Model(&rows).ColumnExpr("persons.*").
		ColumnExpr("(SELECT u.name FROM units AS u WHERE u.id = persons.station_id) AS station_name").
		ColumnExpr("(SELECT count(*) FROM devices AS d WHERE d.person_id = persons.id AND d.revoked_at IS NULL) AS device_count")
	q = p.s.engine.listWithin(q, "persons.path", scope)
	if f.Query != "" {
		q = q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
			byName := func(q *bun.SelectQuery) *bun.SelectQuery {
				q = p.s.engine.containsFold(q, "persons.name", f.Query)
				if f.NamesBornBy != "" {
					q = q.Where("persons.born_on <= ?", f.NamesBornBy)
				}
				return q
			}
			return q.Where("persons.number >= ? AND persons.number < ?", f.Query, f.Query+string(utf8.MaxRune)).WhereGroup(" OR ", byName)
		})
	}
	q = anyOf(anyOf(q, "persons.status", f.Statuses), "persons.level", f.Levels)
	if f.HasNoPush {
		q = q.Where(noPush, bun.List(p.s.pushed))
	}
	if f.LacksTeam {
		q = lacksTeam(q, f.AdultsBornBy)
	}
	if pr.After.ID != "" {
		q = q.Where("(persons.number, persons.id) > (?, ?)", pr.After.Text, pr.After.ID)
	}
	if err := q.OrderExpr("persons.number, persons.id").Limit(int64(pr.Rows())).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list persons: %w", err)
	}
	return convert(rows, func(r personListRow) (casefile.Row, error) {
		who, err := fromPersonRow(r.personRow)
		return casefile.Row{Person: who, StationName: r.StationName, DeviceCount: r.DeviceCount}, err
	})
}

// CountByStation counts active persons within scope by the path of their station.
func (p *Persons) CountByStation(ctx context.Context, scope org.Path) (map[org.Path]int, error) {
	var rows []struct {
		Path  string
		Count int
	}
	q := p.s.read.NewSelect().Table("persons").Column("path").ColumnExpr("count(*) AS count").Where("status = ?", string(person.Active)).Group("path")
	if err := within(q, "path", scope).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count persons: %w", err)
	}
	out := make(map[org.Path]int, len(rows))
	for _, r := range rows {
		out[org.Path(r.Path)] = r.Count
	}
	return out, nil
}

// ListOfStation returns all persons of the station.
func (p *Persons) ListOfStation(ctx context.Context, station org.UnitID) ([]person.Person, error) {
	var rows []personRow
	if err := p.s.read.NewSelect().Model(&rows).Where("station_id = ?", string(station)).Order("number").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list persons of station: %w", err)
	}
	return convert(rows, fromPersonRow)
}

// Unit returns one unit. It returns org.ErrUnit when there is none.
func (p *Persons) Unit(ctx context.Context, id org.UnitID) (org.Unit, error) {
	return p.s.Orgs().Unit(ctx, id)
}

// StaffName returns the name of a staff member, or "" when there is none.
func (p *Persons) StaffName(ctx context.Context, staffID string) (string, error) {
	return p.s.Staff().name(ctx, staffID)
}

// NoteLook enters a look at a person in the ledger, once an hour.
func (p *Persons) NoteLook(ctx context.Context, e audit.Entry, about string) error {
	return p.s.Audit().NoteLook(ctx, e, about)
}

// fileOf are the tables whose rows of a person go where the person goes; attendance stays where it was counted.
func fileOf() []string {
	return []string{"plans", "checkin_requests", "checkins", "alerts", "leaves", "appeals", "lost_contacts", "sanctions"}
}

// Transfer moves a person of that version with the whole file to p's station, and reports whether it did.
func (tx *Tx) Transfer(ctx context.Context, p person.Person, version int) (bool, error) {
	ok, err := changed(tx.db.NewUpdate().Table("persons").Set("station_id = ?, path = ?, version = ?", string(p.StationID), string(p.Path), p.Version).
		Where("id = ? AND version = ?", string(p.ID), version).Exec(ctx))
	if err != nil || !ok {
		return false, err
	}
	for _, table := range fileOf() {
		if _, err := tx.db.NewUpdate().Table(table).Set("station_id = ?, path = ?", string(p.StationID), string(p.Path)).Where("person_id = ?", string(p.ID)).Exec(ctx); err != nil {
			return false, fmt.Errorf("move %s: %w", table, err)
		}
	}
	for _, table := range []string{"evidence_objects", "enrolments"} {
		if _, err := tx.db.NewUpdate().Table(table).Set("path = ?", string(p.Path)).Where("person_id = ?", string(p.ID)).Exec(ctx); err != nil {
			return false, fmt.Errorf("move %s: %w", table, err)
		}
	}
	return true, nil
}
