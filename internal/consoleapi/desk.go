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
	"diandao/internal/org"
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
	Level     UnitKind                     `json:"level" doc:"Who is asked: the station, or a level above when it was late"`
	DueAt     *time.Time                   `json:"due_at" doc:"Of an alert: when the level above is told"`
	Card      DeskCard                     `json:"card" doc:"Items of one card have one cause and stand together"`
	RequestID *string                      `json:"request_id"`
	CheckinID *string                      `json:"checkin_id"`
	// RollCallID names the roll call that an alert is about.
	RollCallID *string `json:"rollcall_id"`
}

// DeskCard is what an officer deals with at once.
type DeskCard struct {
	ID      string     `json:"id"`
	Reason  CardReason `json:"reason" doc:"Why these are one card"`
	Persons int        `json:"persons"`
	Items   int        `json:"items"`
}

// DeskCounts is how many reviews and how many cards of alerts are listed.
type DeskCounts struct {
	Review int `json:"review"`
	Alert  int `json:"alert"`
}

// Desk is what waits for an officer, most urgent first: at most 100 reviews and 100 cards.
type Desk struct {
	Items     []DeskItem `json:"items" nullable:"false"`
	Counts    DeskCounts `json:"counts"`
	Incidents []Incident `json:"incidents" nullable:"false" doc:"That run or ended within a day, newest first"`
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
	cards, err := d.Alerts.Desk(ctx, actor)
	if err != nil {
		return nil, err
	}
	cards = cards[:min(len(cards), deskHalf)]
	var alerts []alert.Alert
	for _, c := range cards {
		alerts = append(alerts, c.Alerts...)
	}
	l, err := d.look(ctx, actor, append(httpapi.Map(reviews, requestPerson), httpapi.Map(alerts, alertPerson)...))
	if err != nil {
		return nil, err
	}
	items, err := d.deskReviews(ctx, actor, l, reviews)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(items, moreUrgent)
	incidents, err := d.Incidents.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Desk{Incidents: httpapi.Map(incidents, fromIncident), Items: l.together(items, cards), Counts: DeskCounts{Review: len(reviews), Alert: len(cards)}}), nil
}

// together puts reviews among the cards: what is critical or about silence comes before them, what is
// single or well since after.
func (l lookup) together(reviews []DeskItem, cards []alert.Card) []DeskItem {
	split := slices.IndexFunc(cards, func(c alert.Card) bool {
		return c.Severity() != alert.Critical && slices.Index(alert.Reasons(), c.Reason) >= slices.Index(alert.Reasons(), alert.Task)
	})
	if split < 0 {
		split = len(cards)
	}
	return slices.Concat(l.deskCards(cards[:split]), reviews, l.deskCards(cards[split:]))
}

func (l lookup) deskCards(cards []alert.Card) []DeskItem {
	out := []DeskItem{}
	for _, c := range cards {
		card := DeskCard{ID: string(c.ID()), Reason: CardReason(c.Reason), Persons: c.Persons(), Items: len(c.Alerts)}
		for _, a := range c.Alerts {
			item := l.deskAlert(a)
			item.Card = card
			out = append(out, item)
		}
	}
	return out
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
			Card: DeskCard{ID: rid, Reason: CardReason(alert.Single), Persons: 1, Items: 1}, Level: UnitKind(org.Station),
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
		Level: UnitKind(a.Level), DueAt: httpapi.At(a.DueAt),
		Severity: Severity(a.Severity), State: httpapi.Some(AlertState(a.State)), Causes: httpapi.Map(a.Causes, fromCause), Findings: []Finding{},
	}
	switch a.Kind {
	case alert.CheckinMissed, alert.CheckinNotReached, alert.HelpAsked, alert.CallPerson, alert.PatternSeen:
		item.RequestID = &a.SourceID
	case alert.RollCallAbsent, alert.RollCallNotReached, alert.RollCallPhone:
		item.RollCallID = &a.SourceID
	case alert.TokenReused, alert.LostContact, alert.LeaveOverdue, alert.AppealOverdue:
	}
	return item
}

// moreUrgent puts the severest first, and among equals the one that waits longest.
func moreUrgent(a, b DeskItem) int {
	rank := func(s Severity) int { return -slices.Index(alert.Severities(), alert.Severity(s)) }
	return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), a.At.Compare(b.At))
}
