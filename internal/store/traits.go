package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/attendance"
	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/person"
)

// Traits of persons AS p: the newest phone that is not revoked, the way that was chosen last, and the network by which
// the newest check-in came.
const (
	newestPhone = "coalesce((SELECT d.name FROM devices AS d WHERE d.person_id = p.id AND d.revoked_at IS NULL ORDER BY d.created_at DESC, d.id DESC LIMIT 1), '')"
	chosenWay   = "coalesce((SELECT w.way FROM person_ways AS w WHERE w.person_id = p.id ORDER BY w.version DESC LIMIT 1), '" + string(checkin.ByFace) + "')"
	lastNetwork = "coalesce((SELECT k.network FROM checkins AS k WHERE k.person_id = p.id ORDER BY k.received_at DESC LIMIT 1), '')"
)

// traitRow is a person's traits with how many of their occasions came to an outcome.
type traitRow struct {
	PersonID string
	Sex      string
	Born     string
	Device   string
	Way      string
	Network  string
	Status   string
	N        int
}

func (r traitRow) traits() (oversight.Traits, error) {
	year, err := strconv.Atoi(r.Born)
	if err != nil {
		return oversight.Traits{}, fmt.Errorf("stored year of birth: %w", err)
	}
	return oversight.Traits{Sex: r.Sex, BornYear: year, Device: r.Device, Way: r.Way, Network: r.Network}, nil
}

// byPerson counts attendance by person and outcome.
func (o *Oversight) byPerson(scope org.Path, from, to string) *bun.SelectQuery {
	return within(o.s.Attendance().between(from, to), "path", scope).Column("person_id", "status").ColumnExpr("count(*) AS n").Group("person_id", "status")
}

// withTraits adds the traits of the person of each row of counts.
func (o *Oversight) withTraits(counts *bun.SelectQuery) *bun.SelectQuery {
	return o.s.read.NewSelect().TableExpr("(?) AS c", counts).Join("JOIN persons AS p ON p.id = c.person_id").
		ColumnExpr("p.sex AS sex, substr(p.born_on, 1, 4) AS born").ColumnExpr(newestPhone + " AS device").ColumnExpr(chosenWay + " AS way").ColumnExpr(lastNetwork + " AS network")
}

// CountTraits counts attendance with from ≤ Day ≤ to by the traits of persons.
func (o *Oversight) CountTraits(ctx context.Context, scope org.Path, from, to string) ([]oversight.Tally, error) {
	var rows []traitRow
	if err := o.withTraits(o.byPerson(scope, from, to)).ColumnExpr("c.status AS status, c.n AS n").Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance by traits: %w", err)
	}
	type group struct {
		oversight.Traits
		status attendance.Status
	}
	sums := map[group]int{}
	for _, r := range rows {
		t, err := r.traits()
		if err != nil {
			return nil, err
		}
		sums[group{t, attendance.Status(r.Status)}] += r.N
	}
	out := make([]oversight.Tally, 0, len(sums))
	for g, n := range sums {
		out = append(out, oversight.Tally{Traits: g.Traits, Status: g.status, Count: n})
	}
	return out, nil
}

// CountDecided counts check-ins with from ≤ Day ≤ to that an officer decided, by the traits of persons.
func (o *Oversight) CountDecided(ctx context.Context, scope org.Path, from, to string) ([]oversight.Decided, error) {
	var rows []traitRow
	counts := o.decided(scope, from, to).ColumnExpr("r.person_id AS person_id, count(DISTINCT r.id) AS n").GroupExpr("r.person_id")
	if err := o.withTraits(counts).ColumnExpr("c.n AS n").Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count decisions by traits: %w", err)
	}
	out := make([]oversight.Decided, len(rows))
	for i, r := range rows {
		t, err := r.traits()
		if err != nil {
			return nil, err
		}
		out[i] = oversight.Decided{Traits: t, Count: r.N}
	}
	return out, nil
}

