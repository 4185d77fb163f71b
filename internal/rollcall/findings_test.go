package rollcall_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/geo"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

var atNine = time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)

func found(all []rollcall.Finding) map[string]rollcall.Weight {
	out := map[string]rollcall.Weight{}
	for _, f := range all {
		out[f.Code] = f.Weight
	}
	return out
}

func TestJudgePlace(t *testing.T) {
	t.Parallel()
	home := geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 1000}
	second := geo.Fence{Center: geo.Point{Lat: 30.1, Lng: 120}, RadiusM: 1000}
	forbidden := geo.Fence{Center: geo.Point{Lat: 31, Lng: 121}, RadiusM: 1000, Keep: geo.Outside}
	at := func(lat, lng, accuracy float64) rollcall.Fix {
		return rollcall.Fix{Point: geo.Point{Lat: lat, Lng: lng}, AccuracyM: accuracy, Datum: geo.WGS84, TakenAt: atNine}
	}
	old := at(30, 120, 10)
	old.TakenAt = atNine.Add(-11 * time.Minute)
	cases := map[string]struct {
		fix    rollcall.Fix
		around rollcall.Around
		want   map[string]rollcall.Weight
	}{
		"no area is registered": {at(30, 120, 10), rollcall.Around{}, map[string]rollcall.Weight{rollcall.FindingLocated: rollcall.Fact}},
		"at home":               {at(30, 120, 10), rollcall.Around{Fences: []geo.Fence{home}}, map[string]rollcall.Weight{rollcall.FindingInsideFence: rollcall.Fact}},
		"one of two homes will do": {
			at(30.1, 120, 10),
			rollcall.Around{Fences: []geo.Fence{home, second}},
			map[string]rollcall.Weight{rollcall.FindingInsideFence: rollcall.Fact},
		},
		"the circle of accuracy crosses the edge": {
			at(30, 120, 5000),
			rollcall.Around{Fences: []geo.Fence{home}},
			map[string]rollcall.Weight{rollcall.FindingFenceCannotTell: rollcall.Hint},
		},
		"next village asks, and is not far": {
			at(30.05, 120, 10),
			rollcall.Around{Fences: []geo.Fence{home}},
			map[string]rollcall.Weight{rollcall.FindingOutsideFence: rollcall.Asks},
		},
		"another province is far, too": {
			at(35, 120, 10),
			rollcall.Around{Fences: []geo.Fence{home}},
			map[string]rollcall.Weight{rollcall.FindingOutsideFence: rollcall.Asks, rollcall.FindingFarFromArea: rollcall.Hint},
		},
		"leave is respected": {
			at(35, 120, 10),
			rollcall.Around{Fences: []geo.Fence{home}, OnLeave: true},
			map[string]rollcall.Weight{rollcall.FindingFenceOffOnLeave: rollcall.Fact},
		},
		"a forbidden place stays so on leave": {
			at(31, 121, 10),
			rollcall.Around{Fences: []geo.Fence{home, forbidden}, OnLeave: true},
			map[string]rollcall.Weight{rollcall.FindingWithinForbidden: rollcall.Asks, rollcall.FindingFenceOffOnLeave: rollcall.Fact},
		},
		"away from what is forbidden": {
			at(30, 120, 10),
			rollcall.Around{Fences: []geo.Fence{forbidden}},
			map[string]rollcall.Weight{rollcall.FindingAwayForbidden: rollcall.Fact},
		},
		"an old fix is told": {old, rollcall.Around{}, map[string]rollcall.Weight{rollcall.FindingLocated: rollcall.Fact, rollcall.FindingLocationStale: rollcall.Hint}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := rollcall.JudgePlace(c.fix, c.around, rollcall.DefaultPolicy(), atNine)
			require.Equal(t, c.want, found(got))
			for _, f := range got {
				require.Equal(t, rollcall.EvidenceLocation, f.Evidence)
				require.Equal(t, atNine, f.At)
			}
		})
	}
}

