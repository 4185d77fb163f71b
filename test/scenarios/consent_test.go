package scenarios_test

import (
	"context"
	"image/color"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/identity"
	"diandao/test/stage"
)

// lookout is an engine that sees a face with level eyes on every picture and counts what it was shown.
type lookout struct {
	pictures atomic.Int32
	mu       sync.Mutex
	looks    map[string]int // by picture
}

// picture returns one that no other test sends.
func (l *lookout) picture(t *testing.T) []byte {
	return stage.Picture(t, color.RGBA{R: uint8(20 * l.pictures.Add(1)), A: 255}) //nolint:gosec // four of them
}

func (l *lookout) at(picture []byte) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.looks[string(picture)]
}

func (*lookout) Model() identity.Model { return identity.Model{Engine: "test", Hash: "m"} }

func (l *lookout) Examine(_ context.Context, picture []byte) (identity.Sight, error) {
	l.mu.Lock()
	l.looks[string(picture)]++
	l.mu.Unlock()
	s := identity.Sight{Checked: true, Width: 300, Height: 400, FaceCount: 1}
	for i := 36; i < 42; i++ {
		s.Face.Landmarks[i], s.Face.Landmarks[i+6] = identity.Point{X: float64(64 + i), Y: 120}, identity.Point{X: float64(164 + i), Y: 124}
	}
	return s, nil
}

type sideBySide struct {
	Sample struct {
		URL  string `json:"url"`
		Eyes *struct {
			Width int `json:"width"`
		} `json:"eyes"`
	} `json:"sample"`
}

// A picture was sent while the face was agreed to, and then there is a no: the officer still sees the picture that
// was sent, and no engine looks at it any more, be it for a comparison or for where to lay it.
func TestConsent_NothingIsLookedForAfterANoToTheFace(t *testing.T) {
	t.Parallel()
	for name, no := range map[string]func(*scene, *stage.Officer, *stage.Phone, string){
		"the person's no": func(_ *scene, _ *stage.Officer, p *stage.Phone, _ string) {
			var v policyView
			p.Get("/v1/policy").Into(http.StatusOK, &v)
			answer(p, v.ID, "no", "yes")
		},
		"another way chosen": func(_ *scene, o *stage.Officer, _ *stage.Phone, who string) {
			o.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": "call", "reason": "本人要求", "version": 0}).Into(http.StatusOK, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			engine := &lookout{looks: map[string]int{}}
			eachSeeing(t, engine, func(t *testing.T, s *scene) {
				officer := s.officer()
				one, two := s.enrol(officer, "孙波"), s.enrol(officer, "王伟")
				s.plan(officer, one, true)
				s.plan(officer, two, true)
				phone, other := s.phone(officer, one), s.phone(officer, two)
				s.at("2026-11-23T00:30:00Z")
				officer = s.officer()
				req, control := readToday(phone).Open[0].ID, readToday(other).Open[0].ID
				refused, agreed := engine.picture(t), engine.picture(t)
				phone.HandIn(req, phone.Draft(req, refused)).Into(http.StatusCreated, nil)
				other.HandIn(control, other.Draft(control, agreed)).Into(http.StatusCreated, nil)
				no(s, officer, phone, one)
				before, beside := engine.at(refused), engine.at(agreed)

				var seen sideBySide
				officer.Get("/console/v1/checkins/"+control+"/comparison").Into(http.StatusOK, &seen)
				require.NotNil(t, seen.Sample.Eyes, "who has said no such thing is looked at")
				require.Equal(t, beside+1, engine.at(agreed))
				seen = sideBySide{}
				officer.Get("/console/v1/checkins/"+req+"/comparison").Into(http.StatusOK, &seen)
				require.Nil(t, seen.Sample.Eyes)
				require.Equal(t, before, engine.at(refused), "nothing is looked for after the no")
				require.Equal(t, http.StatusOK, officer.Get(seen.Sample.URL).Status, "the officer looks")
			})
		})
	}
}

type judged struct {
	Outcome  string `json:"outcome"`
	Findings []struct {
		Code   string `json:"code"`
		Weight string `json:"weight"`
	} `json:"findings"`
}

func (j judged) codes() map[string]string {
	out := map[string]string{}
	for _, f := range j.Findings {
		out[f.Code] = f.Weight
	}
	return out
}

// The plan asks for a voice, and the person wishes no recording from this morning on: the phone asks for none, what
// was sealed before is taken without its recording, and an officer settles it. Nothing of it is a miss.
func TestConsent_ANoToRecordingsIsNotAskedForAVoice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		with, without := s.enrol(officer, "刘勇"), s.enrol(officer, "孙波")
		phone, other := s.phone(officer, with), s.phone(officer, without)
		for _, p := range []string{with, without} {
			s.planAsking(officer, p, map[string]any{"face": false, "location": true, "voice": true, "voice_on_file": true})
		}
		s.at("2026-11-23T00:10:00Z")
		officer = s.officer()
		req, second := readToday(phone).Open[0].ID, readToday(other).Open[0].ID
		sealed := phone.Draft(req, nil).With(checkin.Voice, stage.Recording())
		phone.Get("/v1/checkin-requests/"+req+"/challenge").Into(http.StatusOK, nil)

		var v policyView
		for _, p := range []*stage.Phone{phone, other} {
			p.Get("/v1/policy").Into(http.StatusOK, &v)
			answer(p, v.ID, "yes", "no")
		}
		var asks struct {
			Requires struct {
				Voice    bool `json:"voice"`
				Location bool `json:"location"`
			} `json:"requires"`
		}
		phone.Get("/v1/checkin-requests/"+req).Into(http.StatusOK, &asks)
		require.False(t, asks.Requires.Voice)
		require.True(t, asks.Requires.Location, "the rest of the plan stands")
		phone.Get("/v1/checkin-requests/"+req+"/challenge").Refused(http.StatusConflict, "checkin.no_challenge")

		var got judged
		phone.HandIn(req, sealed).Into(http.StatusCreated, &got)
		require.Equal(t, "review", got.Outcome)
		require.Equal(t, map[string]string{"in_time": "fact", "voice_refused": "asks", "voice_not_kept": "fact"}, got.codes())
		phone.HandIn(req, sealed).Into(http.StatusOK, nil)
		var detail struct {
			Checkin struct {
				Voice *string `json:"voice_url"`
			} `json:"checkin"`
		}
		officer.Get("/console/v1/checkins/"+req).Into(http.StatusOK, &detail)
		require.Nil(t, detail.Checkin.Voice, "the recording is nowhere")

		other.HandIn(second, other.Draft(second, nil)).Into(http.StatusCreated, &got)
		require.Equal(t, "review", got.Outcome)
		require.Equal(t, map[string]string{"in_time": "fact", "voice_refused": "asks"}, got.codes())
		officer.Post("/console/v1/checkins/"+second+"/decisions", map[string]any{"kind": "accept", "reason": "已电话确认"})
		s.at("2026-11-23T05:00:00Z")
		require.Zero(t, s.attendance(s.officer(), "2026-11-23")["missed"]+s.attendance(s.officer(), "2026-11-23")["not_reached"])

		answer(other, v.ID, "yes", "yes")
		s.at("2026-11-24T00:10:00Z")
		next := readToday(other).Open[0].ID
		other.HandIn(next, other.Draft(next, nil).With(checkin.Voice, stage.Recording())).Into(http.StatusCreated, &got)
		require.NotContains(t, got.codes(), "voice_refused", "a yes counts again")
	})
}
