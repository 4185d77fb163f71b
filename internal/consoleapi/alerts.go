package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/alert"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Alert is one question to the officers of a station.
type Alert struct {
	ID         string     `json:"id"`
	Person     PersonRef  `json:"person"`
	Station    UnitRef    `json:"station"`
	Kind       AlertKind  `json:"kind"`
	Severity   Severity   `json:"severity"`
	State      AlertState `json:"state"`
	SourceID   string     `json:"source_id" doc:"Check-in request, roll call or device, as kind says"`
	Causes     []Cause    `json:"causes" nullable:"false"`
	OwnerID    string     `json:"owner_id" doc:"Who acknowledged; empty while nobody did"`
	OwnerName  string     `json:"owner_name"`
	Note       string     `json:"note"`
	OpenedAt   time.Time  `json:"opened_at"`
	UpdatedAt  time.Time  `json:"updated_at"`
	ResolvedAt *time.Time `json:"resolved_at"`
}

// Cause is a fact gathered with an alert.
type Cause struct {
	Code  string     `json:"code" example:"notice_not_delivered"`
	At    *time.Time `json:"at"`
	Value int        `json:"value" doc:"Percent, or a count, as the code says"`
	Of    int        `json:"of" doc:"Of how many, when value is a count"`
}

// Resolution ends an alert.
type Resolution struct {
	Note string `json:"note" minLength:"1" maxLength:"500" doc:"What was found"`
}

// Resolutions ends several alerts of one cause.
type Resolutions struct {
	IDs  []string `json:"ids" minItems:"1" maxItems:"200" nullable:"false" format:"uuid"`
	Note string   `json:"note" minLength:"1" maxLength:"500" doc:"What was found"`
}

type listAlertsInput struct {
	httpapi.Paging
	State    AlertState `query:"state"`
	Kind     AlertKind  `query:"kind"`
	Severity Severity   `query:"severity"`
	Waited   Waited     `query:"waited" doc:"overdue: not resolved and past its time; passed_up: has gone a level up; unresolved: open or acknowledged"`
	UnitID   string     `query:"unit_id" format:"uuid"`
	PersonID string     `query:"person_id" format:"uuid"`
	DaySpan
}

type resolveInput struct {
	IDPath
	Body Resolution
}

func (d Deps) registerAlerts(api *httpapi.API) {
	wrong := []*fault.Error{alert.ErrNotFound, alert.ErrMoved, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listAlerts", Method: http.MethodGet, Path: "/console/v1/alerts", Tag: "alert", Summary: "Alerts in scope, newest first",
		Action: authz.AlertRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrInterval, authz.ErrOutOfScope}, Example: httpapi.List[Alert]{Items: []Alert{sampleAlert()}},
	}, d.listAlerts)
	httpapi.Register(api, httpapi.Op{
		ID: "acknowledgeAlert", Method: http.MethodPost, Path: "/console/v1/alerts/{id}/acknowledge", Tag: "alert", Summary: "Take an alert on",
		Action: authz.AlertAct, Errors: wrong, Example: sampleAlert(),
	}, d.acknowledgeAlert)
	httpapi.Register(api, httpapi.Op{
		ID: "resolveAlerts", Method: http.MethodPost, Path: "/console/v1/alerts/resolve", Tag: "alert", Summary: "End the alerts of a card with what was found, all or none",
		Action: authz.AlertAct, Status: http.StatusNoContent, Errors: append([]*fault.Error{alert.ErrNote}, wrong...),
	}, d.resolveAlerts)
	httpapi.Register(api, httpapi.Op{
		ID: "resolveAlert", Method: http.MethodPost, Path: "/console/v1/alerts/{id}/resolve", Tag: "alert", Summary: "End an alert with what was found",
		Action: authz.AlertAct, Errors: append([]*fault.Error{alert.ErrNote}, wrong...), Example: sampleAlert(),
	}, d.resolveAlert)
}

