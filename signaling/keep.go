package signaling

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"

	"diandao/internal/redisx/live"
	"diandao/signaling/cluster"
	"diandao/signaling/room"
)

// keepAgain is how long the keeper waits before it tries anew what Redis did not take.
const keepAgain = 500 * time.Millisecond

// keeper writes what must outlive a room where the next node finds it. It must not hold up the room, so it
// gathers; of one name only the newest value counts.
type keeper struct {
	hold    *cluster.Hold
	logger  *slog.Logger
	wake    chan struct{}
	once    sync.Once
	stopped chan struct{}
	done    chan struct{}

	mu      sync.Mutex // guards what follows
	pending map[string]string
	idle    chan struct{} // closed while nothing is pending or under way
}

func newKeeper(hold *cluster.Hold, logger *slog.Logger) *keeper {
	k := &keeper{
		hold: hold, logger: logger, wake: make(chan struct{}, 1), stopped: make(chan struct{}), done: make(chan struct{}),
		pending: map[string]string{}, idle: make(chan struct{}),
	}
	close(k.idle)
	go k.run()
	return k
}

// Keep implements room.Keeper.
func (k *keeper) Keep(name string, value any) {
	text := ""
	if value != nil {
		raw, err := json.Marshal(value)
		if err != nil {
			k.logger.Error("encode what is kept of a room", "error", err)
			return
		}
		text = string(raw)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.pending) == 0 && isClosed(k.idle) {
		k.idle = make(chan struct{})
	}
	k.pending[name] = text
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func (k *keeper) run() {
	defer close(k.done)
	for {
		select {
		case <-k.stopped:
			k.write()
			return
		case <-k.wake:
			if k.write() {
				continue
			}
			select {
			case <-k.stopped:
				return
			case <-time.After(keepAgain):
				k.rouse()
			}
		}
	}
}

func (k *keeper) rouse() {
	select {
	case k.wake <- struct{}{}:
	default:
	}
}

// write tells Redis what is pending, and reports whether that needs no other try.
func (k *keeper) write() bool {
	k.mu.Lock()
	fields := k.pending
	k.pending = map[string]string{}
	k.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), recordTimeout) //nolint:forbidigo // ends with stop
	defer cancel()
	err := k.hold.Keep(ctx, fields)
	over := err == nil || errors.Is(err, live.ErrNotHeld)
	if !over {
		k.logger.Warn("room not kept for the next node", "error", err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !over {
		for name, value := range fields {
			if _, newer := k.pending[name]; !newer {
				k.pending[name] = value
			}
		}
		return false
	}
	if len(k.pending) == 0 && !isClosed(k.idle) {
		close(k.idle)
	}
	return true
}

// flush waits until all that was told has been written, or until ctx ends.
func (k *keeper) flush(ctx context.Context) {
	k.mu.Lock()
	idle := k.idle
	k.mu.Unlock()
	select {
	case <-idle:
	case <-k.done:
	case <-ctx.Done():
	}
}

// stop writes what is pending, once, and ends. Stopping twice is harmless.
func (k *keeper) stop() {
	k.once.Do(func() { close(k.stopped) })
	<-k.done
}

// readKept unpacks what another node kept of a room. What is not readable is left out.
func readKept(fields map[string]string) (room.KeptRoom, []room.KeptSeat) {
	var r room.KeptRoom
	var seats []room.KeptSeat
	for name, text := range fields {
		switch {
		case name == room.RoomName:
			_ = json.Unmarshal([]byte(text), &r) // nothing of it is as good as none
		case strings.HasPrefix(name, room.SeatName("")):
			var s room.KeptSeat
			if json.Unmarshal([]byte(text), &s) == nil && s.PeerID != "" {
				seats = append(seats, s)
			}
		}
	}
	return r, seats
}
