package checkin_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/geo"
)

var station = geo.Point{Lat: 30.27415, Lng: 120.15515}

func opened() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) }

func request(change func(*checkin.Requirements)) checkin.Request {
	r := checkin.Request{OpensAt: opened(), DueAt: opened().Add(2 * time.Hour), ClosesAt: opened().Add(3 * time.Hour), Status: checkin.Open}
	if change != nil {
		change(&r.Requires)
	}
	return r
}

func fix(p geo.Point, accuracy float64, at time.Time) *checkin.Location {
	return &checkin.Location{Point: p, AccuracyM: accuracy, Datum: geo.WGS84, TakenAt: at}
}

func attached(kinds ...checkin.AttachmentKind) (all []checkin.Attachment) {
	for _, k := range kinds {
		all = append(all, checkin.Attachment{Kind: k, SHA256: "x"})
	}
	return all
}

func TestJudge(t *testing.T) {
	t.Parallel()
	inTime := opened().Add(time.Hour)
	fence := func(q *checkin.Requirements) {
		q.Location, q.Fence = true, &geo.Fence{Center: station, RadiusM: 500}
	}
	cases := map[string]struct {
		request checkin.Request
		sub     checkin.Submission
		now     time.Time
		want    checkin.Status
		finding string
	}{
		"in time and nothing asked is accepted":              {request(nil), checkin.Submission{}, inTime, checkin.Accepted, checkin.FindingInTime},
		"the last instant before due is in time":             {request(nil), checkin.Submission{}, opened().Add(2*time.Hour - time.Microsecond), checkin.Accepted, checkin.FindingInTime},
		"the due instant itself is late":                     {request(nil), checkin.Submission{}, opened().Add(2 * time.Hour), checkin.Late, checkin.FindingLate},
		"a photo with no engine goes to an officer":          {request(func(q *checkin.Requirements) { q.Face = true }), checkin.Submission{PhotoSHA256: "x"}, inTime, checkin.Review, checkin.FindingFaceNotChecked},
		"who cannot take a photo is looked at, not refused":  {request(func(q *checkin.Requirements) { q.Face = true }), checkin.Submission{NoPhoto: "cannot"}, inTime, checkin.Review, checkin.FindingNoPhoto},
		"location refused asks":                              {request(func(q *checkin.Requirements) { q.Location = true }), checkin.Submission{NoLocation: "denied"}, inTime, checkin.Review, checkin.FindingNoLocation},
		"a fresh fix is enough":                              {request(func(q *checkin.Requirements) { q.Location = true }), checkin.Submission{Location: fix(station, 20, inTime)}, inTime, checkin.Accepted, checkin.FindingInTime},
		"an old fix asks":                                    {request(func(q *checkin.Requirements) { q.Location = true }), checkin.Submission{Location: fix(station, 20, inTime.Add(-11*time.Minute))}, inTime, checkin.Review, checkin.FindingLocationStale},
		"inside the fence":                                   {request(fence), checkin.Submission{Location: fix(geo.Point{Lat: 30.2750, Lng: 120.1551}, 20, inTime)}, inTime, checkin.Accepted, checkin.FindingInsideFence},
		"outside the fence asks":                             {request(fence), checkin.Submission{Location: fix(geo.Point{Lat: 30.2900, Lng: 120.1551}, 20, inTime)}, inTime, checkin.Review, checkin.FindingOutsideFence},
		"a fix too coarse to tell asks, blames nobody":       {request(fence), checkin.Submission{Location: fix(geo.Point{Lat: 30.2750, Lng: 120.1551}, 900, inTime)}, inTime, checkin.Review, checkin.FindingFenceCannotTell},
		"an unanswered question asks":                        {request(func(q *checkin.Requirements) { q.Questions = []checkin.Question{{ID: "q1", Text: "?"}} }), checkin.Submission{}, inTime, checkin.Review, checkin.FindingAnswerMissing},
		"no picture of the surroundings asks":                {request(func(q *checkin.Requirements) { q.Surroundings = true }), checkin.Submission{NoSurroundings: "denied"}, inTime, checkin.Review, checkin.FindingNoSurroundings},
		"a phone that knows of none asks too":                {request(func(q *checkin.Requirements) { q.Surroundings, q.Voice = true, true }), checkin.Submission{}, inTime, checkin.Review, checkin.FindingNoVoice},
		"the surroundings wait for nothing":                  {request(func(q *checkin.Requirements) { q.Surroundings = true }), checkin.Submission{Attachments: attached(checkin.Surroundings)}, inTime, checkin.Accepted, checkin.FindingInTime},
		"no recording asks":                                  {request(func(q *checkin.Requirements) { q.Voice, q.VoiceOnFile = true, true }), checkin.Submission{NoVoice: "no_microphone"}, inTime, checkin.Review, checkin.FindingNoVoice},
		"a recording is heard by an officer":                 {request(func(q *checkin.Requirements) { q.Voice = true }), checkin.Submission{Attachments: attached(checkin.Voice)}, inTime, checkin.Review, checkin.FindingVoiceToHear},
		"a recording on file waits for nobody":               {request(func(q *checkin.Requirements) { q.Voice, q.VoiceOnFile = true, true }), checkin.Submission{Attachments: attached(checkin.Voice)}, inTime, checkin.Accepted, checkin.FindingInTime},
		"a recording that nobody asked for waits for nobody": {request(nil), checkin.Submission{Attachments: attached(checkin.Voice)}, inTime, checkin.Accepted, checkin.FindingInTime},
		"asking for help is a fact, not a doubt":             {request(nil), checkin.Submission{HelpNeeded: true}, inTime, checkin.Accepted, checkin.FindingHelpAsked},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := checkin.Judge(c.request, c.sub, checkin.Known{MadeAt: c.now, ReceivedAt: c.now})
			require.Equal(t, c.want, v.Outcome)
			var codes []string
			for _, f := range v.Findings {
				require.NotEmpty(t, f.Evidence, "every finding names its evidence")
				codes = append(codes, f.Code)
			}
			require.Contains(t, codes, c.finding)
		})
	}
}

