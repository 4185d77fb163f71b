package rollcall

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// StartInput is what an officer chooses. Zero Kind is that of the unit; zero Order is by number.
type StartInput struct {
	StationID  org.UnitID // a justice station, or a district
	Audience   Audience
	Title      string // empty takes the unit's name
	Kind       Kind
	Persons    []person.ID // of OfChosen and SpotCheck
	Order      Order
	Arranged   []person.ID // of ByHand
	IsRecorded bool
	IsAuto     bool
}

// PlanInput is a roll call for later.
type PlanInput struct {
	StartInput
	StartsAt     time.Time
	NotifyBefore time.Duration // how long before the phones are told; zero is not at all
}

// Limits of planning.
const (
	MinAhead  = time.Minute
	MaxAhead  = 90 * 24 * time.Hour
	MaxNotify = 7 * 24 * time.Hour
	MaxLate   = 30 * time.Minute // a planned roll call that could not open until then is cancelled
	SealAfter = 7 * 24 * time.Hour
	openBatch = 50 // roll calls looked after in one tick
)

// normal fills in what was left empty.
func (in StartInput) normal(unit org.Unit) StartInput {
	if in.Kind == "" {
		in.Kind = OfStation
		if unit.Kind == org.District {
			in.Kind = OfDistrict
		}
	}
	if in.Order == "" {
		in.Order = ByNumber
	}
	if in.Title = strings.TrimSpace(in.Title); in.Title == "" {
		in.Title = unit.Name
	}
	return in
}

// check names every field that is wrong, of an input made normal.
func (in StartInput) check(unit org.Unit) []fault.Field {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	check(slices.Contains(Kinds(), in.Kind), "kind", "station, district, chosen or spot")
	check(in.Kind != OfStation || unit.Kind == org.Station, "station_id", "must be a justice station")
	check(in.Kind != OfDistrict || unit.Kind == org.District, "station_id", "must be a district")
	check(slices.Contains(Audiences(), in.Audience), "audience", "adults, minors or women")
	check(utf8.RuneCountInString(in.Title) <= MaxTitle, "title", "at most 60 characters")
	check(slices.Contains(Orders(), in.Order), "order", "number, hand or chance")
	check(in.Order == ByHand || len(in.Arranged) == 0, "arranged", "only when arranged by hand")
	check(len(in.Arranged) <= MaxInvitees && isSet(in.Arranged), "arranged", "each once, at most 1,000")
	switch in.Kind {
	case SpotCheck:
		check(len(in.Persons) >= 1 && len(in.Persons) <= MaxSpot && isSet(in.Persons), "person_ids", "one to ten, each once")
	case OfChosen:
		check(len(in.Persons) >= 1 && len(in.Persons) <= MaxInvitees && isSet(in.Persons), "person_ids", "one to 1,000, each once")
	case OfStation, OfDistrict:
		check(len(in.Persons) == 0, "person_ids", "only for chosen persons and spot checks")
	}
	return bad
}

// check names every field that is wrong, of an input made normal.
func (in PlanInput) check(unit org.Unit, now time.Time) error {
	bad := in.StartInput.check(unit)
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	ahead := in.StartsAt.Sub(now)
	check(in.Kind != SpotCheck, "kind", "a spot check is held at once")
	check(ahead >= MinAhead && ahead <= MaxAhead, "starts_at", "from a minute to 90 days ahead")
	check(in.NotifyBefore >= 0 && in.NotifyBefore <= MaxNotify, "notify_minutes", "at most a week before")
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

// on returns rc with what the input says.
func (in PlanInput) on(rc RollCall, now time.Time) RollCall {
	rc.Title, rc.Audience, rc.Kind, rc.Order = in.Title, in.Audience, in.Kind, in.Order
	rc.Chosen, rc.Arranged, rc.IsRecorded, rc.IsAuto = in.Persons, in.Arranged, in.IsRecorded, in.IsAuto
	rc.StartsAt, rc.NotifyAt, rc.UpdatedAt = in.StartsAt, time.Time{}, now
	if in.NotifyBefore > 0 {
		rc.NotifyAt = in.StartsAt.Add(-in.NotifyBefore)
	}
	return rc
}

func isSet(ids []person.ID) bool {
	seen := make(map[person.ID]bool, len(ids))
	for _, id := range ids {
		if id == "" || seen[id] {
			return false
		}
		seen[id] = true
	}
	return true
}

// DueAt is when the server next has something to do by itself, zero when never: to tell phones, to open the
// lobby, to seal. It is pure.
func (r RollCall) DueAt() time.Time {
	switch r.State {
	case Planned:
		if !r.NotifyAt.IsZero() {
			return r.NotifyAt
		}
		return r.StartsAt
	case Notified:
		return r.StartsAt
	case Closed:
		return r.ClosedAt.Add(SealAfter)
	case Lobby, Live, Sealed, Cancelled:
	}
	return time.Time{}
}
