package sfu

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"diandao/signaling/sfu/bandwidth"
	"diandao/signaling/sfu/link"
)

// tape is a wire without encryption, which keeps what it would have sent.
type tape struct {
	headers  []rtp.Header
	payloads [][]byte
	reports  []rtcp.Packet
	sealed   []byte
	forget   bool
}

func (t *tape) OpenRTP(dst, raw []byte, h *rtp.Header) ([]byte, error) {
	if _, err := h.Unmarshal(raw); err != nil {
		return nil, err
	}
	return dst[:copy(dst, raw)], nil
}

func (t *tape) OpenRTCP(raw []byte) ([]byte, error) { return raw, nil }

func (t *tape) SealRTP(dst, packet []byte, h *rtp.Header) (int, error) {
	if _, err := h.Unmarshal(packet); err != nil {
		return 0, err
	}
	t.sealed = dst[:copy(dst, packet)]
	return len(packet), nil
}

func (t *tape) SealRTCP(packets []rtcp.Packet) ([]byte, error) {
	if !t.forget {
		t.reports = append(t.reports, packets...)
	}
	return nil, nil
}

func (t *tape) Enqueue(*link.Batch, int) {
	if t.forget {
		return
	}
	var p rtp.Packet
	if err := p.Unmarshal(bytes.Clone(t.sealed)); err != nil {
		panic(err)
	}
	t.headers, t.payloads = append(t.headers, p.Header), append(t.payloads, p.Payload)
}

func (t *tape) Send([]byte) {}
func (t *tape) Close()      {}

// deaf hears events and does nothing.
type deaf struct{}

func (deaf) OnConnected(PeerID)         {}
func (deaf) OnDisconnected(PeerID)      {}
func (deaf) OnFailed(PeerID)            {}
func (deaf) OnUplink(PeerID, Kind)      {}
func (deaf) OnUplinkEnded(PeerID, Kind) {}
func (deaf) OnFlood(PeerID, Kind)       {}

// stage is a node without sockets, with one viewer and publishers that are fed by hand.
type stage struct {
	node   *Node
	viewer *Peer
	slot   *slot // the viewer's first
	tape   *tape // of the viewer
	batch  *link.Batch
	now    time.Time
}

func newStage(slots int) *stage {
	st := &stage{node: newNode(Config{}), tape: &tape{}, batch: link.NewBatch(), now: time.Now()}
	st.viewer = st.node.newPeer("viewer", PeerConfig{Role: Viewer, Events: deaf{}})
	st.viewer.wire = st.tape
	st.viewer.ready.Store(true)
	st.node.peers["viewer"] = st.viewer
	for range slots {
		st.viewer.addSlot(line{kind: Video, payloads: []payload{{codec: codecVP8, pt: 96}}})
	}
	st.slot = st.viewer.slots[0]
	return st
}

// publisher begins to send a camera, in as many sizes as there are layers.
func (st *stage) publisher(id PeerID, layers ...string) *source {
	p := st.node.newPeer(id, PeerConfig{Role: Publisher, Events: deaf{}})
	p.wire = &tape{}
	l := line{kind: Video, direction: sendonly, layers: layers, payloads: []payload{{codec: codecVP8, pt: 96, rtx: 97}}, exts: map[string]uint8{extRID: 4, extRepairedRID: 5}}
	sources := map[Kind]*source{Video: newSource(p, l)}
	p.listen.Store(newReader(sources))
	st.node.peers[id] = p
	st.node.addSources(p, sources)
	return sources[Video]
}

// send lets a publisher receive one packet that is a frame of its own, with seq as its picture id.
func (st *stage) send(s *source, seq uint16, key bool) { st.sendLayer(s, "", seq, key) }

func (st *stage) sendLayer(s *source, layer string, seq uint16, key bool) {
	st.now = st.now.Add(33 * time.Millisecond)
	s.peer.HandleRTP(frame(layer, 5+uint32(len(layer))*100+uint32(slices.Index(s.line.layers, layer)+1), 96, seq, key), st.now, st.batch)
}

