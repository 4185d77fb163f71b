package rollcall

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"diandao/internal/person"
)

// Policy holds the thresholds of hints. They are set so that what is common is not told: families share a
// network, mobile networks share addresses, a good camera keeps its size.
type Policy struct {
	SameFace     float64 // likeness from which two seats show one face; twins reach it, too
	SameNetwork  int     // so many persons behind one public address are told
	EvenGap      float64 // deviation of the gaps between pictures by their mean, below which they are too even
	EvenPictures int     // how many pictures that is measured over, at least
	CameraSigns  int     // signs that make a virtual camera; its name alone does, too
	FarM         float64 // metres beyond the edge of the area from which a place is far
}

// DefaultPolicy returns conservative thresholds.
func DefaultPolicy() Policy {
	return Policy{SameFace: 0.6, SameNetwork: 4, EvenGap: 0.002, EvenPictures: 60, CameraSigns: 2, FarM: 20_000}
}

// CameraFacts are what a phone says of its camera, and what the server saw of its pictures.
type CameraFacts struct {
	Label    string        // as the phone's system names the camera
	Pictures int           // over which the gaps were measured
	MeanGap  time.Duration // between pictures
	Spread   time.Duration // standard deviation of the gaps
	Sizes    [][2]int      // width and height of the key frames that arrived
}

// virtualNames are parts of the names by which virtual cameras present themselves, in lower case.
func virtualNames() []string {
	return []string{
		"virtual", "虚拟", "obs", "manycam", "snap camera", "xsplit", "v4l2loopback", "dummy video", "vcam", "e2esoft", "splitcam", "webcamoid",
		"youcam", "sparkocam", "fake_device", "ndi", "unity video", "altercam", "deepfacelive", "mmhmm",
	}
}

// cameraSigns returns what speaks for pictures that come from a file or another call.
func cameraSigns(c CameraFacts, p Policy) []string {
	var signs []string
	label := strings.ToLower(c.Label)
	if slices.ContainsFunc(virtualNames(), func(name string) bool { return hasWord(label, name) }) {
		signs = append(signs, "label")
	}
	if c.Pictures >= p.EvenPictures && c.MeanGap > 0 && float64(c.Spread)/float64(c.MeanGap) < p.EvenGap {
		signs = append(signs, "even")
	}
	if len(c.Sizes) >= 4 && len(slices.Compact(slices.Clone(c.Sizes))) == 1 {
		signs = append(signs, "fixed")
	}
	return signs
}

// hasWord reports whether label holds name, and short Latin names only as words of their own.
func hasWord(label, name string) bool {
	if len(name) > 3 {
		return strings.Contains(label, name)
	}
	words := strings.FieldsFunc(label, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return slices.Contains(words, name)
}

// JudgeCamera says whether the pictures may come from a virtual camera: it calls itself so, or weaker signs come
// together. It is pure.
func JudgeCamera(c CameraFacts, p Policy, now time.Time) []Finding {
	signs := cameraSigns(c, p)
	if !slices.Contains(signs, "label") && len(signs) < p.CameraSigns {
		return nil
	}
	return []Finding{{Code: FindingVirtualCamera, Weight: Hint, Evidence: EvidenceCamera + ":" + strings.Join(signs, ","), Value: float64(len(signs)), At: now}}
}

// Likeness is how much a face is like the one seen of somebody else.
type Likeness struct {
	Person person.ID
	Cosine float64
}

// JudgeFaces says whether the face was seen in other seats of the same roll call. It is pure.
func JudgeFaces(others []Likeness, p Policy, now time.Time) []Finding {
	alike := slices.DeleteFunc(slices.Clone(others), func(l Likeness) bool { return l.Cosine < p.SameFace })
	if len(alike) == 0 {
		return nil
	}
	slices.SortFunc(alike, func(a, b Likeness) int {
		return cmp.Or(cmp.Compare(b.Cosine, a.Cosine), cmp.Compare(a.Person, b.Person))
	})
	ids := make([]person.ID, 0, len(alike))
	for _, l := range alike {
		ids = append(ids, l.Person)
	}
	return []Finding{{Code: FindingSameFaceElsewhere, Weight: Hint, Evidence: namePersons(ids), Value: math.Round(alike[0].Cosine*100) / 100, At: now}}
}

// JudgeNetwork says whether too many persons come from behind one public address; others leaves the person
// themselves out. It is pure.
func JudgeNetwork(others []person.ID, p Policy, now time.Time) []Finding {
	if len(others)+1 < p.SameNetwork {
		return nil
	}
	ids := slices.Sorted(slices.Values(others))
	return []Finding{{Code: FindingSameNetwork, Weight: Hint, Evidence: namePersons(ids), Value: float64(len(ids) + 1), At: now}}
}

// maxNamed bounds the persons that one finding names.
const maxNamed = 5

func namePersons(ids []person.ID) string {
	names := make([]string, 0, maxNamed)
	for _, p := range ids[:min(len(ids), maxNamed)] {
		names = append(names, string(p))
	}
	return EvidencePersons + ":" + strings.Join(names, ",")
}

// JudgeDevice says whether the phone is another one than that of the last check-in, which is still signed in.
// It is pure.
func JudgeDevice(device string, around Around, now time.Time) []Finding {
	if device == "" || around.LastDevice == "" || device == around.LastDevice {
		return nil
	}
	return []Finding{{Code: FindingOtherDevice, Weight: Hint, Evidence: EvidenceDevice, At: now}}
}
