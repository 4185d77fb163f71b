package scenarios_test

import (
	"bytes"
	"encoding/json"
	"image/color"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/id"
	"diandao/test/stage"
)

type paperView struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	MIME string `json:"mime"`
	Size int64  `json:"size"`
}

func ticket() []byte { return []byte("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n") }

// lookedAt counts the looks at one file in the ledger.
func lookedAt(o *stage.Officer, personID, id string) (n int) {
	var entries list[struct {
		Action  string `json:"action"`
		Subject string `json:"subject"`
	}]
	o.Get("/console/v1/audit?limit=200&person_id="+personID).Into(http.StatusOK, &entries)
	for _, e := range entries.Items {
		if e.Action == "evidence.seen" && e.Subject == "evidence:"+id {
			n++
		}
	}
	return n
}

// The bus ticket is the paper that decides the leave: it comes with the application, the officer of her own
// station opens it, nobody else does, and the ledger knows who looked.
func TestPapers_TheBusTicketDecidesTheLeave(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "李秀英")
		phone := s.phone(officer, who)
		photo := stage.Picture(t, color.RGBA{G: 90, A: 255})
		const path = "/v1/leaves/with-papers"
		days := application("2026-11-24", "2026-11-26")
		phone.PostWith(path, "application", days, "paper", ticket(), ticket(), ticket(), ticket(), ticket(), ticket()).Refused(http.StatusUnprocessableEntity, "evidence.too_many")
		phone.PostWith(path, "application", days, "paper", []byte("<html><script>")).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_paper")
		phone.PostWith(path, "application", days, "paper", append(ticket(), make([]byte, 5<<20)...)).Refused(http.StatusRequestEntityTooLarge, "evidence.paper_too_large")
		phone.PostWith(path, "application", application("2026-11-26", "2026-11-24"), "paper", ticket()).Refused(http.StatusUnprocessableEntity, "leave.invalid")

		var l struct {
			ID     string      `json:"id"`
			Papers []paperView `json:"papers"`
		}
		phone.PostWith(path, "application", days, "paper", ticket(), photo).Into(http.StatusCreated, &l)
		require.Len(t, l.Papers, 2)
		var own list[struct {
			Papers []paperView `json:"papers"`
		}]
		phone.Get("/v1/leaves").Into(http.StatusOK, &own)
		require.Len(t, own.Items, 1, "what was refused left nothing")
		require.Equal(t, l.Papers, own.Items[0].Papers, "she sees what she sent")

		officer.Get("/console/v1/leaves/"+l.ID).Into(http.StatusOK, &l)
		require.Equal(t, "application/pdf", l.Papers[0].MIME, "in her order")
		require.EqualValues(t, len(ticket()), l.Papers[0].Size)
		paper := officer.Get(l.Papers[0].URL)
		require.Equal(t, ticket(), paper.Body, "byte for byte")
		require.Equal(t, "application/pdf", paper.Header.Get("Content-Type"))
		require.True(t, strings.HasPrefix(paper.Header.Get("Content-Disposition"), "attachment; "), "a document from outside never runs as a page of ours")
		require.Equal(t, "nosniff", paper.Header.Get("X-Content-Type-Options"))
		require.Contains(t, paper.Header.Get("Content-Security-Policy"), "sandbox")
		picture := officer.Get(l.Papers[1].URL)
		require.Equal(t, photo, picture.Body)
		require.Empty(t, picture.Header.Get("Content-Disposition"), "a picture is shown")

		s.foreignOfficer().Get(l.Papers[0].URL).Refused(http.StatusForbidden, "authz.out_of_scope")
		stage.NewOfficer(t, s.url).Get(l.Papers[0].URL).Refused(http.StatusUnauthorized, "authz.unauthenticated")
		phone.Get(l.Papers[0].URL).Refused(http.StatusUnauthorized, "authz.unauthenticated")
		require.Equal(t, 1, lookedAt(chiefOf(s), who, l.Papers[0].ID), "who looked is on record, once for each look")

		officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, &l)
		require.Len(t, l.Papers, 2, "they stay with the leave")
	})
}

// An appeal with a picture of the bus: it broke down, he photographed it, a colleague believes the picture.
func TestPapers_AnAppealWithAPictureOfTheBus(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		who := s.enrol(officer, "王伟")
		phone := s.phone(officer, who)
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		phone.Get("/v1/messages").Into(http.StatusOK, nil)
		s.at("2026-11-23T04:00:01Z")
		say := map[string]any{"source": "checkin", "source_id": readToday(phone).Recent[0].ID, "text": "公交车坏在半路，手机也没有信号"}
		bus := stage.Picture(t, color.RGBA{R: 30, B: 200, A: 255})
		const path = "/v1/appeals/with-pictures"
		phone.PostWith(path, "appeal", say, "picture", ticket()).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_picture")
		var a struct {
			ID       string      `json:"id"`
			Status   string      `json:"status"`
			Pictures []paperView `json:"pictures"`
		}
		phone.PostWith(path, "appeal", say, "picture", bus).Into(http.StatusCreated, &a)
		require.Len(t, a.Pictures, 1)
		phone.PostWith(path, "appeal", say, "picture", bus).Refused(http.StatusConflict, "appeal.open_already")
		var own list[struct {
			Pictures []paperView `json:"pictures"`
		}]
		phone.Get("/v1/appeals").Into(http.StatusOK, &own)
		require.Len(t, own.Items, 1)
		require.Len(t, own.Items[0].Pictures, 1, "the second try's picture belongs to nothing")

		officer.Get("/console/v1/appeals/"+a.ID).Into(http.StatusOK, &a)
		require.Equal(t, bus, officer.Get(a.Pictures[0].URL).Body)
		s.foreignOfficer().Get(a.Pictures[0].URL).Refused(http.StatusForbidden, "authz.out_of_scope")
		officer.Post("/console/v1/appeals/"+a.ID+"/decision", map[string]any{"is_upheld": true, "new_status": "excused", "reason": "照片显示车辆故障"}).Into(http.StatusOK, &a)
		require.Equal(t, "upheld", a.Status)
		require.Len(t, a.Pictures, 1)
	})
}

