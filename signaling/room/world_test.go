package room

import (
	"slices"
	"sync"
	"time"

	"diandao/signaling/protocol"
)

// world records what a room tells.
type world struct {
	mu      sync.Mutex
	seen    []Sighting
	vacated []string
	led     []string
	rungs   []protocol.Rung
}

func (w *world) Seen(s Sighting) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen = append(w.seen, s)
}

func (w *world) Vacated(peerID string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.vacated = append(w.vacated, peerID)
}

func (w *world) Led(staffID string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.led = append(w.led, staffID)
}

func (w *world) Rung(_ string, r protocol.Rung, _ time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.rungs = append(w.rungs, r)
}

func (w *world) leads() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.led)
}

func (w *world) presences(personID string) []Presence {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []Presence
	for _, s := range w.seen {
		if s.PersonID == personID {
			out = append(out, s.Presence)
		}
	}
	return out
}

func (w *world) gone() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.vacated)
}
