package demo

import (
	"math"

	"diandao/internal/geo"
	"diandao/internal/person"
)

// Where the golden ratio and its square put the n-th home of a district: nowhere twice, and evenly.
const (
	goldenLat = 0.618033988749895
	goldenLng = 0.381966011250105
	homeShare = 0.6  // of a cell, about its middle, so that a home lies within the crooked boundary
	nearby    = 0.01 // degrees about a home within which check-ins are made, about a kilometre
)

// home is where the n-th person lives, within the district.
func home(district, n int) geo.Point {
	share := func(golden float64) float64 {
		_, part := math.Modf(golden * float64(n))
		return 0.5 + homeShare*(part-0.5)
	}
	return geo.Point{
		Lat: southLat + cityDegrees/rows*(float64(district/columns)+share(goldenLat)),
		Lng: westLng + cityDegrees/columns*(float64(district%columns)+share(goldenLng)),
	}
}

// near is where a person checks in: most often at home or about it.
func (s *seeder) near(who person.ID) geo.Point {
	at := s.homes[who]
	at.Lat += nearby * (s.rand.Float64() - 0.5)
	at.Lng += nearby * (s.rand.Float64() - 0.5)
	return at
}
