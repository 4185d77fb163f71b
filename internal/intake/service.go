package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
)

// Service checks files and adds their lines.
type Service struct {
	store Store
	units Units
	hints Hinter
	clock clock.Clock
}

// New returns a service.
func New(store Store, units Units, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, units: units, hints: hints, clock: c}
}

// Checked is what a file says and what is wrong with it. Nothing of it was kept.
type Checked struct {
	Table   Table
	Columns Columns
	Lines   []Judged
	// Open is the member's own import of this very file that was not brought to its end, with the lines that were
	// added; nil when there is none.
	Open *Import
	Done map[int]person.ID
}

// Check reads a file and judges its lines. Without columns they are found by their headings. It returns what Read
// returns, ErrColumns or an authz error.
func (s *Service) Check(ctx context.Context, actor authz.Actor, data []byte, c Columns) (Checked, error) {
	if err := authz.Allow(actor, authz.PersonWrite); err != nil {
		return Checked{}, err
	}
	t, err := Read(data)
	if err != nil {
		return Checked{}, err
	}
	out := Checked{Table: t, Columns: c, Done: map[int]person.ID{}}
	if c == nil {
		out.Columns = match(t.Heads)
	} else if err := c.check(len(t.Heads)); err != nil {
		return Checked{}, err
	}
	if err := s.findOpen(ctx, actor, &out); err != nil {
		return Checked{}, err
	}
	lines := t.lines(out.Columns)
	w, err := s.world(ctx, actor)
	if err != nil {
		return Checked{}, err
	}
	if w.Taken, err = s.store.TakenNumbers(ctx, NumbersOf(without(lines, out.Done))); err != nil {
		return Checked{}, fmt.Errorf("look up numbers: %w", err)
	}
	out.Lines = Judge(lines, w)
	for i, l := range out.Lines {
		if _, was := out.Done[l.Number]; was { // its number is taken by itself
			out.Lines[i].Problems = nil
		}
	}
	return out, nil
}

// without leaves out the lines that were added: their numbers are taken by themselves.
func without(lines []Line, done map[int]person.ID) []Line {
	return slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { _, was := done[l.Number]; return was })
}

func (s *Service) findOpen(ctx context.Context, actor authz.Actor, out *Checked) error {
	all, err := s.Open(ctx, actor)
	if err != nil {
		return err
	}
	n := slices.IndexFunc(all, func(i Import) bool { return i.SHA256 == out.Table.SHA256 })
	if n < 0 {
		return nil
	}
	out.Open = &all[n]
	if out.Done, err = s.store.DoneLines(ctx, all[n].ID); err != nil {
		return fmt.Errorf("read lines of import: %w", err)
	}
	return nil
}

// MaxOpen is how many imports of one member are shown as not ended.
const MaxOpen = 20

// Open returns the member's own imports that were cut off, newest first, at most MaxOpen.
func (s *Service) Open(ctx context.Context, actor authz.Actor) ([]Import, error) {
	if err := authz.Allow(actor, authz.PersonWrite); err != nil {
		return nil, err
	}
	all, err := s.store.ListOpen(ctx, actor.ID, s.clock.Now().Add(-ResumeWithin), MaxOpen)
	if err != nil {
		return nil, fmt.Errorf("list open imports: %w", err)
	}
	return all, nil
}

// world is what lines are judged by, but for the numbers that are taken.
func (s *Service) world(ctx context.Context, actor authz.Actor) (World, error) {
	units, err := s.units.ListUnits(ctx, actor.Scope)
	if err != nil {
		return World{}, fmt.Errorf("read units: %w", err)
	}
	w := World{Now: s.clock.Now(), Zone: time.UTC}
	for _, u := range units {
		if u.Kind != org.Station {
			w.Above = append(w.Above, u)
		} else if actor.Scope.Contains(u.Path) {
			w.Stations = append(w.Stations, u)
		}
	}
	if len(units) > 0 { // a deployment is one city
		if w.Zone, err = time.LoadLocation(units[0].Zone); err != nil {
			return World{}, fmt.Errorf("zone of unit: %w", err)
		}
	}
	return w, nil
}

var hash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Begin begins an import of a file with so many sound lines; the member's own one of the same file that was cut off
// goes on instead. It returns ErrFile or an authz error.
func (s *Service) Begin(ctx context.Context, actor authz.Actor, sha256 string, lines int) (Import, error) {
	if err := authz.Allow(actor, authz.PersonWrite); err != nil {
		return Import{}, err
	}
	if !hash.MatchString(sha256) || lines < 1 || lines > MaxLines {
		return Import{}, ErrFile
	}
	open, err := s.Open(ctx, actor)
	if err != nil {
		return Import{}, err
	}
	if n := slices.IndexFunc(open, func(i Import) bool { return i.SHA256 == sha256 }); n >= 0 {
		return open[n], nil
	}
	i := Import{ID: ID(id.New()), ByID: actor.ID, Path: actor.Scope, SHA256: sha256, Lines: lines, StartedAt: s.clock.Now()}
	err = s.store.InTx(ctx, func(tx Tx) error {
		if err := tx.InsertImport(ctx, i); err != nil {
			return err
		}
		return tx.Audit(ctx, i.entry(actor, i.StartedAt, "intake.begun"))
	})
	if err != nil {
		return Import{}, fmt.Errorf("begin import: %w", err)
	}
	return i, nil
}

func (i Import) entry(actor authz.Actor, at time.Time, action string) audit.Entry {
	return audit.New(actor, at, i.Path, action, "intake:"+string(i.ID), "").Holding(map[string]any{"sha256": i.SHA256, "lines": i.Lines, "added": i.Added})
}

