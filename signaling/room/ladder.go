package room

import (
	"slices"
	"time"

	"diandao/signaling/protocol"
)

// When the server asks a phone for another rung. The phone chooses by itself by what it measures; this is for
// what only the receiving end sees: pictures that do not arrive although the phone says that it sends them.
const (
	stuckFor     = 6 * time.Second  // without a picture at a rung that sends many
	stuckStill   = 9 * time.Second  // without one at a rung that sends one every two seconds
	askAgain     = 8 * time.Second  // before a worse rung still is asked for
	flowingFor   = 20 * time.Second // of pictures before a better rung is allowed
	lossTooLarge = 25.0             // percent
)

// ladder is what the server asks of one phone.
type ladder struct {
	ask  protocol.Rung // the best rung it may send at
	at   time.Time     // when ask last changed
	good time.Time     // since when nothing is wrong; zero while something is
}

// seenLine is what the server sees of a phone's sending.
type seenLine struct {
	rung    protocol.Rung // as reported
	wanted  bool          // its camera is asked for and it says it sends
	still   time.Duration // since the last picture, or since the camera was asked for
	network *protocol.Network
	tooMuch bool // it sends more than is taken
}

func (o seenLine) isBad() bool {
	limit := stuckFor
	if o.rung == protocol.RungStill {
		limit = stuckStill
	}
	if o.rung != protocol.RungAudio && o.rung != protocol.RungTelephone && o.wanted && o.still >= limit {
		return true
	}
	return o.tooMuch || o.network != nil && o.network.LossPercent >= lossTooLarge
}

// step returns what to ask for now: one rung worse than the phone is at when something is wrong, one better
// after all was well for a while, and never twice within a moment. It is pure.
func (l ladder) step(o seenLine, now time.Time) ladder {
	if l.ask == "" {
		return ladder{ask: protocol.RungVideo, at: now, good: now}
	}
	all := protocol.Rungs()
	last := slices.Index(all, protocol.RungAudio)
	if o.isBad() {
		l.good = time.Time{}
		worse := all[min(slices.Index(all, o.rung)+1, last)]
		if now.Sub(l.at) >= askAgain && l.ask.Worse(worse) != l.ask {
			l.ask, l.at = worse, now
		}
		return l
	}
	if l.good.IsZero() {
		l.good = now
	}
	if n := slices.Index(all, l.ask); n > 0 && now.Sub(l.good) >= flowingFor && now.Sub(l.at) >= flowingFor {
		l.ask, l.at = all[n-1], now
	}
	return l
}
