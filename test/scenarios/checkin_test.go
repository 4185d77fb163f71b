package scenarios_test

import (
	"image/color"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/test/stage"
)

// requestView is what the contracts say of a request.
type requestView struct {
	ID       string    `json:"id"`
	Status   string    `json:"status"`
	OpensAt  time.Time `json:"opens_at"`
	DueAt    time.Time `json:"due_at"`
	ClosesAt time.Time `json:"closes_at"`
}

type today struct {
	Open      []requestView `json:"open"`
	Recent    []requestView `json:"recent"`
	Unread    int           `json:"unread_count"`
	RollCalls []struct {
		ID string `json:"id"`
	} `json:"roll_calls"`
}

func readToday(p *stage.Phone) today {
	var t today
	p.Get("/v1/today").Into(http.StatusOK, &t)
	return t
}

type list[T any] struct {
	Items []T `json:"items"`
}

type deskItem struct {
	Kind      string `json:"kind"`
	ID        string `json:"id"`
	RequestID string `json:"request_id"`
	CheckinID string `json:"checkin_id"`
	TitleCode string `json:"title_code"`
	Person    struct {
		ID string `json:"id"`
	} `json:"person"`
}

func desk(o *stage.Officer) []deskItem {
	var l list[deskItem]
	o.Get("/console/v1/desk").Into(http.StatusOK, &l)
	return l.Items
}

// A Monday: the plan opens at eight, the phone is told, the picture goes to the officer's desk, the
// officer says yes, the calendar says present.
func TestCheckin_OnTimeWithAPictureIsConfirmedByTheOfficer(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "陈建国")
		phone := s.phone(officer, who)
		s.plan(officer, who, true)
		require.Empty(t, readToday(phone).Open)

		s.at("2026-11-23T00:00:30Z") // 08:00:30 in the city
		now := readToday(phone)
		require.Len(t, now.Open, 1)
		require.Positive(t, now.Unread)

		req := now.Open[0]
		var taken struct {
			Outcome  string `json:"outcome"`
			Findings []struct {
				Code string `json:"code"`
			} `json:"findings"`
		}
		draft := phone.Draft(req.ID, stage.Picture(t, color.RGBA{R: 200, A: 255}))
		phone.HandIn(req.ID, draft).Into(http.StatusCreated, &taken)
		require.Equal(t, "review", taken.Outcome, "no engine compares the face, so a person does")

		items := desk(officer)
		require.Len(t, items, 1)
		require.Equal(t, "review", items[0].Kind)
		var detail struct {
			Checkin struct {
				PhotoURL string `json:"photo_url"`
			} `json:"checkin"`
			Status string `json:"status"`
		}
		officer.Get("/console/v1/checkins/"+req.ID).Into(http.StatusOK, &detail)
		picture := officer.Get(detail.Checkin.PhotoURL)
		require.Equal(t, http.StatusOK, picture.Status)
		require.Equal(t, draft.Photo, picture.Body, "the officer sees what the phone sent, byte for byte")

		officer.Post("/console/v1/checkins/"+req.ID+"/decision",
			map[string]any{"checkin_id": items[0].CheckinID, "kind": "accept", "reason": ""}).Into(http.StatusOK, nil)
		require.Empty(t, desk(officer))
		require.Equal(t, "accepted", readToday(phone).Recent[0].Status)
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))

		officer.Post("/console/v1/checkins/"+req.ID+"/decision",
			map[string]any{"checkin_id": items[0].CheckinID, "kind": "reject", "reason": "x"}).Refused(http.StatusConflict, "checkin.already_decided")
	})
}

