package signaling

import (
	"context"
	"time"

	"diandao/internal/geo"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/identify"
	"diandao/signaling/protocol"
	"diandao/signaling/room"
	"diandao/signaling/sfu"
)

// line is the running room as identify sees it.
type line struct {
	service *Service
	hub     *hub
}

var (
	_ identify.Line   = line{}
	_ room.CallEvents = (*seen)(nil)
)

// Snapshot implements identify.Line.
func (l line) Snapshot(ctx context.Context, personID string) (sfu.Frame, error) {
	peerID, err := l.hub.room.PeerOf(ctx, personID)
	if err != nil {
		return sfu.Frame{}, err
	}
	p, ok := l.service.peer(peerID)
	if !ok {
		return sfu.Frame{}, errGoing
	}
	return p.media.Load().Snapshot(ctx)
}

// Challenge implements identify.Line.
func (l line) Challenge(ctx context.Context, personID string, asked *protocol.Asked) error {
	return l.hub.room.Challenge(ctx, personID, asked)
}

// Changed implements identify.Line.
func (l line) Changed(ctx context.Context, i rollcall.Invitee) error {
	return l.hub.room.Note(ctx, invitee(i))
}

// newDesk returns the desk of a hub, nil where nobody is to be identified.
func (s *Service) newDesk(h *hub) *identify.Desk {
	if s.Identity == nil {
		return nil
	}
	return s.Identity.Desk(s.ctx, h.id, line{s, h})
}

// CallBegan implements room.CallEvents.
func (e *seen) CallBegan(personID string) {
	if d := e.hub.desk; d != nil {
		d.Called(person.ID(personID))
	}
}

// CallEnded implements room.CallEvents.
func (e *seen) CallEnded(personID string) {
	if d := e.hub.desk; d != nil {
		d.CallEnded(person.ID(personID))
	}
}

// seated notes by which device a person came.
func (ses *session) seated() {
	if d := ses.hub.desk; d != nil && ses.role == protocol.Phone {
		d.Seated(person.ID(ses.actor.PersonID), ses.actor.DeviceID)
	}
}

// addCandidate hands a candidate to the media; of a phone's, the public address is noted as a salted hash.
func (ses *session) addCandidate(c *protocol.Candidate) error {
	if d := ses.hub.desk; d != nil && c.Candidate != nil && ses.role == protocol.Phone {
		d.Candidate(person.ID(ses.actor.PersonID), *c.Candidate)
	}
	return ses.peer.addCandidate(c)
}

// camera notes what a phone says of its camera.
func (ses *session) camera(c *protocol.Camera) {
	if d := ses.hub.desk; d != nil {
		d.Camera(person.ID(ses.actor.PersonID), rollcall.CameraFacts{
			Label: c.Label, Pictures: c.Pictures, MeanGap: time.Duration(c.MeanGapUS) * time.Microsecond, Spread: time.Duration(c.SpreadUS) * time.Microsecond,
		})
	}
}

// locate puts where a phone is on record and tells the officers.
func (ses *session) locate(ctx context.Context, l *protocol.Location) error {
	in := rollcall.Place{None: l.None}
	if f := l.Fix; f != nil {
		in.Fix = &rollcall.Fix{Point: geo.Point{Lat: f.Lat, Lng: f.Lng}, AccuracyM: f.AccuracyM, Datum: geo.Datum(f.Datum), TakenAt: f.TakenAt}
	}
	i, err := ses.RollCalls.ReportLocation(ctx, ses.actor, ses.hub.id, in)
	if err != nil {
		return err
	}
	return ses.hub.room.Note(ctx, invitee(i))
}

// seenOf fills in what was asked and seen of an invitee.
func seenOf(i rollcall.Invitee, out *protocol.Invitee) {
	out.Proposal = string(i.Proposal())
	for _, f := range i.Findings {
		out.Findings = append(out.Findings, protocol.Finding{Code: f.Code, Weight: string(f.Weight), Evidence: f.Evidence, Value: f.Value, Attempt: f.Attempt, At: f.At})
	}
	c := i.Challenge()
	if c == nil {
		return
	}
	out.Challenge = &protocol.Challenge{Attempt: c.Attempt, Kind: string(c.Kind), Digits: c.Digits, Gestures: c.Gestures, AskedAt: c.AskedAt, Deadline: c.Deadline}
	if c.PictureID != "" {
		out.Challenge.PictureURL = evidencePath + string(c.PictureID)
	}
	if c.FramesID != "" {
		out.Challenge.FramesURL = evidencePath + string(c.FramesID)
	}
	for _, f := range c.Frames {
		out.Challenge.Frames = append(out.Challenge.Frames, protocol.ShotFrame{Step: f.Step, OffsetMS: f.OffsetMS, Bytes: f.Bytes})
	}
}
