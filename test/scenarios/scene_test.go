package scenarios_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/clock"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/push/pushtest"
	"diandao/test/stage"
)

// scene is a server on one pair of engines with two districts, their officers, and a clock to move.
type scene struct {
	outside stage.Providers
	t       *testing.T
	app     *app.App
	url     string
	clock   *clock.Manual
	station org.Unit
	persons int
}

const password = "a long enough password"

// begin is a Monday, seven in the morning in the city.
const begin = "2026-11-22T23:00:00Z"

// each tells the scenario on SQLite with Redis in process, and on PostgreSQL with a real redis-server.
func each(t *testing.T, tell func(*testing.T, *scene)) {
	t.Helper()
	eachSeeing(t, nil, tell)
}

// eachSeeing is each with an engine that looks at pictures.
func eachSeeing(t *testing.T, engine identity.Verifier, tell func(*testing.T, *scene)) {
	t.Helper()
	for _, engines := range stage.Engines() {
		t.Run(engines.Name, func(t *testing.T) {
			t.Parallel()
			c := clock.NewManual(parse(t, begin))
			outside := stage.Providers{FCM: pushtest.NewFCM(t), WebPush: pushtest.NewWebPush(t), SMS: pushtest.NewSMS(t), Face: engine}
			a := stage.Start(t, engines, c, outside)
			s := &scene{outside: outside, t: t, app: a, url: a.URL(), clock: c}
			s.station = stage.City(t, a, password)
			tell(t, s)
		})
	}
}

func parse(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return at
}

// at moves the clock, as if the server had been there all the while, and lets it do what is due.
func (s *scene) at(instant string) {
	s.t.Helper()
	s.clock.Set(parse(s.t, instant))
	require.NoError(s.t, s.app.Beat(s.t.Context()))
	require.NoError(s.t, s.app.Tick(s.t.Context()))
}

// backAt moves the clock as if the server had stood still since the last time, and lets it do what is due.
func (s *scene) backAt(instant string) {
	s.t.Helper()
	s.clock.Set(parse(s.t, instant))
	require.NoError(s.t, s.app.Tick(s.t.Context()))
}

func (s *scene) officer() *stage.Officer {
	s.t.Helper()
	return stage.NewOfficer(s.t, s.url).SignIn("officer", password)
}

func (s *scene) foreignOfficer() *stage.Officer {
	s.t.Helper()
	return stage.NewOfficer(s.t, s.url).SignIn("stranger", password)
}

// enrol adds a person to the officer's station and returns the id.
func (s *scene) enrol(o *stage.Officer, name string) string {
	return s.enrolBorn(o, name, "1985-05-20")
}

func (s *scene) enrolBorn(o *stage.Officer, name, bornOn string) string {
	s.t.Helper()
	s.persons++
	var p struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons", map[string]any{
		"station_id": s.station.ID, "number": "T" + time.Unix(int64(s.persons), 0).UTC().Format("150405"), "name": name, "sex": "male",
		"born_on": bornOn, "category": "probation", "level": "ordinary", "phone": "00000000000", "term_from": "2026-01-01", "term_to": "2027-12-31",
	}).Into(http.StatusCreated, &p)
	return p.ID
}

// phone activates a phone for a person.
func (s *scene) phone(o *stage.Officer, personID string) *stage.Phone {
	s.t.Helper()
	return stage.NewPhone(s.t, s.url, s.clock.Now).Activate(o.ActivationCode(personID))
}

// plan lets a person check in every day from 08:00 to 11:00, with an hour of grace.
func (s *scene) plan(o *stage.Officer, personID string, face bool) string {
	s.t.Helper()
	return s.planAsking(o, personID, map[string]any{
		"face": face, "location": true, "questions": []any{map[string]any{"id": "q1", "text": "您现在住在登记的地址吗？", "options": []string{"是", "不是"}}},
	})
}

// planAsking is plan with other requirements.
func (s *scene) planAsking(o *stage.Officer, personID string, requires map[string]any) string {
	s.t.Helper()
	var p struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons/"+personID+"/plans", map[string]any{
		"title": "每日报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-11-22", "opens_at": "08:00", "length_minutes": 180, "grace_minutes": 60,
		"requires": requires,
	}).Into(http.StatusCreated, &p)
	return p.ID
}

// attendance is the day's outcomes within the officer's scope.
func (s *scene) attendance(o *stage.Officer, day string) map[string]int {
	s.t.Helper()
	var sum struct {
		Totals map[string]int `json:"totals"`
	}
	o.Get("/console/v1/attendance/summary?from="+day+"&to="+day).Into(http.StatusOK, &sum)
	for status, n := range sum.Totals {
		if n == 0 {
			delete(sum.Totals, status)
		}
	}
	return sum.Totals
}

// widePNG is a picture whose header claims the given size.
func widePNG(t *testing.T, width, height uint32) []byte {
	t.Helper()
	var buf bytes.Buffer
	require.NoError(t, png.Encode(&buf, image.NewGray(image.Rect(0, 0, 16, 16))))
	b := buf.Bytes()
	binary.BigEndian.PutUint32(b[16:], width)
	binary.BigEndian.PutUint32(b[20:], height)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}
