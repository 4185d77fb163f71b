//go:build cgo

package scenarios_test

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/protocol"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

// seenInvitee is what the console is told of a called person.
type seenInvitee struct {
	PersonID   string  `json:"person_id"`
	Mark       string  `json:"mark"`
	MarkReason string  `json:"mark_reason"`
	Snapshot   *string `json:"snapshot_url"`
	Proposal   string  `json:"proposal"`
	Challenges []struct {
		Attempt    int      `json:"attempt"`
		Kind       string   `json:"kind"`
		Gestures   []string `json:"gestures"`
		Digits     string   `json:"digits"`
		PictureURL *string  `json:"picture_url"`
		FramesURL  *string  `json:"frames_url"`
		Frames     []struct {
			Step  int `json:"step"`
			Bytes int `json:"bytes"`
		} `json:"frames"`
	} `json:"challenges"`
	Findings []struct {
		Code     string `json:"code"`
		Weight   string `json:"weight"`
		Evidence string `json:"evidence"`
		Model    string `json:"model"`
	} `json:"findings"`
}

func (i seenInvitee) weights() map[string]string {
	out := map[string]string{}
	for _, f := range i.Findings {
		out[f.Code] = f.Weight
	}
	return out
}

func (i seenInvitee) evidenceOf(code string) string {
	for _, f := range i.Findings {
		if f.Code == code {
			return f.Evidence
		}
	}
	return ""
}

func seenOf(o *stage.Officer, rollCallID, personID string) seenInvitee {
	var r struct {
		Invitees []seenInvitee `json:"invitees"`
	}
	o.Get("/console/v1/roll-calls/"+rollCallID).Into(http.StatusOK, &r)
	for _, i := range r.Invitees {
		if i.PersonID == personID {
			return i
		}
	}
	return seenInvitee{}
}

// keyFrames encodes photos as key frames of a camera.
func keyFrames(t *testing.T, photos ...string) [][]byte {
	t.Helper()
	if _, err := exec.LookPath("ffmpeg"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("no ffmpeg to make a camera's pictures with")
	}
	var out [][]byte
	for _, name := range photos {
		frame, err := signalingtest.KeyFrame(t.Context(), taken(t, name, ""))
		require.NoError(t, err)
		out = append(out, frame)
	}
	return out
}

// poses are somebody who does what is asked, as key frames.
func poses(t *testing.T) map[string][][]byte {
	t.Helper()
	out := map[string][][]byte{"straight": keyFrames(t, straight), "speak": keyFrames(t, straight, "franck_01829.jpg")}
	for _, gesture := range []string{"turn_left", "turn_right", "nod", "blink"} {
		out[gesture] = keyFrames(t, acting(gesture))
	}
	return out
}

// one shows one photo whatever is asked.
func one(t *testing.T, photo string) map[string][][]byte {
	t.Helper()
	frames := keyFrames(t, photo)
	out := map[string][][]byte{}
	for _, pose := range []string{"straight", "speak", "turn_left", "turn_right", "nod", "blink"} {
		out[pose] = frames
	}
	return out
}

// callSeen calls a person and waits until what was seen is on record.
func (s *scene) callSeen(ctx context.Context, o *stage.Officer, desk, phone *signalingtest.Bot, m *signalingtest.Media, rid, who string, acts map[string][][]byte) seenInvitee {
	s.t.Helper()
	before := len(seenOf(o, rid, who).Findings)
	require.NoError(s.t, desk.Call(ctx, who))
	require.NoError(s.t, phone.Act(ctx, m, acts))
	var seen seenInvitee
	stage.Eventually(s.t, 30*time.Second, func() string {
		if seen = seenOf(o, rid, who); len(seen.Findings) == before {
			return "nothing was seen of the called person"
		}
		return ""
	})
	return seen
}

