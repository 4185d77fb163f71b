// Package team holds the correction team (矫正小组): who looks after one person, in which role, and how to reach
// them (Community Corrections Law of 2020, article 25).
//
// A team is chosen by the station. What it lacks is told to officers and supervisors with the article that asks
// for it, and stops nobody; only a lead who is staff in charge of the person is needed to save it. Members who
// leave stay in the history with the day on which they left.
package team

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/staff"
)

// ID identifies a membership: one member of one team, from joining to leaving.
type ID string

// Relation is what somebody who is not staff is to the person.
type Relation string

// The relations.
const (
	VillageCommittee Relation = "village_committee"
	Employer         Relation = "employer"
	School           Relation = "school"
	Family           Relation = "family"
	Guardian         Relation = "guardian"
	Volunteer        Relation = "volunteer"
	Police           Relation = "police"
	Other            Relation = "other"
)

// Relations lists every relation.
func Relations() []Relation {
	return []Relation{VillageCommittee, Employer, School, Family, Guardian, Volunteer, Police, Other}
}

// Role is what a member does in the team.
type Role string

// The roles.
const (
	Lead  Role = "lead" // answers for the plan of correction
	Plain Role = "member"
)

// Roles lists every role.
func Roles() []Role { return []Role{Lead, Plain} }

// Member is one member of a person's team: a member of staff, or somebody from outside.
type Member struct {
	ID           ID
	PersonID     person.ID
	StaffID      staff.ID // empty for somebody from outside
	Name         string   // of somebody from outside; filled on reading for staff
	Relation     Relation // of somebody from outside; empty for staff
	Phone        string   // "" when there is none; never logged
	IsPhoneShown bool     // the person sees the phone number
	Role         Role
	Sex          person.Sex
	KnowsMinors  bool // knows minors' minds and bodies, by training or work
	Since        time.Time
	Until        time.Time // zero while in the team

	StaffRole  authz.Role // filled on reading, for staff
	StaffPath  org.Path   // filled on reading, for staff
	IsStaffOut bool       // filled on reading: may not sign in any more
}

// IsStaff reports whether the member is staff.
func (m Member) IsStaff() bool { return m.StaffID != "" }

// Team is a person's team as it stands. Version is zero while nobody was ever named.
type Team struct {
	PersonID  person.ID
	Version   int
	UpdatedBy string // staff id
	UpdatedAt time.Time
	Members   []Member // the lead first, then as they joined
	Former    []Member // who left, the newest first, at most MaxFormer
}

// Bounds of a team.
const (
	MaxMembers = 12
	MaxFormer  = 50
	MaxName    = 32 // characters
	MaxPhone   = 32
	MaxReason  = 200 // characters
)

// Errors of this package.
var (
	ErrInvalid = fault.New(fault.Invalid, "team.invalid", "The team is not complete or a member's data is not right.")
	ErrLead    = fault.New(fault.Invalid, "team.lead_required", "Name exactly one lead, who is staff in charge of this person.")
	ErrStaff   = fault.New(fault.Invalid, "team.staff_unknown", "One of the members is no staff member who is in charge of this person.")
	ErrChanged = fault.New(fault.Conflict, "team.changed", "Somebody else has changed this team; look again.")
	ErrReason  = fault.New(fault.Forbidden, "team.reason_required", "A minor's team is closed. Say why you need to see it.")
)

// Check names every field of the members that is wrong. It returns ErrInvalid.
func Check(members []Member) error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	check(len(members) > 0 && len(members) <= MaxMembers, "members", "one to twelve members")
	seen := map[staff.ID]bool{}
	for _, m := range members[:min(len(members), MaxMembers)] {
		check(slices.Contains(Roles(), m.Role), "members.role", "lead or member")
		check(slices.Contains(person.Sexes(), m.Sex), "members.sex", "male or female")
		check(isPhone(m.Phone), "members.phone", "digits, at most 32")
		if m.IsStaff() {
			check(m.Relation == "" && m.Name == "", "members.staff_id", "staff have no relation and no other name")
			check(!seen[m.StaffID], "members.staff_id", "named twice")
			seen[m.StaffID] = true
			continue
		}
		check(m.Name != "" && utf8.RuneCountInString(m.Name) <= MaxName, "members.name", "required, at most 32 characters")
		check(slices.Contains(Relations(), m.Relation), "members.relation", "unknown relation")
	}
	if len(bad) > 0 {
		return ErrInvalid.On(bad...)
	}
	return nil
}

