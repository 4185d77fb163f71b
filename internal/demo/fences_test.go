package demo

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/geo"
)

// Every invented district is a sound area, and none lies in another.
func TestBoundary_DistrictsFitTogether(t *testing.T) {
	t.Parallel()
	require.Len(t, districtNames(), columns*rows)
	for i := range districtNames() {
		require.Empty(t, boundary(i).Problem(), i)
		for j := range districtNames() {
			middle := boundary(j).Center
			if i != j {
				require.Equal(t, geo.Outside, boundary(i).Compare(middle, 0), "%d holds the middle of %d", i, j)
			}
		}
	}
}
