package consoleapi

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/httpapi"
	"diandao/internal/page"
	"diandao/internal/person"
)

// DeskItem is one thing that waits for an officer: a check-in to look at, or an alert.
type DeskItem struct {
	Kind      string                       `json:"kind" enum:"review,alert"`
	ID        string                       `json:"id" doc:"Request id of a review, alert id of an alert"`
	Person    PersonRef                    `json:"person"`
	Station   UnitRef                      `json:"station"`
	At        time.Time                    `json:"at"`
	TitleCode string                       `json:"title_code" doc:"Code of the finding that asks, or the alert's kind" example:"face_not_checked"`
	Severity  Severity                     `json:"severity"`
	State     httpapi.Nullable[AlertState] `json:"state" doc:"Of an alert; null for a review"`
	Causes    []Cause                      `json:"causes" nullable:"false"`
	Findings  []Finding                    `json:"findings" nullable:"false"`
	RequestID *string                      `json:"request_id"`
	CheckinID *string                      `json:"checkin_id"`
}

// DeskCounts is how many items of each kind are listed.
type DeskCounts struct {
	Review int `json:"review"`
	Alert  int `json:"alert"`
}

// Desk is what waits for an officer, most urgent first, at most 200 items.
type Desk struct {
	Items  []DeskItem `json:"items" nullable:"false"`
	Counts DeskCounts `json:"counts"`
}

// deskHalf bounds each kind of desk item.
const deskHalf = 100

func (d Deps) registerDesk(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getDesk", Method: http.MethodGet, Path: "/console/v1/desk", Tag: "desk", Summary: "What waits for me, most urgent first",
		Action: authz.CheckinRead, Example: sampleDesk(),
	}, d.desk)
}

func (d Deps) desk(ctx context.Context, _ *none) (*httpapi.Body[Desk], error) {
	actor := httpapi.Actor(ctx)
	reviews, err := d.Checkins.List(ctx, actor, checkin.Filter{Statuses: []checkin.Status{checkin.Review}}, page.Request{Limit: deskHalf})
	if err != nil {
		return nil, err
	}
	alerts, err := d.Alerts.List(ctx, actor, alert.Filter{States: []alert.State{alert.Open, alert.Acknowledged}}, page.Request{Limit: deskHalf})
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, append(httpapi.Map(reviews, requestPerson), httpapi.Map(alerts, alertPerson)...))
	if err != nil {
		return nil, err
	}
	items, err := d.deskReviews(ctx, actor, l, reviews)
	if err != nil {
		return nil, err
	}
	items = append(items, httpapi.Map(alerts, l.deskAlert)...)
	slices.SortStableFunc(items, moreUrgent)
	return httpapi.OK(Desk{Items: items, Counts: DeskCounts{Review: len(reviews), Alert: len(alerts)}}), nil
}

func requestPerson(r checkin.Request) person.ID { return r.PersonID }

func alertPerson(a alert.Alert) person.ID { return a.PersonID }

// deskReviews reads the submission of each review for its findings.
func (d Deps) deskReviews(ctx context.Context, actor authz.Actor, l lookup, reviews []checkin.Request) ([]DeskItem, error) {
	items := make([]DeskItem, 0, len(reviews))
	for _, r := range reviews {
		detail, err := d.Checkins.Detail(ctx, actor, r.ID)
		if err != nil {
			return nil, err
		}
		rid := string(r.ID)
		item := DeskItem{
			Kind: "review", ID: rid, Person: l.person(r.PersonID), Station: l.station(r.StationID), At: r.UpdatedAt.UTC(),
			TitleCode: "review", Severity: Severity(alert.Warning), Causes: []Cause{}, Findings: []Finding{}, RequestID: &rid,
		}
		if c := detail.Checkin; c != nil {
			cid := string(c.ID)
			item.CheckinID, item.At, item.Findings = &cid, c.ReceivedAt.UTC(), httpapi.Map(c.Findings, fromFinding)
			item.TitleCode, item.Severity = asking(c.Findings)
		}
		items = append(items, item)
	}
	return items, nil
}

// asking is the code of the first finding that asks, and how urgent it is: a call for help comes first.
func asking(all []checkin.Finding) (code string, severity Severity) {
	code, severity = "review", Severity(alert.Warning)
	for _, f := range all {
		switch {
		case f.Code == checkin.FindingHelpAsked:
			severity = Severity(alert.Critical)
		case f.Weight == checkin.Asks && code == "review":
			code = f.Code
		}
	}
	return code, severity
}

func (l lookup) deskAlert(a alert.Alert) DeskItem {
	item := DeskItem{
		Kind: "alert", ID: string(a.ID), Person: l.person(a.PersonID), Station: l.station(a.StationID), At: a.OpenedAt.UTC(), TitleCode: string(a.Kind),
		Severity: Severity(a.Severity), State: httpapi.Some(AlertState(a.State)), Causes: httpapi.Map(a.Causes, fromCause), Findings: []Finding{},
	}
	switch a.Kind {
	case alert.CheckinMissed, alert.CheckinNotReached, alert.HelpAsked, alert.CallPerson, alert.PatternSeen:
		item.RequestID = &a.SourceID
	case alert.RollCallAbsent, alert.RollCallNotReached, alert.TokenReused, alert.LostContact, alert.LeaveOverdue, alert.AppealOverdue:
	}
	return item
}

// moreUrgent puts the severest first, and among equals the one that waits longest.
func moreUrgent(a, b DeskItem) int {
	rank := func(s Severity) int { return -slices.Index(alert.Severities(), alert.Severity(s)) }
	return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), a.At.Compare(b.At))
}
