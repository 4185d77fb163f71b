//go:build cgo

package onnx_test

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/draw"

	"diandao/internal/identity"
	"diandao/internal/identity/onnx"
)

// root of the module, where `make setup` puts what is fetched.
const root = "../../../"

// opened is the one engine of these tests.
var opened = sync.OnceValues(func() (*onnx.Engine, error) { return onnx.Open(root+"var/face", onnx.Options{}) })

// engine of these tests; where it can't be fetched they are skipped, but not in CI.
func engine(tb testing.TB) *onnx.Engine {
	tb.Helper()
	e, err := opened()
	missing(tb, err)
	return e
}

func missing(tb testing.TB, err error) {
	tb.Helper()
	if err != nil && os.Getenv("CI") == "true" {
		tb.Fatal("make setup did not fetch it: ", err)
	}
	if err != nil {
		tb.Skip("not there, see make setup: ", err)
	}
}

// photo is one labelled photo, cut out of its file.
type photo struct {
	label, name string
	img         *image.RGBA
}

// photos reads the labelled set.
func photos(tb testing.TB) []photo {
	tb.Helper()
	list, err := os.Open("testdata/faces.tsv")
	require.NoError(tb, err)
	defer list.Close()
	decoded := map[string]image.Image{}
	var all []photo
	for lines := bufio.NewScanner(list); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		var label, file string
		var x, y, w, h int
		_, err := fmt.Sscanf(lines.Text(), "%s\t%s\t%d\t%d\t%d\t%d", &label, &file, &x, &y, &w, &h)
		require.NoError(tb, err, lines.Text())
		if decoded[file] == nil {
			data, err := os.ReadFile(filepath.Join(root, "var/faces", file))
			missing(tb, err)
			decoded[file], _, err = image.Decode(bytes.NewReader(data))
			require.NoError(tb, err, file)
		}
		from := decoded[file].Bounds()
		if w > 0 {
			from = image.Rect(x, y, x+w, y+h)
		}
		img := image.NewRGBA(image.Rect(0, 0, from.Dx(), from.Dy()))
		draw.Draw(img, img.Rect, decoded[file], from.Min, draw.Src)
		all = append(all, photo{label, fmt.Sprintf("%s@%d", file, x), img})
	}
	return all
}

// told tells whether it is known that two photos show one person (same), or two (known, not same).
func told(a, b photo) (same, known bool) {
	sceneA, _, partyA := strings.Cut(a.label, "/")
	sceneB, _, partyB := strings.Cut(b.label, "/")
	return a.label == b.label, !partyA || !partyB || sceneA == sceneB
}

func encoded(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	require.NoError(tb, jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}))
	return b.Bytes()
}

// withOrientation says in a JPEG how it is to be turned (EXIF in APP1, one tag).
func withOrientation(jpg []byte, orientation byte) []byte {
	exif := []byte{
		0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
		0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
	}
	return slices.Concat(jpg[:2], exif, jpg[2:])
}

// laid is img as the sensor sees it when a phone writes this orientation.
func laid(img *image.RGBA, orientation byte) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			at := [...]image.Point{
				1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x},
			}[orientation]
			out.SetRGBA(at.X, at.Y, img.RGBAAt(x, y))
		}
	}
	return out
}

func smaller(img *image.RGBA, by int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx()/by, img.Rect.Dy()/by))
	draw.CatmullRom.Scale(out, out.Rect, img, img.Rect, draw.Src, nil)
	return out
}

// darker leaves a fifth of each value, as a badly lit room does after the camera has done what it could.
func darker(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = v / 5
		if i%4 == 3 {
			out.Pix[i] = 255
		}
	}
	return out
}

// rates of setting each photo that is good enough beside each other one.
type rates struct {
	genuine, impostor []float64 // likeness, ascending
	again             int       // photos that the person would be asked to take again, by identity.Quality
}

func compare(all []photo, enrolled, samples []identity.Sight) rates {
	var r rates
	for j, s := range samples {
		if len(identity.Quality(s, identity.ComparisonLimits())) > 0 {
			r.again++
			continue
		}
		for i := range all {
			same, known := told(all[i], all[j])
			if i == j || !known {
				continue
			}
			r.add(same, identity.Cosine(enrolled[i].Face.Embedding, s.Face.Embedding))
		}
	}
	return r.sorted()
}