// decided are the decisions AS d on submissions AS k for requests AS r of some days. It begins with the decisions, which
// are few beside the requests: none is older than the day before the first.
func (o *Oversight) decided(scope org.Path, from, to string) *bun.SelectQuery {
	q := o.s.read.NewSelect().TableExpr("checkin_decisions AS d CROSS JOIN checkins AS k CROSS JOIN checkin_requests AS r").Where("k.id = d.checkin_id AND r.id = k.request_id")
	if first, err := time.Parse(time.DateOnly, from); err == nil {
		q = q.Where("d.at >= ?", first.AddDate(0, 0, -1).UnixMicro())
	}
	return days(within(q, "r.path", scope), "r.day", from, to)
}

// CountPersons counts attendance with from ≤ Day ≤ to by person and outcome.
func (o *Oversight) CountPersons(ctx context.Context, scope org.Path, from, to string) (map[person.ID]map[attendance.Status]int, error) {
	var rows []traitRow
	if err := o.byPerson(scope, from, to).Scan(ctx, &rows); err != nil {
		return nil, fmt.Errorf("count attendance by person: %w", err)
	}
	out := map[person.ID]map[attendance.Status]int{}
	for _, r := range rows {
		id := person.ID(r.PersonID)
		if out[id] == nil {
			out[id] = map[attendance.Status]int{}
		}
		out[id][attendance.Status(r.Status)] = r.N
	}
	return out, nil
}

// ofTrait keeps rows of the persons of a group, by the rules by which figures are grouped; nil keeps all.
func (e engine) ofTrait(q *bun.SelectQuery, column string, t *person.Trait) *bun.SelectQuery {
	if t == nil {
		return q
	}
	condition, args := e.hasTrait(*t)
	return q.Where("EXISTS (SELECT 1 FROM persons AS p WHERE p.id = ? AND "+condition+")", append([]any{bun.Ident(column)}, args...)...)
}

func (e engine) hasTrait(t person.Trait) (string, []any) {
	switch oversight.Dimension(t.By) {
	case oversight.BySex:
		return "p.sex = ?", []any{t.Value}
	case oversight.ByWay:
		return chosenWay + " = ?", []any{t.Value}
	case oversight.ByNetwork:
		if t.Value == oversight.NoNetwork {
			return lastNetwork + " = ''", nil
		}
		return lastNetwork + " = ?", []any{t.Value}
	case oversight.ByAge:
		for _, g := range person.AgeGroups() {
			if g.Code == t.Value {
				return "substr(p.born_on, 1, 4) >= ? AND substr(p.born_on, 1, 4) <= ?", []any{strconv.Itoa(t.Year - g.To), strconv.Itoa(t.Year - g.From)}
			}
		}
	case oversight.ByPhone:
		return e.phoneIs(newestPhone) + " = ?", []any{t.Value}
	}
	return "1 = 0", nil
}

// phoneIs is oversight.PhoneOf in SQL. Differs because each engine has patterns of its own.
func (e engine) phoneIs(name string) string {
	has := func(patterns ...string) string {
		out := make([]string, len(patterns))
		for i, p := range patterns {
			if e == postgres {
				out[i] = name + " ~ '" + p + "'"
			} else {
				out[i] = name + " GLOB '*" + p + "'"
			}
		}
		return strings.Join(out, " OR ")
	}
	end, rest := "*", "[^0-9]*"
	if e == postgres {
		end, rest = "", "[^0-9]"
	}
	exact := "Android [0-9]"
	if e == postgres {
		exact += "$"
	}
	return "CASE WHEN " + name + " = '' THEN 'none' WHEN " + has("iPhone"+end, "iPad"+end, "iOS"+end) + " THEN 'ios' WHEN " + has("HarmonyOS"+end) + " THEN 'harmony' WHEN " +
		has(exact, "Android [0-9]"+rest) + " THEN 'android_old' WHEN " + has("Android [0-9]"+end) + " THEN 'android' ELSE 'other' END"
}
