package report

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
)

// On grey paper each outcome is told from every other by its lightness or by its strokes.
func TestPatterns_AreToldApartWithoutColour(t *testing.T) {
	t.Parallel()
	grey := func(c [3]uint8) float64 { return 0.299*float64(c[0]) + 0.587*float64(c[1]) + 0.114*float64(c[2]) }
	all := attendance.Statuses()
	for i, a := range all {
		require.NotZero(t, patternOf(a), a)
		for _, b := range all[i+1:] {
			lightness := grey(patternOf(a).fill) - grey(patternOf(b).fill)
			isApart := lightness > 40 || lightness < -40 || patternOf(a).strokes != patternOf(b).strokes
			require.True(t, isApart, "%s and %s", a, b)
		}
	}
}

func TestChart_TopIsARoundNumberThatHoldsEveryDay(t *testing.T) {
	t.Parallel()
	for sum, want := range map[int]int{0: 1, 1: 1, 3: 4, 9: 10, 10: 10, 11: 20, 61: 80, 400: 400, 900: 1000, 30_001: 40_000} {
		c := chart{days: []oversight.Day{{Counts: map[attendance.Status]int{attendance.Present: sum}}}}
		require.Equal(t, want, c.most(), sum)
	}
}
