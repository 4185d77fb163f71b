package loadtest

import "time"

// A player's patience. Over a path of 200 ms up and 200 ms down, what is lost on either is asked for and sent again
// within it.
const (
	playOut  = 1500 * time.Millisecond // of pictures, after they were sent
	hearOut  = 700 * time.Millisecond  // of sound, which is not asked for again
	audible  = 5                       // packets of 20 ms in a row that concealment does not hide
	oneSound = 20 * time.Millisecond
)

// played tells what players at all officers would have made of the window.
func (r *run) played(from, to mark) Played {
	var p Played
	for _, o := range r.officers {
		for _, id := range r.spec.wanted() {
			a := o.account(id)
			if id.kind == sound {
				a.heard(from.sent[id], to.sent[id], &p)
			} else {
				a.shown(from.frames[id], to.frames[id], from.at, to.at, &p)
			}
		}
	}
	return p
}

// shown adds the frames numbered in [from, to).
func (a *account) shown(from, to uint32, began, ended time.Duration, p *Played) {
	a.mu.Lock()
	defer a.mu.Unlock()
	whole := map[uint32]frameSeen{}
	for _, f := range a.whole {
		whole[f.frame] = f
	}
	p.Frames += int(to - from)
	decodable, at := false, time.Duration(0) // of the frame before, and when
	last := began + playOut
	for n := uint32(0); n < to; n++ {
		f, ok := whole[n]
		decodable = ok && (f.key || decodable)
		if !decodable {
			continue
		}
		at = max(at, f.sent+f.took)
		if f.key {
			at = f.sent + f.took
		}
		if n < from || at > f.sent+playOut {
			continue
		}
		p.Shown++
		p.Freeze = max(p.Freeze, f.sent+playOut-last)
		last = f.sent + playOut
	}
	p.Freeze = max(p.Freeze, ended+playOut-last)
}

// heard adds the sounds numbered in [from, to).
func (a *account) heard(from, to uint32, p *Played) {
	a.mu.Lock()
	defer a.mu.Unlock()
	inTime := map[uint32]bool{}
	for _, g := range a.ages {
		if g.took <= hearOut {
			inTime[g.number] = true
		}
	}
	p.Sounds += int(to - from)
	hole := 0
	end := func() {
		if hole >= audible {
			p.Gaps++
		}
		p.LongestGap = max(p.LongestGap, time.Duration(hole)*oneSound)
		hole = 0
	}
	for n := from; n < to; n++ {
		if !inTime[n] {
			hole++
			continue
		}
		p.Heard++
		end()
	}
	end()
}
