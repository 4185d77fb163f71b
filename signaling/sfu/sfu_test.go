package sfu_test

import (
	"bytes"
	"context"
	"image/jpeg"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"diandao/internal/fault"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
	"diandao/signaling/signalingtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ear hears the events of one peer and passes candidates on.
type ear struct {
	mu      sync.Mutex
	media   *signalingtest.Media
	uplinks map[sfu.Kind]bool
	state   string
	flooded bool
}

func (e *ear) set(state string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.state = state
}

func (e *ear) OnConnected(sfu.PeerID)    { e.set("connected") }
func (e *ear) OnDisconnected(sfu.PeerID) { e.set("disconnected") }
func (e *ear) OnFailed(sfu.PeerID)       { e.set("failed") }
func (e *ear) OnUplink(_ sfu.PeerID, k sfu.Kind) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.uplinks[k] = true
}

func (e *ear) OnUplinkEnded(_ sfu.PeerID, k sfu.Kind) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.uplinks, k)
}

func (e *ear) OnFlood(sfu.PeerID, sfu.Kind) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.flooded = true
}

func (e *ear) has(k sfu.Kind) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.uplinks[k]
}

type client struct {
	peer   *sfu.Peer
	media  *signalingtest.Media
	ear    *ear
	answer protocol.Answer
}

func newNode(t *testing.T, c sfu.Config) *sfu.Node {
	t.Helper()
	c.Loopback = true
	n, err := sfu.New(c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	return n
}

func connect(t *testing.T, n *sfu.Node, id sfu.PeerID, role sfu.Role, o signalingtest.MediaOptions) *client {
	t.Helper()
	m, err := signalingtest.NewMedia(o)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, m.Close()) })
	c := &client{media: m, ear: &ear{media: m, uplinks: map[sfu.Kind]bool{}}}
	c.peer, err = n.NewPeer(id, sfu.PeerConfig{Role: role, Events: c.ear})
	require.NoError(t, err)
	m.Trickle(func(in protocol.Candidate) {
		line := uint16(*in.SDPMLineIndex)
		_ = c.peer.AddCandidate(sfu.Candidate{Candidate: *in.Candidate, SDPMid: in.SDPMid, SDPMLineIndex: &line})
	})
	c.negotiate(t, false)
	return c
}

func (c *client) negotiate(t *testing.T, restart bool) {
	t.Helper()
	offer, err := c.media.Offer(restart)
	require.NoError(t, err)
	sdp, err := c.peer.Answer(offer)
	require.NoError(t, err)
	c.answer = protocol.Answer{SDP: sdp, Slots: c.peer.Slots(), AudioMid: c.peer.AudioMid()}
	require.NoError(t, c.media.Accept(c.answer))
}

func eventually(t *testing.T, reason string, fn func() bool) {
	t.Helper()
	require.Eventually(t, fn, 15*time.Second, 10*time.Millisecond, reason)
}

func TestNode_SlotsShowWhomTheyArePointedAt(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	bars := connect(t, n, "bars", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
	connect(t, n, "red", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Red, Slots: 1})
	officer := connect(t, n, "officer", sfu.Viewer, signalingtest.MediaOptions{Slots: 3})
	require.Len(t, officer.answer.Slots, 3)
	require.NoError(t, officer.peer.Show(0, "bars"))
	require.NoError(t, officer.peer.Show(2, "red"))
	require.NoError(t, officer.peer.Hear("bars"))
	slot := func(i int) signalingtest.Received { return officer.media.Received(officer.answer.Slots[i]) }
	eventually(t, "both pictures move", func() bool { return slot(0).Sizes[160] > 5 && slot(2).Sizes[320] > 5 })
	eventually(t, "the voice is heard", func() bool { return officer.media.Received(officer.answer.AudioMid).Packets > 10 })
	require.Zero(t, slot(1).Packets, "nobody is shown there")
	require.True(t, bars.ear.has(sfu.Video) && bars.ear.has(sfu.Audio))

	require.NoError(t, officer.peer.Show(0, "red"))
	before := slot(0)
	eventually(t, "the slot shows the other person", func() bool { return slot(0).Sizes[320] > 5 })
	after := slot(0)
	require.Equal(t, before.Gaps, after.Gaps, "one continuous sequence across the switch")
	require.Zero(t, after.Gaps)
	require.NoError(t, officer.peer.Show(0, ""))
	require.ErrorIs(t, officer.peer.Show(9, "red"), sfu.ErrSlot)

	// A phone sees and hears the officer only when it is told to; here it sees the other's clip as a stand-in.
	require.NoError(t, bars.peer.Show(0, "red"))
	eventually(t, "a phone has one slot of its own", func() bool { return bars.media.Received(bars.answer.Slots[0]).Frames > 3 })
}

