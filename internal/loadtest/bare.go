package loadtest

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// bare is the least a Pion program does to forward: it reads a TrackRemote and writes what it read to each
// TrackLocalStaticRTP that shows it. It keeps no packets, sends no reports and limits nothing.
type bare struct {
	api *webrtc.API
	mux ice.UDPMux // with one port

	wait  sync.WaitGroup
	mu    sync.Mutex
	peers map[string]*barePeer
	shown map[source]*targets
}

// source names a layer of a phone as a slot wants it.
type source struct {
	peer  string
	audio bool
	large bool
}

// targets are the slots that show a source.
type targets struct {
	list    atomic.Pointer[[]*webrtc.TrackLocalStaticRTP]
	keyFunc atomic.Pointer[func()] // asks the phone for a key frame
}

func (t *targets) ask() {
	if fn := t.keyFunc.Load(); fn != nil {
		(*fn)()
	}
}

type barePeer struct {
	id    string
	pc    *webrtc.PeerConnection
	slots []*bareSlot
	audio *bareSlot

	mu    sync.Mutex
	early []webrtc.ICECandidateInit
	ready bool
}

type bareSlot struct {
	track  *webrtc.TrackLocalStaticRTP
	source atomic.Pointer[targets]
}

func newBare(s Server) (*bare, error) {
	b := &bare{peers: map[string]*barePeer{}, shown: map[source]*targets{}}
	engine, err := newEngine(s == Stock)
	if err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	if s == Stock {
		if err := webrtc.RegisterDefaultInterceptors(engine, registry); err != nil {
			return nil, err
		}
	}
	settings := loopbackSettings()
	if s == Port {
		conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			return nil, err
		}
		const buffer = 8 << 20
		if err := errors.Join(conn.SetReadBuffer(buffer), conn.SetWriteBuffer(buffer)); err != nil {
			return nil, err
		}
		b.mux = webrtc.NewICEUDPMux(nil, conn)
		settings.SetICEUDPMux(b.mux)
	}
	b.api = webrtc.NewAPI(webrtc.WithMediaEngine(engine), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(registry))
	return b, nil
}

// targets returns the entry of a source; b.mu is held.
func (b *bare) targets(s source) *targets {
	t := b.shown[s]
	if t == nil {
		t = &targets{}
		t.list.Store(&[]*webrtc.TrackLocalStaticRTP{})
		b.shown[s] = t
	}
	return t
}

func (b *bare) peer(id string) (*barePeer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if p := b.peers[id]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no peer %s", id)
}

func (b *bare) open(id string, _ bool, trickle func(webrtc.ICECandidateInit)) error {
	pc, err := b.api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return err
	}
	p := &barePeer{id: id, pc: pc}
	pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		if c != nil {
			trickle(c.ToJSON())
		}
	})
	pc.OnTrack(func(t *webrtc.TrackRemote, _ *webrtc.RTPReceiver) { b.forward(p, t) })
	b.mu.Lock()
	defer b.mu.Unlock()
	b.peers[id] = p
	return nil
}

// forward runs on the goroutine that Pion started for the track.
func (b *bare) forward(p *barePeer, t *webrtc.TrackRemote) {
	b.wait.Add(1)
	defer b.wait.Done()
	key := func() {
		_ = p.pc.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: uint32(t.SSRC())}})
	}
	b.mu.Lock()
	var lists []*targets
	if t.Kind() == webrtc.RTPCodecTypeAudio {
		lists = append(lists, b.targets(source{peer: p.id, audio: true}))
	} else {
		for _, l := range []bool{false, true} {
			if t.RID() == "" || (t.RID() == large.rid()) == l {
				lists = append(lists, b.targets(source{peer: p.id, large: l}))
			}
		}
		for _, l := range lists {
			l.keyFunc.Store(&key)
			l.ask()
		}
	}
	b.mu.Unlock()
	buf := make([]byte, 1500)
	for {
		n, _, err := t.Read(buf)
		if err != nil {
			return
		}
		for _, l := range lists {
			for _, to := range *l.list.Load() {
				if _, err := to.Write(buf[:n]); err != nil && !errors.Is(err, io.ErrClosedPipe) {
					return
				}
			}
		}
	}
}

