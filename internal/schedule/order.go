package schedule

import (
	"fmt"
	"slices"
)

// Order puts ids into an order that nobody picks: every one is equally likely, and whoever has the seed can
// draw it again. Ids are sorted first, so that the order in which they are given means nothing. The subject
// is the id of what the order is for.
//
// For i from len−1 down to 1 the i-th is swapped with the one at v mod (i+1), v being the next number of the
// stream below i+1 (Fisher and Yates; Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2 P).
func Order(seed Seed, subject string, ids []string) []string {
	out := slices.Clone(ids)
	slices.Sort(out)
	stream := newStream(seed, fmt.Sprintf("order\n%s\n%d\n", subject, len(out)))
	for i := len(out) - 1; i > 0; i-- {
		j := stream.below(uint64(i) + 1)
		out[i], out[j] = out[j], out[i]
	}
	return out
}
