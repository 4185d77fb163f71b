package signaling

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
)

// Conn is one client's connection, as ws.Conn has it.
type Conn interface {
	room.Conn
	// Read returns the next message, or an error when the connection has ended. What is no message has
	// been answered already.
	Read() (protocol.Message, error)
	Answer(re string, data any)
	Refuse(re, code, message string)
}

// session is one connection of a client after its hello.
type session struct {
	*Service
	conn   Conn
	actor  authz.Actor
	role   protocol.Role
	place  rollcall.Seat
	name   string // of a staff member
	leads  bool   // the roll call is theirs on record
	hub    *hub
	peer   *peer
	logger *slog.Logger
	left   bool
	kept   time.Time // when the resume token was last renewed
	tasks  sync.WaitGroup
	slow   chan struct{} // holds a place for each snapshot under way
	texts  *rate.Limiter
}

// snapshotsAtOnce bounds the pictures one officer waits for at the same time.
const snapshotsAtOnce = 2

// Serve holds the conversation of one connection and returns when it has ended.
func (s *Service) Serve(ctx context.Context, c Conn) {
	if !s.enter() {
		c.Send(protocol.SessionGoing, protocol.Going{Reason: "server_going"})
		c.Close(protocol.CloseGoing, "server going")
		return
	}
	defer s.sessions.Done()
	hello, err := c.Read()
	if err != nil {
		return
	}
	ses, err := s.greet(ctx, c, hello)
	if err != nil {
		s.turnAway(c, hello.ID, err)
		return
	}
	defer ses.end(ctx)
	for {
		m, err := c.Read()
		if err != nil {
			return
		}
		if err := ses.handle(ctx, m); err != nil {
			ses.refuse(m, err)
		}
		if ses.left {
			return
		}
	}
}

func (s *Service) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.sessions.Add(1)
	return true
}

var (
	errHello   = fault.New(fault.Invalid, protocol.CodeHelloExpected, "Send session.hello first.")
	errGreeted = fault.New(fault.Conflict, protocol.CodeHelloRepeated, "The session has been opened already.")
	errVersion = fault.New(fault.Unsupported, protocol.CodeVersionUnsupported, "This server speaks version 1.")
	errBusy    = fault.New(fault.RateLimited, protocol.CodeBusy, "Wait for the pictures that are being taken.")
)

// turnAway answers a hello that got no seat and closes with the code that tells the client what to do.
func (s *Service) turnAway(c Conn, re string, err error) {
	if elsewhere(c, re, err) {
		return
	}
	p, ours := problem(err)
	if ours {
		s.Logger.Error("signalling hello", "error", err)
	}
	c.Refuse(re, p.Code, p.Message)
	switch {
	case errors.Is(err, errHello), errors.Is(err, errVersion):
		c.Close(protocol.CloseBadMessage, p.Code)
	case rollcall.IsBarred(err):
		c.Close(protocol.CloseBarred, p.Code)
	case errors.Is(err, rollcall.ErrState), errors.Is(err, room.ErrClosed):
		c.Close(protocol.CloseRollCallEnd, p.Code)
	case fault.CodeOf(err) == fault.Unauthenticated, fault.CodeOf(err) == fault.Forbidden, fault.CodeOf(err) == fault.NotFound:
		c.Close(protocol.CloseRefused, p.Code)
	default:
		c.Close(protocol.CloseInternal, p.Code)
	}
}

// greet checks a hello and takes or resumes a seat.
func (s *Service) greet(ctx context.Context, c Conn, m protocol.Message) (*session, error) {
	hello, ok := m.Data.(*protocol.Hello)
	if !ok {
		return nil, errHello
	}
	if _, ok := protocol.Negotiate(hello.Versions); !ok {
		return nil, errVersion
	}
	ctx, cancel := context.WithTimeout(ctx, s.cfg.Timeout)
	defer cancel()
	claim, err := s.claim(ctx, hello)
	if err != nil {
		return nil, err
	}
	if err := allow(claim.Actor, roleOf(claim), protocol.SessionHello); err != nil {
		return nil, err
	}
	rc, err := s.admit(ctx, claim)
	if err != nil {
		return nil, err
	}
	return s.seat(ctx, c, m.ID, hello, claim, rc)
}