func TestJudgeCamera(t *testing.T) {
	t.Parallel()
	same := [][2]int{{640, 480}, {640, 480}, {640, 480}, {640, 480}}
	even := rollcall.CameraFacts{Label: "Front camera", Pictures: 90, MeanGap: 66 * time.Millisecond, Spread: 50 * time.Microsecond}
	evenAndFixed := even
	evenAndFixed.Sizes = same
	cases := map[string]struct {
		facts rollcall.CameraFacts
		want  string
	}{
		"nothing is known":                          {rollcall.CameraFacts{}, ""},
		"a phone's own camera":                      {rollcall.CameraFacts{Label: "camera2 1, facing front", Pictures: 90, MeanGap: 66 * time.Millisecond, Spread: 6 * time.Millisecond, Sizes: same}, ""},
		"a Chinese label":                           {rollcall.CameraFacts{Label: "前置摄像头"}, ""},
		"the letters of a short name inside a word": {rollcall.CameraFacts{Label: "Bindi job snob"}, ""},
		"too even alone is not told":                {even, ""},
		"one size alone is not told":                {rollcall.CameraFacts{Sizes: same}, ""},
		"OBS":                                       {rollcall.CameraFacts{Label: "OBS Virtual Camera"}, "camera:label"},
		"a short name as a word":                    {rollcall.CameraFacts{Label: "OBS-Camera2"}, "camera:label"},
		"a Chinese virtual camera":                  {rollcall.CameraFacts{Label: "无他伴侣虚拟摄像头"}, "camera:label"},
		"a device that plays a file":                {rollcall.CameraFacts{Label: "Dummy video device (0x0000)"}, "camera:label"},
		"weak signs together":                       {evenAndFixed, "camera:even,fixed"},
		"too few pictures to be even":               {rollcall.CameraFacts{Pictures: 5, MeanGap: time.Millisecond, Sizes: same}, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := rollcall.JudgeCamera(c.facts, rollcall.DefaultPolicy(), atNine)
			if c.want == "" {
				require.Empty(t, got)
				return
			}
			require.Len(t, got, 1)
			require.Equal(t, c.want, got[0].Evidence)
			require.Equal(t, rollcall.Hint, got[0].Weight, "never more than a hint")
		})
	}
}

func TestJudgeFaces(t *testing.T) {
	t.Parallel()
	p := rollcall.DefaultPolicy()
	require.Empty(t, rollcall.JudgeFaces(nil, p, atNine))
	require.Empty(t, rollcall.JudgeFaces([]rollcall.Likeness{{Person: "b", Cosine: 0.59}}, p, atNine), "brothers are alike")
	got := rollcall.JudgeFaces([]rollcall.Likeness{{Person: "b", Cosine: 0.61}, {Person: "c", Cosine: 0.8}, {Person: "d", Cosine: 0.1}}, p, atNine)
	require.Len(t, got, 1)
	require.Equal(t, "persons:c,b", got[0].Evidence)
	require.InDelta(t, 0.8, got[0].Value, 1e-9)
	require.Equal(t, rollcall.Hint, got[0].Weight)
}

func TestJudgeNetwork(t *testing.T) {
	t.Parallel()
	p := rollcall.DefaultPolicy()
	require.Empty(t, rollcall.JudgeNetwork([]person.ID{"b", "c"}, p, atNine), "a family at home")
	got := rollcall.JudgeNetwork([]person.ID{"d", "b", "c"}, p, atNine)
	require.Len(t, got, 1)
	require.Equal(t, "persons:b,c,d", got[0].Evidence)
	var crowd []person.ID
	for i := range 50 {
		crowd = append(crowd, person.ID(strconv.Itoa(i)))
	}
	require.Less(t, len(rollcall.JudgeNetwork(crowd, p, atNine)[0].Evidence), 40, "a finding stays small")
}

