package loadtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"diandao/signaling/protocol"
)

// Browsers name a stream's mid and rid until reports show that the other side knows them; bots do so for this many packets.
const namedPackets = 100

// phone sends a camera in one or two layers and a microphone.
type phone struct {
	*client
	number  uint16
	streams [kinds]*stream

	// With a whole server, guarded by mu.
	isNamed bool
	asked   *protocol.MediaWish
}

// stream is one layer of the camera or the microphone. After join all but the atomics belongs to the pacer.
type stream struct {
	kind  kind
	phone *phone
	track *webrtc.TrackLocalStaticRTP
	beat  beat
	film  *film

	header  rtp.Header
	named   []extension
	scratch []byte
	frame   int // next of the film
	picture uint16
	trailer trailer

	keyWanted atomic.Bool
	sent      atomic.Uint64
	frames    atomic.Uint64
	asked     atomic.Uint64 // key frames
}

type extension struct {
	id    uint8
	value string
}

// join makes a phone and connects it; it sends nothing until told to.
func (c *crowd) join(ctx context.Context, number int) (*phone, error) {
	b, err := c.newClient(ctx, fmt.Sprintf("phone%d", number), number, false)
	if err != nil {
		return nil, err
	}
	p := &phone{client: b, number: uint16(number)}
	b.wish = p.wished
	if err := p.lines(); err != nil {
		return nil, errors.Join(err, b.hangup())
	}
	if err := b.negotiate(ctx); err != nil {
		return nil, errors.Join(err, b.hangup())
	}
	p.name()
	p.nowNamed()
	if err := b.online(ctx); err != nil {
		return nil, errors.Join(err, b.hangup())
	}
	return p, nil
}

// lines lays out the offer: camera, microphone and the officer's voice, the officer's picture.
func (p *phone) lines() error {
	layers := []kind{large}
	if p.crowd.options.Layers == 2 {
		layers = []kind{small, large}
	}
	vp8 := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90_000}
	var camera *webrtc.RTPTransceiver
	for _, k := range layers {
		var options []func(*webrtc.TrackLocalStaticRTP)
		if len(layers) > 1 {
			options = append(options, webrtc.WithRTPStreamID(k.rid()))
		}
		s, err := p.stream(k, vp8, "camera", options...)
		if err != nil {
			return err
		}
		if camera != nil {
			err = camera.Sender().AddEncoding(s.track)
		} else {
			camera, err = p.pc.AddTransceiverFromTrack(s.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
		}
		if err != nil {
			return err
		}
	}
	for _, k := range layers {
		p.wait.Go(func() { p.streams[k].feedback(camera.Sender(), len(layers) > 1) })
	}
	opus := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48_000, Channels: 2}
	s, err := p.stream(sound, opus, "microphone")
	if err != nil {
		return err
	}
	voice, err := p.pc.AddTransceiverFromTrack(s.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendrecv})
	if err != nil {
		return err
	}
	p.wait.Go(func() { s.feedback(voice.Sender(), false) })
	_, err = p.pc.AddTransceiverFromKind(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly})
	return err
}

func (p *phone) stream(k kind, codec webrtc.RTPCodecCapability, id string, options ...func(*webrtc.TrackLocalStaticRTP)) (*stream, error) {
	track, err := webrtc.NewTrackLocalStaticRTP(codec, id, "phone", options...)
	if err != nil {
		return nil, err
	}
	s := &stream{kind: k, phone: p, track: track, film: p.crowd.film(k), scratch: make([]byte, payloadBytes)}
	s.header = rtp.Header{Version: 2, SequenceNumber: uint16(rand.Uint32()), Timestamp: rand.Uint32()}
	s.picture = uint16(rand.Uint32()) & 0x7fff
	s.trailer = trailer{phone: p.number, kind: k}
	s.keyWanted.Store(true)
	s.beat.step, s.beat.fire = 20*time.Millisecond, s.speak
	if k != sound {
		s.beat.step, s.beat.fire = s.film.step, s.show
	}
	p.streams[k] = s
	return s, nil
}

// name finds what the negotiation calls each stream.
func (p *phone) name() {
	for _, tr := range p.pc.GetTransceivers() {
		sender := tr.Sender()
		if sender == nil || sender.Track() == nil {
			continue
		}
		for _, e := range sender.GetParameters().HeaderExtensions {
			for _, s := range p.streams {
				if s == nil || s.track.Kind() != tr.Kind() {
					continue
				}
				switch {
				case e.URI == midURI:
					s.named = append(s.named, extension{uint8(e.ID), tr.Mid()})
				case e.URI == ridURI && s.track.RID() != "":
					s.named = append(s.named, extension{uint8(e.ID), s.track.RID()})
				}
			}
		}
	}
}

// feedback takes the server's requests for key frames.
func (s *stream) feedback(sender *webrtc.RTPSender, simulcast bool) {
	for {
		var packets []rtcp.Packet
		var err error
		if simulcast {
			packets, _, err = sender.ReadSimulcastRTCP(s.track.RID())
		} else {
			packets, _, err = sender.ReadRTCP()
		}
		if err != nil {
			return
		}
		for _, p := range packets {
			switch p.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				s.asked.Add(1)
				s.keyWanted.Store(true)
			}
		}
	}
}

// send starts a stream at once.
func (p *phone) send(k kind) { p.crowd.pacer.start(&p.streams[k].beat, 0) }

// sendSometime starts a stream within one step of it: cameras do not beat together.
func (p *phone) sendSometime(k kind) {
	s := p.streams[k]
	p.crowd.pacer.start(&s.beat, time.Duration(rand.Int64N(int64(s.beat.step))))
}

// pause stops all streams.
func (p *phone) pause() {
	for _, s := range p.streams {
		if s != nil {
			s.beat.on.Store(false)
		}
	}
}

// speak sends one packet of sound.
func (s *stream) speak() {
	s.trailer.parts, s.trailer.key = 1, true
	s.write(s.scratch[:soundBytes], true)
	s.header.Timestamp += 960
	s.trailer.frame++
	s.frames.Add(1)
}

// show sends one frame. After the last comes the second, as a camera sends key frames only when asked; what that
// looks like is nobody's concern here.
func (s *stream) show() {
	if s.frame == len(s.film.frames) {
		s.frame = 1
	}
	if s.keyWanted.Swap(false) {
		s.frame = 0
	}
	parts := s.film.frames[s.frame]
	s.trailer.key, s.trailer.parts = s.frame == 0, uint8(len(parts))
	for i, part := range parts {
		payload := s.scratch[:copy(s.scratch, part)]
		setPictureID(payload, s.picture)
		s.trailer.part = uint8(i)
		s.write(payload, i == len(parts)-1)
	}
	s.header.Timestamp += s.film.ticks
	s.picture = (s.picture + 1) & 0x7fff
	s.trailer.frame++
	s.frames.Add(1)
	s.frame++
}

func (s *stream) write(payload []byte, last bool) {
	p := rtp.Packet{Header: s.header, Payload: payload}
	p.Marker = last && s.kind != sound
	if s.trailer.number < namedPackets {
		for _, e := range s.named {
			_ = p.SetExtension(e.id, []byte(e.value)) // short by construction
		}
	}
	s.trailer.sent = s.phone.crowd.now()
	s.trailer.put(payload)
	_ = s.track.WriteRTP(&p) // what the kernel refuses is lost, and counted where it is missed
	s.header.SequenceNumber++
	s.trailer.number++
	s.sent.Add(1)
}
