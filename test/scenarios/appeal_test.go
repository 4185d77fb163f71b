package scenarios_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/test/stage"
)

type appealView struct {
	ID        string   `json:"id"`
	Status    string   `json:"status"`
	Against   string   `json:"against"`
	NewStatus string   `json:"new_status"`
	Reason    string   `json:"reason"`
	IsOwn     bool     `json:"is_own"`
	Facts     []string `json:"facts"`
	Changes   []struct {
		From string `json:"from"`
		To   string `json:"to"`
	} `json:"changes"`
	Evidence struct {
		Causes []struct {
			Code string `json:"code"`
		} `json:"causes"`
	} `json:"evidence"`
}

// The battery is dead all morning: recorded as not there, appealed in two taps, and changed by a colleague's
// decision; what stood there before stays in the history, and the question on the desk is gone.
func TestAppeal_TheBatteryWasDead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "陈建国"))
		s.plan(officer, phone.PersonID, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		morning := timesOf(phone)
		sealed := phone.Draft(morning.Open[0].ID, nil)
		sealed.Submission.TimeToken, sealed.Submission.Clock, sealed.Submission.ElapsedMS = morning.TimeToken, checkin.Monotonic, 60_000
		s.at("2026-11-23T04:00:01Z")
		missed := readToday(phone).Recent[0].ID

		say := map[string]any{"source": "checkin", "source_id": missed, "text": "手机没有电了，十二点才充上"}
		var a appealView
		phone.Post("/v1/appeals", say).Into(http.StatusCreated, &a)
		require.Equal(t, "absent", a.Against)
		require.Contains(t, a.Facts, "notice_delivered", "what is known is attached by itself")
		phone.Post("/v1/appeals", say).Refused(http.StatusConflict, "appeal.open_already")
		s.foreignOfficer().Get("/console/v1/appeals/"+a.ID).Refused(http.StatusForbidden, "authz.out_of_scope")

		decide := "/console/v1/appeals/" + a.ID + "/decision"
		officer.Post(decide, map[string]any{"is_upheld": true, "new_status": "", "reason": "属实"}).Refused(http.StatusUnprocessableEntity, "appeal.invalid")
		officer.Post(decide, map[string]any{"is_upheld": true, "new_status": "excused", "reason": "邻居证明当天停电"}).Into(http.StatusOK, &a)
		require.Equal(t, "upheld", a.Status)
		require.Len(t, a.Changes, 1)
		require.Equal(t, "absent", a.Changes[0].From)
		require.Equal(t, map[string]int{"excused": 1}, s.attendance(officer, "2026-11-23"))
		require.Empty(t, desk(officer))
		require.Equal(t, "missed", readToday(phone).Recent[0].Status, "what software recorded stays what it recorded")
		officer.Post(decide, map[string]any{"is_upheld": false, "reason": "再看一次"}).Refused(http.StatusConflict, "appeal.moved")

		phone.HandIn(missed, sealed).Into(http.StatusCreated, nil)
		require.Equal(t, map[string]int{"excused": 1}, s.attendance(officer, "2026-11-23"), "what was decided on appeal is not undone by what arrives late")
	})
}

// Whoever said no first does not judge the appeal; the supervisor does.
func TestAppeal_NobodyDecidesTheirOwnCase(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "李秀英"))
		s.plan(officer, phone.PersonID, true)
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0].ID
		draft := phone.Draft(req, nil)
		draft.Submission.NoPhoto = "no_camera"
		phone.HandIn(req, draft).Into(http.StatusCreated, nil)
		officer.Post("/console/v1/checkins/"+req+"/decision", map[string]any{"checkin_id": draft.Submission.ID, "kind": "reject", "reason": "没有照片"}).Into(http.StatusOK, nil)

		var a appealView
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": req, "text": "相机坏了，已经说明"}).Into(http.StatusCreated, &a)
		require.Contains(t, strings.Join(a.Facts, " "), "no_photo")
		decide := "/console/v1/appeals/" + a.ID + "/decision"
		officer.Get("/console/v1/appeals/"+a.ID).Into(http.StatusOK, &a)
		require.True(t, a.IsOwn)
		officer.Post(decide, map[string]any{"is_upheld": false, "reason": "维持"}).Refused(http.StatusForbidden, "appeal.own_decision")
		chiefOf(s).Post(decide, map[string]any{"is_upheld": true, "new_status": "present", "reason": "维修单属实"}).Into(http.StatusOK, &a)
		require.Equal(t, map[string]int{"present": 1}, s.attendance(officer, "2026-11-23"))
		var own list[appealView]
		phone.Get("/v1/appeals").Into(http.StatusOK, &own)
		require.Equal(t, "present", own.Items[0].NewStatus)
		require.Equal(t, "维修单属实", own.Items[0].Reason)
	})
}

// No answer by the due date is a question to the office, not to the person; and after thirty days it is too late.
func TestAppeal_AnswersAreDue(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone, other := s.phone(officer, s.enrol(officer, "王伟")), s.phone(officer, s.enrol(officer, "刘勇"))
		s.plan(officer, phone.PersonID, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": readToday(phone).Open[0].ID, "text": "还没有结果"}).Refused(http.StatusNotFound, "appeal.no_occasion")
		s.at("2026-11-23T04:00:01Z")
		missed := readToday(phone).Recent[0].ID
		other.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "不是我的"}).Refused(http.StatusNotFound, "appeal.no_occasion")
		var a appealView
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "有事已说明"}).Into(http.StatusCreated, &a)
		s.at("2026-11-28T04:00:02Z")
		titles := []string{}
		for _, i := range desk(stage.NewOfficer(s.t, s.url).SignIn("officer", password)) {
			titles = append(titles, i.TitleCode)
		}
		require.Contains(t, titles, "appeal_overdue")
		phone.Post("/v1/appeals/"+a.ID+"/withdraw", nil).Into(http.StatusOK, &a)
		require.Equal(t, "withdrawn", a.Status)
		s.at("2026-12-24T04:00:03Z")
		phone.Post("/v1/appeals", map[string]any{"source": "checkin", "source_id": missed, "text": "太晚了"}).Refused(http.StatusConflict, "appeal.too_late")
	})
}
