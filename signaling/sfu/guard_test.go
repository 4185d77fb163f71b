package sfu

import (
	"testing"
	"time"

	"github.com/pion/rtcp"
	"github.com/stretchr/testify/require"
)

// large is a frame of about a kilobyte.
func large(ssrc uint32, seq uint16) []byte {
	return append(frame("", ssrc, 96, seq, seq == 1), make([]byte, 1000)...)
}

func TestPeer_NewStreamsDoNotRaiseWhatOnePeerMaySend(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	src := st.publisher("bad")
	limit := gateUplinks * st.node.cfg.Limits.UplinkBytes
	for n := range 5000 {
		src.peer.HandleRTP(large(uint32(n%maxStreams)+1, uint16(n/maxStreams)+1), st.now, st.batch)
	}
	taken := (5000 - int(st.node.flooded.Load())) * len(large(1, 1))
	require.LessOrEqual(t, taken, limit, "a second's worth of all streams together")
	require.Equal(t, LackSense, src.peer.Lack(st.now))
	require.Equal(t, LackNone, src.peer.Lack(st.now.Add(time.Minute)))
}

func TestPeer_ReportsAreCountedToo(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	src := st.publisher("bad")
	report := make([]byte, 1200)
	for range 2000 {
		src.peer.HandleRTCP(report, st.now, st.batch)
	}
	require.Positive(t, st.node.flooded.Load())
}

func TestPeer_RepeatedRequestsForPacketsDoNotCostOthers(t *testing.T) {
	t.Parallel()
	st := newStage(1)
	src := st.publisher("good")
	st.node.point(st.slot, "good")
	for seq := range uint16(200) {
		st.send(src, seq+1, seq == 0)
	}
	last := st.tape.headers[len(st.tape.headers)-1].SequenceNumber
	nack := &rtcp.TransportLayerNack{MediaSSRC: st.slot.ssrc}
	for n := range uint16(80) {
		nack.Nacks = append(nack.Nacks, rtcp.NackPair{PacketID: last - n, LostPackets: 0xffff})
	}
	raw, err := nack.Marshal()
	require.NoError(t, err)
	sent := len(st.tape.headers)
	for range 100 {
		st.viewer.HandleRTCP(raw, st.now, st.batch)
	}
	require.LessOrEqual(t, len(st.tape.headers)-sent, maxResendsSecond)
	require.Positive(t, len(st.tape.headers)-sent)
	st.send(src, 201, false)
	require.Equal(t, last+1, st.tape.headers[len(st.tape.headers)-1].SequenceNumber, "the stream itself goes on")
}

// FuzzPeer_Packets gives a publisher and a viewer whatever packets clients with good keys may send.
func FuzzPeer_Packets(f *testing.F) {
	f.Add(frame("", 7, 96, 1, true), frame("", 7, 97, 2, false))
	f.Add(large(7, 1), []byte{0x81, 205, 0, 3, 0, 0, 0, 1, 0, 0, 0, 7, 0, 1, 0xff, 0xff})
	f.Add([]byte{0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 7}, []byte{0x80, 200, 0, 6, 0, 0, 0, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
	f.Add([]byte{0x8f, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 7, 0, 1, 0, 8, 0, 0, 0, 1, 0x20, 8, 0, 0}, []byte{0xbf, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 7, 0xff})
	f.Fuzz(func(t *testing.T, one, two []byte) {
		st := newStage(2)
		bad, good := st.publisher("bad"), st.publisher("good")
		st.node.point(st.slot, "bad")
		st.node.point(st.viewer.slots[1], "good")
		st.send(good, 1, true)
		for n, raw := range [][]byte{one, two, one, two} {
			if len(raw) < 12 || len(raw) > 1400 || raw[0]>>6 != 2 {
				continue
			}
			st.now = st.now.Add(time.Duration(n) * 20 * time.Millisecond)
			take := bad.peer.HandleRTP
			if kind := raw[1] & 0x7f; kind >= 64 && kind <= 95 {
				take = bad.peer.HandleRTCP
				st.viewer.HandleRTCP(raw, st.now, st.batch)
			}
			take(append([]byte(nil), raw...), st.now, st.batch)
		}
		bad.peer.maintain(st.now)
		st.viewer.maintain(st.now)
		require.LessOrEqual(t, len(bad.peer.streams), maxStreams)
		before := len(st.tape.headers)
		st.send(good, 2, false)
		require.Len(t, st.tape.headers, before+1, "the other one is still shown")
	})
}
