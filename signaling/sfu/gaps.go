package sfu

import "time"

const (
	maxGaps     = 64
	nackTries   = 6
	nackEvery   = 50 * time.Millisecond
	windowShift = 10 // duplicates are known within 1,024 packets
)

// gap is a number that has not arrived.
type gap struct {
	seq    uint16
	tries  int
	lastAt time.Time
}

// arrivals knows which numbers of an uplink came, came twice, or are missing. It belongs to the
// uplink's goroutine.
type arrivals struct {
	started bool
	highest uint16
	cycles  uint32
	base    uint16
	seen    [1 << windowShift / 64]uint64
	gaps    []gap

	received  uint32
	lastTotal uint32 // at the last report
	lastGot   uint32
}

func (a *arrivals) bit(seq uint16) (*uint64, uint64) {
	i := seq & (1<<windowShift - 1)
	return &a.seen[i/64], 1 << (i % 64)
}

// take notes a number. It reports false for one that came before, or so late that this can't be told.
func (a *arrivals) take(seq uint16, now time.Time) bool {
	if !a.started {
		a.started, a.highest, a.base = true, seq, seq
		a.mark(seq)
		return true
	}
	ahead := int16(seq - a.highest)
	switch {
	case ahead > 0:
		a.advance(seq, now)
		return true
	case -int(ahead) >= 1<<windowShift:
		return false
	}
	word, bit := a.bit(seq)
	if *word&bit != 0 {
		return false
	}
	a.mark(seq)
	a.fill(seq)
	return true
}

func (a *arrivals) mark(seq uint16) {
	word, bit := a.bit(seq)
	*word |= bit
	a.received++
}

func (a *arrivals) advance(seq uint16, now time.Time) {
	missing := int(seq-a.highest) - 1
	for s := a.highest + 1; s != seq; s++ {
		word, bit := a.bit(s)
		*word &^= bit
		if missing <= maxGaps && len(a.gaps) < maxGaps {
			a.gaps = append(a.gaps, gap{seq: s, lastAt: now.Add(-nackEvery)})
		}
	}
	word, bit := a.bit(seq)
	*word &^= bit
	if seq < a.highest {
		a.cycles += 1 << 16
	}
	a.highest = seq
	a.mark(seq)
}

func (a *arrivals) fill(seq uint16) {
	for i, g := range a.gaps {
		if g.seq == seq {
			a.gaps[i] = a.gaps[len(a.gaps)-1]
			a.gaps = a.gaps[:len(a.gaps)-1]
			return
		}
	}
}

// due appends the numbers to be asked for now to out; what was asked for often enough is given up.
func (a *arrivals) due(out []uint16, now time.Time) []uint16 {
	kept := a.gaps[:0]
	for _, g := range a.gaps {
		if now.Sub(g.lastAt) >= nackEvery {
			if g.tries >= nackTries {
				continue
			}
			g.tries++
			g.lastAt = now
			out = append(out, g.seq)
		}
		kept = append(kept, g)
	}
	a.gaps = kept
	return out
}

// report tells the highest number with its cycles, how many were lost in all, and which part of 256 was
// lost since the last report (RFC 3550 §6.4.1).
func (a *arrivals) report() (highest, lost uint32, fraction uint8) {
	highest = a.cycles | uint32(a.highest)
	total := highest - uint32(a.base) + 1
	if total > a.received {
		lost = min(total-a.received, 1<<23-1)
	}
	expected, got := total-a.lastTotal, a.received-a.lastGot
	a.lastTotal, a.lastGot = total, a.received
	if expected > got && expected > 0 {
		fraction = uint8(min(255, (expected-got)*256/expected))
	}
	return highest, lost, fraction
}
