package rollcall

import (
	"cmp"
	"math"
	"slices"
	"time"

	"diandao/internal/geo"
)

// Bounds of locations.
const (
	StaleAfter   = 10 * time.Minute // how old a fix may be when it arrives
	maxAccuracyM = 100_000
	maxAhead     = 5 * time.Minute // of our clock
)

// Around is what is known of a person when the name is called.
type Around struct {
	Fences     []geo.Fence // of the plans that run
	OnLeave    bool        // an approved leave covers today
	Way        string      // how the person shows who they are; "face" unless another way was chosen
	LastDevice string      // by which the person last checked in, if it is still signed in; empty if none
}

// WithoutFace reports whether the person shows who they are in another way.
func (a Around) WithoutFace() bool { return a.Way != "" && a.Way != "face" }

// NoLocations lists why a phone may have no location.
func NoLocations() []string {
	return []string{"denied", "timeout", "unavailable"}
}

// Place is what a phone told of where it is during one call: a fix, or why there is none.
type Place struct {
	CalledAt time.Time `json:"called_at"` // the call that asked for it
	Fix      *Fix      `json:"fix,omitempty"`
	None     string    `json:"none,omitempty"` // one of NoLocations; empty with a fix
}

func (l Place) check(now time.Time) error {
	if (l.Fix == nil) == (l.None == "") || (l.Fix == nil && !slices.Contains(NoLocations(), l.None)) {
		return ErrFix
	}
	if l.Fix == nil {
		return nil
	}
	return l.Fix.check(now)
}

// check returns ErrFix unless the fix is on Earth, has an accuracy and was not taken in times to come.
func (f Fix) check(now time.Time) error {
	ok := f.Valid() && f.AccuracyM > 0 && f.AccuracyM <= maxAccuracyM && (f.Datum == geo.WGS84 || f.Datum == geo.GCJ02)
	if !ok || f.TakenAt.IsZero() || f.TakenAt.After(now.Add(maxAhead)) {
		return ErrFix
	}
	return nil
}

// JudgePlace says how a fix lies to the person's areas. An area to keep within is not looked at on leave; one
// to keep out of always is. It is pure.
func JudgePlace(f Fix, around Around, p Policy, now time.Time) []Finding {
	var found []Finding
	say := func(code string, w Weight, value float64) {
		found = append(found, Finding{Code: code, Weight: w, Evidence: EvidenceLocation, Value: math.Round(value), At: now})
	}
	if age := now.Sub(f.TakenAt); age > StaleAfter {
		say(FindingLocationStale, Hint, age.Seconds())
	}
	if len(around.Fences) == 0 {
		say(FindingLocated, Fact, 0)
	}
	for _, fence := range around.Fences {
		if fence.Keep == geo.Outside {
			d, side := fence.Away(f.Point), fence.Compare(f.Point, f.AccuracyM)
			switch side {
			case geo.Outside:
				say(FindingAwayForbidden, Fact, d)
			case geo.Inside:
				say(FindingWithinForbidden, Asks, d)
			case geo.CannotTell:
				say(FindingFenceCannotTell, Hint, d)
			}
		}
	}
	if home := slices.DeleteFunc(slices.Clone(around.Fences), func(f geo.Fence) bool { return f.Keep == geo.Outside }); len(home) > 0 {
		judgeHome(f, home, around.OnLeave, p, say)
	}
	return found
}

// judgeHome compares with the nearest of the areas that a person keeps within: being in one of them is enough.
func judgeHome(f Fix, home []geo.Fence, onLeave bool, p Policy, say func(string, Weight, float64)) {
	nearest := slices.MinFunc(home, func(a, b geo.Fence) int { return cmp.Compare(a.Beyond(f.Point), b.Beyond(f.Point)) })
	d := nearest.Away(f.Point)
	if onLeave {
		say(FindingFenceOffOnLeave, Fact, d)
		return
	}
	switch nearest.Compare(f.Point, f.AccuracyM) {
	case geo.Inside:
		say(FindingInsideFence, Fact, d)
	case geo.CannotTell:
		say(FindingFenceCannotTell, Hint, d)
	case geo.Outside:
		say(FindingOutsideFence, Asks, d)
		if far := nearest.Beyond(f.Point) - f.AccuracyM; far > p.FarM {
			say(FindingFarFromArea, Hint, far)
		}
	}
}
