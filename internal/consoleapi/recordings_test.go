package consoleapi_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// recordings are recorded calls.
type recordings struct{ *services }

func (r recordings) List(_ context.Context, a authz.Actor, id rollcall.ID, p person.ID) ([]rollcall.Recording, error) {
	if id != known {
		return nil, rollcall.ErrNotFound
	}
	if err := authz.Check(a, authz.EvidenceRead, station); err != nil || (p != "" && p != known) {
		return nil, err
	}
	return []rollcall.Recording{{
		ID: "r", RollCallID: id, PersonID: known, Attempt: 1, From: instant(), To: instant().Add(time.Minute), Ended: rollcall.RecordingCutOff, EvidenceID: film,
		Gaps: []rollcall.RecordingGap{{Track: "picture", FromMS: 1, ToMS: 2, Cause: "lost"}},
	}}, nil
}

// film is the id of a recording.
const film = "0193a5f0-7c00-7000-8000-0000000000ef"

func TestRecordings(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	base := "/console/v1/roll-calls/"
	c.Run(t, []scenario{
		{Name: "listed", As: "procurator", Method: "GET", Path: base + known + "/recordings", Want: 200},
		{Name: "of another unit", As: "elsewhere", Method: "GET", Path: base + known + "/recordings", Want: 403, Code: "authz.out_of_scope"},
		{Name: "of no roll call", As: "officer", Method: "GET", Path: base + unknown + "/recordings", Want: 404, Code: "rollcall.not_found"},
		{Name: "of somebody else", As: "officer", Method: "GET", Path: base + known + "/recordings?person_id=" + unknown, Want: 200},
	})
	one := c.Do(t, scenario{As: "officer", Method: "GET", Path: base + known + "/recordings"}).JSON(t)["items"].([]any)[0].(map[string]any)
	require.Equal(t, "/console/v1/evidence/"+film, one["url"])
	require.Equal(t, "server_restart", one["ended"])
	require.Equal(t, []any{map[string]any{"track": "picture", "from_ms": 1.0, "to_ms": 2.0, "cause": "lost"}}, one["gaps"])
	none := c.Do(t, scenario{As: "officer", Method: "GET", Path: base + known + "/recordings?person_id=" + unknown}).JSON(t)["items"]
	require.Equal(t, []any{}, none)
}

// A player asks for parts, so that it can seek.
func TestRecordings_AnswerRanges(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	for _, want := range []struct {
		asks   string
		status int
		body   string
		part   string
	}{
		{"", 200, "WEBM FILE", ""},
		{"bytes=0-", 206, "WEBM FILE", "bytes 0-8/9"},
		{"bytes=0-3", 206, "WEBM", "bytes 0-3/9"},
		{"bytes=5-100", 206, "FILE", "bytes 5-8/9"},
		{"bytes=-4", 206, "FILE", "bytes 5-8/9"},
		{"bytes=0-1,4-5", 200, "WEBM FILE", ""},
		{"bytes=9-", 416, "", "bytes */9"},
		{"bytes=5-2", 416, "", "bytes */9"},
		{"lines=1-2", 416, "", "bytes */9"},
		{"bytes=-", 416, "", "bytes */9"},
		{"rubbish", 416, "", "bytes */9"},
	} {
		s := scenario{As: "officer", Method: "GET", Path: "/console/v1/evidence/" + film}
		if want.asks != "" {
			s.Header = map[string]string{"Range": want.asks}
		}
		a := c.Do(t, s)
		require.Equal(t, want.status, a.Status, want.asks)
		require.Equal(t, want.part, a.Header.Get("Content-Range"), want.asks)
		require.Equal(t, "bytes", a.Header.Get("Accept-Ranges"), want.asks)
		if want.status < 300 {
			require.Equal(t, want.body, string(a.Body), want.asks)
			require.Equal(t, "video/webm", a.Header.Get("Content-Type"))
			require.Equal(t, "private, no-store", a.Header.Get("Cache-Control"))
			require.Empty(t, a.Header.Get("Content-Disposition"), "it is played, not loaded down")
		}
	}
}
