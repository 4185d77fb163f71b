package geo

import "math"

// Bounds of fences.
const (
	MinVertices = 3
	MaxVertices = 64
	MinRadiusM  = 50      // of a circle, and of the one around a polygon
	MaxRadiusM  = 500_000 // of both
)

// Fence is an area within which, or outside which, a person should be: a circle, or with vertices a polygon.
type Fence struct {
	Center  Point   `json:"center"`
	RadiusM float64 `json:"radius_m"`
	// Keep is Inside (also when empty) or Outside.
	Keep Side `json:"keep,omitempty"`
	// Vertices make it a polygon, each once, in either direction; its edges are straight in degrees. Center and
	// RadiusM are then the circle around it, for who knows circles only.
	Vertices []Point `json:"vertices,omitempty"`
}

// Polygon is the fence with these vertices and the circle around them. A last vertex that repeats the first one
// is left out.
func Polygon(vertices []Point) Fence {
	if n := len(vertices); n > 1 && vertices[0] == vertices[n-1] {
		vertices = vertices[:n-1]
	}
	f := Fence{Vertices: vertices}
	if len(vertices) == 0 {
		return f
	}
	low, high := vertices[0], vertices[0]
	for _, v := range vertices {
		low = Point{min(low.Lat, v.Lat), min(low.Lng, v.Lng)}
		high = Point{max(high.Lat, v.Lat), max(high.Lng, v.Lng)}
	}
	f.Center = Point{(low.Lat + high.Lat) / 2, (low.Lng + high.Lng) / 2}
	for _, v := range vertices {
		f.RadiusM = max(f.RadiusM, Distance(f.Center, v))
	}
	return f
}

// IsPolygon reports whether the fence is one.
func (f Fence) IsPolygon() bool { return len(f.Vertices) > 0 }

// Side says where a fix lies against a fence.
type Side string

// The sides. A fix whose circle of accuracy crosses the fence cannot be told.
const (
	Inside     Side = "inside"
	Outside    Side = "outside"
	CannotTell Side = "cannot_tell"
)

// Compare puts a fix with the given accuracy (68 % radius, metres) against the fence.
func (f Fence) Compare(p Point, accuracyM float64) Side {
	d := f.Beyond(p)
	switch {
	case d+accuracyM <= 0:
		return Inside
	case d-accuracyM > 0:
		return Outside
	default:
		return CannotTell
	}
}

// Beyond is how far p lies outside the fence in metres, below zero inside it.
func (f Fence) Beyond(p Point) float64 {
	if !f.IsPolygon() {
		return Distance(f.Center, p) - f.RadiusM
	}
	d := f.edgeDistance(p)
	if f.holds(p) {
		return -d
	}
	return d
}

// Away is what is told of a fix: metres from the centre of a circle, from the nearest edge of a polygon.
func (f Fence) Away(p Point) float64 {
	if f.IsPolygon() {
		return f.edgeDistance(p)
	}
	return Distance(f.Center, p)
}

// Problem is what is wrong with a fence.
type Problem string

// The problems; the empty one is none.
const (
	BadPoint     Problem = "off_earth"      // a point that is not on Earth
	BadSize      Problem = "size"           // smaller than MinRadiusM or larger than MaxRadiusM
	BadCount     Problem = "vertices"       // not MinVertices to MaxVertices of them
	SelfCrossing Problem = "crosses_itself" // edges that meet, or a vertex twice
	BadMeridian  Problem = "antimeridian"   // it would cross 180°
)

// Problems lists every problem.
func Problems() []Problem { return []Problem{BadPoint, BadSize, BadCount, SelfCrossing, BadMeridian} }

// Problem returns what is wrong with the fence, if anything.
func (f Fence) Problem() Problem {
	if f.IsPolygon() {
		if p := polygonProblem(f.Vertices); p != "" {
			return p
		}
	}
	if !f.Center.Valid() {
		return BadPoint
	}
	if !(f.RadiusM >= MinRadiusM && f.RadiusM <= MaxRadiusM) { // also when it is no number
		return BadSize
	}
	return ""
}

