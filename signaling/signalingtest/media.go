package signalingtest

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
	"github.com/pion/webrtc/v4/pkg/media"
	"github.com/pion/webrtc/v4/pkg/media/ivfreader"

	"diandao/signaling/protocol"
)

//go:embed clips/*.ivf
var clips embed.FS

// Clip is a short film that a phone sends over and over.
type Clip string

// The clips.
const (
	Bars Clip = "bars" // 160×120, moving colour bars
	Red  Clip = "red"  // 320×240, plain red
)

// film is a clip's frames.
type film [][]byte

func load(c Clip) (film, error) {
	data, err := clips.ReadFile("clips/" + string(c) + ".ivf")
	if err != nil {
		return nil, fmt.Errorf("load clip: %w", err)
	}
	r, _, err := ivfreader.NewWith(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read clip: %w", err)
	}
	var f film
	for {
		frame, _, err := r.ParseNextFrame()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read clip: %w", err)
		}
		f = append(f, frame)
	}
}

// MediaOptions tell what a client sends and how it comes.
type MediaOptions struct {
	Clip       Clip // empty sends no picture
	Excess     int  // bits a second that mean nothing and are sent with each picture
	Slots      int  // pictures it receives
	TCPOnly    bool
	ICEServers []webrtc.ICEServer
	RelayOnly  bool
	Addresses  []net.IP // of this machine that it may use besides the loopback
}

// Media is the WebRTC half of a client, on Pion: it sends a clip and silence and counts what it receives.
type Media struct {
	pc       *webrtc.PeerConnection
	film     film
	excess   int // bytes with each picture
	video    *webrtc.TrackLocalStaticSample
	audio    *webrtc.TrackLocalStaticSample
	ctx      context.Context
	end      context.CancelFunc
	wait     sync.WaitGroup
	keyAsked atomic.Bool
	sending  atomic.Bool
	reel     atomic.Pointer[film] // shown instead of film, once Play has been called
	trickle  atomic.Pointer[func(protocol.Candidate)]

	mu       sync.Mutex
	received map[string]*Received // by mid
}

var _ MediaHalf = (*Media)(nil)

// Received is what came in on one m-line.
type Received struct {
	Packets   int
	Frames    int
	KeyFrames int
	Gaps      int         // sequence numbers that were not the next
	Sizes     map[int]int // frames by width of the last key frame
	last      uint16
	width     int
}

// NewMedia returns a client that has not offered yet. The caller closes it.
func NewMedia(o MediaOptions) (*Media, error) {
	pc, err := newConnection(o)
	if err != nil {
		return nil, err
	}
	m := &Media{pc: pc, received: map[string]*Received{}, excess: o.Excess / 8 / int(time.Second/step)}
	m.ctx, m.end = context.WithCancel(context.Background())
	m.sending.Store(true)
	if err := m.addLines(o); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	m.listen()
	return m, nil
}

func newConnection(o MediaOptions) (*webrtc.PeerConnection, error) {
	engine := &webrtc.MediaEngine{}
	if err := engine.RegisterDefaultCodecs(); err != nil {
		return nil, err
	}
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() || slices.ContainsFunc(o.Addresses, ip.Equal) })
	networks := []webrtc.NetworkType{webrtc.NetworkTypeUDP4}
	if o.TCPOnly {
		networks = []webrtc.NetworkType{webrtc.NetworkTypeTCP4}
	}
	settings.SetNetworkTypes(networks)
	config := webrtc.Configuration{ICEServers: o.ICEServers}
	if o.RelayOnly {
		config.ICETransportPolicy = webrtc.ICETransportPolicyRelay
	}
	api := webrtc.NewAPI(webrtc.WithMediaEngine(engine), webrtc.WithSettingEngine(settings), webrtc.WithInterceptorRegistry(&interceptor.Registry{}))
	return api.NewPeerConnection(config)
}

// addLines lays out the offer: camera, microphone, then a place for each picture.
func (m *Media) addLines(o MediaOptions) (err error) {
	if o.Clip != "" {
		if m.film, err = load(o.Clip); err != nil {
			return err
		}
		m.video, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90_000}, "camera", "phone")
		if err != nil {
			return err
		}
		if err := m.add(m.video, webrtc.RTPTransceiverDirectionSendonly); err != nil {
			return err
		}
	}
	m.audio, err = webrtc.NewTrackLocalStaticSample(webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus, ClockRate: 48_000, Channels: 2}, "microphone", "phone")
	if err != nil {
		return err
	}
	if err := m.add(m.audio, webrtc.RTPTransceiverDirectionSendrecv); err != nil {
		return err
	}
	for range o.Slots {
		_, err := m.pc.AddTransceiverFromKind(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionRecvonly})
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *Media) add(t webrtc.TrackLocal, d webrtc.RTPTransceiverDirection) error {
	tr, err := m.pc.AddTransceiverFromTrack(t, webrtc.RTPTransceiverInit{Direction: d})
	if err != nil {
		return err
	}
	m.wait.Go(func() { m.hear(tr.Sender()) })
	return nil
}