// compareEnrolled sets each photo that is good enough beside enrolments of three other photos of a person.
func compareEnrolled(all []photo, enrolled, samples []identity.Sight) rates {
	var r rates
	for first := range all {
		const count = identity.MinPictures
		if first+count > len(all) || all[first].label != all[first+count-1].label {
			continue
		}
		var e identity.Enrolment
		for _, s := range enrolled[first : first+count] {
			e.Pictures = append(e.Pictures, identity.Enrolled{ModelHash: s.Model.Hash, Embedding: s.Face.Embedding})
		}
		for j, s := range samples {
			same, known := told(all[first], all[j])
			if known && (j < first || j >= first+count) && len(identity.Quality(s, identity.ComparisonLimits())) == 0 {
				r.add(same, e.Likeness(s.Face.Embedding))
			}
		}
	}
	return r.sorted()
}

func (r *rates) add(same bool, likeness float64) {
	if same {
		r.genuine = append(r.genuine, likeness)
	} else {
		r.impostor = append(r.impostor, likeness)
	}
}

func (r rates) sorted() rates {
	slices.Sort(r.genuine)
	slices.Sort(r.impostor)
	return r
}

func share(scores []float64, threshold float64) float64 {
	at, _ := slices.BinarySearch(scores, threshold)
	return float64(len(scores)-at) / float64(len(scores))
}

// threshold that lets at most one in a thousand of the others through.
func (r rates) threshold() float64 {
	through := len(r.impostor) / 1000
	return r.impostor[len(r.impostor)-1-through] + 1e-9
}

func (r rates) String() string {
	t := r.threshold()
	s := fmt.Sprintf("%d same, %d others, %d photos to take again; TAR %.4f at FAR ≤ 0.001 (threshold %.3f)", len(r.genuine), len(r.impostor), r.again, share(r.genuine, t), t)
	for _, t := range []float64{0.35, 0.40, 0.45} {
		s += fmt.Sprintf("; at %.2f TAR %.4f FAR %.4f", t, share(r.genuine, t), share(r.impostor, t))
	}
	return s
}

func examineAll(t *testing.T, e *onnx.Engine, all []photo, as func(i int, img *image.RGBA) []byte) []identity.Sight {
	t.Helper()
	sights := make([]identity.Sight, len(all))
	for i, p := range all {
		s, err := e.Examine(t.Context(), as(i, p.img))
		require.NoError(t, err, p.name)
		sights[i] = s
	}
	return sights
}

// TestEngine_TellsPersonsApart is the measure of docs/identity.md: of a thousand pairs that show two persons at most
// one is taken for one, and of those that show one at least 995 are.
func TestEngine_TellsPersonsApart(t *testing.T) {
	t.Parallel()
	e := engine(t)
	all := photos(t)
	plain := examineAll(t, e, all, func(_ int, img *image.RGBA) []byte { return encoded(t, img) })
	for name, c := range map[string]struct {
		as    func(i int, img *image.RGBA) []byte
		again int // photos that may be refused as too small to tell anybody by
	}{
		"as they are": {as: func(_ int, img *image.RGBA) []byte { return encoded(t, img) }},
		"turned by EXIF": {as: func(i int, img *image.RGBA) []byte {
			o := byte(i%7 + 2)
			return withOrientation(encoded(t, laid(img, o)), o)
		}},
		// those that are 105 pixels wide have faces of 25 then
		"a third of the size": {func(_ int, img *image.RGBA) []byte { return encoded(t, smaller(img, 3)) }, 18},
		"dark":                {as: func(_ int, img *image.RGBA) []byte { return encoded(t, darker(img)) }},
	} {
		samples := examineAll(t, e, all, c.as)
		r, enrolled := compare(all, plain, samples), compareEnrolled(all, plain, samples)
		t.Logf("%s, pairs: %s", name, r)
		t.Logf("%s, beside three pictures: %s", name, enrolled)
		require.LessOrEqual(t, r.again, c.again, name)
		require.GreaterOrEqual(t, share(r.genuine, r.threshold()), 0.995, name)
		require.GreaterOrEqual(t, share(enrolled.genuine, enrolled.threshold()), 0.995, name)
	}
}
