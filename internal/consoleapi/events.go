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
	StreamsPerMember = 16
	DefaultHeartbeat = 4 * time.Second       // a page that is left is noticed at the second beat: the first is answered by nobody
	lookPause        = 50 * time.Millisecond // for the answer of a connection that is gone
	looks            = 4
)

// ErrTooManyStreams is returned to a member with more open consoles than StreamsPerMember.
var ErrTooManyStreams = fault.New(fault.RateLimited, "events.too_many_streams", "Too many consoles are open at once; close one.")

// streams answers GET /console/v1/events: one stream for each open console, at most StreamsPerMember for
// each member on this server.
type streams struct {
	deps      Deps
	heartbeat time.Duration
	mu        sync.Mutex
	open      map[string]map[*place]struct{}
}

// place is one of a member's streams. A message in look has it write at once, which is how it learns that its page was left.
type place struct {
	member string
	look   chan struct{}
}

func newStreams(d Deps) *streams {
	return &streams{deps: d, heartbeat: cmp.Or(d.Heartbeat, DefaultHeartbeat), open: map[string]map[*place]struct{}{}}
}

// enter takes a place. When all are taken it waits a moment for those to be given back whose page was left: a page that
// is loaded anew many times a minute must not be refused for what it was before.
func (s *streams) enter(ctx context.Context, member string) (*place, bool) {
	for range looks {
		if p := s.take(member); p != nil {
			return p, true
		}
		select {
		case <-ctx.Done():
			return nil, false
		case <-time.After(lookPause):
		}
	}
	return nil, false
}

// take returns nil, and has the member's streams look whether somebody still reads them, when no place is free.
func (s *streams) take(member string) *place {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open[member]) < StreamsPerMember {
		p := &place{member: member, look: make(chan struct{}, 1)}
		if s.open[member] == nil {
			s.open[member] = map[*place]struct{}{}
		}
		s.open[member][p] = struct{}{}
		return p
	}
	for p := range s.open[member] {
		select {
		case p.look <- struct{}{}:
		default:
		}
	}
	return nil
}

func (s *streams) leave(p *place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open[p.member], p)
	if len(s.open[p.member]) == 0 {
		delete(s.open, p.member)
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
	at, ok := s.enter(reqCtx, actor.ID)
	if !ok {
		return ErrTooManyStreams
	}
	// The request's own deadline ends with the handler; the stream ends with the session.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(reqCtx), me.session.ExpiresAt.Sub(s.deps.Clock.Now()))
	hints, resync, err := s.deps.Events.Subscribe(ctx, seq)
	if err != nil {
		cancel()
		s.leave(at)
		return err
	}
	c.Set(fiber.HeaderContentType, "text/event-stream")
	c.Set("X-Accel-Buffering", "no")
	c.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		defer s.leave(at)
		defer cancel()
		s.run(ctx, w, reader{actor: actor, token: me.token, look: at.look}, hints, resync)
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

// reader is who reads a stream.
type reader struct {
	actor authz.Actor
	token string
	look  <-chan struct{}
}

// run writes until the session ends, the client leaves, or the hub closes.
func (s *streams) run(ctx context.Context, w *bufio.Writer, r reader, hints <-chan Hint, resync bool) {
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
		if text, ok = s.next(ctx, r, hints, beat.C); !ok {
			return
		}
	}
}

// next waits for something to write; false ends the stream.
func (s *streams) next(ctx context.Context, r reader, hints <-chan Hint, beat <-chan time.Time) (string, bool) {
	for {
		select {
		case <-ctx.Done():
			return "", false
		case <-beat:
			if _, _, err := s.deps.Staff.Resolve(ctx, r.token); err != nil {
				return "", false // signed out, ended or disabled meanwhile
			}
			return ": beat\n\n", true
		case <-r.look:
			return ": look\n\n", true
		case h, ok := <-hints:
			if !ok {
				return "", false
			}
			if r.actor.Scope.Contains(h.Path) {
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