// Nobody answers: whose phone got the notice has missed it, whose phone never did was not reached; both
// are questions on the desk, neither is a finding against the person.
func TestCheckin_WhoWasNotReachedDidNotMiss(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		withPhone, withoutPhone := s.enrol(officer, "李秀英"), s.enrol(officer, "王伟")
		phone := s.phone(officer, withPhone)
		s.plan(officer, withPhone, false)
		s.plan(officer, withoutPhone, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil) // the app fetched its notices: delivered

		s.at("2026-11-23T04:00:01Z") // past the window and its grace
		byPerson := map[string]string{}
		for _, i := range desk(officer) {
			byPerson[i.Person.ID] = i.TitleCode
		}
		require.Equal(t, map[string]string{withPhone: "checkin_missed", withoutPhone: "checkin_not_reached"}, byPerson)
		require.Equal(t, map[string]int{"absent": 1, "not_reached": 1}, s.attendance(officer, "2026-11-23"))

		late := readToday(phone).Recent[0]
		phone.HandIn(late.ID, phone.Draft(late.ID, nil)).Refused(http.StatusConflict, "checkin.window_closed")
	})
}

// The bus is late: within the grace the check-in counts, and says so.
func TestCheckin_TheBusIsLate(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "赵小龙")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0]
		s.at("2026-11-23T03:20:00Z")
		var taken struct {
			Outcome string `json:"outcome"`
		}
		phone.HandIn(req.ID, phone.Draft(req.ID, nil)).Into(http.StatusCreated, &taken)
		require.Equal(t, "late", taken.Outcome)
		require.Equal(t, map[string]int{"late": 1}, s.attendance(officer, "2026-11-23"))
	})
}

// Every way of handing in something wrong is refused with its reason and leaves nothing behind.
func TestCheckin_WhatIsWrongIsRefusedAndLeavesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		mine, other := s.enrol(officer, "陈建国"), s.enrol(officer, "刘勇")
		phone, stranger := s.phone(officer, mine), s.phone(officer, other)
		s.plan(officer, mine, true)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0].ID
		photo := stage.Picture(t, color.White)

		forged := phone.Draft(req, photo)
		forged.Signature = stranger.Sign("diandao.submission.v1\n", []byte("something else"))
		phone.HandIn(req, forged).Refused(http.StatusUnprocessableEntity, "checkin.signature_invalid")

		foreign := phone.Draft(req, photo)
		foreign.Submission.DeviceID = stranger.DeviceID
		phone.HandIn(req, foreign).Refused(http.StatusUnprocessableEntity, "checkin.signature_invalid")

		stranger.HandIn(req, stranger.Draft(req, photo)).Refused(http.StatusForbidden, "checkin.not_yours")

		skewed := phone.Draft(req, photo)
		skewed.Submission.SignedAt = skewed.Submission.SignedAt.Add(-3 * time.Hour)
		phone.HandIn(req, skewed).Refused(http.StatusUnprocessableEntity, "checkin.clock_skewed")

		nowhere := phone.Draft(req, photo)
		nowhere.Submission.Location.Lat = 91
		phone.HandIn(req, nowhere).Refused(http.StatusUnprocessableEntity, "checkin.coordinates_invalid")

		text := phone.Draft(req, []byte(strings.Repeat("not a picture ", 100)))
		phone.HandIn(req, text).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_picture")

		huge := phone.Draft(req, make([]byte, 12<<20))
		phone.HandIn(req, huge).Refused(http.StatusRequestEntityTooLarge, "evidence.picture_too_large")

		wide := phone.Draft(req, widePNG(t, 40_000, 20))
		phone.HandIn(req, wide).Refused(http.StatusUnprocessableEntity, "evidence.picture_dimensions")

		swapped := phone.Draft(req, photo)
		swapped.Photo = stage.Picture(t, color.Black)
		phone.HandIn(req, swapped).Refused(http.StatusUnprocessableEntity, "checkin.photo_mismatch")

		bare := phone.Draft(req, nil)
		phone.HandIn(req, bare).Refused(http.StatusUnprocessableEntity, "checkin.photo_missing")

		garbled := phone.Draft(req, photo)
		garbled.Payload = []byte(`{"id":`)
		phone.HandIn(req, garbled).Refused(http.StatusUnprocessableEntity, "checkin.submission_invalid")

		require.Empty(t, desk(officer), "nothing of all this reached the desk")
		require.Empty(t, s.attendance(officer, "2026-11-23"))
		require.Len(t, readToday(phone).Open, 1, "and the person can still check in")

		sound := phone.Draft(req, photo)
		phone.HandIn(req, sound).Into(http.StatusCreated, nil)
		phone.HandIn(req, sound).Into(http.StatusOK, nil)
		replayed := phone.Draft(req, photo)
		replayed.Submission.ID = sound.Submission.ID
		replayed.Submission.HelpNeeded = true
		phone.HandIn(req, replayed).Refused(http.StatusConflict, "checkin.replayed")
		second := phone.Draft(req, photo)
		phone.HandIn(req, second).Refused(http.StatusConflict, "checkin.already_done")
	})
}

