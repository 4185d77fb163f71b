package sfu

import (
	"encoding/binary"
	"math"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
)

// tape keeps what a connection would have sent.
type tape struct {
	headers  []rtp.Header
	payloads [][]byte
}

func (t *tape) WriteRTP(h *rtp.Header, payload []byte) (int, error) {
	t.headers = append(t.headers, *h)
	t.payloads = append(t.payloads, append([]byte(nil), payload...))
	return len(payload), nil
}

func (t *tape) Write(b []byte) (int, error) { return len(b), nil }

// stage is a node with one viewer's slot and publishers that are fed by hand.
type stage struct {
	node *Node
	slot *slot
	tape *tape
	now  time.Time
}

func newStage() *stage {
	st := &stage{node: &Node{cfg: Config{}.withDefaults(), peers: map[PeerID]*Peer{}, slots: map[PeerID][]*slot{}}, tape: &tape{}, now: time.Unix(1000, 0)}
	viewer := &Peer{id: "viewer", node: st.node}
	st.node.peers["viewer"] = viewer
	st.slot = newSlot(viewer, Video, 0)
	st.slot.binding.Store(&binding{write: st.tape, ssrc: 7, payloadType: 96})
	return st
}

func (st *stage) publisher(id PeerID) *uplink {
	p := &Peer{id: id, node: st.node, uplinks: map[Kind]*uplink{}}
	u := newUplink(p, Video, nil)
	u.reportAt = time.Unix(1<<40, 0) // there is no connection to report to
	u.keyAt.Store(math.MaxInt64)
	p.uplinks[Video], st.node.peers[id] = u, p
	return u
}

// send lets u receive one packet that is a frame of its own, with seq as its picture id.
func (st *stage) send(u *uplink, seq uint16, key bool) {
	payload := []byte{0x90, 0x80, 0, 0, 0x01}
	binary.BigEndian.PutUint16(payload[2:], 0x8000|seq)
	if key {
		payload[4] = 0
	}
	raw, err := (&rtp.Packet{Header: rtp.Header{Version: 2, SequenceNumber: seq, Timestamp: uint32(seq) * 3000, Marker: true}, Payload: payload}).Marshal()
	if err != nil {
		panic(err)
	}
	st.now = st.now.Add(33 * time.Millisecond)
	u.feed(&packet{}, raw, seq, st.now)
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
			st := newStage()
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
	st := newStage()
	first, second := st.publisher("a"), st.publisher("b")
	st.node.point(st.slot, "a")
	st.send(first, 65_534, true)
	st.send(first, 65_535, false)
	st.node.point(st.slot, "b")
	st.send(second, 5, true)
	st.send(second, 6, false)
	st.send(second, 7, false)
	st.requireContinuous(t, 0, 2)
	second.resends <- missed{st.slot, st.tape.headers[3].SequenceNumber}
	second.resends <- missed{st.slot, st.tape.headers[1].SequenceNumber} // of the source before: gone
	second.serve(&packet{header: rtp.Header{SequenceNumber: 1}}, st.now) // older than the switch: only the resends are written
	require.Len(t, st.tape.headers, 6)
	require.Equal(t, st.tape.headers[3], st.tape.headers[5])
	require.Equal(t, st.tape.payloads[3], st.tape.payloads[5])
	require.EqualValues(t, 1, st.node.resent.Load())
}

func TestNode_AnUplinkThatEndsLeavesItsSuccessorAlone(t *testing.T) {
	t.Parallel()
	st := newStage()
	former := st.publisher("a")
	st.node.point(st.slot, "a")
	st.send(former, 1, true)
	delete(st.node.peers, "a") // closed, its goroutine not yet ended
	back := newUplink(&Peer{id: "a", node: st.node, uplinks: map[Kind]*uplink{}}, Video, nil)
	back.admit(st.slot)
	st.node.removeUplink(former)
	require.Same(t, back, st.slot.source.Load().uplink)
}

func TestUplink_ASnapshotAsksAgainForAKeyFrameThatNeverCame(t *testing.T) {
	t.Parallel()
	st := newStage()
	u := st.publisher("a")
	u.snapshots <- make(chan Frame, 1)
	st.send(u, 1, false)
	require.True(t, u.keyWanted.Load())
	u.keyWanted.Store(false)
	st.send(u, 2, false)
	require.True(t, u.keyWanted.Load(), "the request or its answer was lost")
	for range 100 {
		select {
		case u.snapshots <- make(chan Frame, 1):
		default:
		}
		st.send(u, u.arrivals.highest+1, false)
	}
	require.LessOrEqual(t, len(u.waiting), maxWaiting, "whoever gave up is not kept for ever")
}
