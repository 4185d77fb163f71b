package identify

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
)

// world is a room, its record and an engine, as a test wants them.
type world struct {
	t     *testing.T
	frame []byte // a VP8 key frame

	mu       sync.Mutex
	around   rollcall.Around
	invitees map[person.ID]rollcall.Invitee
	found    []rollcall.Found
	told     map[string][]*protocol.Asked // by person; nil is the end
	shots    []time.Time
	changed  int
	noVideo  bool
	model    identity.Model
	face     func(who person.ID) identity.Embedding
	takes    time.Duration // to look at one picture
	outcome  identity.Outcome
	last     person.ID // who was filmed last
}

var errNoVideo = errors.New("no picture")

func newWorld(t *testing.T) *world {
	t.Helper()
	ivf, err := os.ReadFile("../signalingtest/clips/red.ivf")
	require.NoError(t, err)
	size := binary.LittleEndian.Uint32(ivf[32:]) // of the first frame, after the header of the file
	return &world{
		t: t, frame: ivf[44 : 44+size], invitees: map[person.ID]rollcall.Invitee{}, told: map[string][]*protocol.Asked{}, outcome: identity.Match,
		model: identity.Model{Engine: "test", Hash: "h"}, face: func(person.ID) identity.Embedding { return identity.Embedding{1, 0, 0} },
	}
}

func (w *world) Model() identity.Model { return w.model }

func (w *world) Look(ctx context.Context, picture []byte) identity.Sight {
	require.NotEmpty(w.t, picture)
	if w.takes > 0 && !sleep(ctx, w.takes) {
		return identity.Sight{}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	face := w.face(w.last)
	if w.model.Hash == "" || face == nil {
		return identity.Sight{Checked: w.model.Hash != "", Model: w.model}
	}
	s := identity.Sight{Checked: true, Model: w.model, FaceCount: 1, Width: 320, Height: 240}
	s.Face.Box = identity.Box{MinX: 100, MinY: 60, MaxX: 200, MaxY: 180}
	s.Face.Light = identity.Light{Mean: 120, Sharp: 1, EyeToAll: 1}
	s.Face.EyesOpen, s.Face.Embedding = 0.3, face
	return s
}

func (w *world) Weigh(_ context.Context, _ person.ID, photo identity.Sight, c identity.Challenge, frames []identity.Frame) (identity.Result, error) {
	require.NoError(w.t, identity.Burst{Nonce: c.Nonce, Frames: frames}.Check(c), "frames are in the order of the steps")
	return identity.Result{Comparison: identity.Comparison{Outcome: w.outcome, Likeness: 0.7, Model: photo.Model}, Judgement: &identity.Judgement{Seen: identity.Passed}}, nil
}

func (w *world) Around(context.Context, rollcall.ID, person.ID) (rollcall.Around, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.around, nil
}

func (w *world) Ask(_ context.Context, rid rollcall.ID, p person.ID, draw func(int, time.Time) (rollcall.Challenge, error)) (rollcall.Invitee, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := w.invitees[p]
	i.RollCallID, i.PersonID = rid, p
	c, err := draw(len(i.Challenges)+1, time.Now())
	w.invitees[p] = i.WithChallenge(c)
	w.last = p
	return w.invitees[p], err
}

func (w *world) RecordFindings(_ context.Context, f rollcall.Found) (rollcall.Invitee, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, f)
	w.invitees[f.PersonID] = w.invitees[f.PersonID].WithFindings(f.Findings)
	return w.invitees[f.PersonID], nil
}

func (w *world) Snapshot(context.Context, string) (sfu.Frame, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.noVideo {
		return sfu.Frame{}, errNoVideo
	}
	w.shots = append(w.shots, time.Now())
	return sfu.Frame{Data: w.frame, Width: 320, Height: 240, At: time.Now().UTC()}, nil
}

func (w *world) Challenge(_ context.Context, personID string, c *protocol.Asked) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told[personID] = append(w.told[personID], c)
	return nil
}

func (w *world) Changed(context.Context, rollcall.Invitee) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.changed++
	return nil
}