// After a no to recordings none is asked for and none counts; an officer settles what the plan wanted one for.
func TestJudge_NobodyIsHeardAgainstTheirNo(t *testing.T) {
	t.Parallel()
	made := opened().Add(time.Minute)
	voice := func(q *checkin.Requirements) { q.Voice = true }
	onFile := func(q *checkin.Requirements) { q.Voice, q.VoiceOnFile = true, true }
	face := func(q *checkin.Requirements) { q.Face = true }
	spoken := checkin.Submission{Attachments: attached(checkin.Voice)}
	for name, c := range map[string]struct {
		requires func(*checkin.Requirements)
		way      checkin.Way
		sub      checkin.Submission
		want     checkin.Status
		codes    []string
	}{
		"a plan with a voice":                {voice, checkin.ByFace, checkin.Submission{}, checkin.Review, []string{checkin.FindingInTime, checkin.FindingVoiceRefused}},
		"one that is kept on file":           {onFile, checkin.ByFace, checkin.Submission{}, checkin.Review, []string{checkin.FindingInTime, checkin.FindingVoiceRefused}},
		"the phone says it can't":            {voice, checkin.ByFace, checkin.Submission{NoVoice: "denied"}, checkin.Review, []string{checkin.FindingInTime, checkin.FindingVoiceRefused}},
		"a recording from before":            {onFile, checkin.ByFace, spoken, checkin.Review, []string{checkin.FindingInTime, checkin.FindingVoiceRefused, checkin.FindingVoiceNotKept}},
		"one that nobody asked for":          {nil, checkin.ByFace, spoken, checkin.Accepted, []string{checkin.FindingInTime, checkin.FindingVoiceNotKept}},
		"nothing to hear":                    {nil, checkin.ByFace, checkin.Submission{}, checkin.Accepted, []string{checkin.FindingInTime}},
		"by voice, though it can't be so":    {face, checkin.ByVoice, checkin.Submission{}, checkin.Review, []string{checkin.FindingInTime, checkin.FindingWayVoice, checkin.FindingVoiceRefused}},
		"by call, and a plan with a voice":   {func(q *checkin.Requirements) { q.Face, q.Voice = true, true }, checkin.ByCall, checkin.Submission{}, checkin.Review, []string{checkin.FindingInTime, checkin.FindingWayCall, checkin.FindingVoiceRefused}},
		"seen before counts for nothing now": {voice, checkin.ByFace, spoken, checkin.Review, []string{checkin.FindingInTime, checkin.FindingVoiceRefused, checkin.FindingVoiceNotKept}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := checkin.Known{MadeAt: made, ReceivedAt: made, Circumstances: checkin.Circumstances{Way: c.way, RefusesVoice: true, Seen: map[string]bool{}}}
			for _, a := range c.sub.Attachments {
				k.Seen[a.SHA256] = true
			}
			v := checkin.Judge(request(c.requires), c.sub, k)
			require.Equal(t, c.want, v.Outcome)
			var codes []string
			for _, f := range v.Findings {
				codes = append(codes, f.Code)
			}
			require.Equal(t, c.codes, codes)
		})
	}
}

func TestAskedOf_OnlyTheVoiceGoes(t *testing.T) {
	t.Parallel()
	r := request(func(q *checkin.Requirements) {
		q.Face, q.Location, q.Surroundings, q.Voice, q.VoiceOnFile = true, true, true, true, true
	})
	require.Equal(t, r, r.AskedOf(false))
	asked := r.AskedOf(true)
	require.False(t, asked.Requires.Voice || asked.Requires.VoiceOnFile)
	require.True(t, asked.Requires.Face && asked.Requires.Location && asked.Requires.Surroundings)
	require.True(t, r.Requires.Voice, "what the plan says stays")
}

