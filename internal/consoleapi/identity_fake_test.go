package consoleapi_test

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/identity"
	"diandao/internal/person"
)

func (c checkins) Attest(ctx context.Context, a authz.Actor, id checkin.RequestID, way checkin.Way, _ string) (checkin.Detail, error) {
	if err := c.write(a, authz.CheckinDecide, "attest "+string(way)); err != nil {
		return checkin.Detail{}, err
	}
	return c.Detail(ctx, a, id)
}

// ways are how persons show who they are.
type ways struct{ *services }

func (w ways) Way(_ context.Context, a authz.Actor, p person.ID) (checkin.PersonWay, error) {
	return checkin.PersonWay{PersonID: p, Way: checkin.ByFace}, authz.Check(a, authz.PlanRead, station)
}

func (w ways) SetWay(_ context.Context, a authz.Actor, in checkin.PersonWay) (checkin.PersonWay, error) {
	if in.Version != 0 {
		return checkin.PersonWay{}, checkin.ErrWayChanged
	}
	in.Version, in.UpdatedAt = 1, instant()
	return in, w.write(a, authz.PlanWrite, "way "+string(in.Way))
}

func (w ways) CountWays(_ context.Context, a authz.Actor) ([]checkin.WayCount, error) {
	if !a.Scope.Contains(station) {
		return nil, authz.Allow(a, authz.PlanRead)
	}
	return []checkin.WayCount{{Way: checkin.ByFace, Count: 3}}, authz.Allow(a, authz.PlanRead)
}

// enrolments are by which pictures persons are known.
type enrolments struct{ *services }

func (e enrolments) Model() identity.Model { return identity.Model{Engine: "test", Hash: "m1"} }

func (e enrolments) Current(_ context.Context, a authz.Actor, p person.ID) (*identity.Enrolment, error) {
	if err := authz.Check(a, authz.PersonRead, station); err != nil {
		return nil, err
	}
	return &identity.Enrolment{ID: known, PersonID: p, CreatedAt: instant(), Pictures: []identity.Enrolled{{EvidenceID: known, ModelHash: "m0", FaceWidth: 200}}}, nil
}

func (e enrolments) Enrol(_ context.Context, a authz.Actor, p person.ID, pictures [][]byte) (identity.Enrolment, error) {
	return identity.Enrolment{ID: known, PersonID: p, CreatedAt: instant()}, e.write(a, authz.PersonWrite, fmt.Sprintf("enrol by %d pictures", len(pictures)))
}

func (e enrolments) Thresholds() identity.Thresholds { return identity.DefaultThresholds() }

func (e enrolments) Eyes(_ context.Context, pictures []evidence.ID) map[evidence.ID]identity.Eyes {
	out := map[evidence.ID]identity.Eyes{}
	for _, id := range pictures {
		if id == known { // the photo of the check-in shows no face
			out[id] = identity.Eyes{Left: identity.Point{X: 100, Y: 120}, Right: identity.Point{X: 160, Y: 121}, Width: 300, Height: 400}
		}
	}
	return out
}