// Three persons are called, all enrolled with the same face. The first does what is asked. Before the second's camera
// sits somebody else, before the third's a photo. The officer is told what was seen and what it rests on; the machine
// marks nobody. What the officer leaves open waits for a decision when the roll call closes.
func TestRollCall_WhoIsBeforeTheCamera(t *testing.T) {
	t.Parallel()
	engine := engine(t)
	acts := []map[string][][]byte{poses(t), one(t, stranger), one(t, straight)}
	eachSeeing(t, engine, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
		defer cancel()
		officer := s.officer()
		var people []string
		var phones []*stage.Phone
		for _, name := range []string{"甲", "乙", "丙"} {
			who := s.enrol(officer, name)
			enrolFace(t, officer, who)
			people, phones = append(people, who), append(phones, s.phone(officer, who))
		}
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).Into(http.StatusCreated, &rc)
		var bots []*signalingtest.Bot
		var cameras []*signalingtest.Media
		for n, p := range phones {
			bot, media := s.bot(ctx, s.join(p, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
			media.Play(acts[n]["straight"])
			bots, cameras = append(bots, bot), append(cameras, media)
		}
		var ticket joinTicket
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &ticket)
		desk, _ := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 4})
		_, err := desk.Roster(ctx)
		require.NoError(t, err)
		require.NoError(t, desk.Show(ctx, people...))

		right := s.callSeen(ctx, officer, desk, bots[0], cameras[0], rc.ID, people[0], acts[0])
		require.Equal(t, "fact", right.weights()["face_match"], "%v", right.weights())
		require.NotContains(t, right.weights(), "challenge_not_met", "%+v %+v", right.Challenges, right.Findings)
		require.Empty(t, right.Proposal)
		require.Empty(t, right.Mark, "a machine marks nobody")
		require.NotNil(t, right.Snapshot, "the best picture is the snapshot while the officer has taken none")
		require.Len(t, right.Challenges, 1)
		require.Equal(t, http.StatusOK, officer.Get(*right.Challenges[0].PictureURL).Status)
		frames := officer.Get(*right.Challenges[0].FramesURL)
		total := 0
		for _, f := range right.Challenges[0].Frames {
			total += f.Bytes
		}
		require.Len(t, frames.Body, total)
		require.LessOrEqual(t, len(right.Challenges[0].Frames), 8)

		// the location, once: no area is registered
		at := map[string]any{"lat": 30.2, "lng": 120.1, "accuracy_m": 12, "datum": "wgs84", "taken_at": s.clock.Now()}
		require.NoError(t, bots[0].Do(ctx, protocol.LocationReport, map[string]any{"fix": at}, nil))
		require.ErrorContains(t, bots[0].Do(ctx, protocol.LocationReport, map[string]any{"fix": at}, nil), "rollcall.location_given")
		require.ErrorContains(t, bots[1].Do(ctx, protocol.LocationReport, map[string]any{"none": "denied"}, nil), "rollcall.state", "who is not called is not asked where they are")
		require.ErrorContains(t, desk.Do(ctx, protocol.LocationReport, map[string]any{"none": "denied"}, nil), "signal.role_forbidden")
		require.Equal(t, "fact", seenOf(officer, rc.ID, people[0]).weights()["located"])
		_, err = desk.Mark(ctx, people[0], "present", "")
		require.NoError(t, err)

		require.NoError(t, bots[1].Do(ctx, protocol.CameraReport, map[string]any{"label": "OBS Virtual Camera", "pictures": 0, "mean_gap_us": 0, "spread_us": 0}, nil))
		wrong := s.callSeen(ctx, officer, desk, bots[1], cameras[1], rc.ID, people[1], acts[1])
		require.Equal(t, "asks", wrong.weights()["face_unlike"], "%v", wrong.weights())
		require.Equal(t, "picture", wrong.evidenceOf("face_unlike"))
		require.Equal(t, "hint", wrong.weights()["virtual_camera"])
		require.True(t, strings.HasPrefix(wrong.evidenceOf("virtual_camera"), "camera:label"), wrong.evidenceOf("virtual_camera"))
		require.Equal(t, "review", wrong.Proposal, "the officer is asked to look")
		require.Empty(t, wrong.Mark)
		require.NotEmpty(t, wrong.Findings[0].Model, "what looked is on record")
		stage.Eventually(t, 10*time.Second, func() string {
			if i := desk.State().Invitees[people[1]].Invitee; i.Proposal != "review" || i.Challenge == nil || len(i.Findings) == 0 {
				return "the officer's screen is not told"
			}
			return ""
		})

		still := s.callSeen(ctx, officer, desk, bots[2], cameras[2], rc.ID, people[2], acts[2])
		require.Equal(t, "asks", still.weights()["still_picture"], "%v", still.weights())
		require.Equal(t, "asks", still.weights()["challenge_not_met"])
		require.True(t, strings.HasPrefix(still.evidenceOf("challenge_not_met"), "frames:0,"), still.evidenceOf("challenge_not_met"))
		require.Equal(t, "hint", still.weights()["same_face_elsewhere"])
		require.Equal(t, "persons:"+people[0], still.evidenceOf("same_face_elsewhere"))
		stage.Eventually(t, 10*time.Second, func() string {
			if seenOf(officer, rc.ID, people[0]).evidenceOf("same_face_elsewhere") != "persons:"+people[2] {
				return "the one who was called before does not know of the likeness"
			}
			return ""
		})

		var own struct {
			Items []struct {
				Mark     string           `json:"mark"`
				Findings []map[string]any `json:"findings"`
			} `json:"items"`
		}
		phones[2].Get("/v1/roll-calls").Into(http.StatusOK, &own)
		require.Empty(t, own.Items[0].Mark)
		require.Empty(t, own.Items[0].Findings, "nobody tries until nothing is seen")
		counts, err := desk.CloseRollCall(ctx)
		require.NoError(t, err)
		require.Equal(t, map[string]int{"present": 1, "review": 2}, nonzero(counts))
		for _, who := range people[1:] {
			require.Equal(t, "findings_undecided", seenOf(officer, rc.ID, who).MarkReason)
		}
		answer := phones[2].Get("/v1/roll-calls")
		answer.Into(http.StatusOK, &own)
		require.Equal(t, "review", own.Items[0].Mark)
		require.NotEmpty(t, own.Items[0].Findings)
		require.NotContains(t, string(answer.Body), people[0], "nobody's record names somebody else")
	})
}

// Without an engine a person is asked all the same, the officer compares, and nothing is said to have passed.
func TestRollCall_NobodyLooksWithoutAnEngine(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		who := s.enrol(officer, "甲")
		phone := s.phone(officer, who)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "title": ""}).Into(http.StatusCreated, &rc)
		bot, media := s.bot(ctx, s.join(phone, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		var ticket joinTicket
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &ticket)
		desk, _ := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		require.NoError(t, desk.Show(ctx, who))
		clip := media.Clip()
		seen := s.callSeen(ctx, officer, desk, bot, media, rc.ID, who, map[string][][]byte{"straight": clip, "speak": clip, "turn_left": clip, "turn_right": clip, "nod": clip, "blink": clip})
		require.Equal(t, map[string]string{"face_engine_off": "fact"}, seen.weights())
		require.Empty(t, seen.Proposal)
		require.NotNil(t, seen.Snapshot, "the officer has a picture to compare")
	})
}
