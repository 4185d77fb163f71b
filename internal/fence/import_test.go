package fence_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/fence"
	"diandao/internal/geo"
)

const ring = `[[120,30],[120.1,30],[120,30.1],[120,30]]`

func feature(properties, kind, coordinates string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":%s,"geometry":{"type":%q,"coordinates":%s}}`, properties, kind, coordinates)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

func TestReadFile_NamesWhatIsWrongWithEach(t *testing.T) {
	t.Parallel()
	named := `{"name":"甲"}`
	for name, c := range map[string]struct {
		feature string
		want    fence.BadFeature
	}{
		"a polygon":               {feature(named, "Polygon", "["+ring+"]"), ""},
		"a circle":                {feature(`{"name":"甲","radius_m":500}`, "Point", "[120,30]"), ""},
		"a geometry alone":        {`{"type":"Polygon","coordinates":[` + ring + `]}`, fence.NotAFeature},
		"a number":                {`7`, fence.NotAFeature},
		"no geometry":             {`{"type":"Feature","properties":{"name":"甲"},"geometry":null}`, fence.WrongGeometry},
		"many polygons":           {feature(named, "MultiPolygon", "[["+ring+"]]"), fence.WrongGeometry},
		"a hole":                  {feature(named, "Polygon", "["+ring+","+ring+"]"), fence.HasHoles},
		"an open ring":            {feature(named, "Polygon", "[[[120,30],[120.1,30],[120,30.1]]]"), fence.OpenRing},
		"no positions":            {feature(named, "Polygon", `"here"`), fence.BadCoordinates},
		"half a position":         {feature(named, "Polygon", "[[[120],[120.1,30],[120,30.1],[120]]]"), fence.BadCoordinates},
		"a point without radius":  {feature(named, "Point", "[120,30]"), fence.NoRadius},
		"a radius in words":       {feature(`{"name":"甲","radius_m":"500"}`, "Point", "[120,30]"), fence.NoRadius},
		"latitude before":         {feature(named, "Polygon", "[[[30,120],[30,120.1],[30.1,120],[30,120]]]"), fence.BadFeature(geo.BadPoint)},
		"no name":                 {feature(`{}`, "Polygon", "["+ring+"]"), fence.BadName},
		"no properties":           {feature(`null`, "Polygon", "["+ring+"]"), fence.BadName},
		"a number for a name":     {feature(`{"name":7}`, "Polygon", "["+ring+"]"), fence.BadName},
		"a name without end":      {feature(`{"name":"`+strings.Repeat("长", 41)+`"}`, "Polygon", "["+ring+"]"), fence.BadName},
		"a note without end":      {feature(`{"name":"甲","note":"`+strings.Repeat("长", 501)+`"}`, "Polygon", "["+ring+"]"), fence.BadNote},
		"crossing itself":         {feature(named, "Polygon", "[[[120,30],[120.1,30.1],[120.1,30],[120,30.1],[120,30]]]"), fence.BadFeature(geo.SelfCrossing)},
		"smaller than a room":     {feature(`{"name":"甲","radius_m":5}`, "Point", "[120,30]"), fence.BadFeature(geo.BadSize)},
		"properties of any shape": {feature(`[1,2]`, "Polygon", "["+ring+"]"), fence.NotAFeature},
	} {
		got, err := fence.ReadFile(collection(c.feature))
		require.NoError(t, err, name)
		require.Equal(t, c.want, got[0].Problem, name)
		require.Contains(t, append(fence.BadFeatures(), ""), got[0].Problem, name)
	}
	twice, err := fence.ReadFile("\ufeff" + collection(feature(named, "Polygon", "["+ring+"]"), feature(named, "Polygon", "["+ring+"]")))
	require.NoError(t, err, "some programs write a mark before the text")
	require.Equal(t, []fence.BadFeature{"", fence.NameTwice}, []fence.BadFeature{twice[0].Problem, twice[1].Problem})
	require.Equal(t, geo.Point{Lat: 30, Lng: 120}, twice[0].Area.Vertices[0], "longitude comes first in a file")
	require.Len(t, twice[0].Area.Vertices, 3)
}

func TestReadFile_RefusesWhatIsNoFile(t *testing.T) {
	t.Parallel()
	one := feature(`{"name":"甲"}`, "Polygon", "["+ring+"]")
	many := make([]string, fence.MaxFeatures+1)
	for i := range many {
		many[i] = one
	}
	for name, text := range map[string]string{
		"nothing": "", "words": "坐标", "one feature": one, "none": collection(), "too many": collection(many...), "a list": "[]", "cut": collection(one)[:80],
	} {
		_, err := fence.ReadFile(text)
		require.ErrorIs(t, err, fence.ErrFile, name)
	}
	_, err := fence.ReadFile(strings.Repeat(" ", fence.MaxFileBytes+1))
	require.ErrorIs(t, err, fence.ErrFileLarge)
}

// Whatever bytes a file holds, reading it ends with features or a refusal.
func FuzzReadFile(f *testing.F) {
	f.Add(collection(feature(`{"name":"甲"}`, "Polygon", "["+ring+"]")))
	f.Add(collection(feature(`{"name":"甲","radius_m":1e400}`, "Point", "[120,30]"), `null`))
	f.Fuzz(func(t *testing.T, text string) {
		all, err := fence.ReadFile(text)
		if err != nil {
			return
		}
		for _, v := range all {
			if v.Problem == "" && v.Area.Problem() != "" {
				t.Errorf("%q is taken for sound: %s", text, v.Area.Problem())
			}
		}
	})
}
