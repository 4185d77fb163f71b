package identity

import (
	"slices"

	"diandao/internal/fault"
)

// Outcome is what a comparison says. There is no outcome that rejects.
type Outcome string

// The outcomes.
const (
	Match        Outcome = "match"
	Inconclusive Outcome = "inconclusive" // an officer compares
	Unlike       Outcome = "unlike"       // an officer compares, and should do so soon
	NotChecked   Outcome = "not_checked"  // no engine, no enrolment, or one by another model: an officer compares
)

// Outcomes lists every outcome.
func Outcomes() []Outcome { return []Outcome{Match, Inconclusive, Unlike, NotChecked} }

// Thresholds of likeness (cosine of embeddings): at least Match is the person, below Review is unlike, an
// officer looks at what lies between.
type Thresholds struct {
	Match  float64
	Review float64
}

// DefaultThresholds are those measured in docs/identity.md.
func DefaultThresholds() Thresholds { return Thresholds{Match: 0.45, Review: 0.35} }

// ErrThresholds says that thresholds are not in order.
var ErrThresholds = fault.New(fault.Invalid, "identity.thresholds", "The thresholds of likeness must be 0 < review ≤ match < 1.")

// Validate returns ErrThresholds unless 0 < Review ≤ Match < 1.
func (t Thresholds) Validate() error {
	if !(0 < t.Review && t.Review <= t.Match && t.Match < 1) {
		return ErrThresholds
	}
	return nil
}

// Comparison is what was found by setting a picture beside an enrolment.
type Comparison struct {
	Outcome  Outcome
	Likeness float64 // of the best enrolled picture, −1 to 1; 0 when not checked
	Model    Model
	Findings []Finding // why not, and what to change about the picture
}

// Compare sets a picture beside a person's enrolment. A picture on which nobody can be recognised is
// inconclusive, whoever is on it.
func Compare(e Enrolment, s Sight, t Thresholds, l Limits) Comparison {
	c := Comparison{Outcome: NotChecked, Model: s.Model}
	if !s.Checked {
		c.Findings = []Finding{{Code: FindingEngineAbsent}}
		return c
	}
	if e.Stale(s.Model) {
		c.Findings = []Finding{{Code: FindingModelReplaced}}
		return c
	}
	if c.Findings = Quality(s, l); s.FaceCount == 0 {
		c.Outcome = Inconclusive
		return c
	}
	c.Likeness = e.Likeness(s.Face.Embedding)
	switch {
	case c.Likeness >= t.Match:
		c.Outcome = Match
	case c.Likeness >= t.Review || len(c.Findings) > 0:
		c.Outcome = Inconclusive
	default:
		c.Outcome = Unlike
	}
	return c
}

// Likeness is the cosine to the enrolled picture that is the most alike; −1 when there is none.
func (e Enrolment) Likeness(to Embedding) float64 {
	best := -1.0
	for _, p := range e.Pictures {
		best = max(best, Cosine(p.Embedding, to))
	}
	return best
}

// Stale tells that the pictures were described by another model, or by none, so that the person is to be
// enrolled anew.
func (e Enrolment) Stale(m Model) bool {
	return len(e.Pictures) == 0 || m.Hash == "" || slices.ContainsFunc(e.Pictures, func(p Enrolled) bool { return p.ModelHash != m.Hash })
}
