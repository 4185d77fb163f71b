//go:build cgo

package scenarios_test

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/identity/onnx"
	"diandao/test/stage"
)

// engine is the real one, shared by all scenarios; where it can't be fetched they are skipped, but not in CI.
func engine(t *testing.T) *onnx.Engine {
	t.Helper()
	e, err := shared()
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("not there, see make setup: ", err)
	}
	require.NoError(t, err)
	return e
}

var shared = sync.OnceValues(func() (*onnx.Engine, error) { return onnx.Open("../../var/face", onnx.Options{}) })

// taken is a photo of the fetched set, at most 640 wide, under a screen of a colour, which adds a little of it.
func taken(t *testing.T, name, colour string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../var/faces", name))
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("not there, see make setup: ", err)
	}
	require.NoError(t, err)
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	img := image.NewRGBA(decoded.Bounds())
	draw.Draw(img, img.Rect, decoded, image.Point{}, draw.Src)
	channel, isLit := map[string]int{"red": 0, "green": 1, "blue": 2}[colour]
	for i := range img.Pix {
		if isLit && i%4 == channel {
			img.Pix[i] = uint8(min(255, int(img.Pix[i])+10))
		}
	}
	var out bytes.Buffer
	require.NoError(t, jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}))
	return out.Bytes()
}

// Photos of one person: who looks straight ahead, turns, looks down, closes the eyes; and of another.
const (
	straight = "franck_04035.jpg"
	stranger = "cage.jpg"
)

func acting(gesture string) string {
	return map[string]string{"turn_left": "franck_03909.jpg", "turn_right": "franck_04000.jpg", "nod": "franck_03979.jpg", "blink": "franck_04000.jpg"}[gesture]
}

type asked struct {
	Nonce    string    `json:"nonce"`
	IssuedAt time.Time `json:"issued_at"`
	Steps    []struct {
		Gesture string `json:"gesture"`
		Colour  string `json:"colour"`
	} `json:"steps"`
}

// enrolFace makes a person known by three photos of the station.
func enrolFace(t *testing.T, o *stage.Officer, who string) {
	t.Helper()
	o.PutFiles("/console/v1/persons/"+who+"/enrolment", "pictures", taken(t, "franck_02159.jpg", ""), taken(t, "franck_02221.jpg", ""), taken(t, "franck_02683.jpg", "")).Into(http.StatusOK, nil)
}

// facePlan asks for the face and for gestures every day from 08:00 to 11:00.
func (s *scene) facePlan(o *stage.Officer, who string) {
	s.t.Helper()
	o.Post("/console/v1/persons/"+who+"/plans", map[string]any{
		"title": "每日报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-11-22", "opens_at": "08:00", "length_minutes": 180, "grace_minutes": 60,
		"requires": map[string]any{"face": true, "challenge": true, "location": false},
	}).Into(http.StatusCreated, nil)
}

// perform answers a challenge by photos: who shows which photo for a gesture under a colour.
func perform(t *testing.T, h stage.Handin, c asked, show func(gesture, colour string) []byte) stage.Handin {
	t.Helper()
	steps, frames := []int{-1, -1}, [][]byte{show("", ""), show("", "")}
	for n, s := range c.Steps {
		steps, frames = append(steps, n, n), append(frames, show("", s.Colour), show(s.Gesture, s.Colour))
	}
	return h.Answering(c.Nonce, c.IssuedAt, steps, frames)
}

func honest(t *testing.T) func(gesture, colour string) []byte {
	return func(gesture, colour string) []byte {
		if gesture == "" {
			return taken(t, straight, colour)
		}
		return taken(t, acting(gesture), colour)
	}
}

// A person who is known by the face does the gestures asked for, and that is that. The same phone in somebody
// else's hand, a photo held into the camera, gestures that were not made, and frames of another request each
// bring an officer, who sees frame by frame what was asked; none of them is refused by the machine.
func TestIdentity_KnownByTheFaceAndThere(t *testing.T) {
	t.Parallel()
	eachSeeing(t, engine(t), func(t *testing.T, s *scene) {
		officer := s.officer()
		acts := map[string]struct {
			photo string
			show  func(gesture, colour string) []byte
		}{
			"甲": {straight, honest(t)},
			"乙": {stranger, func(string, string) []byte { return taken(t, stranger, "") }},
			"丙": {straight, func(string, string) []byte { return taken(t, straight, "") }},
			"丁": {straight, nil},
		}
		phones, settled := map[string]*stage.Phone{}, map[string]string{}
		for name := range acts {
			who := s.enrol(officer, name)
			enrolFace(t, officer, who)
			s.facePlan(officer, who)
			phones[name] = s.phone(officer, who)
		}
		s.at("2026-11-23T00:00:30Z")
		for name, act := range acts {
			phone := phones[name]
			req := readToday(phone).Open[0]
			h := phone.Draft(req.ID, taken(t, act.photo, ""))
			if act.show != nil {
				var c asked
				phone.Get("/v1/checkin-requests/"+req.ID+"/challenge").Into(http.StatusOK, &c)
				require.Len(t, c.Steps, 3)
				h = perform(t, h, c, act.show)
			}
			phone.HandIn(req.ID, h).Into(http.StatusCreated, nil)
			got := identityOf(officer, req.ID)
			settled[name] = got.Status
			switch name {
			case "甲":
				require.ElementsMatch(t, []string{"in_time", "face_match", "challenge_passed"}, got.codes())
				require.Len(t, got.Checkin.Frames, 8)
				require.Empty(t, got.Checkin.Frames[1].Gesture)
				require.NotEmpty(t, got.Checkin.Frames[7].Colour)
				frames := officer.Get(got.Checkin.FramesURL)
				require.Equal(t, http.StatusOK, frames.Status)
				require.Len(t, frames.Body, sizeOf(got))
			case "乙":
				require.Contains(t, got.codes(), "face_unlike")
			case "丙":
				require.Contains(t, got.codes(), "still_picture")
				require.Contains(t, got.codes(), "face_match")
			case "丁":
				require.Contains(t, got.codes(), "challenge_missing")
			}
			s.foreignOfficer().Get(got.Checkin.PhotoURL).Refused(http.StatusForbidden, "authz.out_of_scope")
		}
		require.Equal(t, map[string]string{"甲": "accepted", "乙": "review", "丙": "review", "丁": "review"}, settled)
	})
}