// own returns one of the member's own imports. It returns ErrNotFound, also for another's, or an authz error.
func (s *Service) own(ctx context.Context, actor authz.Actor, iid ID) (Import, error) {
	i, err := s.store.Get(ctx, iid)
	if err != nil {
		return Import{}, err
	}
	if err := authz.Check(actor, authz.PersonWrite, i.Path); err != nil {
		return Import{}, err
	}
	if i.ByID != actor.ID {
		return Import{}, ErrNotFound
	}
	return i, nil
}

// tries is how often a batch is tried against others who enrol persons at the same moment.
const tries = 3

// Add adds lines in one transaction and tells of each what became of it. A line that was added before stays as it is;
// one with a problem is left out and keeps nobody else. It returns ErrBatch, ErrNotFound, ErrEnded, ErrUnsettled or an
// authz error.
func (s *Service) Add(ctx context.Context, actor authz.Actor, iid ID, lines []Line) ([]Outcome, error) {
	if err := checkBatch(lines); err != nil {
		return nil, err
	}
	if _, err := s.own(ctx, actor, iid); err != nil {
		return nil, err
	}
	w, err := s.world(ctx, actor)
	if err != nil {
		return nil, err
	}
	for range tries {
		b := &batch{actor: actor, id: iid, lines: lines, world: w}
		err = s.store.InTx(ctx, func(tx Tx) error { return b.add(ctx, tx, s.hints) })
		if err == nil {
			return b.outcomes, nil
		}
		if !errors.Is(err, person.ErrNumberTaken) {
			return nil, fmt.Errorf("add lines: %w", err)
		}
	}
	return nil, ErrUnsettled.With(err)
}

func checkBatch(lines []Line) error {
	seen := map[int]bool{}
	for _, l := range lines {
		if l.Number < 1 || seen[l.Number] {
			return ErrBatch
		}
		seen[l.Number] = true
	}
	if len(lines) < 1 || len(lines) > BatchLines {
		return ErrBatch
	}
	return nil
}

// batch is one try to add lines.
type batch struct {
	actor    authz.Actor
	id       ID
	lines    []Line
	world    World
	outcomes []Outcome
	people   []person.Person
	added    map[int]person.ID
}

func (b *batch) add(ctx context.Context, tx Tx, hints Hinter) error {
	held, err := tx.HoldImport(ctx, b.id)
	if err != nil {
		return err
	}
	done, err := tx.DoneLines(ctx, b.id)
	if err != nil {
		return err
	}
	if b.world.Taken, err = tx.TakenNumbers(ctx, NumbersOf(without(b.lines, done))); err != nil {
		return err
	}
	b.settle(done)
	if len(b.people) == 0 {
		return nil
	}
	if err := tx.InsertPersons(ctx, b.people); err != nil {
		return err
	}
	if err := tx.InsertImportLines(ctx, b.id, b.added); err != nil {
		return err
	}
	held.Added += len(b.people)
	if err := tx.SetImport(ctx, held); err != nil {
		return err
	}
	return b.note(ctx, tx, hints)
}

// settle decides on every line.
func (b *batch) settle(done map[int]person.ID) {
	b.outcomes, b.added = make([]Outcome, 0, len(b.lines)), map[int]person.ID{}
	for _, l := range b.lines {
		if who, was := done[l.Number]; was {
			b.outcomes = append(b.outcomes, Outcome{Line: l.Number, PersonID: who, IsRepeat: true})
		}
	}
	for _, j := range Judge(without(b.lines, done), b.world) {
		o := Outcome{Line: j.Number, Problems: j.Problems}
		if len(j.Problems) == 0 {
			p := j.Person
			p.ID, p.Status, p.CreatedAt, p.Version = person.ID(id.New()), person.Active, b.world.Now, 1
			o.PersonID, b.added[j.Number] = p.ID, p.ID
			b.people = append(b.people, p)
		}
		b.outcomes = append(b.outcomes, o)
	}
	slices.SortFunc(b.outcomes, func(x, y Outcome) int { return x.Line - y.Line })
}

// note writes what enrolling one by one would write, and tells the stations once each.
func (b *batch) note(ctx context.Context, tx Tx, hints Hinter) error {
	stations := map[org.Path]person.ID{}
	for _, p := range b.people {
		stations[p.Path] = p.ID
		e := audit.New(b.actor, p.CreatedAt, p.Path, "person.enrolled", "person:"+string(p.ID), string(p.ID)).Holding(map[string]any{"intake": b.id})
		if err := tx.Audit(ctx, e); err != nil {
			return err
		}
	}
	tx.AfterCommit(func() {
		for _, path := range slices.Sorted(maps.Keys(stations)) {
			hints.Hint("person", string(stations[path]), path)
		}
	})
	return nil
}

// End ends an import, finished or not; what was added stays. Ending it again does nothing. It returns ErrNotFound or an
// authz error.
func (s *Service) End(ctx context.Context, actor authz.Actor, iid ID) (Import, error) {
	i, err := s.own(ctx, actor, iid)
	if err != nil || !i.EndedAt.IsZero() {
		return i, err
	}
	now := s.clock.Now()
	err = s.store.InTx(ctx, func(tx Tx) error {
		if i, err = tx.HoldImport(ctx, iid); err != nil {
			return err
		}
		i.EndedAt = now
		if err := tx.SetImport(ctx, i); err != nil {
			return err
		}
		return tx.Audit(ctx, i.entry(actor, now, "intake.ended"))
	})
	if errors.Is(err, ErrEnded) {
		return s.own(ctx, actor, iid)
	}
	if err != nil {
		return Import{}, fmt.Errorf("end import: %w", err)
	}
	return i, nil
}
