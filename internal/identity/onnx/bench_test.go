//go:build cgo

package onnx

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/image/draw"

	"diandao/internal/identity"
)

// BenchmarkVerification measures a whole verification of a 640 × 480 JPEG (bytes in, compared with an
// enrolment, Comparison out) beside the same models run on the same inputs by ONNX Runtime alone, in turns, so that a
// noisy machine is noisy for both. It reports the medians and their ratio. The feature model is run twice, on the
// face and on its mirror image, by both; ratio-once is the ratio to each model run once.
func BenchmarkVerification(b *testing.B) {
	const folder = "../../../var/"
	e, err := Open(folder+"face", Options{Parallel: 1})
	if err != nil {
		b.Skip("not there, see make setup: ", err)
	}
	b.Cleanup(func() { require.NoError(b, e.Close()) })
	picture, err := os.ReadFile(folder + "faces/franck_02159.jpg")
	if err != nil {
		b.Skip("not there, see make setup: ", err)
	}
	picture = at640x480(b, picture)
	s, err := e.Examine(b.Context(), picture)
	require.NoError(b, err)
	known := identity.Enrolment{}
	for range identity.MinPictures {
		known.Pictures = append(known.Pictures, identity.Enrolled{ModelHash: e.hash, Embedding: s.Face.Embedding})
	}
	desk := <-e.desks
	e.desks <- desk
	var whole, alone, once []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		s, err := e.Examine(b.Context(), picture)
		c := identity.Compare(known, s, identity.DefaultThresholds(), identity.ComparisonLimits())
		whole = append(whole, time.Since(start))
		if err != nil || c.Outcome != identity.Match {
			b.Fatal(err, c)
		}
		start = time.Now()
		for _, n := range []*net{&desk.detect, &desk.landmark, &desk.liveness, &desk.feature} {
			if err := n.run(); err != nil {
				b.Fatal(err)
			}
		}
		once = append(once, time.Since(start))
		if err := desk.feature.run(); err != nil {
			b.Fatal(err)
		}
		alone = append(alone, time.Since(start))
	}
	w, a, o := median(whole), median(alone), median(once)
	b.ReportMetric(float64(w.Microseconds())/1000, "ms-whole-p50")
	b.ReportMetric(float64(a.Microseconds())/1000, "ms-runtime-p50")
	b.ReportMetric(float64(w)/float64(a), "ratio")
	b.ReportMetric(float64(w)/float64(o), "ratio-once")
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func at640x480(b *testing.B, picture []byte) []byte {
	b.Helper()
	img, _, err := image.Decode(bytes.NewReader(picture))
	require.NoError(b, err)
	small := image.NewRGBA(image.Rect(0, 0, 640, 480))
	draw.CatmullRom.Scale(small, small.Rect, img, image.Rect(0, 0, 720, 540), draw.Src, nil)
	var out bytes.Buffer
	require.NoError(b, jpeg.Encode(&out, small, &jpeg.Options{Quality: 85}))
	return out.Bytes()
}
