package bandwidth

// Level is how much of a source a viewer gets.
type Level uint8

// The levels.
const (
	Frozen Level = iota // the last picture stays
	Small
	Large
)

// Want is what one slot would show, in bit/s. Large is 0 where only one size is sent or wanted.
type Want struct{ Small, Large int }

// Share gives each want its level out of a budget of bit/s: first a small picture of whoever is wanted large, then
// the large one, then small ones in order, so that who speaks is seen best and few pictures move rather than many
// stand still by turns. It writes into out, which has a place for each want.
func Share(budget int, wants []Want, out []Level) {
	for i := range out {
		out[i] = Frozen
	}
	take := func(i, cost int, l Level) {
		if cost <= budget {
			budget -= cost
			out[i] = l
		}
	}
	for i, w := range wants {
		if w.Large > 0 {
			take(i, w.Small, Small)
		}
	}
	for i, w := range wants {
		if w.Large > 0 && out[i] == Small {
			take(i, w.Large-w.Small, Large)
		}
	}
	for i, w := range wants {
		if w.Large == 0 {
			take(i, w.Small, Small)
		}
	}
}