// offer answers: a slot for each m-line that receives.
func (b *bare) offer(id, text string) (string, error) {
	p, err := b.peer(id)
	if err != nil {
		return "", err
	}
	var d sdp.SessionDescription
	if err := d.UnmarshalString(text); err != nil {
		return "", err
	}
	for i, m := range d.MediaDescriptions {
		if err := b.addLine(p, i, m); err != nil {
			return "", err
		}
	}
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: text}); err != nil {
		return "", err
	}
	answer, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	if err := p.pc.SetLocalDescription(answer); err != nil {
		return "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready = true
	for _, c := range p.early {
		if err := p.pc.AddICECandidate(c); err != nil {
			return "", err
		}
	}
	return answer.SDP, nil
}

func (b *bare) addLine(p *barePeer, i int, m *sdp.MediaDescription) error {
	kind := webrtc.NewRTPCodecType(m.MediaName.Media)
	if _, sends := m.Attribute("sendonly"); sends {
		_, err := p.pc.AddTransceiverFromKind(kind, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly})
		return err
	}
	codec := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90_000}
	if kind == webrtc.RTPCodecTypeAudio {
		codec = webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48_000, Channels: 2}
	}
	track, err := webrtc.NewTrackLocalStaticRTP(codec, fmt.Sprintf("track%d", i), fmt.Sprintf("stream%d", i))
	if err != nil {
		return err
	}
	way := webrtc.RTPTransceiverDirectionSendonly
	if _, only := m.Attribute("recvonly"); !only {
		way = webrtc.RTPTransceiverDirectionSendrecv
	}
	tr, err := p.pc.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: way})
	if err != nil {
		return err
	}
	s := &bareSlot{track: track}
	if kind == webrtc.RTPCodecTypeAudio {
		p.audio = s
	} else {
		p.slots = append(p.slots, s)
	}
	b.wait.Go(func() { s.feedback(tr.Sender()) })
	return nil
}

// feedback passes requests for key frames on.
func (s *bareSlot) feedback(sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			if _, ok := p.(*rtcp.PictureLossIndication); !ok {
				continue
			}
			if t := s.source.Load(); t != nil {
				t.ask()
			}
		}
	}
}

func (b *bare) candidate(id string, c webrtc.ICECandidateInit) error {
	p, err := b.peer(id)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ready {
		p.early = append(p.early, c)
		return nil
	}
	return p.pc.AddICECandidate(c)
}

func (b *bare) show(id string, slot int, from string, isLarge bool) error {
	p, err := b.peer(id)
	if err != nil {
		return err
	}
	if slot >= len(p.slots) {
		return fmt.Errorf("no slot %d", slot)
	}
	b.point(p.slots[slot], source{peer: from, large: isLarge})
	return nil
}

func (b *bare) hear(id, from string) error {
	p, err := b.peer(id)
	if err != nil {
		return err
	}
	if p.audio == nil {
		return errors.New("no audio")
	}
	b.point(p.audio, source{peer: from, audio: true})
	return nil
}

func (b *bare) point(s *bareSlot, from source) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if old := s.source.Load(); old != nil {
		list := slices.DeleteFunc(slices.Clone(*old.list.Load()), func(t *webrtc.TrackLocalStaticRTP) bool { return t == s.track })
		old.list.Store(&list)
	}
	t := b.targets(from)
	list := append(slices.Clone(*t.list.Load()), s.track)
	t.list.Store(&list)
	s.source.Store(t)
	t.ask()
}

func (b *bare) shut(id string) error {
	p, err := b.peer(id)
	if err != nil {
		return err
	}
	b.mu.Lock()
	delete(b.peers, id)
	b.mu.Unlock()
	return p.pc.Close()
}

func (b *bare) Close() error {
	b.mu.Lock()
	peers := b.peers
	b.peers = map[string]*barePeer{}
	b.mu.Unlock()
	var errs []error
	for _, p := range peers {
		errs = append(errs, p.pc.Close())
	}
	b.wait.Wait()
	if b.mux != nil {
		errs = append(errs, b.mux.Close())
	}
	return errors.Join(errs...)
}