func frame(layer string, ssrc uint32, pt uint8, seq uint16, key bool) []byte {
	body := []byte{0x90, 0x80, 0, 0, 0x01}
	binary.BigEndian.PutUint16(body[2:], 0x8000|seq)
	if key {
		body[4] = 0
	}
	p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: pt, SSRC: ssrc, SequenceNumber: seq, Timestamp: uint32(seq) * 3000, Marker: true}, Payload: body}
	if layer != "" {
		if err := p.SetExtension(4, []byte(layer)); err != nil {
			panic(err)
		}
	}
	raw, err := p.Marshal()
	if err != nil {
		panic(err)
	}
	return raw
}

// requireContinuous checks what a decoder needs: numbers without a gap, and a key frame first after each switch.
func (st *stage) requireContinuous(t *testing.T, keyFrames ...int) {
	t.Helper()
	for i := 1; i < len(st.tape.headers); i++ {
		require.Equal(t, st.tape.headers[i-1].SequenceNumber+1, st.tape.headers[i].SequenceNumber, "packet %d", i)
		require.Positive(t, int32(st.tape.headers[i].Timestamp-st.tape.headers[i-1].Timestamp), "packet %d", i)
		before, after := pictureID(st.tape.payloads[i-1]), pictureID(st.tape.payloads[i])
		require.Equal(t, (before+1)&0x7fff, after, "packet %d", i)
	}
	for _, i := range keyFrames {
		v, ok := parseVP8(st.tape.payloads[i])
		require.True(t, ok)
		require.True(t, v.keyFrame, "packet %d", i)
	}
}

func pictureID(payload []byte) uint16 { return binary.BigEndian.Uint16(payload[2:]) & 0x7fff }

func TestSlot_ASourceShownAgainBeginsAnew(t *testing.T) {
	t.Parallel()
	for name, between := range map[string]PeerID{"after a blank": "", "after one that sent nothing": "silent"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			st := newStage(1)
			u := st.publisher("a")
			st.publisher("silent")
			st.node.point(st.slot, "a")
			st.send(u, 10, true)
			st.send(u, 11, false)
			st.node.point(st.slot, between)
			st.send(u, 12, false)
			st.node.point(st.slot, "a")
			st.send(u, 13, false)
			require.Len(t, st.tape.headers, 2, "nothing before a key frame")
			st.send(u, 14, true)
			st.send(u, 15, false)
			require.Len(t, st.tape.headers, 4)
			st.requireContinuous(t, 0, 2)
		})
	}
}

func TestSlot_AResendHasTheNumbersOfTheFirstTime(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	first, second := st.publisher("a"), st.publisher("b")
	st.node.point(st.slot, "a")
	st.send(first, 65_534, true)
	st.send(first, 65_535, false)
	st.node.point(st.slot, "b")
	st.send(second, 5, true)
	st.send(second, 6, false)
	st.send(second, 7, false)
	st.requireContinuous(t, 0, 2)
	st.slot.resend(st.tape.headers[3].SequenceNumber, st.now, st.batch)
	st.slot.resend(st.tape.headers[1].SequenceNumber, st.now, st.batch) // of the source before: gone
	require.Len(t, st.tape.headers, 6)
	require.Equal(t, st.tape.headers[3], st.tape.headers[5])
	require.Equal(t, st.tape.payloads[3], st.tape.payloads[5])
	require.EqualValues(t, 1, st.node.resent.Load())
}

func TestSlot_AResendGoesBesideTheStreamWhereTheClientTakesThat(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	st.slot.payloads[0].rtx, st.slot.rtxSSRC = 97, 77
	s := st.publisher("a")
	st.node.point(st.slot, "a")
	for seq := range uint16(4) {
		st.send(s, 500+seq, seq == 0)
	}
	missed := st.tape.headers[2].SequenceNumber
	st.slot.resend(missed, st.now, st.batch)
	again, body := st.tape.headers[4], st.tape.payloads[4]
	require.EqualValues(t, 97, again.PayloadType)
	require.EqualValues(t, 77, again.SSRC)
	require.Equal(t, st.tape.headers[2].Timestamp, again.Timestamp)
	require.Equal(t, missed, binary.BigEndian.Uint16(body), "the number of the first time stands before the payload")
	require.Equal(t, st.tape.payloads[2], body[2:])
	st.send(s, 504, false)
	require.Equal(t, missed+2, st.tape.headers[5].SequenceNumber, "the stream goes on")
}

