package oversight

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/page"
)

// ReportID identifies one version of a report.
type ReportID string

// Report is one version of the report about a unit's month. A version is never changed: what is corrected makes the next.
type Report struct {
	ID      ReportID
	UnitID  org.UnitID
	Path    org.Path
	Month   Month
	Version int // 1, 2, 3 …
	Body    Body
	Sum     string // SHA-256 of the frozen body, also in the audit
	MadeAt  time.Time
	MadeBy  string // staff id, or "system"
	Reason  string // why it was made anew
}

// ReportDetail is a version with what it corrected, and all versions.
type ReportDetail struct {
	Report
	Corrected []Change // against the version before
	Versions  []Report // newest first
	MakerName string   // of staff
}

// Due is the next report to be made about a unit by itself.
type Due struct {
	UnitID org.UnitID
	Month  Month
	At     time.Time
}

// Errors of reports.
var (
	ErrReport  = fault.New(fault.NotFound, "report.not_found", "There is no such report.")
	ErrReason  = fault.New(fault.Invalid, "report.reason_required", "Say in a few words why the report is made anew, at most 500 characters.")
	ErrNewer   = fault.New(fault.Conflict, "report.version_taken", "Somebody else has just made this report; look at theirs first.")
	ErrDamaged = fault.New(fault.Internal, "report.damaged", "The stored report does not match its digest.")
)

// MaxReason bounds a reason, in characters; MaxVersions the versions that a detail lists.
const (
	MaxReason   = 500
	MaxVersions = 50
)

// Bounds of one round of making.
const (
	listAtOnce = 200
	askAtOnce  = 100
	retryAfter = time.Hour
)

// ReportStore keeps reports, and which one is made next.
type ReportStore interface {
	InTx(ctx context.Context, fn func(ReportTx) error) error
	// GetReport returns ErrReport.
	GetReport(ctx context.Context, id ReportID) (Report, error)
	// ListReports returns the newest version of each month of a unit, newest month first by (Month, ID).
	ListReports(ctx context.Context, unit org.UnitID, p page.Request) ([]Report, error)
	// ListVersions returns a month's versions without their bodies' parts, newest first, at most limit.
	ListVersions(ctx context.Context, unit org.UnitID, m Month, limit int) ([]Report, error)
	// ListUnlisted returns units for which no report is due ever, by Path, at most limit.
	ListUnlisted(ctx context.Context, limit int) ([]org.Unit, error)
	// ListDueReports returns what is due with At ≤ now, earliest first, at most limit.
	ListDueReports(ctx context.Context, now time.Time, limit int) ([]Due, error)
	// MakerName is the name of a staff member, "" for who is not known.
	MakerName(ctx context.Context, staffID string) (string, error)
}

// ReportTx is a transaction.
type ReportTx interface {
	audit.Recorder
	// InsertReport stores a version. It returns ErrNewer when there is one of this number.
	InsertReport(ctx context.Context, r Report) error
	// LastReportVersion returns the number of the newest version of a month, 0 without any.
	LastReportVersion(ctx context.Context, unit org.UnitID, m Month) (int, error)
	// InsertDue lists a unit; one that is listed makes it a no-op.
	InsertDue(ctx context.Context, d Due) error
	// MoveDue stores d if what is due is still the month from, and reports whether it was.
	MoveDue(ctx context.Context, d Due, from Month) (bool, error)
	// PutOffDue stores At if what is due is still d, and reports whether it was.
	PutOffDue(ctx context.Context, d Due, at time.Time) (bool, error)
	Enqueue(ctx context.Context, args job.Args, o job.Options) error
}

// Reports makes and reads monthly reports.
type Reports struct {
	store  ReportStore
	reader interface {
		Reader
		MonthReader
	}
	units Units
	clock clock.Clock
}

// NewReports returns the service.
func NewReports(store ReportStore, reader interface {
	Reader
	MonthReader
}, units Units, c clock.Clock,
) *Reports {
	return &Reports{store, reader, units, c}
}

// MakeJob makes the first version of a month's report; one that was made already makes it a no-op.
type MakeJob struct {
	UnitID org.UnitID `json:"unit_id"`
	Month  Month      `json:"month"`
}

// Kind names the job.
func (MakeJob) Kind() string { return "oversight.make_report" }