func (d Deps) listAlerts(ctx context.Context, in *listAlertsInput) (*httpapi.Body[httpapi.List[Alert]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f, err := d.alertFilter(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	all, err := d.Alerts.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	convert, err := d.alertWords(ctx, actor, all)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, convert, func(a alert.Alert) page.Cursor {
		return page.Cursor{At: a.OpenedAt, ID: string(a.ID)}
	})), nil
}

func (d Deps) alertFilter(ctx context.Context, actor authz.Actor, in *listAlertsInput) (f alert.Filter, err error) {
	f = alert.Filter{PersonID: person.ID(in.PersonID), IsPassedUp: in.Waited == waitedPassedUp}
	if in.State != "" {
		f.States = []alert.State{alert.State(in.State)}
	}
	if in.Kind != "" {
		f.Kinds = []alert.Kind{alert.Kind(in.Kind)}
	}
	if in.Severity != "" {
		f.Severities = []alert.Severity{alert.Severity(in.Severity)}
	}
	switch in.Waited {
	case waitedOverdue:
		f.Overdue = d.Clock.Now()
	case unresolved:
		f.States = []alert.State{alert.Open, alert.Acknowledged}
	case waitedPassedUp:
	}
	f.From, f.To, err = d.instants(ctx, actor, in.DaySpan)
	return f, err
}

func (d Deps) acknowledgeAlert(ctx context.Context, in *IDPath) (*httpapi.Body[Alert], error) {
	a, err := d.Alerts.Acknowledge(ctx, httpapi.Actor(ctx), alert.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return d.describeAlert(ctx, a)
}

func (d Deps) resolveAlert(ctx context.Context, in *resolveInput) (*httpapi.Body[Alert], error) {
	a, err := d.Alerts.Resolve(ctx, httpapi.Actor(ctx), alert.ID(in.ID), in.Body.Note)
	if err != nil {
		return nil, err
	}
	return d.describeAlert(ctx, a)
}

func (d Deps) resolveAlerts(ctx context.Context, in *httpapi.Body[Resolutions]) (*none, error) {
	ids := httpapi.Map(in.Body.IDs, func(id string) alert.ID { return alert.ID(id) })
	return nil, d.Alerts.ResolveAll(ctx, httpapi.Actor(ctx), ids, in.Body.Note)
}

func (d Deps) describeAlert(ctx context.Context, a alert.Alert) (*httpapi.Body[Alert], error) {
	convert, err := d.alertWords(ctx, httpapi.Actor(ctx), []alert.Alert{a})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(convert(a)), nil
}

// alertWords returns the conversion of alerts, with names.
func (d Deps) alertWords(ctx context.Context, actor authz.Actor, all []alert.Alert) (func(alert.Alert) Alert, error) {
	l, err := d.look(ctx, actor, httpapi.Map(all, alertPerson))
	if err != nil {
		return nil, err
	}
	owners, err := d.Names.Staff(ctx, httpapi.Map(all, func(a alert.Alert) string { return a.OwnerID }))
	if err != nil {
		return nil, err
	}
	return func(a alert.Alert) Alert {
		return Alert{
			ID: string(a.ID), Person: l.person(a.PersonID), Station: l.station(a.StationID), Kind: AlertKind(a.Kind), Severity: Severity(a.Severity),
			State: AlertState(a.State), SourceID: a.SourceID, Causes: httpapi.Map(a.Causes, fromCause), OwnerID: a.OwnerID, OwnerName: owners[a.OwnerID],
			Note: a.Note, OpenedAt: a.OpenedAt.UTC(), UpdatedAt: a.UpdatedAt.UTC(), ResolvedAt: httpapi.At(a.ResolvedAt),
		}
	}, nil
}

func fromCause(c alert.Cause) Cause {
	return Cause{Code: c.Code, At: httpapi.At(c.At), Value: c.Value, Of: c.Of}
}
