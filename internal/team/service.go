package team

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/staff"
)

// Persons reads where a person belongs.
type Persons interface {
	// Get returns person.ErrNotFound.
	Get(ctx context.Context, id person.ID) (person.Person, error)
	// Unit returns org.ErrUnit when there is none.
	Unit(ctx context.Context, id org.UnitID) (org.Unit, error)
}

// Hinter tells consoles, best effort, that a record has changed.
type Hinter interface {
	Hint(noun, id string, at org.Path)
}

// Service shows and changes teams.
type Service struct {
	store   Store
	persons Persons
	hints   Hinter
	clock   clock.Clock
}

// New returns a service.
func New(store Store, persons Persons, hints Hinter, c clock.Clock) *Service {
	return &Service{store: store, persons: persons, hints: hints, clock: c}
}

// View is a team with what it lacks.
type View struct {
	Team
	Lacks []Code
}

// MaxCandidates bounds a list of staff to choose from.
const MaxCandidates = 200

// Get returns a person's team. A minor's needs a reason, which the audit keeps (law, art. 54). It returns
// ErrReason, person.ErrNotFound or an authz error.
func (s *Service) Get(ctx context.Context, actor authz.Actor, pid person.ID, reason string) (View, error) {
	p, about, err := s.about(ctx, actor, authz.PersonRead, pid)
	if err != nil {
		return View{}, err
	}
	if about.IsMinor {
		if reason = strings.TrimSpace(reason); reason == "" || utf8.RuneCountInString(reason) > MaxReason {
			return View{}, ErrReason
		}
		err := s.store.InTx(ctx, func(tx Tx) error {
			return tx.Audit(ctx, audit.New(actor, s.clock.Now(), p.Path, "team.minor_seen", "person:"+string(pid), string(pid)).Because(reason))
		})
		if err != nil {
			return View{}, fmt.Errorf("note the look: %w", err)
		}
	}
	return s.view(ctx, pid, about)
}

func (s *Service) view(ctx context.Context, pid person.ID, about About) (View, error) {
	t, err := s.store.Team(ctx, pid)
	if err != nil {
		return View{}, fmt.Errorf("read team: %w", err)
	}
	return View{Team: t, Lacks: Lacks(t.Members, about)}, nil
}

func (s *Service) about(ctx context.Context, actor authz.Actor, action authz.Action, pid person.ID) (person.Person, About, error) {
	if err := authz.Allow(actor, action); err != nil {
		return person.Person{}, About{}, err
	}
	p, err := s.persons.Get(ctx, pid)
	if err != nil {
		return person.Person{}, About{}, err
	}
	if err := authz.Check(actor, action, p.Path); err != nil {
		return person.Person{}, About{}, err
	}
	u, err := s.persons.Unit(ctx, p.StationID)
	if err != nil {
		return person.Person{}, About{}, fmt.Errorf("station of person: %w", err)
	}
	loc, err := time.LoadLocation(u.Zone)
	if err != nil {
		return person.Person{}, About{}, fmt.Errorf("zone of station: %w", err)
	}
	return p, About{Sex: p.Sex, IsMinor: p.IsMinor(s.clock.Now(), loc), Path: p.Path}, nil
}

// Own returns the actor's own team as it stands; phone numbers that are not shown to the person are empty.
func (s *Service) Own(ctx context.Context, actor authz.Actor) (Team, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return Team{}, err
	}
	t, err := s.store.Team(ctx, person.ID(actor.PersonID))
	if err != nil {
		return Team{}, fmt.Errorf("read own team: %w", err)
	}
	t.Former = nil
	for i := range t.Members {
		if !t.Members[i].IsPhoneShown {
			t.Members[i].Phone = ""
		}
	}
	return t, nil
}

// Candidates returns the staff who may be in a person's team: those in charge of the station, by name, at most
// MaxCandidates. It returns person.ErrNotFound or an authz error.
func (s *Service) Candidates(ctx context.Context, actor authz.Actor, pid person.ID) ([]staff.Member, error) {
	p, _, err := s.about(ctx, actor, authz.PersonWrite, pid)
	if err != nil {
		return nil, err
	}
	return s.store.ListCandidates(ctx, p.Path, MaxCandidates)
}

