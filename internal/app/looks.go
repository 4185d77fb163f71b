package app

import (
	"sync"
	"time"

	"diandao/internal/evidence"
)

// Bounds of looks.
const (
	oneLook  = 10 * time.Minute // in which a player asking for further parts is not another look
	maxLooks = 4096
)

// looks remembers who is playing which recording: a player asks for a file in many parts, and the ledger has
// one look. What is forgotten makes an entry too many, never one too few.
type looks struct {
	mu  sync.Mutex
	all map[look]time.Time // when it began; guarded by mu
}

type look struct {
	actor string
	id    evidence.ID
}

func newLooks() *looks { return &looks{all: map[look]time.Time{}} }

// goesOn reports whether the actor's look at a recording has been noted already.
func (l *looks) goesOn(actor string, o evidence.Object, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	began, ok := l.all[look{actor, o.ID}]
	return ok && now.Sub(began) < oneLook
}

// began notes that a look at a recording is on record. Looks at anything else are noted each time.
func (l *looks) began(actor string, o evidence.Object, now time.Time) {
	if o.Kind != evidence.RollCallRecording {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.all) >= maxLooks {
		clear(l.all)
	}
	l.all[look{actor, o.ID}] = now
}
