package sfu_test

import (
	"encoding/binary"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
	"github.com/stretchr/testify/require"

	"diandao/signaling/sfu"
	"diandao/signaling/signalingtest"
)

// rogue is a phone whose offer and packets are made by hand.
type rogue struct {
	pc    *webrtc.PeerConnection
	track *webrtc.TrackLocalStaticRTP
	peer  *sfu.Peer
	ear   *ear
	up    chan struct{}
}

func newRogue(t *testing.T, n *sfu.Node, id sfu.PeerID, mime string) *rogue {
	t.Helper()
	engine := &webrtc.MediaEngine{}
	capability := webrtc.RTPCodecCapability{MimeType: mime, ClockRate: 90_000}
	require.NoError(t, engine.RegisterCodec(webrtc.RTPCodecParameters{RTPCodecCapability: capability, PayloadType: 96}, webrtc.RTPCodecTypeVideo))
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	pc, err := webrtc.NewAPI(webrtc.WithMediaEngine(engine), webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, pc.GracefulClose()) })
	r := &rogue{pc: pc, ear: &ear{uplinks: map[sfu.Kind]bool{}}, up: make(chan struct{})}
	var once sync.Once
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateConnected {
			once.Do(func() { close(r.up) })
		}
	})
	r.track, err = webrtc.NewTrackLocalStaticRTP(capability, "screen", "display")
	require.NoError(t, err)
	_, err = pc.AddTransceiverFromTrack(r.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	require.NoError(t, err)
	r.peer, err = n.NewPeer(id, sfu.PeerConfig{Role: sfu.Publisher, Events: r.ear})
	require.NoError(t, err)
	return r
}

// offer lets the server answer the phone's offer as change leaves it.
func (r *rogue) offer(t *testing.T, change func(string) string) (string, error) {
	t.Helper()
	offer, err := r.pc.CreateOffer(nil)
	require.NoError(t, err)
	require.NoError(t, r.pc.SetLocalDescription(offer))
	return r.peer.Answer(change(offer.SDP))
}

func asItIs(sdp string) string { return sdp }

// flood sends so many bits a second for some time.
func (r *rogue) flood(t *testing.T, rate int, d time.Duration) {
	t.Helper()
	const size = 1100
	body := make([]byte, size)
	copy(body, []byte{0x90, 0x80, 0x80, 0, 0x01})
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	began, sent := time.Now(), 0
	for time.Since(began) < d {
		<-tick.C
		for ; sent < int(time.Since(began).Seconds()*float64(rate)/8/size); sent++ {
			binary.BigEndian.PutUint16(body[2:], 0x8000|uint16(sent))
			p := &rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: uint16(sent), Timestamp: uint32(sent) * 3000, Marker: true}, Payload: body}
			require.NoError(t, r.track.WriteRTP(p))
		}
	}
}

func cpu(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestBadPhone_TwentyMegabitsHurtNobodyElse(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	officer := connect(t, n, "officer", sfu.Viewer, signalingtest.MediaOptions{Slots: 3})
	connect(t, n, "good", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Red})
	bad := newRogue(t, n, "bad", webrtc.MimeTypeVP8)
	sdp, err := bad.offer(t, asItIs)
	require.NoError(t, err)
	require.NoError(t, bad.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: sdp}))
	<-bad.up
	require.NoError(t, officer.peer.Show(0, "good"))
	require.NoError(t, officer.peer.Show(1, "bad"))
	shown := func() signalingtest.Received { return officer.media.Received(officer.answer.Slots[0]) }
	eventually(t, "the good one is seen", func() bool { return shown().Frames > 5 })
	before, stats, used := shown(), n.Stats(), cpu(t)
	const d = 4 * time.Second
	bad.flood(t, 20_000_000, d)
	after, now := shown(), n.Stats()
	require.GreaterOrEqual(t, after.Frames-before.Frames, int(d/(100*time.Millisecond))*9/10, "the good one moves on")
	require.Zero(t, after.Gaps-before.Gaps, "and loses nothing")
	require.Greater(t, now.Flooded, stats.Flooded)
	forwarded := float64(now.BytesOut-stats.BytesOut) * 8 / d.Seconds()
	require.Less(t, forwarded, 1.5*8*float64(sfu.DefaultLimits().UplinkBytes), "no more is passed on than one uplink may send")
	require.Equal(t, sfu.LackSense, bad.peer.Lack(time.Now()), "and that is told")
	require.Less(t, (cpu(t)-used).Seconds()/d.Seconds(), 1.0, "of a core, for the phone, the officer and the server together")
}