// hear takes the server's requests for key frames.
func (m *Media) hear(s *webrtc.RTPSender) {
	for {
		packets, _, err := s.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			if _, ok := p.(*rtcp.PictureLossIndication); ok {
				m.keyAsked.Store(true)
			}
		}
	}
}

func (m *Media) listen() {
	m.pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		fn := m.trickle.Load()
		if c == nil || fn == nil {
			return
		}
		j := c.ToJSON()
		out := protocol.Candidate{Candidate: &j.Candidate, SDPMid: j.SDPMid}
		if j.SDPMLineIndex != nil {
			line := int(*j.SDPMLineIndex)
			out.SDPMLineIndex = &line
		}
		(*fn)(out)
	})
	var once sync.Once
	m.pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateConnected {
			once.Do(func() { m.wait.Go(m.send) })
		}
	})
	m.pc.OnTrack(func(t *webrtc.TrackRemote, r *webrtc.RTPReceiver) {
		mid := r.RTPTransceiver().Mid()
		m.wait.Go(func() { m.count(mid, t) })
	})
}

// step is from one picture to the next.
const step = 100 * time.Millisecond

// picture is the i-th picture with what is sent besides.
func (m *Media) picture(i int) []byte {
	film := m.showing()
	frame := film[i%len(film)]
	if m.excess == 0 {
		return frame
	}
	return append(slices.Clone(frame), make([]byte, m.excess)...)
}

// send plays the clip and silence until Close.
func (m *Media) send() {
	tick := time.NewTicker(step)
	defer tick.Stop()
	silence := []byte{0xf8, 0xff, 0xfe} // an Opus packet of 20 ms of silence
	for i := 0; ; i++ {
		if m.keyAsked.Swap(false) {
			i = 0 // every clip begins with a key frame
		}
		if m.video != nil && m.sending.Load() {
			if err := m.video.WriteSample(media.Sample{Data: m.picture(i), Duration: step}); err != nil {
				return
			}
		}
		for range 5 {
			if err := m.audio.WriteSample(media.Sample{Data: silence, Duration: 20 * time.Millisecond}); err != nil {
				return
			}
		}
		select {
		case <-m.ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (m *Media) count(mid string, t *webrtc.TrackRemote) {
	m.mu.Lock()
	if m.received[mid] == nil {
		m.received[mid] = &Received{Sizes: map[int]int{}}
	}
	r := m.received[mid]
	m.mu.Unlock()
	for {
		p, _, err := t.ReadRTP()
		if err != nil {
			return
		}
		m.mu.Lock()
		r.take(p, t.Kind() == webrtc.RTPCodecTypeVideo)
		m.mu.Unlock()
	}
}

func (r *Received) take(p *rtp.Packet, isVideo bool) {
	if r.Packets > 0 && p.SequenceNumber != r.last+1 {
		r.Gaps++
	}
	r.last = p.SequenceNumber
	r.Packets++
	if !isVideo {
		return
	}
	if w := keyFrameWidth(p.Payload); w > 0 {
		r.KeyFrames++
		r.width = w
	}
	if p.Marker {
		r.Frames++
		r.Sizes[r.width]++
	}
}

// keyFrameWidth is the width told by the first packet of a VP8 key frame, else 0.
func keyFrameWidth(b []byte) int {
	at := bytes.Index(b, []byte{0x9d, 0x01, 0x2a})
	if at < 3 || at > 12 || len(b) < at+5 || b[at-3]&0x01 != 0 {
		return 0
	}
	return int(b[at+3]) | int(b[at+4]&0x3f)<<8
}

// Received returns a copy of what came in on an m-line.
func (m *Media) Received(mid string) Received {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.received[mid]
	if r == nil {
		return Received{}
	}
	out := *r
	out.Sizes = map[int]int{}
	for w, n := range r.Sizes {
		out.Sizes[w] = n
	}
	return out
}

// Frames counts the pictures that came in on all m-lines.
func (m *Media) Frames() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, r := range m.received {
		n += r.Frames
	}
	return n
}

// Offer makes an offer; with restart, one that restarts ICE.
func (m *Media) Offer(restart bool) (string, error) {
	offer, err := m.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return "", err
	}
	return offer.SDP, m.pc.SetLocalDescription(offer)
}

// Accept takes the answer.
func (m *Media) Accept(a protocol.Answer) error {
	return m.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: a.SDP})
}

// Trickle names who hears of local candidates.
func (m *Media) Trickle(fn func(protocol.Candidate)) { m.trickle.Store(&fn) }

// Wish does what the server asks a phone to send.
func (m *Media) Wish(w protocol.MediaWish) { m.sending.Store(w.Camera) }

// Close ends the connection and every goroutine.
func (m *Media) Close() error {
	m.end()
	err := m.pc.GracefulClose()
	m.wait.Wait()
	return err
}