func TestUplink_WhatComesAgainBesideTheStreamIsTakenOnce(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	s := st.publisher("a")
	st.node.point(st.slot, "a")
	st.send(s, 10, true)
	st.send(s, 12, false)
	again := frame("", 99, 97, 3, false)
	again = append(again[:12:12], append([]byte{0, 11}, again[12:]...)...)
	binary.BigEndian.PutUint32(again[4:], 11*3000)
	s.peer.HandleRTP(again, st.now, st.batch)
	s.peer.HandleRTP(frame("", 99, 97, 4, false)[:12], st.now, st.batch) // a probe without anything in it
	binary.BigEndian.PutUint16(again[2:], 5)
	s.peer.HandleRTP(again, st.now, st.batch)
	require.Len(t, st.tape.headers, 3)
	require.Equal(t, st.tape.headers[0].SequenceNumber+1, st.tape.headers[2].SequenceNumber, "where it was missing")
	require.EqualValues(t, 1, st.node.duplicates.Load())
}

func TestSlot_GoesOverToTheSizeThatIsWanted(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	s := st.publisher("a", "q", "f")
	st.node.point(st.slot, "a")
	both := func(seq uint16, key bool) {
		st.sendLayer(s, "q", 100+seq, key)
		st.sendLayer(s, "f", 900+seq, key)
	}
	shown := func() uint16 { return st.slot.current.ssrcLayer() }
	both(0, true)
	both(1, false)
	require.EqualValues(t, 0, shown(), "small is what a viewer begins with")
	require.NoError(t, st.viewer.Enlarge(0, true))
	both(2, false)
	require.EqualValues(t, 0, shown(), "not before a key frame")
	both(3, true)
	both(4, false)
	require.EqualValues(t, 1, shown())
	for seq := uint16(5); seq < 60; seq++ { // the large one is paused at its source
		st.sendLayer(s, "q", 100+seq, seq > 57)
	}
	require.EqualValues(t, 0, shown(), "rather small than frozen")
	st.requireContinuous(t, 0)
}

func (u *uplink) ssrcLayer() uint16 { return uint16(u.layer) }

func TestNode_ASourceThatEndsLeavesItsSuccessorAlone(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	former := st.publisher("a")
	st.node.point(st.slot, "a")
	st.send(former, 1, true)
	back := st.publisher("a") // before the former has ended
	st.node.forget(former.peer)
	require.Same(t, back, st.slot.lease.Load().source)
}

func TestUplink_ASnapshotAsksAgainForAKeyFrameThatNeverCame(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	s := st.publisher("a")
	st.send(s, 1, false)
	_, err := s.await()
	require.NoError(t, err)
	u := s.uplinks[0]
	st.send(s, 2, false)
	require.True(t, u.keyWanted.Load(), "asked a moment ago, so later")
	u.keyWanted.Store(false)
	st.send(s, 3, false)
	require.True(t, u.keyWanted.Load(), "the request or its answer was lost")
	for seq := range uint16(100) {
		_, _ = s.await()
		st.send(s, 4+seq, false)
	}
	require.LessOrEqual(t, len(u.waiting), maxWaiting, "whoever gave up is not kept for ever")
}

func TestPeer_StreamsOfOnePeerAreBounded(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	s := st.publisher("a", "q", "f")
	for ssrc := range uint32(1000) {
		s.peer.HandleRTP(frame("q", ssrc+1, 96, 1, true), st.now, st.batch)
		s.peer.HandleRTP(frame("nobody", ssrc+5000, 96, 1, true), st.now, st.batch)
	}
	require.LessOrEqual(t, len(s.peer.streams), maxStreams)
}

