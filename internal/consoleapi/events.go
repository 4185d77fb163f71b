package consoleapi

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

// Bounds of the event stream.
const (
	StreamsPerMember = 16 // a page that is left is noticed at the next beat, and pages are reloaded fast
	DefaultHeartbeat = 10 * time.Second
)

// ErrTooManyStreams is returned to a member with more open consoles than StreamsPerMember.
var ErrTooManyStreams = fault.New(fault.RateLimited, "events.too_many_streams", "Too many consoles are open at once; close one.")

// streams answers GET /console/v1/events: one stream for each open console, at most StreamsPerMember for
// each member on this server.
type streams struct {
	deps      Deps
	heartbeat time.Duration
	mu        sync.Mutex
	open      map[string]int
}

func newStreams(d Deps) *streams {
	return &streams{deps: d, heartbeat: cmp.Or(d.Heartbeat, DefaultHeartbeat), open: map[string]int{}}
}

func (s *streams) enter(member string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[member] >= StreamsPerMember {
		return false
	}
	s.open[member]++
	return true
}

func (s *streams) leave(member string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[member]--; s.open[member] <= 0 {
		delete(s.open, member)
	}
}

// serve opens a stream. It outlives the handler, so nothing of c is used by it.
func (s *streams) serve(c *fiber.Ctx) error {
	reqCtx := c.UserContext()
	actor, me := httpapi.Actor(reqCtx), sessionOf(reqCtx)
	seq, err := lastEventID(c.Get("Last-Event-ID"))
	if err != nil {
		return err
	}
	if !s.enter(actor.ID) {
		return ErrTooManyStreams
	}
	// The request's own deadline ends with the handler; the stream ends with the session.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(reqCtx), me.session.ExpiresAt.Sub(s.deps.Clock.Now()))
	hints, resync, err := s.deps.Events.Subscribe(ctx, seq)
	if err != nil {
		cancel()
		s.leave(actor.ID)
		return err
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer s.leave(actor.ID)
		defer cancel()
		s.run(ctx, w, actor, me.token, hints, resync)
	})
	return nil
}

func lastEventID(header string) (uint64, error) {
	if header == "" {
		return 0, nil
	}
	seq, err := strconv.ParseUint(header, 10, 64)
	if err != nil {
		return 0, httpapi.ErrRequest.On(fault.Field{Path: "header.Last-Event-ID", Reason: "a number that this stream sent"})
	}
	return seq, nil
}

// run writes until the session ends, the client leaves, or the hub closes.
func (s *streams) run(ctx context.Context, w *bufio.Writer, actor authz.Actor, token string, hints <-chan Hint, resync bool) {
	beat := time.NewTicker(s.heartbeat)
	defer beat.Stop()
	hello := "retry: 3000\n: open\n\n"
	if resync {
		hello += "event: resync\ndata: {}\n\n"
	}
	for text := hello; ; {
		if _, err := w.WriteString(text); err != nil || w.Flush() != nil {
			return
		}
		var ok bool
		if text, ok = s.next(ctx, actor, token, hints, beat.C); !ok {
			return
		}
	}
}

// next waits for something to write; false ends the stream.
func (s *streams) next(ctx context.Context, actor authz.Actor, token string, hints <-chan Hint, beat <-chan time.Time) (string, bool) {
	for {
		select {
		case <-ctx.Done():
			return "", false
		case <-beat:
			if _, _, err := s.deps.Staff.Resolve(ctx, token); err != nil {
				return "", false // signed out, ended or disabled meanwhile
			}
			return ": beat\n\n", true
		case h, ok := <-hints:
			if !ok {
				return "", false
			}
			if actor.Scope.Contains(h.Path) {
				return formatHint(h), true
			}
		}
	}
}

func formatHint(h Hint) string {
	data, err := json.Marshal(map[string]string{"noun": h.Noun, "id": h.ID, "unit_path": string(h.Path)})
	if err != nil {
		return ": unreadable\n\n" // three strings always encode
	}
	return fmt.Sprintf("id: %d\nevent: hint\ndata: %s\n\n", h.Seq, data)
}
