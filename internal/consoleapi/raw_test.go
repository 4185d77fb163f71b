package consoleapi_test

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/consoleapi"
	"diandao/internal/httpapi/httpapitest"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		// fasthttp's own: a clock for the whole process, and a cleaner that sleeps up to 10 s before it sees its server gone.
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.updateServerDate.func1"),
		goleak.IgnoreAnyFunction("github.com/valyala/fasthttp.(*workerPool).Start.func2"))
}

func TestPicture(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/evidence/" + known})
	require.Equal(t, 200, a.Status)
	require.Equal(t, "JPEG", string(a.Body))
	require.Equal(t, "image/jpeg", a.Header.Get("Content-Type"))
	require.Equal(t, "private, no-store", a.Header.Get("Cache-Control"))
	require.Equal(t, []string{"open " + known}, c.services.drain())
	for _, id := range []string{unknown, "1", "..%2f..%2fetc"} {
		a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/evidence/" + id})
		require.Equal(t, 404, a.Status, id)
		httpapitest.CheckProblem(t, a, "evidence.not_found")
	}
}

// paper is the id of a PDF.
const paper = "0193a5f0-7c00-7000-8000-0000000000ee"

func TestPicture_APaperIsADownload(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	a := c.Do(t, scenario{As: "officer", Method: "GET", Path: "/console/v1/evidence/" + paper})
	require.Equal(t, 200, a.Status)
	require.Equal(t, `attachment; filename="`+paper+`.pdf"`, a.Header.Get("Content-Disposition"))
	require.Equal(t, "default-src 'none'; sandbox", a.Header.Get("Content-Security-Policy"))
	require.Equal(t, "nosniff", a.Header.Get("X-Content-Type-Options"))
}

func TestSheet(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	a := c.Do(t, scenario{As: "procurator", Method: "GET", Path: "/console/v1/roll-calls/" + known + "/sheet.pdf"})
	require.Equal(t, 200, a.Status)
	require.Equal(t, "%PDF-1.7 李司法 JPEG", string(a.Body))
	require.Equal(t, "application/pdf", a.Header.Get("Content-Type"))
	require.Contains(t, a.Header.Get("Content-Disposition"), "attachment")
	missing := c.Do(t, scenario{As: "procurator", Method: "GET", Path: "/console/v1/roll-calls/" + unknown + "/sheet.pdf"})
	require.Equal(t, 404, missing.Status)
	httpapitest.CheckProblem(t, missing, "rollcall.not_found")
}

// stream is an open console on a real connection.
type stream struct {
	t      *testing.T
	lines  *bufio.Scanner
	cancel context.CancelFunc
	header http.Header
	status int
}

func (c console) listen(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- c.App.Fiber().Listener(l) }()
	t.Cleanup(func() {
		c.hub.close()
		require.NoError(t, c.App.Fiber().ShutdownWithTimeout(5*time.Second))
		require.NoError(t, <-done)
	})
	return "http://" + l.Addr().String()
}

func watch(t *testing.T, base, as, lastEventID string) stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/console/v1/events", http.NoBody)
	require.NoError(t, err)
	req.Header.Set("Cookie", "diandao_session="+as)
	if lastEventID != "" {
		req.Header.Set("Last-Event-ID", lastEventID)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(req)
	require.NoError(t, err)
	t.Cleanup(func() { _ = resp.Body.Close() })
	return stream{t: t, lines: bufio.NewScanner(resp.Body), cancel: cancel, header: resp.Header, status: resp.StatusCode}
}

// event reads up to the end of the next event that is not a comment only; "" at the end of the stream.
func (s stream) event() string {
	var lines []string
	for s.lines.Scan() {
		switch line := s.lines.Text(); {
		case strings.HasPrefix(line, ":"), strings.HasPrefix(line, "retry:"):
		case line == "" && len(lines) > 0:
			return strings.Join(lines, "\n")
		case line != "":
			lines = append(lines, line)
		}
	}
	return ""
}

func TestEvents_HintsOfTheOwnScope(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	s := watch(t, c.listen(t), "officer", "")
	require.Equal(t, 200, s.status)
	require.Equal(t, "text/event-stream", s.header.Get("Content-Type"))
	c.hub.send(consoleapi.Hint{Seq: 7, Noun: "checkin", ID: "x", Path: foreign})
	c.hub.send(consoleapi.Hint{Seq: 8, Noun: "checkin", ID: known, Path: station})
	require.Equal(t, "id: 8\nevent: hint\ndata: {\"id\":\""+known+"\",\"noun\":\"checkin\",\"unit_path\":\""+string(station)+"\"}", s.event())
	require.Equal(t, []uint64{0}, c.hub.asked)
	c.hub.close()
	require.Empty(t, s.event(), "the stream ends with the hub")
}

func TestEvents_ResyncWhenEventsWereLost(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	base := c.listen(t)
	require.Equal(t, "event: resync\ndata: {}", watch(t, base, "officer", "1").event())
	require.Equal(t, 422, watch(t, base, "officer", "x").status)
}

func TestEvents_BoundedForEachMember(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	base := c.listen(t)
	for range consoleapi.StreamsPerMember {
		require.Equal(t, 200, watch(t, base, "officer", "").status)
	}
	require.Equal(t, 429, watch(t, base, "officer", "").status)
	require.Equal(t, 200, watch(t, base, "elsewhere", "").status, "another member has streams of their own")
	require.Equal(t, consoleapi.StreamsPerMember+1, c.hub.count())
	c.hub.close()
	require.Eventually(t, func() bool { return watch(t, base, "officer", "").status == 200 }, 5*time.Second, 20*time.Millisecond, "places are given back when streams end")
}

func TestEvents_APageThatWasLeftTakesNoPlace(t *testing.T) {
	t.Parallel()
	c := newConsoleBeating(t, time.Minute)
	base := c.listen(t)
	for range 3 * consoleapi.StreamsPerMember {
		s := watch(t, base, "officer", "")
		require.Equal(t, 200, s.status)
		s.cancel()
	}
}

func TestEvents_EndsWithTheSession(t *testing.T) {
	t.Parallel()
	c := newConsole(t)
	s := watch(t, c.listen(t), "officer", "")
	c.services.end("officer")
	ended := make(chan string, 1)
	go func() { ended <- s.event() }()
	select {
	case rest := <-ended:
		require.Empty(t, rest)
	case <-time.After(5 * time.Second):
		t.Fatal("the stream outlives its session")
	}
}
