package sanction

import "diandao/internal/org"

// Threshold says after how many sanctions of a kind a heavier one may be proposed. It is what the law and a
// city's rules say, told to both sides as a distance; nothing follows from reaching it.
type Threshold struct {
	From  Kind
	Count int
	To    Kind
}

// thresholds are the thresholds of cities by their code; "" is of every city without its own.
func thresholds() map[string][]Threshold {
	return map[string][]Threshold{
		"": {
			{From: Admonition, Count: 2, To: Warning}, // Measures for the Implementation of the Law, article 35
			{From: Warning, Count: 2, To: Recall},     // articles 46 to 49
		},
	}
}

// ThresholdsOf returns the thresholds of the city that a path lies in.
func ThresholdsOf(at org.Path) []Threshold {
	all := thresholds()
	if own, ok := all[cityOf(at)]; ok {
		return own
	}
	return all[""]
}

// cityOf is the code of the city at the beginning of a path, "/3301/330106/330106003/".
func cityOf(at org.Path) string {
	code := ""
	for _, r := range at {
		switch {
		case r != '/':
			code += string(r)
		case code != "":
			return code
		}
	}
	return code
}

// Distance is how far a person is from a threshold.
type Distance struct {
	Threshold
	Have int // approved, not revoked, within the term
}

// Left is how many more are needed, never below zero.
func (d Distance) Left() int { return max(0, d.Count-d.Have) }

// Distances tells how far a person with so many sanctions of each kind is from each threshold.
func Distances(all []Threshold, have map[Kind]int) []Distance {
	out := make([]Distance, len(all))
	for i, t := range all {
		out[i] = Distance{Threshold: t, Have: have[t.From]}
	}
	return out
}