func TestBadPhone_SixtyTracks(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	for name, role := range map[sfu.PeerID]sfu.Role{"phone": sfu.Publisher, "officer": sfu.Viewer} {
		r := newRogue(t, n, name, webrtc.MimeTypeVP8)
		for range 59 {
			_, err := r.pc.AddTransceiverFromTrack(r.track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
			require.NoError(t, err)
		}
		_, err := r.offer(t, asItIs)
		require.ErrorIs(t, err, sfu.ErrTracks, role)
	}
	require.Equal(t, 0, n.Stats().Uplinks)
}

func TestBadPhone_SendsWhatNobodyCanBeShown(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	slides := func(sdp string) string {
		return strings.Replace(sdp, "a=mid:0\r\n", "a=mid:0\r\na=content:slides\r\n", 1)
	}
	for name, c := range map[string]struct {
		mime   string
		change func(string) string
		lack   sfu.Lack
	}{
		"H265 only": {webrtc.MimeTypeH265, asItIs, sfu.LackFormat},
		"a screen":  {webrtc.MimeTypeVP8, slides, sfu.LackScreen},
		"a camera":  {webrtc.MimeTypeVP8, asItIs, sfu.LackNone},
	} {
		r := newRogue(t, n, sfu.PeerID(name), c.mime)
		require.Equal(t, sfu.LackNone, r.peer.Lack(time.Now()), "nothing offered yet")
		sdp, err := r.offer(t, c.change)
		require.NoError(t, err, "the phone still hears and speaks")
		require.Equal(t, c.lack, r.peer.Lack(time.Now()), name)
		require.Equal(t, c.lack != sfu.LackNone, strings.Contains(sdp, "m=video 0 "), "%s: what is not taken is refused in the answer", name)
	}
	silent := connect(t, n, "silent", sfu.Publisher, signalingtest.MediaOptions{})
	require.Equal(t, sfu.LackCamera, silent.peer.Lack(time.Now()))
}

// The refusal of a picture leaves the sound: the way to the server is told with the first m-line that is taken.
func TestBadPhone_WithoutAPictureIsStillHeard(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	m, err := signalingtest.NewMedia(signalingtest.MediaOptions{Clip: signalingtest.Bars})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Close()) })
	p, err := n.NewPeer("phone", sfu.PeerConfig{Role: sfu.Publisher, Events: &ear{uplinks: map[sfu.Kind]bool{}}})
	require.NoError(t, err)
	offer, err := m.Offer(false)
	require.NoError(t, err)
	answer, err := p.Answer(strings.Replace(offer, "a=mid:0\r\n", "a=mid:0\r\na=content:slides\r\n", 1))
	require.NoError(t, err)
	video, audio, ok := strings.Cut(answer, "m=audio 9 ")
	require.True(t, ok)
	require.Contains(t, video, "m=video 0 ")
	require.NotContains(t, video, "a=candidate:")
	require.Contains(t, video, "a=group:BUNDLE 1\r\n")
	require.Contains(t, audio, "a=candidate:")
}

func TestBadPhone_LongSecretsAreRefused(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	r := newRogue(t, n, "phone", webrtc.MimeTypeVP8)
	_, err := r.offer(t, func(sdp string) string {
		return strings.Replace(sdp, "a=ice-ufrag:", "a=ice-ufrag:"+strings.Repeat("u", 100_000), 1)
	})
	require.ErrorIs(t, err, sfu.ErrSDP)
}
