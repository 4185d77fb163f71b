package consoleapi

import (
	"context"
	"net/http"
	"slices"
	"time"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/httpapi"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// DeskItem is one thing that waits for an officer: a check-in to look at, an alert, an appeal, an application for
// leave.
type DeskItem struct {
	Kind      string                       `json:"kind" enum:"review,alert,appeal,leave"`
	ID        string                       `json:"id" doc:"Request id of a review, else the alert's, appeal's or leave's id"`
	Person    PersonRef                    `json:"person"`
	Station   UnitRef                      `json:"station"`
	At        time.Time                    `json:"at"`
	TitleCode string                       `json:"title_code" doc:"Code of the finding that asks, the alert's kind, what an appeal is against, or who decides a leave" example:"face_not_checked"`
	Severity  Severity                     `json:"severity"`
	State     httpapi.Nullable[AlertState] `json:"state" doc:"Of an alert; else null"`
	Causes    []Cause                      `json:"causes" nullable:"false"`
	Findings  []Finding                    `json:"findings" nullable:"false"`
	Level     UnitKind                     `json:"level" doc:"Who is asked: the station, or a level above when it was late"`
	DueAt     *time.Time                   `json:"due_at" doc:"Of an alert: when the level above is told; of an appeal: by when it is to be answered"`
	FromDay   string                       `json:"from_day" doc:"First day of a leave; else empty"`
	ToDay     string                       `json:"to_day" doc:"Last day of a leave; else empty"`
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

// DeskCounts is how many of each kind are listed; of alerts how many cards.
type DeskCounts struct {
	Review int `json:"review"`
	Alert  int `json:"alert"`
	Appeal int `json:"appeal"`
	Leave  int `json:"leave"`
}

// Desk is what waits for an officer, most urgent first: at most 100 of each kind, those that wait longest; of alerts 100
// cards.
type Desk struct {
	Items     []DeskItem `json:"items" nullable:"false"`
	Counts    DeskCounts `json:"counts"`
	More      []string   `json:"more" nullable:"false" enum:"review,alert,appeal,leave" doc:"Kinds of which more wait than are listed"`
	Incidents []Incident `json:"incidents" nullable:"false" doc:"That run or ended within a day, newest first"`
}

// deskMost bounds each kind of desk item.
const deskMost = 100

func (d Deps) registerDesk(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getDesk", Method: http.MethodGet, Path: "/console/v1/desk", Tag: "desk", Summary: "What waits for me, most urgent first",
		Action: authz.CheckinRead, Example: sampleDesk(),
	}, d.desk)
}

// waiting is what a desk is made of.
type waiting struct {
	reviews []checkin.Request
	cards   []alert.Card
	appeals []appeal.Appeal
	leaves  []leave.Leave
	more    []string
}

// most keeps as many as a desk lists, and notes the kind when there are more.
func most[T any](w *waiting, kind string, all []T) []T {
	if len(all) > deskMost {
		w.more = append(w.more, kind)
	}
	return all[:min(len(all), deskMost)]
}

func (d Deps) waiting(ctx context.Context, actor authz.Actor) (w waiting, err error) {
	all := page.Request{Limit: deskMost + 1, IsOldestFirst: true}
	if w.reviews, err = d.Checkins.List(ctx, actor, checkin.Filter{Statuses: []checkin.Status{checkin.Review}}, all); err != nil {
		return waiting{}, err
	}
	if w.cards, err = d.Alerts.Desk(ctx, actor); err != nil {
		return waiting{}, err
	}
	mine := appeal.Filter{Statuses: []appeal.Status{appeal.Open}, NotDecidedBy: actor.ID, HasNoSanctions: actor.Scope.Level() == org.Station}
	if w.appeals, err = d.Appeals.List(ctx, actor, mine, all); err != nil {
		return waiting{}, err
	}
	w.reviews, w.cards, w.appeals = most(&w, "review", w.reviews), most(&w, "alert", w.cards), most(&w, "appeal", w.appeals)
	if w.leaves, err = d.Leaves.List(ctx, actor, leave.Filter{WaitsFor: actor.Scope.Level()}, all); err != nil {
		return waiting{}, err
	}
	w.leaves = most(&w, "leave", w.leaves)
	return w, nil
}

func (w waiting) persons() []person.ID {
	out := slices.Concat(httpapi.Map(w.reviews, requestPerson), httpapi.Map(w.appeals, appealPerson), httpapi.Map(w.leaves, leavePerson))
	for _, c := range w.cards {
		out = append(out, httpapi.Map(c.Alerts, alertPerson)...)
	}
	return out
}

func (d Deps) desk(ctx context.Context, _ *none) (*httpapi.Body[Desk], error) {
	actor := httpapi.Actor(ctx)
	w, err := d.waiting(ctx, actor)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, w.persons())
	if err != nil {
		return nil, err
	}
	items, err := d.deskReviews(ctx, actor, l, w.reviews)
	if err != nil {
		return nil, err
	}
	items = slices.Concat(items, httpapi.Map(w.appeals, l.deskAppeal), httpapi.Map(w.leaves, l.deskLeave))
	slices.SortStableFunc(items, moreUrgent)
	incidents, err := d.Incidents.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Desk{
		Incidents: httpapi.Map(incidents, fromIncident), Items: l.together(items, w.cards),
		More:   append([]string{}, w.more...),
		Counts: DeskCounts{Review: len(w.reviews), Alert: len(w.cards), Appeal: len(w.appeals), Leave: len(w.leaves)},
	}), nil
}

// together puts reviews, appeals and leaves among the cards: what is critical or about silence comes before them, what is
// single or well since after.
func (l lookup) together(reviews []DeskItem, cards []alert.Card) []DeskItem {
	split := slices.IndexFunc(cards, func(c alert.Card) bool {
		return c.Severity() != alert.Critical && slices.Index(alert.Reasons(), c.Reason) >= slices.Index(alert.Reasons(), alert.Task)
	})
	if split < 0 {
		split = len(cards)
	}
	return append(append(l.deskCards(cards[:split]), reviews...), l.deskCards(cards[split:])...)
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

func appealPerson(a appeal.Appeal) person.ID { return a.PersonID }

func leavePerson(l leave.Leave) person.ID { return l.PersonID }