func TestJudge_WhatIsKnownBesides(t *testing.T) {
	t.Parallel()
	made := opened().Add(30 * time.Second)
	at := func(change func(*checkin.Known)) checkin.Known {
		k := checkin.Known{MadeAt: made, ReceivedAt: made}
		if change != nil {
			change(&k)
		}
		return k
	}
	here := fix(station, 20, made)
	far := fix(geo.Point{Lat: 39.9, Lng: 116.4}, 20, made.Add(-30*time.Minute)) // Beijing, half an hour ago
	place := func(q *checkin.Requirements) { q.Location = true }
	keepOut := func(q *checkin.Requirements) {
		q.Location, q.Fence = true, &geo.Fence{Center: station, RadiusM: 500, Keep: geo.Outside}
	}
	followUp := func(q *checkin.Requirements) {
		q.Questions = []checkin.Question{{ID: "q1", Text: "?", Options: []string{"是", "否"}}, {ID: "q2", Text: "?", ShowIf: &checkin.Condition{QuestionID: "q1", Answer: "否"}}}
	}
	firsts := make([]checkin.Past, checkin.FirstMinutes)
	for i := range firsts {
		opens := opened().AddDate(0, 0, -1-i)
		firsts[i] = checkin.Past{OpensAt: opens, MadeAt: opens.Add(5 * time.Second)}
	}
	battery := 7
	cases := map[string]struct {
		request checkin.Request
		sub     checkin.Submission
		known   checkin.Known
		want    checkin.Status
		finding string
	}{
		"made without network counts when it was made":  {request(nil), checkin.Submission{SignedAt: made, TimeToken: "t", Clock: checkin.Monotonic}, at(func(k *checkin.Known) { k.ReceivedAt = made.Add(30 * time.Hour) }), checkin.Accepted, checkin.FindingDeliveredLate},
		"a clock that can be set is looked at":          {request(nil), checkin.Submission{SignedAt: made, TimeToken: "t", Clock: checkin.WallClock}, at(func(k *checkin.Known) { k.ReceivedAt = made.Add(30 * time.Hour) }), checkin.Review, checkin.FindingDeliveredLate},
		"a clock that was set is looked at":             {request(nil), checkin.Submission{SignedAt: made.Add(-time.Hour), TimeToken: "t", Clock: checkin.Monotonic}, at(nil), checkin.Review, checkin.FindingClockChanged},
		"the same picture again asks":                   {request(nil), checkin.Submission{PhotoSHA256: "x"}, at(func(k *checkin.Known) { k.Seen = map[string]bool{"x": true} }), checkin.Review, checkin.FindingSamePicture},
		"from Beijing to Hangzhou in half an hour asks": {request(place), checkin.Submission{Location: here}, at(func(k *checkin.Known) { k.Past = []checkin.Past{{Location: far}} }), checkin.Review, checkin.FindingImpossibleTravel},
		"the very same fix asks":                        {request(place), checkin.Submission{Location: here}, at(func(k *checkin.Known) { k.Past = []checkin.Past{{Location: here}} }), checkin.Review, checkin.FindingSameFix},
		"outside of a forbidden place is well":          {request(keepOut), checkin.Submission{Location: fix(geo.Point{Lat: 30.29, Lng: 120.1551}, 20, made)}, at(nil), checkin.Accepted, checkin.FindingAwayFromForbidden},
		"within a forbidden place asks":                 {request(keepOut), checkin.Submission{Location: here}, at(nil), checkin.Review, checkin.FindingWithinForbidden},
		"on leave nobody is out of the fence": {
			request(func(q *checkin.Requirements) { q.Location, q.Fence = true, &geo.Fence{Center: station, RadiusM: 500} }),
			checkin.Submission{Location: fix(geo.Point{Lat: 39.9, Lng: 116.4}, 20, made)},
			at(func(k *checkin.Known) { k.OnLeave = true }), checkin.Accepted, checkin.FindingFenceOffOnLeave,
		},
		"on leave a forbidden place stays forbidden": {request(keepOut), checkin.Submission{Location: here}, at(func(k *checkin.Known) { k.OnLeave = true }), checkin.Review, checkin.FindingWithinForbidden},
		"a simulated location asks":                  {request(nil), checkin.Submission{Device: checkin.DeviceFacts{MockLocation: true}}, at(nil), checkin.Review, checkin.FindingMockLocation},
		"an emulator asks":                           {request(nil), checkin.Submission{Device: checkin.DeviceFacts{Emulator: true}}, at(nil), checkin.Review, checkin.FindingEmulator},
		"a low battery is a fact":                    {request(nil), checkin.Submission{Device: checkin.DeviceFacts{BatteryPct: &battery}}, at(nil), checkin.Accepted, checkin.FindingBatteryLow},
		"nine times in the first minute asks":        {request(nil), checkin.Submission{}, at(func(k *checkin.Known) { k.Past = firsts }), checkin.Review, checkin.FindingFirstMinute},
		"a follow-up that came up must be answered":  {request(followUp), checkin.Submission{Answers: []checkin.Answer{{QuestionID: "q1", Text: "否"}}}, at(nil), checkin.Review, checkin.FindingAnswerMissing},
		"a follow-up that did not come up need not":  {request(followUp), checkin.Submission{Answers: []checkin.Answer{{QuestionID: "q1", Text: "是"}}}, at(nil), checkin.Accepted, checkin.FindingInTime},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := checkin.Judge(c.request, c.sub, c.known)
			require.Equal(t, c.want, v.Outcome, "%+v", v.Findings)
			var codes []string
			for _, f := range v.Findings {
				require.NotEmpty(t, f.Evidence)
				codes = append(codes, f.Code)
			}
			require.Contains(t, codes, c.finding)
		})
	}
}