// What a phone can't make up: a challenge that was never given, another's, frames that were not signed; and
// asking again does not bring easier gestures.
func TestIdentity_AChallengeCannotBeMadeUp(t *testing.T) {
	t.Parallel()
	eachSeeing(t, engine(t), func(t *testing.T, s *scene) {
		officer := s.officer()
		var phones []*stage.Phone
		for _, name := range []string{"甲", "乙"} {
			who := s.enrol(officer, name)
			s.facePlan(officer, who)
			phones = append(phones, s.phone(officer, who))
		}
		s.at("2026-11-23T00:10:00Z")
		mine, others := readToday(phones[0]).Open[0].ID, readToday(phones[1]).Open[0].ID
		var first, again, theirs asked
		phones[0].Get("/v1/checkin-requests/"+mine+"/challenge").Into(http.StatusOK, &first)
		s.clock.Advance(20 * time.Second)
		phones[0].Get("/v1/checkin-requests/"+mine+"/challenge").Into(http.StatusOK, &again)
		require.Equal(t, first.Steps, again.Steps, "nobody asks until the gestures suit")
		phones[1].Get("/v1/checkin-requests/"+others+"/challenge").Into(http.StatusOK, &theirs)
		phones[0].Get("/v1/checkin-requests/"+others+"/challenge").Refused(http.StatusForbidden, "checkin.not_yours")

		photo := taken(t, straight, "")
		try := func(bend func(h *stage.Handin)) stage.Answer {
			h := perform(t, phones[0].Draft(mine, photo), first, honest(t))
			bend(&h)
			return phones[0].HandIn(mine, h)
		}
		try(func(h *stage.Handin) { h.Submission.Challenge.Nonce = theirs.Nonce }).Refused(http.StatusUnprocessableEntity, "checkin.challenge_invalid")
		try(func(h *stage.Handin) { h.Submission.Challenge.IssuedAt = s.clock.Now() }).Refused(http.StatusUnprocessableEntity, "checkin.challenge_invalid")
		try(func(h *stage.Handin) { h.Frames = append(h.Frames, 1) }).Refused(http.StatusUnprocessableEntity, "checkin.frames_mismatch")
		try(func(h *stage.Handin) { h.Submission.Challenge = nil }).Refused(http.StatusUnprocessableEntity, "checkin.frames_mismatch")
		try(func(h *stage.Handin) { h.Submission.Challenge.Frames[0].Bytes++ }).Refused(http.StatusUnprocessableEntity, "checkin.frames_mismatch")
		try(func(h *stage.Handin) { h.Submission.Challenge.Frames[0].Step = 3 }).Refused(http.StatusUnprocessableEntity, "checkin.submission_invalid")
		require.Len(t, readToday(phones[0]).Open, 1, "nothing was lost by the attempts")
		try(func(*stage.Handin) {}).Into(http.StatusCreated, nil)
		got := identityOf(officer, mine)
		require.Equal(t, "review", got.Status)
		require.Contains(t, got.codes(), "not_enrolled", "nobody is compared with nothing")
	})
}