func isPhone(s string) bool {
	return len(s) <= MaxPhone && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+- ()", r) }) < 0
}

// Code names what a team lacks.
type Code string

// The codes, with the article that asks for it.
const (
	NoTeam        Code = "no_team"        // nobody was named yet (law, art. 25)
	NoLead        Code = "no_lead"        // nobody answers for it (law, art. 25)
	LeadElsewhere Code = "lead_elsewhere" // the lead is not in charge of this person any more (law, art. 25 and 27)
	LeadOut       Code = "lead_out"       // the lead may not sign in any more (law, art. 25)
	NoWoman       Code = "no_woman"       // a woman's team has a woman (law, art. 25 par. 3)
	NoExpert      Code = "no_expert"      // a minor's team has somebody who knows minors (law, art. 52 par. 2)
	NoGuardian    Code = "no_guardian"    // a minor's guardians take part (law, art. 53)
)

// Codes lists every code.
func Codes() []Code {
	return []Code{NoTeam, NoLead, LeadElsewhere, LeadOut, NoWoman, NoExpert, NoGuardian}
}

// About is what of a person a team has to fit.
type About struct {
	Sex     person.Sex
	IsMinor bool
	Path    org.Path
}

// Lacks tells what members lack for the person, by the law's rules. It is pure.
func Lacks(members []Member, about About) []Code {
	if len(members) == 0 {
		return []Code{NoTeam}
	}
	var out []Code
	say := func(is bool, c Code) {
		if is {
			out = append(out, c)
		}
	}
	has := func(f func(Member) bool) bool { return slices.ContainsFunc(members, f) }
	at := slices.IndexFunc(members, func(m Member) bool { return m.Role == Lead })
	say(at < 0 || !members[at].IsStaff(), NoLead)
	if at >= 0 && members[at].IsStaff() {
		say(members[at].IsStaffOut, LeadOut)
		say(!members[at].IsStaffOut && !members[at].StaffPath.Contains(about.Path), LeadElsewhere)
	}
	say(about.Sex == person.Female && !has(func(m Member) bool { return m.Sex == person.Female }), NoWoman)
	say(about.IsMinor && !has(func(m Member) bool { return m.KnowsMinors }), NoExpert)
	say(about.IsMinor && !has(func(m Member) bool { return m.Relation == Guardian }), NoGuardian)
	return out
}

// leads reports whether exactly one of the members leads, is staff who may sign in, and is in charge at the path.
func leads(members []Member, at org.Path) bool {
	count := 0
	for _, m := range members {
		if m.Role != Lead {
			continue
		}
		if count++; !m.IsStaff() || m.IsStaffOut || !m.StaffPath.Contains(at) {
			return false
		}
	}
	return count == 1
}

// same reports whether nothing of a member has changed.
func (m Member) same(o Member) bool {
	return m.StaffID == o.StaffID && (m.IsStaff() || m.Name == o.Name) && m.Relation == o.Relation && m.Phone == o.Phone &&
		m.IsPhoneShown == o.IsPhoneShown && m.Role == o.Role && m.Sex == o.Sex && m.KnowsMinors == o.KnowsMinors
}

// Store keeps teams; memberships that ended stay.
type Store interface {
	// Team returns a person's team with names of staff; version 0 while nobody was ever named.
	Team(ctx context.Context, p person.ID) (Team, error)
	// Staff returns those staff members of the ids that exist, by id.
	Staff(ctx context.Context, ids []staff.ID) (map[staff.ID]staff.Member, error)
	// ListCandidates returns the staff who may sign in and whose scope contains the unit, by name, at most limit.
	ListCandidates(ctx context.Context, at org.Path, limit int) ([]staff.Member, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	// SetTeamVersion makes the team's version the given one if it was the one before. It returns ErrChanged.
	SetTeamVersion(ctx context.Context, t Team) error
	// EndMembers ends memberships.
	EndMembers(ctx context.Context, ids []ID, now time.Time) error
	InsertMembers(ctx context.Context, all []Member) error
	AfterCommit(fn func())
}
