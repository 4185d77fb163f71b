package demo

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/geo"
)

func TestHome_LiesWithinItsDistrict(t *testing.T) {
	t.Parallel()
	for district := range districtNames() {
		for n := 1; n <= Persons; n++ {
			at := home(district, n)
			require.Equal(t, geo.Inside, boundary(district).Compare(at, 0), "home %d of district %d at %v", n, district, at)
		}
	}
}