func (w *world) weights(p person.ID) map[string]rollcall.Weight {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := map[string]rollcall.Weight{}
	for _, f := range w.invitees[p].Findings {
		out[f.Code] = f.Weight
	}
	return out
}

// hold runs fn with a desk in a bubble of its own time.
func hold(t *testing.T, parts Parts, fn func(w *world, d *Desk)) {
	t.Helper()
	w := newWorld(t)
	synctest.Test(t, func(bubble *testing.T) {
		parts.Faces, parts.Records, parts.Clock, parts.Secret = w, w, clock.System{}, []byte("secret")
		n := New(parts)
		d := n.Desk(bubble.Context(), "rc", w)
		fn(w, d)
		d.Close()
		n.Close()
	})
}

// through lets a whole challenge pass.
func through() {
	<-time.After(30 * time.Second)
	synctest.Wait()
}

func TestDesk_AsksFilmsAndRecords(t *testing.T) {
	t.Parallel()
	hold(t, Parts{}, func(w *world, d *Desk) {
		d.Called("a")
		d.Called("a") // the room may say it twice
		through()
		require.Len(t, w.told["a"], 2)
		asked := w.told["a"][0]
		require.Equal(t, 1, asked.Attempt)
		require.NotNil(t, asked.Gestures)
		require.Nil(t, w.told["a"][1], "and that was it")
		require.Len(t, w.shots, MaxShots)
		for i := 1; i < len(w.shots); i++ {
			require.GreaterOrEqual(t, w.shots[i].Sub(w.shots[i-1]), MinGap)
		}
		require.False(t, w.shots[0].Before(asked.BeginsAt))
		require.Len(t, w.found, 1)
		require.Len(t, w.found[0].Frames, MaxShots)
		require.NotEmpty(t, w.found[0].Picture)
		require.Equal(t, map[string]rollcall.Weight{rollcall.FindingFaceMatch: rollcall.Fact, rollcall.FindingChallengeMet: rollcall.Fact}, w.weights("a"))
		require.Equal(t, 2, w.changed, "officers see what is asked, then what was seen")
		d.Called("a")
		through()
		require.Len(t, w.found, 2)
		require.Equal(t, 2, w.found[1].Attempt)
	})
}

func TestDesk_CallEndsEarly(t *testing.T) {
	t.Parallel()
	hold(t, Parts{}, func(w *world, d *Desk) {
		d.Called("a")
		<-time.After(4 * time.Second)
		d.CallEnded("a")
		through()
		require.Less(t, len(w.shots), MaxShots)
		require.Equal(t, map[string]rollcall.Weight{rollcall.FindingFaceMatch: rollcall.Fact, rollcall.FindingChallengeCut: rollcall.Fact}, w.weights("a"))
		d.CallEnded("nobody")
	})
}

func TestDesk_ClosesInMidCall(t *testing.T) {
	t.Parallel()
	hold(t, Parts{}, func(w *world, d *Desk) {
		d.Called("a")
		<-time.After(4 * time.Second)
		d.Close()
		require.Len(t, w.found, 1, "what was seen until then is kept")
		require.Contains(t, w.weights("a"), rollcall.FindingChallengeCut)
		d.Called("b")
		through()
		require.Empty(t, w.told["b"], "a closed desk asks nobody")
	})
}

