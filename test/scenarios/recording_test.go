package scenarios_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

type recorded struct {
	PersonID string    `json:"person_id"`
	Attempt  int       `json:"attempt"`
	FromAt   time.Time `json:"from_at"`
	ToAt     time.Time `json:"to_at"`
	Ended    string    `json:"ended"`
	Gaps     []struct {
		Track  string `json:"track"`
		FromMS int    `json:"from_ms"`
		ToMS   int    `json:"to_ms"`
		Cause  string `json:"cause"`
	} `json:"gaps"`
	Width  int    `json:"width"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
	URL    string `json:"url"`
}

// seconds is how long a track of a film lasts, without what is said to be missing.
func (r recorded) seconds(track string, film stage.Film) float64 {
	missing := 0
	for _, g := range r.Gaps {
		if g.Track == track {
			missing += g.ToMS - g.FromMS
		}
	}
	return film.Length.Seconds() - float64(missing)/1000
}

func recordingsOf(o *stage.Officer, rollCall string) []recorded {
	var list struct {
		Items []recorded `json:"items"`
	}
	o.Get("/console/v1/roll-calls/"+rollCall+"/recordings").Into(http.StatusOK, &list)
	return list.Items
}

// between is how long something lasted at least and at most, as whoever began and ended it saw it.
type between struct{ least, most time.Duration }

func (b between) holds(t *testing.T, d time.Duration) {
	t.Helper()
	require.GreaterOrEqual(t, d, b.least-time.Millisecond, "as files count")
	require.LessOrEqual(t, d, b.most+20*time.Millisecond, "a packet of sound after it")
}

// A roll call is set to record: everybody in it is told. One is called twice and each call is on record, with
// picture, voice and the officer's voice, as long as it was, sealed and in the ledger. Who only looks at the
// lobby is not recorded; a stranger does not get to see it.
func TestRecording_EachCallIsKept(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		first, second := s.enrol(officer, "陈建国"), s.enrol(officer, "李秀英")
		phones := map[string]*stage.Phone{first: s.phone(officer, first), second: s.phone(officer, second)}
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults", "is_recorded": true}).Into(http.StatusCreated, &rc)
		one, _ := s.bot(ctx, s.join(phones[first], rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		two, _ := s.bot(ctx, s.join(phones[second], rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
		require.True(t, one.Session().RollCall.Recorded && two.Session().RollCall.Recorded, "they are told")
		var ticket joinTicket
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &ticket)
		desk, view := s.bot(ctx, ticket, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 2})
		require.NoError(t, desk.Show(ctx, first, second))
		seen := func(frames int) {
			stage.Eventually(t, 20*time.Second, func() string {
				if view.Received(desk.Slots()[0]).Frames < frames {
					return "the officer does not see the person move"
				}
				return ""
			})
		}
		seen(3)
		var lasted []between
		for range 2 {
			asked := time.Now()
			require.NoError(t, desk.Call(ctx, first))
			began := time.Now()
			seen(view.Received(desk.Slots()[0]).Frames + 25)
			atLeast := time.Since(began)
			require.NoError(t, desk.EndCall(ctx))
			lasted = append(lasted, between{atLeast, time.Since(asked)})
		}
		stage.Eventually(t, 10*time.Second, func() string {
			if len(recordingsOf(officer, rc.ID)) < 2 {
				return "the calls are not filed"
			}
			return ""
		})
		for i, r := range recordingsOf(officer, rc.ID) {
			require.Equal(t, first, r.PersonID)
			require.Equal(t, i+1, r.Attempt)
			require.Equal(t, "call_ended", r.Ended)
			for _, g := range r.Gaps {
				require.Equal(t, "waiting", g.Cause, "nothing was lost")
			}
			lasted[i].holds(t, r.ToAt.Sub(r.FromAt))
			file := officer.Get(r.URL)
			require.Equal(t, http.StatusOK, file.Status)
			require.Equal(t, "video/webm", file.Header.Get("Content-Type"))
			sum := sha256.Sum256(file.Body)
			require.Equal(t, r.SHA256, hex.EncodeToString(sum[:]))
			film := stage.Probe(t, file.Body)
			lasted[i].holds(t, film.Length)
			require.Len(t, film.Streams, 3)
			require.Equal(t, []any{"vp8", 160, 120}, []any{film.Streams[0].Codec, film.Streams[0].Width, film.Streams[0].Height})
			require.InDelta(t, r.seconds("picture", film)*10, film.Streams[0].Frames, 8, "ten pictures a second")
			for n, sound := range film.Streams[1:] {
				require.Equal(t, "opus", sound.Codec)
				require.InDelta(t, r.seconds([]string{"voice", "officer"}[n], film)*50, sound.Frames, 25, "fifty packets a second")
			}
		}
		r := recordingsOf(officer, rc.ID)[0]
		for range 3 {
			officer.Get(r.URL)
		}
		s.foreignOfficer().Get(r.URL).Refused(http.StatusForbidden, "authz.out_of_scope")
		s.foreignOfficer().Get("/console/v1/roll-calls/"+rc.ID+"/recordings").Refused(http.StatusForbidden, "authz.out_of_scope")
		require.Equal(t, map[string]int{"rollcall.recorded": 2, "evidence.seen": 2}, s.entries(first, "rollcall.recorded", "evidence.seen"), "a look is one, in how many parts ever")
	})
}

// Without the setting nothing is kept, and nobody is told so.
func TestRecording_OnlyWhenSet(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		officer := s.officer()
		person := s.enrol(officer, "陈建国")
		phone := s.phone(officer, person)
		var rc rollCall
		officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": "adults"}).Into(http.StatusCreated, &rc)
		bot, _ := s.bot(ctx, s.join(phone, rc.ID), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
		require.False(t, bot.Session().RollCall.Recorded)
		var ticket joinTicket
		officer.Post("/console/v1/roll-calls/"+rc.ID+"/join", nil).Into(http.StatusOK, &ticket)
		desk, view := s.bot(ctx, ticket, signalingtest.MediaOptions{Slots: 1})
		require.NoError(t, desk.Show(ctx, person))
		require.NoError(t, desk.Call(ctx, person))
		stage.Eventually(t, 20*time.Second, func() string {
			if view.Received(desk.Slots()[0]).Frames < 5 {
				return "the officer does not see the person move"
			}
			return ""
		})
		_, err := desk.CloseRollCall(ctx)
		require.NoError(t, err)
		require.Empty(t, recordingsOf(officer, rc.ID))
	})
}

// entries counts the ledger's entries of some actions about a person.
func (s *scene) entries(person string, actions ...string) map[string]int {
	s.t.Helper()
	out := map[string]int{}
	for _, action := range actions {
		var n int
		require.NoError(s.t, s.app.Store().WriterDB().QueryRowContext(s.t.Context(), "SELECT count(*) FROM audit_entries WHERE person_id = '"+person+"' AND action = '"+action+"'").Scan(&n))
		out[action] = n
	}
	return out
}
