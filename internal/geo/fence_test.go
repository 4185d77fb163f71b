package geo_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"diandao/internal/geo"
)

// star is a simple polygon around a centre: its vertices lie at growing angles.
func star(t *rapid.T) (geo.Point, geo.Fence) {
	c := geo.Point{Lat: rapid.Float64Range(-60, 60).Draw(t, "lat"), Lng: rapid.Float64Range(-170, 170).Draw(t, "lng")}
	n := rapid.IntRange(geo.MinVertices, geo.MaxVertices).Draw(t, "n")
	vertices := make([]geo.Point, n)
	for i := range vertices {
		r := rapid.Float64Range(0.01, 0.5).Draw(t, "r")
		at := 2 * math.Pi * float64(i) / float64(n)
		vertices[i] = geo.Point{Lat: c.Lat + r*math.Sin(at), Lng: c.Lng + r*math.Cos(at)}
	}
	return c, geo.Polygon(vertices)
}

func turned(f geo.Fence, by int) geo.Fence {
	n := len(f.Vertices)
	out := make([]geo.Point, n)
	for i := range out {
		out[i] = f.Vertices[(i+by)%n]
	}
	return geo.Polygon(out)
}

func reversed(f geo.Fence) geo.Fence {
	out := make([]geo.Point, 0, len(f.Vertices))
	for i := len(f.Vertices) - 1; i >= 0; i-- {
		out = append(out, f.Vertices[i])
	}
	return geo.Polygon(out)
}

func near(t *rapid.T, c geo.Point) geo.Point {
	return geo.Point{Lat: c.Lat + rapid.Float64Range(-1, 1).Draw(t, "dlat"), Lng: c.Lng + rapid.Float64Range(-1, 1).Draw(t, "dlng")}
}

// A polygon is the same wherever its line begins and whichever way it runs.
func TestPolygon_IsTheSameFromEveryVertexAndInBothDirections(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, f := star(t)
		require.Empty(t, f.Problem())
		p, acc := near(t, c), rapid.Float64Range(0, 5000).Draw(t, "accuracy")
		d := f.Beyond(p)
		require.InDelta(t, d, turned(f, rapid.IntRange(1, len(f.Vertices)).Draw(t, "by")).Beyond(p), 1e-3)
		require.InDelta(t, d, reversed(f).Beyond(p), 1e-3)
		if math.Abs(math.Abs(d)-acc) > 1 {
			require.Equal(t, f.Compare(p, acc), reversed(f).Compare(p, acc))
		}
	})
}

// The centre of a star is inside, what lies outside the circle around it is outside, and the distance to the edge
// is never more than to any vertex.
func TestPolygon_InsideOutsideAndItsEdge(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, f := star(t)
		if len(f.Vertices) > 4 { // with less the centre may lie on an edge, or beyond it
			require.Negative(t, f.Beyond(c))
			require.Equal(t, geo.Inside, f.Compare(c, 0))
		}
		p := near(t, c)
		for _, v := range f.Vertices {
			require.LessOrEqual(t, math.Abs(f.Beyond(p)), geo.Distance(p, v)+1e-6)
			require.InDelta(t, 0, f.Away(v), 1e-3, "a vertex lies on the line")
		}
		if geo.Distance(f.Center, p) > f.RadiusM {
			require.Equal(t, geo.Outside, f.Compare(p, 0))
		}
	})
}

// Whatever the shape: a worse accuracy never turns one side into the other, it only makes it impossible to tell;
// and a fix is told outside only if all of its circle is.
func TestCompare_AccuracyOnlyTakesAway(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, f := star(t)
		if rapid.Bool().Draw(t, "circle") {
			f = geo.Fence{Center: c, RadiusM: rapid.Float64Range(50, 60_000).Draw(t, "radius")}
		}
		p := near(t, c)
		good := rapid.Float64Range(0, 3000).Draw(t, "good")
		side, worse := f.Compare(p, good), f.Compare(p, good+rapid.Float64Range(0, 50_000).Draw(t, "worse"))
		if worse != geo.CannotTell {
			require.Equal(t, side, worse)
		}
		require.Equal(t, geo.CannotTell, f.Compare(p, math.Abs(f.Beyond(p))+1))
	})
}

