package recording

import "time"

// Bounds of the jitter buffer.
const (
	window   = 512                    // packets
	patience = 500 * time.Millisecond // how long a missing packet is waited for
	restart  = 3000                   // a sequence number so far off begins anew (RFC 3550 §A.1)
)

// jitter brings the packets of one RTP stream in order and drops what came twice.
type jitter struct {
	slots   [window]*packet
	started bool
	given   bool  // a packet has been given out, before which none may come any more
	next    int64 // sequence number, without wrapping, that is due
	highest int64
	count   int
}

// number unwraps a sequence number to the one nearest to the highest seen.
func (j *jitter) number(seq uint16) int64 {
	return j.highest + int64(int16(seq-uint16(j.highest)))
}

// isElsewhere reports whether the sender has begun to count anew.
func (j *jitter) isElsewhere(seq uint16) bool {
	return j.started && max(j.number(seq)-j.highest, j.highest-j.number(seq)) > restart
}

// put takes a packet. It reports false for one that is there already, or comes too late; the caller keeps it.
func (j *jitter) put(p *packet) bool {
	if !j.started {
		j.started, j.next, j.highest = true, int64(p.seq), int64(p.seq)
	}
	n := j.number(p.seq)
	if n < j.next && !j.given && j.highest-n < window {
		j.next = n // of those that arrive first, the first need not be the earliest
	}
	slot := &j.slots[n&(window-1)]
	if n < j.next || n >= j.next+window || *slot != nil {
		return false
	}
	*slot, j.count, j.highest = p, j.count+1, max(j.highest, n)
	return true
}

// isFull reports whether a packet with this number would find no room.
func (j *jitter) isFull(seq uint16) bool { return j.started && j.number(seq) >= j.next+window }

// pop gives out the packet that is due. When it is missing and the next one that is there has waited long
// enough, or with force, that one is given out and lost tells how many are missing before it.
func (j *jitter) pop(now time.Time, force bool) (p *packet, lost int) {
	if j.count == 0 {
		return nil, 0
	}
	at := j.next
	for j.slots[at&(window-1)] == nil {
		at++
	}
	p = j.slots[at&(window-1)]
	if at > j.next && !force && now.Sub(p.at) < patience {
		return nil, 0
	}
	j.slots[at&(window-1)] = nil
	lost = int(at - j.next)
	j.next, j.count, j.given = at+1, j.count-1, true
	return p, lost
}