// AskDue lists units that are new and has the reports made that are due, a bounded number of each; it returns how many.
// After an outage the months that were missed follow one after the other. What was asked for and does not come is asked
// for again after an hour: several servers may ask at once.
func (r *Reports) AskDue(ctx context.Context) (int, error) {
	now := r.clock.Now()
	if err := r.listNew(ctx, now); err != nil {
		return 0, err
	}
	due, err := r.store.ListDueReports(ctx, now, askAtOnce)
	if err != nil {
		return 0, err
	}
	asked := 0
	for _, d := range due {
		err := r.store.InTx(ctx, func(tx ReportTx) error {
			isOurs, err := tx.PutOffDue(ctx, d, clock.Trim(now.Add(retryAfter)))
			if err != nil || !isOurs {
				return err
			}
			asked++
			return tx.Enqueue(ctx, MakeJob{UnitID: d.UnitID, Month: d.Month}, job.Options{Unique: true})
		})
		if err != nil {
			return asked, fmt.Errorf("ask for the report of %s about %s: %w", d.UnitID, d.Month, err)
		}
	}
	return asked, nil
}

// listNew lists units that are new: their first report is about the month before.
func (r *Reports) listNew(ctx context.Context, now time.Time) error {
	units, err := r.store.ListUnlisted(ctx, listAtOnce)
	if err != nil || len(units) == 0 {
		return err
	}
	return r.store.InTx(ctx, func(tx ReportTx) error {
		for _, u := range units {
			zone, err := time.LoadLocation(u.Zone)
			if err != nil {
				return fmt.Errorf("zone of %s: %w", u.ID, err)
			}
			m := before(now, zone)
			span, err := m.Span(zone)
			if err != nil {
				return err
			}
			if err := tx.InsertDue(ctx, Due{UnitID: u.ID, Month: m, At: span.DueAt()}); err != nil {
				return err
			}
		}
		return nil
	})
}

// MakeDue makes the first version of what is due and moves on to the month after, in one transaction. Who comes second
// makes nothing, and a month that somebody made by hand is left as it is.
func (r *Reports) MakeDue(ctx context.Context, d MakeJob) error {
	u, err := r.units.Unit(ctx, d.UnitID)
	if err != nil {
		return err
	}
	b, err := r.count(ctx, u, d.Month)
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(u.Zone)
	if err != nil {
		return fmt.Errorf("zone of a unit: %w", err)
	}
	next, err := d.Month.Next().Span(zone)
	if err != nil {
		return err
	}
	return r.store.InTx(ctx, func(tx ReportTx) error {
		moved, err := tx.MoveDue(ctx, Due{UnitID: u.ID, Month: d.Month.Next(), At: next.DueAt()}, d.Month)
		if err != nil || !moved {
			return err
		}
		last, err := tx.LastReportVersion(ctx, u.ID, d.Month)
		if err != nil || last > 0 {
			return err
		}
		_, err = put(ctx, tx, authz.SystemActor(), b, 1, "")
		return err
	})
}

// put stores a version with its entry in the audit.
func put(ctx context.Context, tx ReportTx, actor authz.Actor, b Body, version int, reason string) (Report, error) {
	_, sum, err := b.Freeze()
	if err != nil {
		return Report{}, err
	}
	out := Report{ID: ReportID(id.New()), UnitID: b.UnitID, Path: b.Path, Month: b.Month, Version: version, Body: b, Sum: sum, MadeAt: b.MadeAt, MadeBy: actor.ID, Reason: reason}
	if err := tx.InsertReport(ctx, out); err != nil {
		return Report{}, err
	}
	entry := audit.New(actor, b.MadeAt, b.Path, "report.made", "report:"+string(out.ID), "").Because(reason).
		Holding(map[string]any{"month": b.Month, "version": version, "schema": b.Schema, "sha256": sum})
	return out, tx.Audit(ctx, entry)
}

// count gathers a month anew.
func (r *Reports) count(ctx context.Context, u org.Unit, m Month) (Body, error) {
	zone, err := time.LoadLocation(u.Zone)
	if err != nil {
		return Body{}, fmt.Errorf("zone of a unit: %w", err)
	}
	span, err := m.Span(zone)
	if err != nil {
		return Body{}, err
	}
	units, err := r.units.ListUnits(ctx, u.Path)
	if err != nil {
		return Body{}, fmt.Errorf("list units: %w", err)
	}
	g, err := r.gather(ctx, u.Path, span)
	if err != nil {
		return Body{}, err
	}
	return assemble(u, units, m, span, g, clock.Trim(r.clock.Now())), nil
}

func (r *Reports) gather(ctx context.Context, scope org.Path, span MonthSpan) (gathered, error) {
	var g gathered
	var err error
	if g.days, err = r.reader.CountDays(ctx, scope, span.First, span.Last); err != nil {
		return g, err
	}
	if g.byPath, err = r.reader.CountMonth(ctx, scope, span); err != nil {
		return g, err
	}
	if g.incidents, err = r.reader.ListMonthIncidents(ctx, scope, span, MaxIncidents); err != nil {
		return g, err
	}
	tallies, err := r.reader.CountTraits(ctx, scope, span.First, span.Last)
	if err != nil {
		return g, err
	}
	decided, err := r.reader.CountDecided(ctx, scope, span.First, span.Last)
	if err != nil {
		return g, err
	}
	g.fairness = compare(tallies, decided, span.From.Year())
	return g, nil
}

