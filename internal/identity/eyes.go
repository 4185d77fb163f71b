package identity

import (
	"context"
	"sync"
	"time"

	"diandao/internal/evidence"
)

// Bounds of finding eyes.
const (
	eyesWithin = 5 * time.Second // for all pictures of one look; what is not found by then is shown as it is
	maxEyes    = 1024            // pictures remembered by this process
)

// Eyes are where the eyes are on an upright picture of Width × Height pixels. "Left" is left on the picture.
type Eyes struct {
	Left, Right   Point
	Width, Height int
}

// EyesOf returns the middles of both eyes of the largest face, false without a face.
func EyesOf(s Sight) (Eyes, bool) {
	if !s.Checked || s.FaceCount == 0 {
		return Eyes{}, false
	}
	l := s.Face.Landmarks
	return Eyes{Left: middle(l[36:42]), Right: middle(l[42:48]), Width: s.Width, Height: s.Height}, true
}

func middle(points []Point) Point {
	var m Point
	for _, p := range points {
		m.X += p.X / float64(len(points))
		m.Y += p.Y / float64(len(points))
	}
	return m
}

// eyesSeen remembers where eyes are, since a sealed picture never changes. A picture without a face is remembered too.
type eyesSeen struct {
	mu  sync.Mutex
	all map[evidence.ID]*Eyes // guarded by mu
}

func (e *eyesSeen) get(id evidence.ID) (*Eyes, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	eyes, ok := e.all[id]
	return eyes, ok
}

func (e *eyesSeen) put(id evidence.ID, eyes *Eyes) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.all == nil || len(e.all) >= maxEyes {
		e.all = map[evidence.ID]*Eyes{}
	}
	e.all[id] = eyes
}

// Eyes finds the eyes on pictures that the caller may see, so that they can be laid side by side. Pictures without
// a face, and those that can't be looked at in time, are left out.
func (s *Service) Eyes(ctx context.Context, pictures []evidence.ID) map[evidence.ID]Eyes {
	ctx, cancel := context.WithTimeout(ctx, eyesWithin)
	defer cancel()
	var (
		mu  sync.Mutex
		out = map[evidence.ID]Eyes{}
		wg  sync.WaitGroup
	)
	for _, id := range pictures {
		wg.Go(func() {
			if eyes := s.eyesOn(ctx, id); eyes != nil {
				mu.Lock()
				defer mu.Unlock()
				out[id] = *eyes
			}
		})
	}
	wg.Wait()
	return out
}

func (s *Service) eyesOn(ctx context.Context, id evidence.ID) *Eyes {
	if eyes, ok := s.eyes.get(id); ok {
		return eyes
	}
	o, err := s.p.Store.Object(ctx, id)
	if err != nil {
		return nil
	}
	data, err := s.p.Vault.Open(ctx, o)
	if err != nil {
		return nil
	}
	sight, err := s.p.Engine.Examine(ctx, data)
	if err != nil || !sight.Checked {
		return nil
	}
	var found *Eyes
	if eyes, ok := EyesOf(sight); ok {
		found = &eyes
	}
	s.eyes.put(id, found)
	return found
}

// Thresholds are those by which a likeness is judged.
func (s *Service) Thresholds() Thresholds { return s.p.Thresholds }
