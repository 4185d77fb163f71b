package demo

import (
	"context"
	"math"

	"diandao/internal/fence"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/org"
)

// The city lies between these degrees; its districts are the cells of a crooked grid over it.
const (
	southLat, westLng = 29.9, 119.9
	cityDegrees       = 0.2
	columns, rows     = 3, 6
	jitter            = 0.2 // of a cell
)

// corner is where the cells meet: the same for all that share it, straight along the city's own boundary.
func corner(column, row int) geo.Point {
	bend := func(n, last int, salt float64) float64 {
		if n == 0 || n == last {
			return 0
		}
		return jitter * math.Sin(salt+float64(7*column+13*row))
	}
	return geo.Point{
		Lat: southLat + cityDegrees/rows*(float64(row)+bend(row, rows, 1)),
		Lng: westLng + cityDegrees/columns*(float64(column)+bend(column, columns, 2)),
	}
}

// boundary is the invented boundary of the n-th district.
func boundary(n int) geo.Fence {
	c, r := n%columns, n/columns
	return geo.Polygon([]geo.Point{corner(c, r), corner(c+1, r), corner(c+1, r+1), corner(c, r+1)})
}

// fences draws the boundaries of the districts, and two fences that plans may choose.
func (s *seeder) fences(ctx context.Context, units []org.Unit) error {
	made := func(u org.Unit, k fence.Kind, name, note string, area geo.Fence) fence.Fence {
		return fence.Fence{ID: fence.ID(id.New()), UnitID: u.ID, Path: u.Path, Kind: k, Name: name, Note: note, Area: area, Version: 1, UpdatedBy: "system", CreatedAt: s.now, UpdatedAt: s.now}
	}
	var all []fence.Fence
	n := 0
	for _, u := range units {
		switch u.Kind {
		case org.City:
			hospital := geo.Fence{Center: geo.Point{Lat: 30.02, Lng: 119.96}, RadiusM: 500}
			all = append(all, made(u, fence.Area, "第一人民医院 500 m", "就诊期间可以在院内报到", hospital))
		case org.District:
			all = append(all, made(u, fence.Boundary, u.Name, "", boundary(n)))
			if n == 0 {
				all = append(all, made(u, fence.Area, u.Name+"（全区）", "不得离开所居住的区", boundary(n)))
			}
			n++
		case org.Station:
		}
	}
	return s.Fences.InTx(ctx, func(tx fence.Tx) error {
		for _, f := range all {
			if err := tx.InsertFence(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
}