func TestJudgeDevice(t *testing.T) {
	t.Parallel()
	require.Empty(t, rollcall.JudgeDevice("a", rollcall.Around{}, atNine), "never checked in, or the old phone is signed out")
	require.Empty(t, rollcall.JudgeDevice("a", rollcall.Around{LastDevice: "a"}, atNine))
	require.Equal(t, map[string]rollcall.Weight{rollcall.FindingOtherDevice: rollcall.Hint}, found(rollcall.JudgeDevice("b", rollcall.Around{LastDevice: "a"}, atNine)))
}

func TestInvitee_FindingsAreBounded(t *testing.T) {
	t.Parallel()
	asks := rollcall.Finding{Code: rollcall.FindingFaceUnlike, Weight: rollcall.Asks, Evidence: "picture", Attempt: 1}
	i := rollcall.Invitee{}.WithFindings([]rollcall.Finding{asks, asks})
	require.Len(t, i.Findings, 1, "one of a kind")
	for n := range 3 * rollcall.MaxFindings {
		i = i.WithFindings([]rollcall.Finding{{Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact, Evidence: "frames:" + strconv.Itoa(n)}})
	}
	require.Len(t, i.Findings, rollcall.MaxFindings)
	require.Contains(t, i.Findings, asks, "facts go before what asks")
	for n := range 3 * rollcall.MaxChallenges {
		i = i.WithChallenge(rollcall.Challenge{Attempt: n + 1})
	}
	require.Len(t, i.Challenges, rollcall.MaxChallenges)
	require.Equal(t, 3*rollcall.MaxChallenges, i.Challenge().Attempt)
}

func TestInvitee_ProposalNeverIsAMark(t *testing.T) {
	t.Parallel()
	unlike := rollcall.Finding{Code: rollcall.FindingFaceUnlike, Weight: rollcall.Asks, Attempt: 1}
	cases := map[string]struct {
		findings []rollcall.Finding
		want     attendance.Status
	}{
		"nothing":            {nil, ""},
		"a match":            {[]rollcall.Finding{{Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact, Attempt: 1}}, ""},
		"a hint alone":       {[]rollcall.Finding{{Code: rollcall.FindingVirtualCamera, Weight: rollcall.Hint}}, ""},
		"a face unlike":      {[]rollcall.Finding{unlike}, attendance.Review},
		"settled by a match": {[]rollcall.Finding{unlike, {Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact, Attempt: 2}}, ""},
		"a match before does not excuse": {[]rollcall.Finding{
			{Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact, Attempt: 1},
			{Code: rollcall.FindingFaceUnlike, Weight: rollcall.Asks, Attempt: 2},
		}, attendance.Review},
		"a forbidden place is no matter of the face": {[]rollcall.Finding{
			{Code: rollcall.FindingWithinForbidden, Weight: rollcall.Asks},
			{Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact, Attempt: 2},
		}, attendance.Review},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := rollcall.Invitee{Findings: c.findings}
			require.Equal(t, c.want, i.Proposal())
			require.Empty(t, i.Mark)
		})
	}
}

func TestCloseMark_NamesFindings(t *testing.T) {
	t.Parallel()
	i := rollcall.Invitee{OnLineAt: atNine, Findings: []rollcall.Finding{{Code: rollcall.FindingFaceUnlike, Weight: rollcall.Asks}}}
	status, reason := rollcall.CloseMark(i)
	require.Equal(t, attendance.Review, status)
	require.Equal(t, "findings_undecided", reason)
	i.Mark = attendance.Present
	status, _ = rollcall.CloseMark(i)
	require.Equal(t, attendance.Present, status, "what the officer decided stands")
	_, reason = rollcall.CloseMark(rollcall.Invitee{OnLineAt: atNine, Findings: []rollcall.Finding{{Code: rollcall.FindingFaceMatch, Weight: rollcall.Fact}}})
	require.Equal(t, "on_line_not_called", reason, "facts change nothing")
}