// Save names the members of a person's team; version is the one that was seen. Whoever is not named leaves,
// and a member whose data changed begins anew, so that the history tells both. It returns ErrInvalid, ErrLead,
// ErrStaff, ErrChanged, person.ErrNotFound or an authz error.
func (s *Service) Save(ctx context.Context, actor authz.Actor, pid person.ID, version int, members []Member) (View, error) {
	p, about, err := s.about(ctx, actor, authz.PersonWrite, pid)
	if err != nil {
		return View{}, err
	}
	for i := range members {
		members[i].Name, members[i].Phone = strings.TrimSpace(members[i].Name), strings.TrimSpace(members[i].Phone)
	}
	if err := Check(members); err != nil {
		return View{}, err
	}
	current, err := s.store.Team(ctx, pid)
	if err != nil {
		return View{}, fmt.Errorf("read team: %w", err)
	}
	if current.Version != version {
		return View{}, ErrChanged
	}
	if err := s.placeStaff(ctx, members, current, p.Path); err != nil {
		return View{}, err
	}
	if !leads(members, p.Path) {
		return View{}, ErrLead
	}
	now := s.clock.Now()
	leave, join := turnover(current.Members, members)
	for i := range join {
		join[i].ID, join[i].PersonID, join[i].Since = ID(id.New()), pid, now
	}
	next := Team{PersonID: pid, Version: version + 1, UpdatedBy: actor.ID, UpdatedAt: now}
	err = s.store.InTx(ctx, func(tx Tx) error { return s.keep(ctx, tx, actor, p, next, leave, join, members) })
	if err != nil {
		return View{}, fmt.Errorf("save team: %w", err)
	}
	v, err := s.view(ctx, pid, about)
	if about.IsMinor {
		v.Former = nil // who was in a minor's team is read for a reason only
	}
	return v, err
}

// placeStaff fills in what is known of the members who are staff. One who newly joins must be in charge of the
// person; one who has moved may stay, which the view tells of a lead.
func (s *Service) placeStaff(ctx context.Context, members []Member, current Team, at org.Path) error {
	var ids []staff.ID
	for _, m := range members {
		if m.IsStaff() {
			ids = append(ids, m.StaffID)
		}
	}
	known, err := s.store.Staff(ctx, ids)
	if err != nil {
		return fmt.Errorf("read staff: %w", err)
	}
	for i, m := range members {
		if !m.IsStaff() {
			continue
		}
		of, ok := known[m.StaffID]
		isOut := !of.DisabledAt.IsZero()
		isThere := slices.ContainsFunc(current.Members, func(o Member) bool { return o.StaffID == m.StaffID })
		if !ok || !isThere && (isOut || !of.Path.Contains(at)) {
			return ErrStaff
		}
		members[i].StaffRole, members[i].StaffPath, members[i].IsStaffOut = of.Role, of.Path, isOut
	}
	return nil
}

// turnover tells which memberships end and which begin.
func turnover(before, after []Member) (leave []ID, join []Member) {
	stays := make([]bool, len(after))
	for _, b := range before {
		at := -1
		for i, a := range after {
			if at < 0 && !stays[i] && a.same(b) {
				at = i
			}
		}
		if at < 0 {
			leave = append(leave, b.ID)
			continue
		}
		stays[at] = true
	}
	for i, a := range after {
		if !stays[i] {
			join = append(join, a)
		}
	}
	return leave, join
}

func (s *Service) keep(ctx context.Context, tx Tx, actor authz.Actor, p person.Person, next Team, leave []ID, join, all []Member) error {
	if err := tx.SetTeamVersion(ctx, next); err != nil {
		return err
	}
	if err := tx.EndMembers(ctx, leave, next.UpdatedAt); err != nil {
		return err
	}
	if err := tx.InsertMembers(ctx, join); err != nil {
		return err
	}
	tx.AfterCommit(func() { s.hints.Hint("person", string(p.ID), p.Path) })
	// ids and codes alone: who somebody from outside is stands in the team, not in the ledger
	joined := make([]ID, len(join))
	for i, m := range join {
		joined[i] = m.ID
	}
	var lead staff.ID
	for _, m := range all {
		if m.Role == Lead {
			lead = m.StaffID
		}
	}
	return tx.Audit(ctx, audit.New(actor, next.UpdatedAt, p.Path, "team.saved", "person:"+string(p.ID), string(p.ID)).Holding(map[string]any{
		"version": next.Version, "lead": lead, "joined": joined, "left": leave, "members": len(all),
	}))
}

// Sort puts the lead first, then who joined earlier.
func Sort(members []Member) {
	slices.SortStableFunc(members, func(a, b Member) int {
		if a.Role != b.Role {
			if a.Role == Lead {
				return -1
			}
			return 1
		}
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
}