// Asking for help reaches the desk whatever the verdict is.
func TestCheckin_INeedHelpReachesTheDesk(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "周海燕")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0]
		draft := phone.Draft(req.ID, nil)
		draft.Submission.HelpNeeded = true
		phone.HandIn(req.ID, draft).Into(http.StatusCreated, nil)
		items := desk(officer)
		require.Len(t, items, 1)
		require.Equal(t, "help_asked", items[0].TitleCode)
	})
}

// The officer asks again: the request opens for a day, and what comes then counts.
func TestCheckin_AskedAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "孙波")
		phone := s.phone(officer, who)
		s.plan(officer, who, true)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0]
		phone.HandIn(req.ID, phone.Draft(req.ID, stage.Picture(t, color.Black))).Into(http.StatusCreated, nil)
		item := desk(officer)[0]
		officer.Post("/console/v1/checkins/"+req.ID+"/decision",
			map[string]any{"checkin_id": item.CheckinID, "kind": string(checkin.AskAgain), "reason": "太暗，请面向窗户再拍一次"}).Into(http.StatusOK, nil)
		s.at("2026-11-23T09:00:00Z") // hours after the old window
		require.Len(t, readToday(phone).Open, 1)
		phone.HandIn(req.ID, phone.Draft(req.ID, stage.Picture(t, color.White))).Into(http.StatusCreated, nil)
		require.Len(t, desk(officer), 1)
	})
}

// The mast of a village fails: five persons miss the same morning, and the officer has one card, not five.
// Left lying, it goes up to the district, where nobody saw it before.
func TestAlert_OneOutageIsOneCardAndIsNotLeftLying(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		for _, name := range []string{"陈建国", "李秀英", "王伟", "刘勇", "周海燕"} {
			s.plan(officer, s.enrol(officer, name), false)
		}
		s.at("2026-11-23T00:00:30Z")
		s.at("2026-11-23T04:00:01Z")
		type item struct {
			ID    string `json:"id"`
			Level string `json:"level"`
			Card  struct {
				ID      string `json:"id"`
				Reason  string `json:"reason"`
				Persons int    `json:"persons"`
			} `json:"card"`
		}
		var l list[item]
		officer.Get("/console/v1/desk").Into(http.StatusOK, &l)
		require.Len(t, l.Items, 5)
		cards, ids := map[string]bool{}, []string{}
		for _, i := range l.Items {
			cards[i.Card.ID], ids = true, append(ids, i.ID)
			require.Equal(t, "shared_cause", i.Card.Reason)
			require.Equal(t, 5, i.Card.Persons)
		}
		require.Len(t, cards, 1)

		chief := stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
		require.Empty(t, desk(chief), "the city is not asked what a station can answer")
		for _, at := range []string{"2026-11-30T04:00:02Z", "2026-12-07T04:00:03Z"} { // a week at the station, a week at the district
			s.at(at)
		}
		chief = stage.NewOfficer(s.t, s.url).SignIn("supervisor", password)
		require.NotEmpty(t, desk(chief), "the city hears of what two levels left lying")

		officer = s.officer()
		officer.Post("/console/v1/alerts/resolve", map[string]any{"ids": ids, "note": " "}).Refused(http.StatusUnprocessableEntity, "alert.note_required")
		officer.Post("/console/v1/alerts/resolve", map[string]any{"ids": ids, "note": "基站故障，已逐一电话核实"}).Into(http.StatusNoContent, nil)
		officer.Post("/console/v1/alerts/resolve", map[string]any{"ids": ids, "note": "再来一次"}).Refused(http.StatusConflict, "alert.moved")
	})
}
