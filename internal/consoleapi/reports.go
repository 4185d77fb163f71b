package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
)

// Reports are monthly reports; oversight.Reports.
type Reports interface {
	List(ctx context.Context, actor authz.Actor, unit org.UnitID, p page.Request) ([]oversight.Report, error)
	Get(ctx context.Context, actor authz.Actor, id oversight.ReportID) (oversight.ReportDetail, error)
	Since(ctx context.Context, actor authz.Actor, id oversight.ReportID) ([]oversight.Change, error)
	Make(ctx context.Context, actor authz.Actor, unit org.UnitID, m oversight.Month, reason string) (oversight.ReportDetail, error)
}

// ReportRow is the newest version of one month's report.
type ReportRow struct {
	ID      string         `json:"id"`
	Month   string         `json:"month" example:"2026-10"`
	Version int            `json:"version"`
	MadeAt  time.Time      `json:"made_at"`
	ByHand  bool           `json:"by_hand" doc:"Made by somebody rather than by itself"`
	Counts  map[string]int `json:"counts" doc:"By figure; one that is missing is 0"`
}

// ReportChange is a figure that differs.
type ReportChange struct {
	Figure ReportFigure `json:"figure"`
	Before int          `json:"before"`
	After  int          `json:"after"`
}

// ReportVersion is one version of a report.
type ReportVersion struct {
	ID      string    `json:"id"`
	Version int       `json:"version"`
	MadeAt  time.Time `json:"made_at"`
	ByHand  bool      `json:"by_hand"`
	Reason  string    `json:"reason"`
}

// ReportDay is the outcomes of one day.
type ReportDay struct {
	Day    string `json:"day" format:"date"`
	Counts Counts `json:"counts"`
}

// ReportBelow is a unit directly below.
type ReportBelow struct {
	Unit   UnitRef        `json:"unit"`
	Counts map[string]int `json:"counts"`
}

// ReportGroup is a group of persons in the note on fairness; one of too few occasions has no numbers.
type ReportGroup struct {
	Dimension TraitDimension `json:"dimension"`
	Value     string         `json:"value" example:"android_old"`
	IsFew     bool           `json:"is_few"`
	Occasions int            `json:"occasions"`
	Missed    int            `json:"missed"`
	Decided   int            `json:"decided"`
	IsHigh    bool           `json:"is_high" doc:"Missed clearly more often than all others, or was decided about so"`
}

// ReportIncident is when we or a provider were down.
type ReportIncident struct {
	Kind    IncidentKind `json:"kind"`
	Channel string       `json:"channel"`
	From    time.Time    `json:"from"`
	To      *time.Time   `json:"to"`
	Moved   int          `json:"moved" doc:"Check-ins of the unit that it moved"`
}

// Report is one version of a monthly report.
type Report struct {
	ReportRow
	Unit      UnitRef          `json:"unit"`
	First     string           `json:"first" format:"date"`
	Last      string           `json:"last" format:"date"`
	MakerName string           `json:"maker_name" doc:"Of staff; else empty"`
	Reason    string           `json:"reason"`
	Sum       string           `json:"sum" doc:"SHA-256 of what it says, also in the audit"`
	Days      []ReportDay      `json:"days" nullable:"false"`
	Below     []ReportBelow    `json:"below" nullable:"false" doc:"By rate, lowest first"`
	Fairness  []ReportGroup    `json:"fairness" nullable:"false"`
	Incidents []ReportIncident `json:"incidents" nullable:"false"`
	Corrected []ReportChange   `json:"corrected" nullable:"false" doc:"Against the version before"`
	Versions  []ReportVersion  `json:"versions" nullable:"false" doc:"Newest first"`
}

// ReportSince is what differs when the month is counted now.
type ReportSince struct {
	Changes []ReportChange `json:"changes" nullable:"false"`
}