// The plan asks for the surroundings and a voice. What is signed is what must come; what does not come is a
// question; what comes is heard and seen by the officer.
func TestPapers_SurroundingsAndAVoiceAreSigned(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		speaks, silent := s.enrol(officer, "刘勇"), s.enrol(officer, "孙波")
		phone, other := s.phone(officer, speaks), s.phone(officer, silent)
		for _, p := range []string{speaks, silent} {
			s.planAsking(officer, p, map[string]any{"face": false, "location": true, "surroundings": true, "voice": true})
		}
		s.at("2026-11-23T00:00:30Z")
		req := readToday(phone).Open[0].ID
		place, voice := stage.Picture(t, color.RGBA{B: 255, A: 255}), stage.Recording()
		draft := func() stage.Handin {
			return phone.Draft(req, nil).With(checkin.Surroundings, place).With(checkin.Voice, voice)
		}
		const mismatch = "checkin.attachment_mismatch"
		forged := draft()
		forged.Files[checkin.Voice] = append(stage.Recording(), 0)
		phone.HandIn(req, forged).Refused(http.StatusUnprocessableEntity, mismatch)
		missing := draft()
		delete(missing.Files, checkin.Surroundings)
		phone.HandIn(req, missing).Refused(http.StatusUnprocessableEntity, mismatch)
		unsigned := phone.Draft(req, nil)
		unsigned.Files = map[checkin.AttachmentKind][]byte{checkin.Voice: voice}
		phone.HandIn(req, unsigned).Refused(http.StatusUnprocessableEntity, mismatch)
		phone.HandIn(req, phone.Draft(req, nil).With(checkin.Voice, place)).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_recording")
		phone.HandIn(req, phone.Draft(req, nil).With(checkin.Surroundings, voice)).Refused(http.StatusUnsupportedMediaType, "evidence.not_a_picture")
		newer := draft()
		newer.Submission.Version = checkin.NewestVersion + 1
		phone.HandIn(req, newer).Refused(http.StatusUnprocessableEntity, "checkin.version_unknown")

		var taken struct {
			Outcome  string `json:"outcome"`
			Findings []struct {
				Code     string `json:"code"`
				Evidence string `json:"evidence"`
			} `json:"findings"`
		}
		sound := draft()
		phone.HandIn(req, sound).Into(http.StatusCreated, &taken)
		require.Equal(t, "review", taken.Outcome)
		phone.HandIn(req, sound).Into(http.StatusOK, nil) // a retry over a bad line
		var detail struct {
			Checkin struct {
				Photo        *string `json:"photo_url"`
				Surroundings string  `json:"surroundings_url"`
				Voice        string  `json:"voice_url"`
			} `json:"checkin"`
		}
		officer.Get("/console/v1/checkins/"+req).Into(http.StatusOK, &detail)
		require.Nil(t, detail.Checkin.Photo)
		require.Equal(t, place, officer.Get(detail.Checkin.Surroundings).Body)
		heard := officer.Get(detail.Checkin.Voice)
		require.Equal(t, voice, heard.Body)
		require.Equal(t, "audio/ogg", heard.Header.Get("Content-Type"))
		s.foreignOfficer().Get(detail.Checkin.Voice).Refused(http.StatusForbidden, "authz.out_of_scope")

		req = readToday(other).Open[0].ID
		other.HandIn(req, other.Draft(req, nil)).Into(http.StatusCreated, &taken)
		require.Equal(t, "review", taken.Outcome, "an app that knows of neither is never refused")
		codes := map[string]string{}
		for _, f := range taken.Findings {
			codes[f.Code] = f.Evidence
		}
		require.Equal(t, "surroundings", codes["no_surroundings"])
		require.Equal(t, "voice", codes["no_voice"])
	})
}

// A form whose answer was lost is known when it comes again, whatever its boundary and however many parts are files, as
// browsers send them.
func TestPapers_AFormThatComesAgainIsKnown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		officer := s.officer()
		phone := s.phone(officer, s.enrol(officer, "李秀英"))
		days, err := json.Marshal(application("2026-11-24", "2026-11-26"))
		require.NoError(t, err)
		key := id.New()
		send := func() *http.Response {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			for _, part := range []struct {
				name string
				data []byte
			}{{"application", days}, {"paper", ticket()}} {
				w, err := form.CreateFormFile(part.name, "file")
				require.NoError(t, err)
				_, err = w.Write(part.data)
				require.NoError(t, err)
			}
			require.NoError(t, form.Close())
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.url+"/v1/leaves/with-papers", &body)
			require.NoError(t, err)
			r.Header.Set("Authorization", "Bearer "+phone.Token())
			r.Header.Set("Content-Type", form.FormDataContentType())
			r.Header.Set("Idempotency-Key", key)
			answer, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			return answer
		}
		require.Equal(t, http.StatusCreated, send().StatusCode)
		for range 12 {
			again := send()
			require.Equal(t, http.StatusCreated, again.StatusCode)
			require.Equal(t, "true", again.Header.Get("Idempotency-Replayed"))
		}
	})
}