// Who can't or won't show the face has another way, chosen by the station for a reason and counted.
func TestIdentity_AWayWithoutAFace(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		burnt, elder, plain := s.enrol(officer, "王伟"), s.enrol(officer, "李秀英"), s.enrol(officer, "赵敏")
		way := func(who, way, reason string) stage.Answer {
			return officer.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": way, "reason": reason, "version": 0})
		}
		way(burnt, "call", "").Refused(http.StatusUnprocessableEntity, "checkin.way_invalid")
		way(burnt, "call", "面部烧伤").Into(http.StatusOK, nil)
		way(burnt, "kiosk", "面部烧伤").Refused(http.StatusConflict, "checkin.way_changed")
		way(elder, "kiosk", "不会使用手机").Into(http.StatusOK, nil)
		s.foreignOfficer().Put("/console/v1/persons/"+elder+"/way", map[string]any{"way": "face", "reason": "", "version": 1}).Refused(http.StatusForbidden, "authz.out_of_scope")
		var counts list[struct {
			Way   string `json:"way"`
			Count int    `json:"count"`
		}]
		officer.Get("/console/v1/ways").Into(http.StatusOK, &counts)
		require.Len(t, counts.Items, 3)
		require.Equal(t, 1, counts.Items[0].Count)

		for _, who := range []string{burnt, elder, plain} {
			s.facePlan(officer, who)
		}
		phone := s.phone(officer, burnt)
		s.at("2026-11-23T00:10:00Z")
		req := readToday(phone).Open[0]
		phone.HandIn(req.ID, phone.Draft(req.ID, nil)).Into(http.StatusCreated, nil)
		got := identityOf(officer, req.ID)
		require.Equal(t, "review", got.Status)
		require.Contains(t, got.codes(), "way_call")
		require.NotContains(t, got.codes(), "no_photo")

		atStation := requestsOf(officer, elder)[0].ID
		attest := func(o *stage.Officer, id, way string) stage.Answer {
			return o.Post("/console/v1/checkins/"+id+"/attestation", map[string]any{"way": way, "note": "本人到所"})
		}
		attest(officer, atStation, "face").Refused(http.StatusUnprocessableEntity, "request.invalid")
		attest(s.foreignOfficer(), atStation, "kiosk").Refused(http.StatusForbidden, "authz.out_of_scope")
		attest(officer, atStation, "kiosk").Into(http.StatusOK, nil)
		attest(officer, atStation, "kiosk").Refused(http.StatusConflict, "checkin.already_done")
		require.Equal(t, "accepted", identityOf(officer, atStation).Status)
		require.Equal(t, "陈静", identityOf(officer, atStation).Witness.ByName)
		require.Equal(t, map[string]int{"present": 1, "review": 1}, s.attendance(officer, "2026-11-23"))
		s.at("2026-11-23T04:10:01Z")
		attest(officer, requestsOf(officer, plain)[0].ID, "kiosk").Refused(http.StatusConflict, "checkin.window_closed")
	})
}

// Whoever shows who they are by voice reads digits out that nobody knew before; the officer hears the recording
// beside the digits. Digits that were never given are refused.
func TestIdentity_APhraseIsSpokenAndHeard(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		officer.Put("/console/v1/persons/"+who+"/way", map[string]any{"way": "voice", "reason": "面部烧伤", "version": 0}).Into(http.StatusOK, nil)
		s.facePlan(officer, who)
		phone := s.phone(officer, who)
		s.at("2026-11-23T00:10:00Z")
		req := readToday(phone).Open[0].ID
		var c struct {
			asked
			Digits string `json:"digits"`
		}
		phone.Get("/v1/checkin-requests/"+req+"/challenge").Into(http.StatusOK, &c)
		require.Empty(t, c.Steps, "no face, no gestures")
		require.Regexp(t, `^\d{4}$`, c.Digits)
		spoken := phone.Draft(req, nil).With(checkin.Voice, stage.Recording())
		spoken.Submission.Challenge = &checkin.ChallengeAnswer{Nonce: c.Nonce, IssuedAt: c.IssuedAt.Add(time.Second)}
		phone.HandIn(req, spoken).Refused(http.StatusUnprocessableEntity, "checkin.challenge_invalid")
		spoken.Submission.Challenge.IssuedAt = c.IssuedAt
		phone.HandIn(req, spoken).Into(http.StatusCreated, nil)
		got := identityOf(officer, req)
		require.Equal(t, "review", got.Status)
		require.Equal(t, c.Digits, got.Checkin.Digits)
		require.Contains(t, got.codes(), "way_voice")
		require.NotContains(t, got.codes(), "no_voice")
		require.Equal(t, http.StatusOK, officer.Get(got.Checkin.VoiceURL).Status)
	})
}

type identityView struct {
	Status  string `json:"status"`
	Witness struct {
		ByName string `json:"by_name"`
	} `json:"witness"`
	Checkin struct {
		PhotoURL  string `json:"photo_url"`
		FramesURL string `json:"frames_url"`
		VoiceURL  string `json:"voice_url"`
		Digits    string `json:"digits"`
		Frames    []struct {
			Gesture string `json:"gesture"`
			Colour  string `json:"colour"`
			Bytes   int    `json:"bytes"`
		} `json:"frames"`
		Findings []struct {
			Code string `json:"code"`
		} `json:"findings"`
	} `json:"checkin"`
}

func (v identityView) codes() []string {
	var out []string
	for _, f := range v.Checkin.Findings {
		out = append(out, f.Code)
	}
	return out
}

func sizeOf(v identityView) int {
	total := 0
	for _, f := range v.Checkin.Frames {
		total += f.Bytes
	}
	return total
}

func identityOf(o *stage.Officer, id string) identityView {
	var v identityView
	o.Get("/console/v1/checkins/"+id).Into(http.StatusOK, &v)
	return v
}
