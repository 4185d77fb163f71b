package whip

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/fault"
	"diandao/signaling/protocol"
)

// Limits.
const (
	MaxSessions = 500
	patience    = 15 * time.Second // for a seat and an answer
	typeSDP     = "application/sdp"
	typeTrickle = "application/trickle-ice-sdpfrag"
)

// Session is what signalling holds with one client. It returns when the conversation has ended.
type Session interface {
	Read() (protocol.Message, error)
	Answer(re string, data any)
	Refuse(re, code, message string)
	Send(t protocol.Type, data any)
	Close(code protocol.CloseCode, reason string)
}

// Serve holds the conversation with a session, as signaling.Service.Serve does.
type Serve func(ctx context.Context, s Session)

// Gateway keeps the sessions of one node. It is safe for concurrent use.
type Gateway struct {
	ctx   context.Context //nolint:containedctx // of the sessions, which outlive their requests
	serve Serve

	mu       sync.Mutex
	sessions map[string]*session
	wait     sync.WaitGroup
}

type session struct {
	conn  *conn
	token [sha256.Size]byte
}

// New returns a gateway whose sessions end with ctx, with their roll call, or when they are deleted.
func New(ctx context.Context, serve Serve) *Gateway {
	return &Gateway{ctx: ctx, serve: serve, sessions: map[string]*session{}}
}

// Close ends all sessions and waits for them.
func (g *Gateway) Close() {
	g.mu.Lock()
	for _, s := range g.sessions {
		s.conn.Close(protocol.CloseGoing, "server going")
	}
	g.mu.Unlock()
	g.wait.Wait()
}

// Publish takes a camera: POST of RFC 9725 §4.2, with the ticket of a person.
func (g *Gateway) Publish(c *fiber.Ctx) error { return g.begin(c, protocol.Phone) }

// Play shows who is called: POST of WHEP, with the ticket of a staff member.
func (g *Gateway) Play(c *fiber.Ctx) error { return g.begin(c, protocol.Officer) }

func (g *Gateway) begin(c *fiber.Ctx, role protocol.Role) error {
	media, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	token := bearer(c)
	switch {
	case !strings.EqualFold(strings.TrimSpace(media), typeSDP):
		return errType
	case token == "":
		return errToken
	case len(c.Body()) == 0 || len(c.Body()) > protocol.MaxSDP:
		return errOffer
	}
	s := &session{conn: newConn(role), token: sha256.Sum256([]byte(token))}
	id, ok := g.add(s)
	if !ok {
		return errFull
	}
	answer, refused := s.negotiate(strings.Clone(token), string(c.Body()))
	if refused != nil {
		s.conn.say(protocol.SessionLeave, &protocol.Empty{})
		s.conn.Close(protocol.CloseLeft, "refused")
		return refused
	}
	c.Set(fiber.HeaderLocation, strings.TrimSuffix(c.Path(), "/")+"/"+id)
	c.Set(fiber.HeaderContentType, typeSDP)
	return c.Status(fiber.StatusCreated).SendString(answer.SDP)
}

func bearer(c *fiber.Ctx) string {
	scheme, token, _ := strings.Cut(c.Get(fiber.HeaderAuthorization), " ")
	if !strings.EqualFold(scheme, "bearer") || len(token) > protocol.MaxToken {
		return ""
	}
	return token
}

// add begins a session.
func (g *Gateway) add(s *session) (string, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.sessions) >= MaxSessions || g.ctx.Err() != nil {
		return "", false
	}
	id := rand.Text()
	g.sessions[id] = s
	g.wait.Go(func() {
		defer g.remove(id)
		stop := context.AfterFunc(g.ctx, func() { s.conn.Close(protocol.CloseGoing, "server going") })
		defer stop()
		defer s.conn.Close(protocol.CloseLeft, "ended")
		g.serve(g.ctx, s.conn)
	})
	return id, true
}

func (g *Gateway) remove(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.sessions, id)
}