// Make makes a month's report now: the first version, or the next with a reason. It returns ErrMonth, ErrReason, ErrUnit,
// ErrNewer or an authz error.
func (r *Reports) Make(ctx context.Context, actor authz.Actor, unit org.UnitID, m Month, reason string) (ReportDetail, error) {
	reason = strings.TrimSpace(reason)
	if err := authz.Allow(actor, authz.ReportMake); err != nil {
		return ReportDetail{}, err
	}
	u, err := r.units.Unit(ctx, unit)
	if err != nil {
		return ReportDetail{}, ErrUnit.With(err)
	}
	if err := authz.Check(actor, authz.ReportMake, u.Path); err != nil {
		return ReportDetail{}, err
	}
	if reason == "" || utf8.RuneCountInString(reason) > MaxReason {
		return ReportDetail{}, ErrReason
	}
	if err := r.hasEnded(u, m); err != nil {
		return ReportDetail{}, err
	}
	b, err := r.count(ctx, u, m)
	if err != nil {
		return ReportDetail{}, err
	}
	var made Report
	err = r.store.InTx(ctx, func(tx ReportTx) error {
		last, err := tx.LastReportVersion(ctx, u.ID, m)
		if err != nil {
			return err
		}
		made, err = put(ctx, tx, actor, b, last+1, reason)
		return err
	})
	if err != nil {
		return ReportDetail{}, err
	}
	return r.detail(ctx, made)
}

// hasEnded returns ErrMonth unless m is over at the unit and not too long ago.
func (r *Reports) hasEnded(u org.Unit, m Month) error {
	zone, err := time.LoadLocation(u.Zone)
	if err != nil {
		return fmt.Errorf("zone of a unit: %w", err)
	}
	span, err := m.Span(zone)
	if err != nil {
		return err
	}
	now := r.clock.Now()
	if span.Until.After(now) || span.From.Before(now.AddDate(-10, 0, 0)) {
		return ErrMonth
	}
	return nil
}

// List returns the newest version of each month of a unit (empty: the actor's own), newest month first. It returns ErrUnit
// or an authz error.
func (r *Reports) List(ctx context.Context, actor authz.Actor, unit org.UnitID, p page.Request) ([]Report, error) {
	if err := authz.Allow(actor, authz.ReportRead); err != nil {
		return nil, err
	}
	u, err := unitFor(ctx, r.units, actor, authz.ReportRead, unit)
	if err != nil {
		return nil, err
	}
	return r.store.ListReports(ctx, u.ID, p)
}

// Get returns a version. It returns ErrReport, ErrDamaged or an authz error.
func (r *Reports) Get(ctx context.Context, actor authz.Actor, rid ReportID) (ReportDetail, error) {
	found, err := r.read(ctx, actor, rid)
	if err != nil {
		return ReportDetail{}, err
	}
	return r.detail(ctx, found)
}

func (r *Reports) read(ctx context.Context, actor authz.Actor, rid ReportID) (Report, error) {
	if err := authz.Allow(actor, authz.ReportRead); err != nil {
		return Report{}, err
	}
	found, err := r.store.GetReport(ctx, rid)
	if err != nil {
		return Report{}, err
	}
	return found, authz.Check(actor, authz.ReportRead, found.Path)
}

func (r *Reports) detail(ctx context.Context, found Report) (ReportDetail, error) {
	out := ReportDetail{Report: found}
	var err error
	if out.Versions, err = r.store.ListVersions(ctx, found.UnitID, found.Month, MaxVersions); err != nil {
		return out, err
	}
	for _, v := range out.Versions {
		if v.Version == found.Version-1 {
			out.Corrected = Changes(v.Body.Counts, found.Body.Counts, true)
		}
	}
	out.MakerName, err = r.store.MakerName(ctx, found.MadeBy)
	return out, err
}

// Since counts the report's month anew and tells what differs from what it says. It returns ErrReport or an authz error.
func (r *Reports) Since(ctx context.Context, actor authz.Actor, rid ReportID) ([]Change, error) {
	found, err := r.read(ctx, actor, rid)
	if err != nil {
		return nil, err
	}
	u, err := r.units.Unit(ctx, found.UnitID)
	if err != nil {
		return nil, ErrUnit.With(err)
	}
	b, err := r.count(ctx, u, found.Month)
	if err != nil {
		return nil, err
	}
	return Changes(found.Body.Counts, b.Counts, false), nil
}