// NewReport has a month's report made, or made anew.
type NewReport struct {
	UnitID string `json:"unit_id" format:"uuid"`
	Month  string `json:"month" pattern:"^[0-9]{4}-[0-9]{2}$" example:"2026-10"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

type listReportsInput struct {
	httpapi.Paging
	UnitID string `query:"unit_id" format:"uuid" doc:"Empty: the member's own"`
}

func (d Deps) registerReports(api *httpapi.API) {
	read := []*fault.Error{oversight.ErrReport, oversight.ErrDamaged, authz.ErrOutOfScope}
	httpapi.Register(api, httpapi.Op{
		ID: "listReports", Method: http.MethodGet, Path: "/console/v1/reports", Tag: "report", Summary: "Monthly reports of one unit, newest month first",
		Action: authz.ReportRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrUnit, authz.ErrOutOfScope}, Example: httpapi.List[ReportRow]{Items: []ReportRow{sampleReportRow()}},
	}, d.listReports)
	httpapi.Register(api, httpapi.Op{
		ID: "getReport", Method: http.MethodGet, Path: "/console/v1/reports/{id}", Tag: "report", Summary: "One version of a monthly report", Action: authz.ReportRead, Errors: read, Example: sampleReport(),
	}, d.getReport)
	httpapi.Register(api, httpapi.Op{
		ID: "getReportSince", Method: http.MethodGet, Path: "/console/v1/reports/{id}/since", Tag: "report", Summary: "What has changed in the month since a report was made",
		Action: authz.ReportRead, Errors: append([]*fault.Error{oversight.ErrUnit}, read...), Example: ReportSince{Changes: []ReportChange{{Figure: "absent", Before: 12, After: 11}}},
	}, d.reportSince)
	httpapi.Register(api, httpapi.Op{
		ID: "makeReport", Method: http.MethodPost, Path: "/console/v1/reports", Tag: "report", Summary: "Make the report of a month that has ended, or make it anew",
		Action: authz.ReportMake, Status: http.StatusCreated, Errors: []*fault.Error{oversight.ErrMonth, oversight.ErrReason, oversight.ErrNewer, oversight.ErrUnit, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: sampleReport(),
	}, d.makeReport)
}

func sampleReportRow() ReportRow {
	return ReportRow{ID: sampleID(40), Month: "2026-10", Version: 1, MadeAt: sampleTime(), Counts: map[string]int{"persons": 62, "present": 412, "late": 9, "absent": 12}}
}

func sampleReport() Report {
	return Report{
		ReportRow: sampleReportRow(), Unit: sampleStation(), First: "2026-10-01", Last: "2026-10-31", Sum: "9f86d081884c7d65", Days: []ReportDay{}, Below: []ReportBelow{}, Fairness: []ReportGroup{},
		Incidents: []ReportIncident{}, Corrected: []ReportChange{}, Versions: []ReportVersion{{ID: sampleID(40), Version: 1, MadeAt: sampleTime()}},
	}
}

func (d Deps) listReports(ctx context.Context, in *listReportsInput) (*httpapi.Body[httpapi.List[ReportRow]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	all, err := d.Reports.List(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID), req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, fromReportRow, func(r oversight.Report) page.Cursor {
		return page.Cursor{Text: string(r.Month), ID: string(r.ID)}
	})), nil
}

func fromReportRow(r oversight.Report) ReportRow {
	return ReportRow{ID: string(r.ID), Month: string(r.Month), Version: r.Version, MadeAt: r.MadeAt.UTC(), ByHand: isByHand(r), Counts: figuresOf(r.Body.Counts)}
}

func isByHand(r oversight.Report) bool { return r.MadeBy != authz.SystemActor().ID }

func figuresOf(c oversight.Counts) map[string]int {
	out := make(map[string]int, len(c))
	for _, f := range oversight.Figures() {
		out[string(f)] = c[f]
	}
	return out
}

func (d Deps) getReport(ctx context.Context, in *IDPath) (*httpapi.Body[Report], error) {
	r, err := d.Reports.Get(ctx, httpapi.Actor(ctx), oversight.ReportID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromReport(r)), nil
}

func (d Deps) makeReport(ctx context.Context, in *httpapi.Body[NewReport]) (*httpapi.Body[Report], error) {
	r, err := d.Reports.Make(ctx, httpapi.Actor(ctx), org.UnitID(in.Body.UnitID), oversight.Month(in.Body.Month), in.Body.Reason)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromReport(r)), nil
}

func (d Deps) reportSince(ctx context.Context, in *IDPath) (*httpapi.Body[ReportSince], error) {
	changes, err := d.Reports.Since(ctx, httpapi.Actor(ctx), oversight.ReportID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(ReportSince{Changes: httpapi.Map(changes, fromReportChange)}), nil
}

func fromReportChange(c oversight.Change) ReportChange {
	return ReportChange{Figure: ReportFigure(c.Figure), Before: c.Before, After: c.After}
}

func fromReport(r oversight.ReportDetail) Report {
	b := r.Body
	return Report{
		ReportRow: fromReportRow(r.Report), Unit: UnitRef{ID: string(b.UnitID), Name: b.UnitName}, First: b.First, Last: b.Last, MakerName: r.MakerName, Reason: r.Reason, Sum: r.Sum,
		Days: httpapi.Map(b.Days, func(day oversight.Day) ReportDay { return ReportDay{Day: day.Day, Counts: fromCounts(day.Counts)} }),
		Below: httpapi.Map(b.Below, func(u oversight.Below) ReportBelow {
			return ReportBelow{Unit: UnitRef{ID: string(u.ID), Name: u.Name}, Counts: figuresOf(u.Counts)}
		}),
		Fairness: httpapi.Map(b.Fairness, func(g oversight.NotedGroup) ReportGroup {
			return ReportGroup{
				Dimension: TraitDimension(g.Dimension), Value: g.Value, IsFew: g.IsFew, Occasions: g.Occasions, Missed: g.Missed, Decided: g.Decided, IsHigh: g.IsHigh || g.IsDecided,
			}
		}),
		Incidents: httpapi.Map(b.Incidents, func(i oversight.NotedIncident) ReportIncident {
			return ReportIncident{Kind: IncidentKind(i.Kind), Channel: i.Channel, From: i.From.UTC(), To: httpapi.At(i.To), Moved: i.Moved}
		}),
		Corrected: httpapi.Map(r.Corrected, fromReportChange),
		Versions: httpapi.Map(r.Versions, func(v oversight.Report) ReportVersion {
			return ReportVersion{ID: string(v.ID), Version: v.Version, MadeAt: v.MadeAt.UTC(), ByHand: isByHand(v), Reason: v.Reason}
		}),
	}
}