// One break of the pattern is enough: who was ever later than a minute has no machine that answers.
func TestJudge_OneLaterCheckinBreaksThePattern(t *testing.T) {
	t.Parallel()
	past := make([]checkin.Past, checkin.FirstMinutes)
	for i := range past {
		opens := opened().AddDate(0, 0, -1-i)
		past[i] = checkin.Past{OpensAt: opens, MadeAt: opens.Add(5 * time.Second)}
	}
	past[5].MadeAt = past[5].OpensAt.Add(20 * time.Minute)
	v := checkin.Judge(request(nil), checkin.Submission{}, checkin.Known{MadeAt: opened().Add(time.Second), ReceivedAt: opened().Add(time.Second), Past: past})
	require.Equal(t, checkin.Accepted, v.Outcome)
}

func TestJudge_NeverRejects(t *testing.T) {
	t.Parallel()
	r := request(func(q *checkin.Requirements) {
		q.Face, q.Location, q.Fence = true, true, &geo.Fence{Center: station, RadiusM: 100}
		q.Questions = []checkin.Question{{ID: "q1", Text: "?"}}
	})
	far := fix(geo.Point{Lat: -33, Lng: 151}, 5, opened().Add(-24*time.Hour))
	v := checkin.Judge(r, checkin.Submission{NoPhoto: "denied", Location: far}, checkin.Known{MadeAt: opened().Add(150 * time.Minute), ReceivedAt: opened().Add(150 * time.Minute)})
	require.Equal(t, checkin.Review, v.Outcome, "whatever software doubts, a person decides")
}

func TestRequest_Decided(t *testing.T) {
	t.Parallel()
	now := opened().Add(4 * time.Hour)
	late := checkin.Checkin{Findings: []checkin.Finding{{Code: checkin.FindingLate}}}
	require.Equal(t, checkin.Accepted, request(nil).Decided(checkin.Accept, checkin.Checkin{}, now).Status)
	require.Equal(t, checkin.Late, request(nil).Decided(checkin.Accept, late, now).Status, "an accepted late one stays late")
	require.Equal(t, checkin.Rejected, request(nil).Decided(checkin.Reject, late, now).Status)
	again := request(nil).Decided(checkin.AskAgain, late, now)
	require.Equal(t, checkin.Open, again.Status)
	require.Equal(t, now.Add(checkin.AskAgainFor), again.ClosesAt)
	require.Equal(t, again.ClosesAt, again.DueAt, "what we ask for again is never late")
}

func TestCloseOutcome_WhoWasNeverReachedDidNotMiss(t *testing.T) {
	t.Parallel()
	require.Equal(t, checkin.Missed, checkin.CloseOutcome(true))
	require.Equal(t, checkin.NotReached, checkin.CloseOutcome(false))
}

func TestJudge_AnEarlierFileAsksWhereItWasSeen(t *testing.T) {
	t.Parallel()
	now := opened().Add(time.Hour)
	sub := checkin.Submission{Attachments: attached(checkin.Surroundings, checkin.Voice)}
	v := checkin.Judge(request(nil), sub, checkin.Known{MadeAt: now, ReceivedAt: now, Circumstances: checkin.Circumstances{Seen: map[string]bool{"x": true}}})
	require.Equal(t, checkin.Review, v.Outcome)
	require.Contains(t, v.Findings, checkin.Finding{Code: checkin.FindingSamePicture, Weight: checkin.Asks, Evidence: "surroundings"})
	require.Contains(t, v.Findings, checkin.Finding{Code: checkin.FindingSameRecording, Weight: checkin.Asks, Evidence: "voice"})
}
