// Package demo invents a city to click through: 18 districts, 54 stations, 600 persons with a month of
// history, three staff members and a person whose phone is a second browser window. It writes through
// the domain's own store interfaces, so that what it makes obeys the same rules as what is real.
package demo

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/x509"
	"fmt"
	"math/rand/v2"
	"time"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/staff"
)

// Size of the city.
const (
	StationsPerDistrict = 3
	Persons             = 600
	HistoryDays         = 30
	Zone                = "Asia/Shanghai"
)

// Orgs writes units.
type Orgs interface {
	InsertUnits(ctx context.Context, units []org.Unit) error
	ListUnits(ctx context.Context, scope org.Path) ([]org.Unit, error)
}

// Staff adds staff members.
type Staff interface {
	Add(ctx context.Context, actor authz.Actor, m staff.Member, password string) (staff.Member, error)
}

// Receipts keeps what devices tell of notices.
type Receipts interface {
	MarkReceipt(ctx context.Context, ids []push.MessageID, w push.Way, r push.Receipt, at time.Time) ([]push.MessageID, error)
}

// Deps are what the demo writes through.
type Deps struct {
	Orgs     Orgs
	Persons  casefile.Store
	Devices  device.Store
	Checkins checkin.Store
	Staff    Staff
	Fences   fence.Store
	Receipts Receipts
	Vault    evidence.Vault
	Clock    clock.Clock
	// Progress is told how many of how many steps are done; it may be nil.
	Progress func(done, total int)
}

// Login is a demo staff member; Post is the role with its place, as printed.
type Login struct {
	Username, Name, Post string
	Role                 authz.Role
}

// Logins are the demo's staff members.
func Logins() []Login {
	return []Login{
		{"officer", "陈静", "司法所工作人员（东湖区文昌司法所）", authz.Officer},
		{"supervisor", "周明", "市级督导（全市）", authz.Supervisor},
		{"admin", "吴敏", "管理员（全市）", authz.Admin},
	}
}

// PhoneNumber is the case number of the person whose phone the demo opens.
func PhoneNumber() string { return caseNumber(1) }

// IsSeeded reports whether the store holds any unit.
func IsSeeded(ctx context.Context, orgs Orgs) (bool, error) {
	units, err := orgs.ListUnits(ctx, org.Root)
	return len(units) > 0, err
}

// Seed invents the city. The password is given to all staff members.
func Seed(ctx context.Context, d Deps, password string) error {
	s := &seeder{Deps: d, rand: rand.New(rand.NewPCG(20261123, 7)), now: d.Clock.Now(), homes: map[person.ID]geo.Point{}} //nolint:gosec // the same city each time
	stations, city, err := s.units(ctx)
	if err != nil {
		return fmt.Errorf("seed units: %w", err)
	}
	if err := s.staff(ctx, city, stations[0], password); err != nil {
		return fmt.Errorf("seed staff: %w", err)
	}
	perStation, extra := Persons/len(stations), Persons%len(stations)
	n := 0
	for i, station := range stations {
		count := perStation
		if i < extra {
			count++
		}
		if err := s.station(ctx, station, i/StationsPerDistrict, n, count); err != nil {
			return fmt.Errorf("seed station %s: %w", station.Code, err)
		}
		n += count
		if d.Progress != nil {
			d.Progress(i+1, len(stations))
		}
	}
	return nil
}

type seeder struct {
	Deps
	rand  *rand.Rand
	now   time.Time
	homes map[person.ID]geo.Point
	shown []push.Message // notices of the station at work that its persons' phones have shown
}

func (s *seeder) units(ctx context.Context) (stations []org.Unit, city org.Unit, err error) {
	city = org.Unit{ID: org.UnitID(id.New()), Kind: org.City, Code: cityCode, Name: cityName, Path: org.Root.Child(cityCode), Zone: Zone, Telephone: officeNumber(0, 0)}
	all := []org.Unit{city}
	names := stationNames()
	for i, name := range districtNames() {
		code := fmt.Sprintf("%s%02d", cityCode, i+1)
		district := org.Unit{ID: org.UnitID(id.New()), ParentID: city.ID, Kind: org.District, Code: code, Name: name, Path: city.Path.Child(code), Zone: Zone, Telephone: officeNumber(i+1, 0)}
		all = append(all, district)
		for j := range StationsPerDistrict {
			code := fmt.Sprintf("%s%03d", code, j+1)
			station := org.Unit{
				ID: org.UnitID(id.New()), ParentID: district.ID, Kind: org.Station, Code: code,
				Name: name + names[(i*StationsPerDistrict+j)%len(names)] + "司法所", Path: district.Path.Child(code), Zone: Zone, Telephone: officeNumber(i+1, j+1),
			}
			stations = append(stations, station)
		}
	}
	all = append(all, stations...)
	if err := s.Orgs.InsertUnits(ctx, all); err != nil {
		return nil, org.Unit{}, err
	}
	return stations, city, s.fences(ctx, all)
}