// admit checks that somebody may take part now: what a ticket or token says of them may have changed since. A watch
// was put on record when its ticket was issued.
func (s *Service) admit(ctx context.Context, claim Resumption) (rollcall.RollCall, error) {
	rc, err := s.admitBy(ctx, claim)
	if err != nil {
		return rc, err
	}
	barred, err := s.RollCalls.Barred(ctx, []rollcall.Seat{placeOf(claim, rc)})
	if why, ok := barred[0]; ok {
		return rc, why
	}
	return rc, err
}

func (s *Service) admitBy(ctx context.Context, claim Resumption) (rollcall.RollCall, error) {
	if !claim.Watch {
		return s.RollCalls.Admit(ctx, claim.Actor, claim.RollCallID)
	}
	rc, _, err := s.RollCalls.Get(ctx, claim.Actor, claim.RollCallID)
	if err == nil && !rc.State.IsRunning() {
		err = rollcall.ErrState
	}
	return rc, err
}

// claim finds what a ticket, for which there is no peer yet, or a resume token stands for.
func (s *Service) claim(ctx context.Context, hello *protocol.Hello) (Resumption, error) {
	if hello.ResumeToken != "" {
		return s.Resumes.Find(ctx, hello.ResumeToken)
	}
	g, err := s.Tickets.Look(ctx, hello.Ticket)
	return Resumption{RollCallID: g.RollCallID, Actor: g.Actor, Watch: g.Watch}, err
}

// enterHub returns the hub of a claim, held, and takes the ticket once it is known that this is the place for it.
func (s *Service) enterHub(ctx context.Context, hello *protocol.Hello, claim Resumption) (*hub, error) {
	h, err := s.hold(ctx, claim)
	if err != nil || hello.ResumeToken != "" {
		return h, err
	}
	if _, err := s.Tickets.Redeem(ctx, hello.Ticket); err != nil {
		s.release(h)
		return nil, err
	}
	return h, nil
}

// seat gives the claim its seat: the one it has, if that is still there, or a new one.
func (s *Service) seat(ctx context.Context, c Conn, re string, hello *protocol.Hello, claim Resumption, rc rollcall.RollCall) (*session, error) {
	h, err := s.enterHub(ctx, hello, claim)
	if err != nil {
		return nil, err
	}
	if !h.doors.permits(claim, s.Clock.Now()) {
		s.release(h)
		return nil, errDoor
	}
	station, err := s.Stations.StationName(ctx, rc.StationID)
	if err != nil {
		s.release(h)
		return nil, err
	}
	ses := &session{
		Service: s, conn: c, actor: claim.Actor, role: roleOf(claim), place: placeOf(claim, rc), hub: h, kept: s.Clock.Now(), slow: make(chan struct{}, snapshotsAtOnce),
		logger: s.Logger.With("roll_call_id", rc.ID), texts: rate.NewLimiter(rate.Every(textEvery), textsAtOnce),
	}
	welcome := protocol.Session{
		Version: protocol.Version, Role: ses.role, SlotsMax: 1, Layers: s.cfg.Layers, Nodes: s.urls(ctx),
		RollCall: protocol.RollCall{ID: string(rc.ID), Title: rc.Title, StationName: station, State: string(rc.State), Recorded: rc.IsRecorded},
	}
	if ses.role != protocol.Phone {
		welcome.SlotsMax = s.cfg.Slots
		ses.name, ses.leads = s.nameOf(ctx, claim.Actor.ID), rc.OfficerID == claim.Actor.ID
	}
	resumed, err := ses.resume(ctx, re, hello.ResumeToken, claim, welcome)
	if resumed || err != nil {
		s.release(h) // a resumed seat holds the hub already
		return ses, err
	}
	if err := ses.join(ctx, re, welcome); err != nil {
		s.release(h)
		return nil, err
	}
	return ses, nil
}

// resume takes the seat of a resume token, and reports whether it is still there.
func (ses *session) resume(ctx context.Context, re, token string, claim Resumption, w protocol.Session) (bool, error) {
	p, ok := ses.Service.peer(claim.PeerID)
	switch {
	case token == "":
		return false, nil
	case !ok && ses.hub.restored:
		return ses.revive(ctx, re, token, claim, w)
	case !ok || p.hub != ses.hub:
		return false, nil
	}
	ses.peer = p
	w.Resumed = true
	err := ses.hub.room.Resume(ctx, p.id, ses.conn, func(self protocol.Self) {
		ses.welcome(re, w, self)
	})
	if errors.Is(err, room.ErrNoSeat) {
		return false, nil
	}
	return err == nil, err
}

