package consoleapi

import (
	"cmp"
	"context"
	"slices"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/httpapi"
	"diandao/internal/leave"
	"diandao/internal/org"
)

// alone is the card of an item that stands for itself.
func alone(id string) DeskCard {
	return DeskCard{ID: id, Reason: CardReason(alert.Single), Persons: 1, Items: 1}
}

// deskAppeal is urgent once its answer is late.
func (l lookup) deskAppeal(a appeal.Appeal) DeskItem {
	severity := alert.Warning
	if !a.OverdueAt.IsZero() {
		severity = alert.Critical
	}
	return DeskItem{
		Kind: "appeal", ID: string(a.ID), Person: l.person(a.PersonID), Station: l.station(a.StationID), At: a.OpenedAt.UTC(), TitleCode: cmp.Or(string(a.Against), string(a.Sanction)),
		Severity: Severity(severity), Level: UnitKind(org.Station), DueAt: httpapi.At(a.DueAt), Card: alone(string(a.ID)), Causes: []Cause{}, Findings: []Finding{},
	}
}

func (l lookup) deskLeave(v leave.Leave) DeskItem {
	severity := alert.Info
	if v.IsUrgent {
		severity = alert.Warning
	}
	return DeskItem{
		Kind: "leave", ID: string(v.ID), Person: l.person(v.PersonID), Station: l.station(v.StationID), At: v.AppliedAt.UTC(), TitleCode: string(v.Level),
		Severity: Severity(severity), Level: UnitKind(v.Level), FromDay: v.FromDay, ToDay: v.ToDay, Card: alone(string(v.ID)), Causes: []Cause{}, Findings: []Finding{},
	}
}

// deskReviews tells of each review what asks.
func (d Deps) deskReviews(ctx context.Context, actor authz.Actor, l lookup, reviews []checkin.Request) ([]DeskItem, error) {
	submitted, err := d.Checkins.Submissions(ctx, actor, reviews)
	if err != nil {
		return nil, err
	}
	return httpapi.Map(reviews, func(r checkin.Request) DeskItem {
		rid := string(r.ID)
		item := DeskItem{
			Kind: "review", ID: rid, Person: l.person(r.PersonID), Station: l.station(r.StationID), At: r.UpdatedAt.UTC(),
			Card: alone(rid), Level: UnitKind(org.Station),
			TitleCode: "review", Severity: Severity(alert.Warning), Causes: []Cause{}, Findings: []Finding{}, RequestID: &rid,
		}
		if c, ok := submitted[r.ID]; ok {
			cid := string(c.ID)
			item.CheckinID, item.At, item.Findings = &cid, c.ReceivedAt.UTC(), httpapi.Map(c.Findings, fromFinding)
			item.TitleCode, item.Severity = asking(c.Findings)
		}
		return item
	}), nil
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