func TestPeer_WhatTheConnectionDoesNotCarryStandsStill(t *testing.T) {
	t.Parallel()
	st := newStage(2)
	first, second := st.publisher("a", "q", "f"), st.publisher("b", "q", "f")
	for _, s := range st.viewer.slots {
		s.ext = 3
	}
	st.viewer.measure()
	st.viewer.estimate = bandwidth.New(320_000, 64)
	st.node.point(st.viewer.slots[0], "a")
	st.node.point(st.viewer.slots[1], "b")
	require.NoError(t, st.viewer.Enlarge(0, true))
	for _, s := range []*source{first, second} {
		s.bits[0].Store(50_000)
		s.bits[1].Store(400_000)
	}
	levels := func() (out []bandwidth.Level) {
		for _, s := range st.viewer.slots {
			out = append(out, bandwidth.Level(s.level.Load()))
		}
		return out
	}
	st.viewer.divide(st.now)
	require.Equal(t, []bandwidth.Level{bandwidth.Small, bandwidth.Large}, levels(), "the large one does not fit; of the other only the small one is asked for")
	st.viewer.estimate = bandwidth.New(100_000, 64)
	st.now = st.now.Add(time.Second)
	st.viewer.divide(st.now)
	require.Equal(t, []bandwidth.Level{bandwidth.Small, bandwidth.Frozen}, levels(), "who is wanted large comes first")
	st.sendLayer(second, "q", 1, true)
	require.Empty(t, st.tape.headers)
	st.sendLayer(first, "q", 1, true)
	require.Len(t, st.tape.headers, 1)
	st.viewer.estimate = bandwidth.New(2_000_000, 64)
	st.now = st.now.Add(time.Second)
	st.viewer.divide(st.now)
	require.Equal(t, []bandwidth.Level{bandwidth.Small, bandwidth.Frozen}, levels(), "nothing goes up so soon")
	st.now = st.now.Add(calmFor)
	st.viewer.divide(st.now)
	require.Equal(t, []bandwidth.Level{bandwidth.Large, bandwidth.Large}, levels())
	st.sendLayer(second, "q", 2, true)
	require.Len(t, st.tape.headers, 2)
	require.NotEmpty(t, st.tape.headers[1].GetExtension(3), "numbered over all streams")
}

// An officer on a network that lost everything for a while sees the page stand still; when it is over the pictures come
// back, though meanwhile nothing was sent of which anybody could have told. A second such spell, long after, is no
// reason to wait longer than after the first.
func TestPeer_PicturesComeBackAfterABadSpell(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	s := st.publisher("a", "q", "f")
	st.slot.ext = 3
	st.viewer.measure()
	st.node.point(st.slot, "a")
	s.bits[0].Store(150_000)
	turn := func() bandwidth.Level {
		st.now = st.now.Add(divideEvery)
		st.viewer.divide(st.now)
		return bandwidth.Level(st.slot.level.Load())
	}
	var seq uint16
	spell := func() {
		for turn() != bandwidth.Frozen {
			for range 25 {
				st.viewer.estimate.Sent(seq, 1000, st.now)
				seq++
			}
			lost := &rtcp.RunLengthChunk{PacketStatusSymbol: rtcp.TypeTCCPacketNotReceived, RunLength: 25}
			st.viewer.hear(&rtcp.TransportLayerCC{BaseSequenceNumber: seq - 25, PacketStatusCount: 25, PacketChunks: []rtcp.PacketStatusChunk{lost}}, st.now, st.batch)
			require.Less(t, seq, uint16(60_000), "it stands still at last")
		}
	}
	for range 3 {
		spell()
		since := st.now
		for turn() == bandwidth.Frozen {
			require.Less(t, st.now.Sub(since), 15*time.Second, "and comes back")
		}
		for st.now.Sub(since) < 2*calmMost {
			turn()
		}
		seq = 0
	}
}