// join takes a new seat. The hub is held for it.
func (ses *session) join(ctx context.Context, re string, w protocol.Session) error {
	if w.Role != protocol.Phone {
		if err := ses.load(ctx); err != nil {
			return err
		}
	}
	p, err := ses.newPeer(id.New(), w.Role)
	if err != nil {
		return err
	}
	p.token = newToken()
	ses.peer = p
	if err := ses.keepToken(ctx, ses.cfg.TokenLife); err != nil {
		p.Close()
		return err
	}
	ses.mu.Lock()
	ses.peers[p.id] = p
	ses.mu.Unlock()
	err = ses.hub.room.Join(ctx, room.Joining{
		Role: w.Role, ActorID: actorID(ses.actor), Name: ses.name, Leads: w.Role == protocol.Officer && ses.leads, PeerID: p.id, Conn: ses.conn, Media: p,
		Welcome: func(self protocol.Self) { ses.welcome(re, w, self) },
	})
	if err != nil {
		ses.forget(ses.hub, p.id)
		return err
	}
	ses.seated()
	return nil
}

// load reads the roster into the room.
func (ses *session) load(ctx context.Context) error {
	_, all, err := ses.RollCalls.Get(ctx, ses.actor, ses.hub.id)
	if err != nil {
		return err
	}
	if ses.role == protocol.Watcher {
		return ses.hub.room.Fill(ctx, invitees(all))
	}
	return ses.hub.room.Load(ctx, invitees(all))
}

// nameOf names a staff member; a name that cannot be read now is left out, the roll call goes on.
func (s *Service) nameOf(ctx context.Context, staffID string) string {
	name, err := s.Stations.StaffName(ctx, staffID)
	if err != nil {
		s.Logger.Warn("name of staff not read", "error", err)
	}
	return name
}

// welcome answers the hello; it runs in the room's goroutine.
func (ses *session) welcome(re string, w protocol.Session, self protocol.Self) {
	now := ses.Clock.Now()
	w.PeerID, w.ResumeToken, w.ServerTime = ses.peer.id, ses.peer.token, now
	w.ICEServers = iceServers(ses.ICE.Servers(ses.peer.id, now))
	if w.Role == protocol.Phone {
		w.Self = &self
	}
	ses.conn.Answer(re, w)
}

func actorID(a authz.Actor) string {
	if a.Role == authz.Self {
		return a.PersonID
	}
	return a.ID
}

func newToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func (ses *session) keepToken(ctx context.Context, ttl time.Duration) error {
	return ses.Resumes.Put(ctx, ses.peer.token, Resumption{
		RollCallID: ses.hub.id, PeerID: ses.peer.id, Actor: ses.actor, Watch: ses.role == protocol.Watcher,
	}, ttl)
}

// end keeps the seat for a while, unless it is given up or taken away; with the seat goes its token. When the room is
// over the token stays for its time: who was not told, since the connection was lost that moment, comes back to hear it.
func (ses *session) end(ctx context.Context) {
	ses.tasks.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ses.cfg.Timeout)
	defer cancel()
	leave := ses.hub.room.Drop
	if ses.left {
		leave = func(ctx context.Context, peerID string, _ room.Conn) error { return ses.hub.room.Leave(ctx, peerID) }
	}
	err := leave(ctx, ses.peer.id, ses.conn)
	isOver := errors.Is(err, room.ErrClosed)
	if err != nil && !isOver {
		ses.logger.Warn("end session", "error", err)
	}
	if isOver || ses.mayResume() {
		return
	}
	if err := ses.Resumes.Delete(ctx, ses.peer.token); err != nil {
		ses.logger.Warn("delete resume token", "error", err)
	}
}

// mayResume reports whether the client may come back: to its seat, or elsewhere when this server or the
// room goes.
func (ses *session) mayResume() bool {
	ses.mu.Lock()
	defer ses.mu.Unlock()
	_, seated := ses.peers[ses.peer.id]
	return seated || ses.closed || ses.hub.gone.Load()
}

func (ses *session) refuse(m protocol.Message, err error) {
	p, ours := problem(err)
	if ours {
		ses.logger.Error("signalling message", "type", m.Type, "error", err)
	}
	ses.conn.Refuse(m.ID, p.Code, p.Message)
}