// officeNumber is the number of an office, by its district's place and its own, each counted from 1. Nobody can have it:
// within an area no number begins with 0.
func officeNumber(district, station int) string {
	return fmt.Sprintf("0999-0000%02d%02d", district, station)
}

func (s *seeder) staff(ctx context.Context, city, station org.Unit, password string) error {
	for _, l := range Logins() {
		unit := city
		if l.Role == authz.Officer {
			unit = station
		}
		m := staff.Member{Username: l.Username, Name: l.Name, Role: l.Role, UnitID: unit.ID, Path: unit.Path}
		if _, err := s.Staff.Add(ctx, authz.SystemActor(), m, password); err != nil {
			return err
		}
	}
	return nil
}

// station seeds one station's persons with their homes in its district, plans, phones and history.
func (s *seeder) station(ctx context.Context, u org.Unit, district, first, count int) error {
	persons := make([]person.Person, count)
	for i := range persons {
		persons[i] = s.invent(u, first+i+1)
		s.homes[persons[i].ID] = home(district, first+i+1)
	}
	err := s.Persons.InTx(ctx, func(tx casefile.Tx) error {
		for _, p := range persons {
			if err := tx.InsertPerson(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	keys, err := s.phones(ctx, persons)
	if err != nil {
		return err
	}
	return s.histories(ctx, persons, keys)
}

func (s *seeder) invent(u org.Unit, n int) person.Person {
	female := s.rand.IntN(6) == 0
	p := person.Person{
		ID: person.ID(id.New()), StationID: u.ID, Path: u.Path, Number: caseNumber(n), Name: inventName(s.rand, female, n),
		Sex: person.Male, Category: person.Probation, Level: person.Ordinary, Status: person.Active,
		Phone:     fmt.Sprintf("000%08d", n), // no such number
		BornOn:    time.Date(1962+s.rand.IntN(44), time.Month(1+s.rand.IntN(12)), 1+s.rand.IntN(28), 0, 0, 0, 0, time.UTC),
		TermFrom:  time.Date(2025, time.Month(7+s.rand.IntN(6)), 1, 0, 0, 0, 0, time.UTC),
		TermTo:    time.Date(2027, time.Month(1+s.rand.IntN(12)), 1, 0, 0, 0, 0, time.UTC),
		CreatedAt: s.now.AddDate(0, 0, -HistoryDays-3), Version: 1,
	}
	switch {
	case female:
		p.Sex = person.Female
	case n == 1:
		p.Name, p.BornOn = "陈建国", time.Date(1979, 3, 8, 0, 0, 0, 0, time.UTC)
	}
	switch n % 23 {
	case 7:
		p.BornOn = time.Date(s.now.Year()-16, 2, 14, 0, 0, 0, 0, time.UTC) // a minor
	case 11:
		p.Category = person.Parole
	case 13:
		p.Category, p.Status = person.OutsidePrison, person.Detained
	case 17:
		p.Category = person.PublicSurveillance
	}
	switch n % 5 {
	case 0:
		p.Level = person.Strict
	case 4:
		p.Level = person.Light
	}
	return p
}

type phone struct {
	id  device.ID
	key *ecdsa.PrivateKey
}

// phones gives every person a device whose key signed the history. Its private half is forgotten.
func (s *seeder) phones(ctx context.Context, persons []person.Person) (map[person.ID]phone, error) {
	out := make(map[person.ID]phone, len(persons))
	err := s.Devices.InTx(ctx, func(tx device.Tx) error {
		for _, p := range persons {
			key, err := ecdsa.GenerateKey(elliptic.P256(), crand.Reader)
			if err != nil {
				return fmt.Errorf("make key: %w", err)
			}
			public, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
			if err != nil {
				return fmt.Errorf("encode key: %w", err)
			}
			d := device.Device{ID: device.ID(id.New()), PersonID: p.ID, PublicKey: public, Name: "Android 13", CreatedAt: p.CreatedAt}
			if err := tx.InsertDevice(ctx, d); err != nil {
				return err
			}
			out[p.ID] = phone{d.ID, key}
		}
		return nil
	})
	return out, err
}