// negotiate takes a seat and gets the answer to an offer.
func (s *session) negotiate(token, offer string) (protocol.Answer, error) {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	s.conn.say(protocol.SessionHello, &protocol.Hello{Versions: []int{protocol.Version}, Ticket: token})
	for {
		select {
		case w := <-s.conn.greeted:
			if (w.Role == protocol.Phone) != (s.conn.role == protocol.Phone) {
				return protocol.Answer{}, errRole
			}
			s.conn.say(protocol.SDPOffer, &protocol.Offer{SDP: offer})
		case a := <-s.conn.answer:
			if s.conn.role != protocol.Phone {
				s.conn.say(protocol.RosterGet, &protocol.Empty{})
			}
			return a, nil
		case p := <-s.conn.refused:
			return protocol.Answer{}, refusal(p)
		case <-s.conn.closing:
			return protocol.Answer{}, s.why()
		case <-limit.C:
			return protocol.Answer{}, errBusy
		}
	}
}

// why is the refusal that came before the closing.
func (s *session) why() error {
	select {
	case p := <-s.conn.refused:
		return refusal(p)
	default:
		return errGone
	}
}

// Patch takes candidates, of which a server that is reached needs none (RFC 9725 §4.3.1), and refuses to restart ICE.
func (g *Gateway) Patch(c *fiber.Ctx) error {
	if _, ok := g.find(c); !ok {
		return c.SendStatus(fiber.StatusNotFound)
	}
	if c.Get(fiber.HeaderContentType) != typeTrickle {
		return c.SendStatus(fiber.StatusUnsupportedMediaType)
	}
	if strings.Contains(string(c.Body()), "ice-ufrag") && c.Get(fiber.HeaderIfMatch) == "*" {
		return c.SendStatus(fiber.StatusUnprocessableEntity)
	}
	return c.SendStatus(fiber.StatusNoContent)
}

// Delete ends a session.
func (g *Gateway) Delete(c *fiber.Ctx) error {
	s, ok := g.find(c)
	if !ok {
		return c.SendStatus(fiber.StatusNotFound)
	}
	s.conn.say(protocol.SessionLeave, &protocol.Empty{})
	return c.SendStatus(fiber.StatusOK)
}

// find returns the session of a request that bears its token.
func (g *Gateway) find(c *fiber.Ctx) (*session, bool) {
	g.mu.Lock()
	s, ok := g.sessions[c.Params("session")]
	g.mu.Unlock()
	if !ok {
		return nil, false
	}
	token := sha256.Sum256([]byte(bearer(c)))
	return s, subtle.ConstantTimeCompare(token[:], s.token[:]) == 1
}

// Faults of this package.
var (
	errType  = fault.New(fault.Unsupported, "whip.type_unsupported", "Send an offer as application/sdp.")
	errToken = fault.New(fault.Unauthenticated, protocol.CodeTicketRefused, "Send the ticket as a bearer token.")
	errOffer = fault.New(fault.Invalid, "whip.offer_size", "The offer is empty or too large.")
	errFull  = fault.New(fault.Unavailable, protocol.CodeFull, "There are too many sessions. Try again later.")
	errRole  = fault.New(fault.Forbidden, protocol.CodeRoleForbidden, "This ticket is for the other direction.")
	errBusy  = fault.New(fault.Unavailable, protocol.CodeBusy, "The server is busy. Try again.")
	errGone  = fault.New(fault.Conflict, protocol.CodeClosed, "You no longer take part in this roll call.")
)

// refusal is a refusal of signalling as an error of HTTP.
func refusal(p protocol.Problem) error {
	code := fault.Invalid
	switch {
	case p.Code == protocol.CodeTicketRefused:
		code = fault.Unauthenticated
	case p.Code == protocol.CodeRoleForbidden, p.Code == "rollcall.not_invited":
		code = fault.Forbidden
	case p.Code == protocol.CodeFull, p.Code == protocol.CodeBusy:
		code = fault.Unavailable
	case p.Code == protocol.CodeInternal:
		code = fault.Internal
	case strings.HasPrefix(p.Code, "rollcall."), p.Code == protocol.CodeClosed:
		code = fault.Conflict
	}
	return fault.New(code, p.Code, p.Message)
}
