package consoleapi_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/httpapi/httpapitest"
)

func (c checkins) Look(ctx context.Context, a authz.Actor, id checkin.RequestID, reason string) (checkin.Look, error) {
	d, err := c.Detail(ctx, a, id)
	if err != nil {
		return checkin.Look{}, err
	}
	if reason == "no reason" {
		return checkin.Look{}, checkin.ErrMinor
	}
	c.note("look because " + reason)
	d.Checkin.Findings = append(d.Checkin.Findings, checkin.Finding{Code: checkin.FindingFaceUnlike, Weight: checkin.Asks, Evidence: "photo", Value: 0.21})
	return checkin.Look{Detail: d, Accepted: []checkin.AcceptedPhoto{{RequestID: known, PhotoID: "ph0", At: instant()}}}, nil
}

func (c checkins) Claim(_ context.Context, a authz.Actor, id checkin.RequestID, seat string, isTakeOver bool) (checkin.Claim, error) {
	if id != known {
		return checkin.Claim{}, checkin.ErrNotFound
	}
	if err := authz.Check(a, authz.CheckinDecide, station); err != nil {
		return checkin.Claim{}, err
	}
	if isTakeOver {
		c.note("take over in " + seat)
		return checkin.Claim{RequestID: id, StaffID: "s1", Seat: seat, Since: instant(), Until: instant().Add(time.Minute)}, nil
	}
	c.note("claim in " + seat)
	return checkin.Claim{}, nil
}

func (c checkins) Unclaim(_ context.Context, a authz.Actor, _ checkin.RequestID, seat string) error {
	return c.write(a, authz.CheckinDecide, "unclaim in "+seat)
}

func (c checkins) Claimed(_ context.Context, a authz.Actor) ([]checkin.Claim, error) {
	if !a.Scope.Contains(station) {
		return nil, authz.Allow(a, authz.CheckinRead)
	}
	return []checkin.Claim{{RequestID: known, StaffID: "s1", Since: instant(), Until: instant().Add(time.Minute)}}, authz.Allow(a, authz.CheckinRead)
}

func TestCompareCheckin_LaysPicturesBesideEachOther(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	path := "/console/v1/checkins/" + known + "/comparison"
	a := c.Do(t, httpapitest.Scenario{As: "officer", Method: http.MethodGet, Path: path})
	require.Equal(t, http.StatusOK, a.Status, "%s", a.Body)
	got := a.JSON(t)
	sample, ok := got["sample"].(map[string]any)
	require.True(t, ok)
	require.Equal(t, "/console/v1/evidence/ph1", sample["url"])
	require.Nil(t, sample["eyes"])
	enrolled, ok := got["enrolled"].([]any)
	require.True(t, ok)
	require.Len(t, enrolled, 1)
	first, ok := enrolled[0].(map[string]any)
	require.True(t, ok)
	require.Equal(t, map[string]any{"left_x": 100.0, "left_y": 120.0, "right_x": 160.0, "right_y": 121.0, "width": 300.0, "height": 400.0}, first["eyes"])
	require.InDelta(t, 0.21, got["likeness"], 0.001)
	require.InDelta(t, 0.45, got["match_from"], 0.001)
	require.Equal(t, false, got["is_score_shown"])
	require.Len(t, got["accepted"], 1)

	refused := c.Do(t, httpapitest.Scenario{As: "officer", Method: http.MethodGet, Path: path + "?reason=no+reason"})
	require.Equal(t, http.StatusForbidden, refused.Status)
	httpapitest.CheckProblem(t, refused, "checkin.minor_reason_required")
}

func TestClaims_AreToldByName(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	path := "/console/v1/checkins/" + known + "/claim"
	claim := func(body map[string]any) httpapitest.Answer {
		return c.Do(t, httpapitest.Scenario{As: "officer", Method: http.MethodPut, Path: path, Body: body})
	}
	c.services.drain()
	a := claim(map[string]any{"seat": known})
	require.Equal(t, http.StatusOK, a.Status, "%s", a.Body)
	require.Nil(t, a.JSON(t)["claim"], "nobody keeps claims now")
	a = claim(map[string]any{"seat": known, "take_over": true})
	has, ok := a.JSON(t)["claim"].(map[string]any)
	require.True(t, ok)
	require.Equal(t, "s1", has["by_id"])
	require.NotEmpty(t, has["by_name"])
	require.Equal(t, http.StatusUnprocessableEntity, claim(map[string]any{"seat": "a seat"}).Status)
	gone := c.Do(t, httpapitest.Scenario{As: "officer", Method: http.MethodDelete, Path: path + "?seat=" + known})
	require.Equal(t, http.StatusNoContent, gone.Status, "%s", gone.Body)
	require.Equal(t, []string{"claim in " + known, "take over in " + known, "unclaim in " + known}, c.services.drain())
}

func (c checkins) Submissions(ctx context.Context, a authz.Actor, rs []checkin.Request) (map[checkin.RequestID]checkin.Checkin, error) {
	out := map[checkin.RequestID]checkin.Checkin{}
	for _, r := range rs {
		if c.crowd > 0 {
			continue
		}
		d, err := c.Detail(ctx, a, r.ID)
		if err != nil {
			return nil, err
		}
		out[r.ID] = *d.Checkin
	}
	return out, nil
}