func TestDesk_NothingPassesUnseen(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		set  func(*world)
		want map[string]rollcall.Weight
	}{
		"no engine":        {func(w *world) { w.model.Hash = "" }, map[string]rollcall.Weight{rollcall.FindingFaceEngineOff: rollcall.Fact}},
		"no video":         {func(w *world) { w.noVideo = true }, map[string]rollcall.Weight{rollcall.FindingNoPicture: rollcall.Asks}},
		"nobody there":     {func(w *world) { w.face = func(person.ID) identity.Embedding { return nil } }, map[string]rollcall.Weight{rollcall.FindingFaceMissing: rollcall.Asks}},
		"somebody else":    {func(w *world) { w.outcome = identity.Unlike }, map[string]rollcall.Weight{rollcall.FindingFaceUnlike: rollcall.Asks, rollcall.FindingChallengeMet: rollcall.Fact}},
		"not a key frame":  {func(w *world) { w.frame = []byte("rubbish that is no picture") }, map[string]rollcall.Weight{rollcall.FindingNoPicture: rollcall.Asks}},
		"another way":      {func(w *world) { w.around.Way = "voice" }, map[string]rollcall.Weight{rollcall.FindingFaceOtherWay: rollcall.Fact}},
		"the engine hangs": {func(w *world) { w.takes = time.Hour }, map[string]rollcall.Weight{rollcall.FindingPicturesLeftOut: rollcall.Fact}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			hold(t, Parts{}, func(w *world, d *Desk) {
				c.set(w)
				d.Called("a")
				through()
				require.Equal(t, c.want, w.weights("a"))
				if w.around.WithoutFace() {
					require.Empty(t, w.shots, "nobody is filmed who shows no face")
					require.Equal(t, "digits", w.told["a"][0].Kind)
				}
				if w.model.Hash == "" {
					require.NotEmpty(t, w.found[0].Picture, "the officer gets a picture to compare")
				}
			})
		})
	}
}

// Fifty rooms at once: no more pictures are looked at than there are hands, the rest is told.
func TestDesk_ABusyServerTells(t *testing.T) {
	t.Parallel()
	hold(t, Parts{Workers: 1, Queue: 2}, func(w *world, d *Desk) {
		w.takes = 900 * time.Millisecond
		for n := range 50 {
			d.Called(person.ID("p" + strconv.Itoa(n)))
		}
		through()
		looked, leftOut := d.node.Counts()
		require.EqualValues(t, 50*MaxShots, looked+leftOut)
		require.LessOrEqual(t, looked, uint64(30), "one at a time")
		told := 0
		for n := range 50 {
			if _, ok := w.weights(person.ID("p" + strconv.Itoa(n)))[rollcall.FindingPicturesLeftOut]; ok {
				told++
			}
		}
		require.Greater(t, told, 45)
	})
}

func TestDesk_SameFaceAtTwoSeats(t *testing.T) {
	t.Parallel()
	hold(t, Parts{}, func(w *world, d *Desk) {
		w.face = func(who person.ID) identity.Embedding {
			if who == "c" {
				return identity.Embedding{0, 1, 0}
			}
			return identity.Embedding{1, 0.1, 0}
		}
		for _, p := range []person.ID{"a", "c", "b"} {
			d.Called(p)
			through()
		}
		for _, p := range []person.ID{"a", "b"} {
			require.Equal(t, rollcall.Hint, w.weights(p)[rollcall.FindingSameFaceElsewhere], "nobody can say who is the right one")
		}
		require.NotContains(t, w.weights("c"), rollcall.FindingSameFaceElsewhere)
	})
}

func TestDesk_SignsBesideThePicture(t *testing.T) {
	t.Parallel()
	hold(t, Parts{}, func(w *world, d *Desk) {
		w.around.LastDevice = "old"
		for _, p := range []person.ID{"a", "b", "c", "d"} {
			d.Candidate(p, "candidate:1 1 udp 1 203.0.113.5 4000 typ srflx raddr 0.0.0.0 rport 0")
		}
		d.Candidate("e", "candidate:1 1 udp 1 203.0.113.6 4000 typ srflx raddr 0.0.0.0 rport 0")
		for n := range 100 { // a phone with many addresses fills no memory
			d.Candidate("e", "candidate:1 1 udp 1 198.51.100."+strconv.Itoa(n)+" 4000 typ srflx raddr 0.0.0.0 rport 0")
		}
		require.Len(t, d.seats["e"].networks, maxNetworks)
		d.Seated("a", "new")
		d.Seated("e", "old")
		d.Camera("a", rollcall.CameraFacts{Label: "OBS Virtual Camera"})
		d.Called("a")
		through()
		d.Called("e")
		through()
		for _, code := range []string{rollcall.FindingSameNetwork, rollcall.FindingVirtualCamera, rollcall.FindingOtherDevice} {
			require.Equal(t, rollcall.Hint, w.weights("a")[code], code)
			require.NotContains(t, w.weights("e"), code)
		}
		require.Empty(t, w.invitees["a"].Proposal(), "a hint proposes nothing")
	})
}