func TestNode_ASlotWaitsForWhomItShallShow(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	officer := connect(t, n, "officer", sfu.Viewer, signalingtest.MediaOptions{Slots: 1})
	require.NoError(t, officer.peer.Show(0, "later"))
	phone := connect(t, n, "later", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Bars})
	frames := func() int { return officer.media.Received(officer.answer.Slots[0]).Frames }
	eventually(t, "shown as soon as it sends", func() bool { return frames() > 3 })
	require.NoError(t, phone.peer.Close())
	_, err := n.NewPeer("officer", sfu.PeerConfig{Role: sfu.Viewer, Events: phone.ear})
	require.ErrorIs(t, err, sfu.ErrPeerExists)
	seen := frames()
	connect(t, n, "later", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Red})
	eventually(t, "and again after it has come back", func() bool { return frames() > seen+3 })
	require.Zero(t, officer.media.Received(officer.answer.Slots[0]).Gaps)
}

func TestNode_OverTCPOnly(t *testing.T) {
	n := newNode(t, sfu.Config{})
	officer := connect(t, n, "officer", sfu.Viewer, signalingtest.MediaOptions{Slots: 1, TCPOnly: true})
	connect(t, n, "phone", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Bars, TCPOnly: true})
	require.NoError(t, officer.peer.Show(0, "phone"))
	eventually(t, "pictures move over TCP", func() bool { return officer.media.Received(officer.answer.Slots[0]).Frames > 5 })
}

func TestPeer_SnapshotIsAPictureOfThePerson(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	phone := connect(t, n, "red", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Red})
	eventually(t, "the camera arrives", func() bool { return phone.ear.has(sfu.Video) })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	frame, err := phone.peer.Snapshot(ctx)
	require.NoError(t, err)
	require.Equal(t, [2]int{320, 240}, [2]int{frame.Width, frame.Height})
	data, err := sfu.DecodeJPEG(frame, 85)
	require.NoError(t, err)
	img, err := jpeg.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	r, g, b, _ := img.At(160, 120).RGBA()
	require.Greater(t, r>>8, uint32(180))
	require.Less(t, g>>8, uint32(80))
	require.Less(t, b>>8, uint32(80))
	eventually(t, "frames are told", func() bool { return time.Since(phone.peer.LastFrameAt()) < time.Second })
	silent := connect(t, n, "silent", sfu.Publisher, signalingtest.MediaOptions{})
	_, err = silent.peer.Snapshot(ctx)
	require.ErrorIs(t, err, sfu.ErrNoVideo)
}

func TestPeer_RestartsICE(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	officer := connect(t, n, "officer", sfu.Viewer, signalingtest.MediaOptions{Slots: 1})
	phone := connect(t, n, "phone", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Bars})
	require.NoError(t, officer.peer.Show(0, "phone"))
	frames := func() int { return officer.media.Received(officer.answer.Slots[0]).Frames }
	eventually(t, "pictures move", func() bool { return frames() > 3 })
	phone.negotiate(t, true)
	seen := frames()
	eventually(t, "and go on", func() bool { return frames() > seen+10 })
}

func TestPeer_AFloodIsCutAndHurtsNobody(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1, Limits: sfu.Limits{UplinkBytes: 3000}})
	phone := connect(t, n, "phone", sfu.Publisher, signalingtest.MediaOptions{Clip: signalingtest.Bars})
	eventually(t, "packets over the limit are dropped and told", func() bool {
		phone.ear.mu.Lock()
		defer phone.ear.mu.Unlock()
		return phone.ear.flooded && n.Stats().Flooded > 0
	})
}

func TestPeer_RefusesWhatIsNoOffer(t *testing.T) {
	n := newNode(t, sfu.Config{TCPPort: -1})
	p, err := n.NewPeer("p", sfu.PeerConfig{Role: sfu.Publisher, Events: &ear{uplinks: map[sfu.Kind]bool{}}})
	require.NoError(t, err)
	for name, offer := range map[string]string{"nothing": "", "words": "hello", "half": "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n"} {
		_, err := p.Answer(offer)
		require.Equal(t, fault.Invalid, fault.CodeOf(err), name)
	}
	_, err = p.Answer(strings.Repeat("a", 1<<20))
	require.ErrorIs(t, err, sfu.ErrSDPTooLarge)
	greedy, err := signalingtest.NewMedia(signalingtest.MediaOptions{Slots: 5})
	require.NoError(t, err)
	defer greedy.Close()
	offer, err := greedy.Offer(false)
	require.NoError(t, err)
	_, err = p.Answer(offer)
	require.ErrorIs(t, err, sfu.ErrTracks, "a phone receives one picture")
	for range 64 {
		_ = p.AddCandidate(sfu.Candidate{Candidate: "x"})
	}
	require.ErrorIs(t, p.AddCandidate(sfu.Candidate{Candidate: "x"}), sfu.ErrCandidates)
	require.NoError(t, p.Close())
	_, err = p.Answer(offer)
	require.ErrorIs(t, err, sfu.ErrPeerClosed)
}
