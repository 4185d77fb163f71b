package storetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/schedule"
	"diandao/internal/staff"
	"diandao/internal/store"
)

// Zone is the time zone of all units made here.
const Zone = "Asia/Shanghai"

// Noon is an instant for records, with microseconds: noon of 23 November 2026 in Zone.
func Noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 123456000, time.UTC) }

// Units are a city, one district of it and one station of the district.
type Units struct{ City, District, Station org.Unit }

// Station stores a city, a district and a station.
func Station(tb testing.TB, s *store.Store) Units {
	tb.Helper()
	var u Units
	u.City = Unit(org.Unit{Path: org.Root}, org.City, "9901", "云州市")
	u.District = Unit(u.City, org.District, "990101", "东湖区")
	u.Station = Unit(u.District, org.Station, "990101001", "文昌司法所")
	require.NoError(tb, s.Orgs().InsertUnits(tb.Context(), []org.Unit{u.City, u.District, u.Station}))
	return u
}

// Unit returns a unit below parent, not stored.
func Unit(parent org.Unit, kind org.Kind, code, name string) org.Unit {
	return org.Unit{ID: org.UnitID(id.New()), ParentID: parent.ID, Kind: kind, Code: code, Name: name, Path: parent.Path.Child(code), Zone: Zone, Version: 1}
}

// NewPerson returns an active adult of the station, not stored.
func NewPerson(station org.Unit, number, name string) person.Person {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return person.Person{
		ID: person.ID(id.New()), StationID: station.ID, Path: station.Path, Number: number, Name: name, Sex: person.Male, BornOn: day(1980, 2, 29),
		Category: person.Probation, Level: person.Ordinary, Status: person.Active, Phone: "000", TermFrom: day(2026, 1, 1), TermTo: day(2027, 1, 1),
		CreatedAt: Noon(), Version: 1,
	}
}

// Person stores an active adult of the station.
func Person(tb testing.TB, s *store.Store, station org.Unit, number, name string) person.Person {
	tb.Helper()
	p := NewPerson(station, number, name)
	require.NoError(tb, s.Persons().InTx(tb.Context(), func(tx casefile.Tx) error { return tx.InsertPerson(tb.Context(), p) }))
	return p
}

// Staff stores a member of the unit, without a password that would fit.
func Staff(tb testing.TB, s *store.Store, unit org.Unit, role authz.Role, username string) staff.Member {
	tb.Helper()
	m := staff.Member{ID: staff.ID(id.New()), Username: username, Name: "陈静", Role: role, UnitID: unit.ID, Path: unit.Path, PasswordHash: "none", CreatedAt: Noon()}
	require.NoError(tb, s.Staff().InTx(tb.Context(), func(tx staff.Tx) error { return tx.InsertMember(tb.Context(), m) }))
	return m
}

// NewPlan returns a daily plan of the person whose next window opens at Noon, not stored.
func NewPlan(p person.Person) checkin.Plan {
	return checkin.Plan{
		ID: checkin.PlanID(id.New()), PersonID: p.ID, StationID: p.StationID, Path: p.Path, Kind: checkin.Recurring, Version: 1, Title: "每日报到",
		Rule: schedule.Rule{
			Recurrence: "FREQ=DAILY", StartsOn: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Zone: Zone, OpensAt: 8 * time.Hour, Length: time.Hour, Grace: time.Hour,
		},
		Requires:  checkin.Requirements{Face: true, Questions: []checkin.Question{{ID: "q1", Text: "好吗？"}}},
		NextOpens: Noon(), NextDay: "2026-11-23", CreatedBy: "x", CreatedAt: Noon(),
	}
}

// Plan stores a daily plan of the person whose next window opens at Noon.
func Plan(tb testing.TB, s *store.Store, p person.Person) checkin.Plan {
	tb.Helper()
	plan := NewPlan(p)
	require.NoError(tb, s.Checkins().InTx(tb.Context(), func(tx checkin.Tx) error { return tx.InsertPlan(tb.Context(), plan) }))
	return plan
}

// NewRequest returns an open request of the plan, not stored.
func NewRequest(p checkin.Plan, opens time.Time) checkin.Request {
	return checkin.Request{
		ID: checkin.RequestID(id.New()), PlanID: p.ID, PlanVersion: p.Version, Kind: p.Kind, PersonID: p.PersonID, StationID: p.StationID, Path: p.Path, Day: opens.Format(time.DateOnly),
		OpensAt: opens, DueAt: opens.Add(time.Hour), ClosesAt: opens.Add(2 * time.Hour), Title: p.Title, Requires: p.Requires, Status: checkin.Open, UpdatedAt: opens,
	}
}

// Request stores an open request of the plan.
func Request(tb testing.TB, s *store.Store, p checkin.Plan, opens time.Time) checkin.Request {
	tb.Helper()
	r := NewRequest(p, opens)
	require.NoError(tb, s.Checkins().InTx(tb.Context(), func(tx checkin.Tx) error {
		inserted, err := tx.InsertRequests(tb.Context(), []checkin.Request{r})
		require.True(tb, inserted[r.ID], "no request of the same plan and instant")
		return err
	}))
	return r
}
