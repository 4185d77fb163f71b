package oversight

import (
	"context"
	"fmt"
	"strings"

	"diandao/internal/authz"
	"diandao/internal/org"
)

// Load is what a unit carries now.
type Load struct {
	Officers      int // who may sign in
	OpenAlerts    int // not resolved
	OverdueAlerts int // of these, past the time until which they were to be dealt with
	Unreachable   int // active persons whose phone takes no push
	RollCallsNow  int // in the lobby or live
	Upheld        int // appeals about a day of the interval that were upheld
}

// UnitLoad is the load of one unit.
type UnitLoad struct {
	Unit org.Unit
	Load Load
}

// Loads are the loads of a unit and of those directly below it; what stands at a unit counts for all above it.
type Loads struct {
	Here  UnitLoad
	Below []UnitLoad
}

// Loads tells what a unit and each unit directly below it carry. It returns ErrInterval, ErrUnit or an authz error.
func (s *Service) Loads(ctx context.Context, actor authz.Actor, in Span) (Loads, error) {
	at, err := s.look(ctx, actor, in)
	if err != nil {
		return Loads{}, err
	}
	units, err := s.units.ListUnits(ctx, at.unit.Path)
	if err != nil {
		return Loads{}, fmt.Errorf("list units: %w", err)
	}
	byPath, err := s.reader.CountLoads(ctx, at.unit.Path, s.clock.Now(), in.From, in.To)
	if err != nil {
		return Loads{}, fmt.Errorf("count loads: %w", err)
	}
	return sum(at.unit, units, byPath), nil
}

// sum is pure.
func sum(here org.Unit, units []org.Unit, byPath map[org.Path]Load) Loads {
	out := Loads{Here: UnitLoad{Unit: here}}
	for _, u := range units {
		if isDirectlyBelow(here.Path, u.Path) {
			out.Below = append(out.Below, UnitLoad{Unit: u})
		}
	}
	for path, load := range byPath {
		out.Here.Load.add(load)
		for i := range out.Below {
			if out.Below[i].Unit.Path.Contains(path) {
				out.Below[i].Load.add(load)
			}
		}
	}
	return out
}

func (l *Load) add(o Load) {
	l.Officers += o.Officers
	l.OpenAlerts += o.OpenAlerts
	l.OverdueAlerts += o.OverdueAlerts
	l.Unreachable += o.Unreachable
	l.RollCallsNow += o.RollCallsNow
	l.Upheld += o.Upheld
}

func isDirectlyBelow(scope, path org.Path) bool {
	rest, ok := strings.CutPrefix(string(path), string(scope))
	return ok && rest != "" && strings.Count(rest, "/") == 1
}