// A square of 0.01° on the equator: its edges are known in metres.
func TestPolygon_DistanceToTheEdge(t *testing.T) {
	t.Parallel()
	const degree = math.Pi / 180 * geo.EarthRadius
	f := geo.Polygon([]geo.Point{{Lat: 0, Lng: 0}, {Lat: 0, Lng: 0.01}, {Lat: 0.01, Lng: 0.01}, {Lat: 0.01, Lng: 0}, {Lat: 0, Lng: 0}})
	require.Len(t, f.Vertices, 4, "the closing vertex is left out")
	require.InDelta(t, -0.005*degree, f.Beyond(geo.Point{Lat: 0.005, Lng: 0.005}), 0.1)
	require.InDelta(t, 0.01*degree, f.Beyond(geo.Point{Lat: 0.005, Lng: 0.02}), 0.1)
	require.InDelta(t, math.Sqrt2*0.01*degree, f.Beyond(geo.Point{Lat: 0.02, Lng: 0.02}), 0.2, "from a corner")
	on := geo.Point{Lat: 0.005, Lng: 0.01}
	require.Zero(t, f.Beyond(on))
	require.Equal(t, geo.Inside, f.Compare(on, 0), "the line belongs to it")
	require.Equal(t, geo.CannotTell, f.Compare(on, 10))
	require.Equal(t, geo.Outside, f.Compare(geo.Point{Lat: 0.005, Lng: 0.011}, 100))
	require.Equal(t, geo.CannotTell, f.Compare(geo.Point{Lat: 0.005, Lng: 0.011}, 120))
}

// The circle around a polygon holds all of it: who knows circles only never takes it for smaller.
func TestPolygon_LiesWithinItsCircle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c, f := star(t)
		if p := near(t, c); f.Compare(p, 0) == geo.Inside {
			require.LessOrEqual(t, geo.Distance(f.Center, p), f.RadiusM*1.001+1)
		}
	})
}

func TestProblem_NamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	poly := func(pairs ...float64) geo.Fence {
		var v []geo.Point
		for i := 0; i < len(pairs); i += 2 {
			v = append(v, geo.Point{Lat: pairs[i], Lng: pairs[i+1]})
		}
		return geo.Polygon(v)
	}
	many := make([]geo.Point, geo.MaxVertices+1)
	for i := range many {
		at := 2 * math.Pi * float64(i) / float64(len(many))
		many[i] = geo.Point{Lat: math.Sin(at), Lng: math.Cos(at)}
	}
	for name, c := range map[string]struct {
		fence geo.Fence
		want  geo.Problem
	}{
		"a triangle":            {poly(30, 120, 30, 120.1, 30.1, 120), ""},
		"a circle":              {geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 500}, ""},
		"one without a radius":  {geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}}, geo.BadSize},
		"no number for radius":  {geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: math.NaN()}, geo.BadSize},
		"a centre off Earth":    {geo.Fence{Center: geo.Point{Lat: 91, Lng: 120}, RadiusM: 500}, geo.BadPoint},
		"a vertex off Earth":    {poly(30, 120, 30, 200, 31, 120), geo.BadPoint},
		"no number":             {poly(30, 120, 30, math.NaN(), 31, 120), geo.BadPoint},
		"two vertices":          {poly(30, 120, 31, 121), geo.BadCount},
		"too many":              {geo.Polygon(many), geo.BadCount},
		"a bow tie":             {poly(30, 120, 30.1, 120.1, 30, 120.1, 30.1, 120), geo.SelfCrossing},
		"a vertex twice":        {poly(30, 120, 30, 120.1, 30, 120.1, 30.1, 120), geo.SelfCrossing},
		"a vertex come back to": {poly(30, 120, 30, 120.1, 30.1, 120.1, 30, 120.1, 30.2, 120), geo.SelfCrossing},
		"a line":                {poly(30, 120, 30, 120.1, 30, 120.2), geo.SelfCrossing},
		"a spike":               {poly(0, 0, 0, 2, 2, 2, 0, 2, 0, 1), geo.SelfCrossing},
		"a touch":               {poly(0, 0, 0, 2, 2, 2, 0, 1, 2, 0), geo.SelfCrossing},
		"over the antimeridian": {poly(30, 179.9, 30, -179.9, 31, 179.9), geo.BadMeridian},
		"smaller than a room":   {poly(30, 120, 30, 120.0001, 30.0001, 120), geo.BadSize},
		"larger than provinces": {poly(20, 100, 20, 112, 32, 112, 32, 100), geo.BadSize},
	} {
		require.Equal(t, c.want, c.fence.Problem(), name)
	}
}

// What was stored before there were polygons reads as the circle it was.
func TestFence_OldRowsAreCircles(t *testing.T) {
	t.Parallel()
	var f geo.Fence
	require.NoError(t, json.Unmarshal([]byte(`{"center":{"lat":30,"lng":120},"radius_m":500,"keep":"outside"}`), &f))
	require.Equal(t, geo.Fence{Center: geo.Point{Lat: 30, Lng: 120}, RadiusM: 500, Keep: geo.Outside}, f)
	require.False(t, f.IsPolygon())
	b, err := json.Marshal(f)
	require.NoError(t, err)
	require.JSONEq(t, `{"center":{"lat":30,"lng":120},"radius_m":500,"keep":"outside"}`, string(b))
}
