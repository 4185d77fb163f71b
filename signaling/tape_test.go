package signaling_test

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling"
	"diandao/signaling/protocol"
	"diandao/signaling/recording"
	"diandao/signaling/signalingtest"
	"diandao/signaling/ws"
)

// shelf keeps recordings in memory and opens none while its gate is held.
type shelf struct {
	isRecorded bool
	asked      int // whether it is
	gate       sync.Mutex
	mu         sync.Mutex
	opened     []person.ID
	filed      chan *recording.Reel
}

func (s *shelf) IsRecorded(context.Context, rollcall.ID) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	return s.isRecorded, nil
}

func (s *shelf) Begin(_ context.Context, _ rollcall.ID, p person.ID) (recording.Tape, error) {
	s.gate.Lock()
	defer s.gate.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = append(s.opened, p)
	return &strip{shelf: s}, nil
}

// strip is a tape of a shelf.
type strip struct {
	shelf  *shelf
	chunks [][]byte
}

func (s *strip) Append(chunk []byte) error {
	s.chunks = append(s.chunks, bytes.Clone(chunk))
	return nil
}

func (s *strip) File(context.Context) error {
	reel, err := recording.ReadReel(func(fn func([]byte) error) error {
		for _, c := range s.chunks {
			if err := fn(c); err != nil {
				return err
			}
		}
		return nil
	}, recording.Limits{}, recording.NotStored)
	if err == nil {
		s.shelf.filed <- reel
	}
	return err
}

// recorded runs a server that records, with a phone that sends and an officer who looks; seen waits until the officer has
// seen so many pictures more.
func recorded(t *testing.T, s *shelf) (b *bundle, officer *signalingtest.Bot, seen func(frames int)) {
	t.Helper()
	b = setupWith(t, signaling.Config{}, ws.Config{}, func(d *signaling.Deps) { d.Recordings = s })
	camera, err := signalingtest.NewMedia(signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
	require.NoError(t, err)
	view, err := signalingtest.NewMedia(signalingtest.MediaOptions{Slots: 1})
	require.NoError(t, err)
	b.join(personActor("a"), camera)
	officer = b.join(officerActor("o"), view)
	b.wait(officer, presence("a", "on_line"))
	require.NoError(t, officer.Show(b.ctx, "a"))
	count := func() int { return view.Received(officer.Slots()[0]).Frames }
	return b, officer, func(frames int) {
		t.Helper()
		enough := count() + frames
		require.Eventually(t, func() bool { return count() >= enough }, 15*time.Second, 10*time.Millisecond, "the officer sees the person move")
	}
}

// What a call is recorded to opens only once the call has ended: the call is on record from its beginning to its end,
// and what was said meanwhile is in it.
func TestTaper_ACallIsOnRecordFromItsBeginning(t *testing.T) {
	t.Parallel()
	s := &shelf{isRecorded: true, filed: make(chan *recording.Reel, 2)}
	b, officer, seen := recorded(t, s)
	seen(3)
	s.gate.Lock()
	open := sync.OnceFunc(s.gate.Unlock)
	defer open()
	asked := time.Now()
	require.NoError(t, officer.Call(b.ctx, "a"))
	began := time.Now()
	seen(15)
	ending := time.Now()
	require.NoError(t, officer.EndCall(b.ctx))
	ended := time.Now()
	open()

	var reel *recording.Reel
	select {
	case reel = <-s.filed:
	case <-b.ctx.Done():
		require.FailNow(t, "the call is not filed")
	}
	require.Equal(t, recording.CallEnded, reel.Ended)
	require.WithinRange(t, reel.From, asked.Truncate(time.Microsecond), began)
	require.GreaterOrEqual(t, reel.Length, ending.Sub(began))
	require.LessOrEqual(t, reel.Length, ended.Sub(asked)+20*time.Millisecond, "a packet of sound after it")
	require.Positive(t, reel.Frames[recording.Picture])
	require.Greater(t, reel.Frames[recording.Voice], 25, "of fifty packets a second")
	for _, g := range reel.Gaps {
		require.Equal(t, recording.Waiting, g.Cause, "nothing was lost")
	}
	require.Equal(t, []person.ID{"a"}, s.opened)
}

// A roll call that is not recorded opens nothing, and is asked about once.
func TestTaper_NothingIsOpenedUnlessItIsRecorded(t *testing.T) {
	t.Parallel()
	s := &shelf{}
	b, officer, _ := recorded(t, s)
	for range 3 {
		require.NoError(t, officer.Call(b.ctx, "a"))
		require.NoError(t, officer.EndCall(b.ctx))
	}
	_, err := officer.CloseRollCall(b.ctx)
	require.NoError(t, err)
	b.wait(officer, closedWith(protocol.CloseRollCallEnd))
	b.empty()
	s.mu.Lock()
	defer s.mu.Unlock()
	require.Empty(t, s.opened)
	require.Equal(t, 1, s.asked)
}