func polygonProblem(vertices []Point) Problem {
	if len(vertices) < MinVertices || len(vertices) > MaxVertices {
		return BadCount
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range vertices {
		if !v.Valid() {
			return BadPoint
		}
		low, high = min(low, v.Lng), max(high, v.Lng)
	}
	if high-low >= 180 {
		return BadMeridian
	}
	if crossesItself(vertices) {
		return SelfCrossing
	}
	return ""
}

// crossesItself reports whether edges meet anywhere but where one ends and the next begins.
func crossesItself(v []Point) bool {
	n := len(v)
	for i := range n {
		a, b := v[i], v[(i+1)%n]
		c := v[(i+2)%n]
		if a == b || (cross(a, b, c) == 0 && dot(a, b, c) > 0) { // no length, or the next edge runs back
			return true
		}
		for j := i + 2; j < n; j++ {
			if (j+1)%n != i && meet(a, b, v[j], v[(j+1)%n]) {
				return true
			}
		}
	}
	return false
}

// cross is twice the area of the triangle, in square degrees, above zero when it turns left.
func cross(a, b, c Point) float64 {
	return (b.Lng-a.Lng)*(c.Lat-a.Lat) - (b.Lat-a.Lat)*(c.Lng-a.Lng)
}

// dot is above zero when c lies, seen from b, on the side of a.
func dot(a, b, c Point) float64 {
	return (a.Lng-b.Lng)*(c.Lng-b.Lng) + (a.Lat-b.Lat)*(c.Lat-b.Lat)
}

// meet reports whether the segments a–b and c–d have a point in common.
func meet(a, b, c, d Point) bool {
	p, q, r, s := cross(a, b, c), cross(a, b, d), cross(c, d, a), cross(c, d, b)
	if ((p > 0 && q < 0) || (p < 0 && q > 0)) && ((r > 0 && s < 0) || (r < 0 && s > 0)) {
		return true
	}
	return (p == 0 && between(a, b, c)) || (q == 0 && between(a, b, d)) || (r == 0 && between(c, d, a)) || (s == 0 && between(c, d, b))
}

// between reports whether c, which lies on the line through a and b, lies between them.
func between(a, b, c Point) bool {
	return min(a.Lng, b.Lng) <= c.Lng && c.Lng <= max(a.Lng, b.Lng) && min(a.Lat, b.Lat) <= c.Lat && c.Lat <= max(a.Lat, b.Lat)
}

// holds reports whether p lies within the polygon; of its line nothing is promised.
func (f Fence) holds(p Point) bool {
	in := false
	for i, a := range f.Vertices {
		b := f.Vertices[(i+1)%len(f.Vertices)]
		if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lng < (b.Lng-a.Lng)*(p.Lat-a.Lat)/(b.Lat-a.Lat)+a.Lng {
			in = !in
		}
	}
	return in
}

// onLineM is how near to an edge counts as on it: what is left of a metre in the arithmetic.
const onLineM = 1e-6

// edgeDistance is how far p lies from the nearest edge in metres.
func (f Fence) edgeDistance(p Point) float64 {
	d := math.Inf(1)
	for i, a := range f.Vertices {
		d = min(d, Distance(p, nearest(p, a, f.Vertices[(i+1)%len(f.Vertices)])))
	}
	if d < onLineM {
		return 0
	}
	return d
}

// nearest is the point of the segment a–b that is nearest to p, on a map whose scale is right at p.
func nearest(p, a, b Point) Point {
	scale := math.Cos(p.Lat * math.Pi / 180)
	dx, dy := (b.Lng-a.Lng)*scale, b.Lat-a.Lat
	length := dx*dx + dy*dy
	if length == 0 {
		return a
	}
	t := min(1, max(0, ((p.Lng-a.Lng)*scale*dx+(p.Lat-a.Lat)*dy)/length))
	return Point{Lat: a.Lat + t*dy, Lng: a.Lng + t*(b.Lng-a.Lng)}
}
