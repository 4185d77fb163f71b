// Package geo holds points, fences and distances on the WGS-84 ellipsoid taken as a sphere, which is
// exact to 0.5 % and so far below the accuracy that a phone reports.
package geo

import "math"

// EarthRadius is the mean radius of the Earth in metres (IUGG).
const EarthRadius = 6_371_008.8

// Datum names the coordinate system in which a source gave a point.
type Datum string

// The datums. Points are stored in WGS-84; the source's datum is kept beside them.
const (
	WGS84 Datum = "wgs84"
	GCJ02 Datum = "gcj02"
)

// Point is a position in degrees.
type Point struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// Valid reports whether p is on Earth: latitude in [-90, 90], longitude in [-180, 180], both finite.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lng >= -180 && p.Lng <= 180
}

// Distance is the great-circle distance between a and b in metres (haversine).
func Distance(a, b Point) float64 {
	const rad = math.Pi / 180
	dLat, dLng := (b.Lat-a.Lat)*rad, (b.Lng-a.Lng)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Pow(math.Sin(dLng/2), 2)
	return 2 * EarthRadius * math.Asin(math.Min(1, math.Sqrt(h)))
}
