package fence

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/org"
)

// Bounds of a file.
const (
	MaxFileBytes = 2 << 20
	MaxFeatures  = 200
)

// Errors of importing.
var (
	ErrFile      = fault.New(fault.Invalid, "fence.file_invalid", "The file is no GeoJSON FeatureCollection of 1 to 200 features.")
	ErrFileLarge = fault.New(fault.TooLarge, "fence.file_too_large", "The file is larger than 2 MB.")
	ErrExpected  = fault.New(fault.Conflict, "fence.import_changed", "The import would store other fences than were shown; look again.")
)

// ImportInput is a GeoJSON file (RFC 7946, WGS-84) for one unit. Features are Polygons without holes, or Points with
// the property radius_m; the properties name and note are theirs.
type ImportInput struct {
	UnitID org.UnitID
	Kind   Kind
	File   string
	// DryRun stores nothing.
	DryRun bool
	// Expect is how many sound features a dry run found; another number stops the import.
	Expect int
}

// BadFeature is what is wrong with a feature: a geo.Problem or one of these.
type BadFeature string

// What can be wrong with a feature.
const (
	NotAFeature    BadFeature = "not_a_feature"
	WrongGeometry  BadFeature = "geometry"    // neither Polygon nor Point
	HasHoles       BadFeature = "holes"       // more than the outer ring
	OpenRing       BadFeature = "open_ring"   // the last position is not the first
	NoRadius       BadFeature = "radius"      // a Point without a number radius_m
	BadName        BadFeature = "name"        // none, or too long
	BadNote        BadFeature = "note"        // too long
	NameTwice      BadFeature = "name_twice"  // an earlier feature has it
	NameTaken      BadFeature = "name_taken"  // a fence of the unit has it
	OverTheLimit   BadFeature = "too_many"    // the unit would have more than MaxLive
	BadCoordinates BadFeature = "coordinates" // not pairs of numbers
)

// BadFeatures lists all that can be wrong with a feature.
func BadFeatures() []BadFeature {
	own := []BadFeature{NotAFeature, WrongGeometry, HasHoles, OpenRing, NoRadius, BadName, BadNote, NameTwice, NameTaken, OverTheLimit, BadCoordinates}
	for _, p := range geo.Problems() {
		own = append(own, BadFeature(p))
	}
	return own
}

// Feature is one of a file as it was read. Problem is empty for those that are sound.
type Feature struct {
	Name    string
	Area    geo.Fence
	Problem BadFeature
	note    string
}

// Import reads a file and stores its sound features, all in one transaction, or with DryRun tells what it would
// do. It returns ErrFile, ErrFileLarge, ErrExpected, ErrUnit, ErrInvalid or an authz error.
func (s *Service) Import(ctx context.Context, actor authz.Actor, in ImportInput) ([]Feature, error) {
	unit, err := s.unitFor(ctx, actor, in.UnitID)
	if err != nil {
		return nil, err
	}
	if in.Kind != Area && in.Kind != Boundary {
		return nil, ErrInvalid.On(fault.Field{Path: "kind", Reason: "fence or boundary"})
	}
	read, err := ReadFile(in.File)
	if err != nil {
		return nil, err
	}
	var out []Feature
	err = s.store.InTx(ctx, func(tx Tx) error {
		names, err := tx.LiveNames(ctx, unit.ID)
		if err != nil {
			return err
		}
		out = beside(read, names)
		if in.DryRun {
			return errDry
		}
		return s.keep(ctx, tx, actor, unit, in, out)
	})
	if err != nil && !errors.Is(err, errDry) {
		return nil, fmt.Errorf("import fences: %w", err)
	}
	return out, nil
}

// errDry rolls back a transaction that only looked.
var errDry = errors.New("dry run")

func (s *Service) keep(ctx context.Context, tx Tx, actor authz.Actor, unit org.Unit, in ImportInput, all []Feature) error {
	n := 0
	for _, f := range all {
		if f.Problem != "" {
			continue
		}
		n++
		made := s.drawn(actor, unit, Draft{Kind: in.Kind, Name: f.Name, Note: f.note, Area: f.Area})
		if err := s.insert(ctx, tx, actor, made, "fence.imported"); err != nil {
			return err
		}
	}
	if n == 0 || n != in.Expect {
		return ErrExpected
	}
	return nil
}

// beside is what was read next to the names that the unit has, up to its limit. It changes nothing of read.
func beside(read []Feature, names map[string]bool) []Feature {
	out, live := make([]Feature, len(read)), len(names)
	for i, f := range read {
		switch {
		case f.Problem != "":
		case names[f.Name]:
			f.Problem = NameTaken
		case live >= MaxLive:
			f.Problem = OverTheLimit
		default:
			live++
		}
		out[i] = f
	}
	return out
}

// ReadFile reads a GeoJSON FeatureCollection, each feature for itself. It returns ErrFile or ErrFileLarge.
func ReadFile(text string) ([]Feature, error) {
	if len(text) > MaxFileBytes {
		return nil, ErrFileLarge
	}
	var file struct {
		Type     string            `json:"type"`
		Features []json.RawMessage `json:"features"`
	}
	// A mark of the byte order stands before what some programs write.
	if err := json.Unmarshal(bytes.TrimPrefix([]byte(text), []byte("\ufeff")), &file); err != nil {
		return nil, ErrFile.With(err)
	}
	if file.Type != "FeatureCollection" || len(file.Features) == 0 || len(file.Features) > MaxFeatures {
		return nil, ErrFile
	}
	out, seen := make([]Feature, len(file.Features)), map[string]bool{}
	for i, raw := range file.Features {
		out[i] = readFeature(raw)
		if out[i].Problem == "" && seen[out[i].Name] {
			out[i].Problem = NameTwice
		}
		seen[out[i].Name] = true
	}
	return out, nil
}

func readFeature(raw json.RawMessage) Feature {
	var v struct {
		Type     string `json:"type"`
		Geometry *struct {
			Type        string          `json:"type"`
			Coordinates json.RawMessage `json:"coordinates"`
		} `json:"geometry"`
		Properties struct {
			Name    any `json:"name"`
			Note    any `json:"note"`
			RadiusM any `json:"radius_m"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(raw, &v); err != nil || v.Type != "Feature" {
		return Feature{Problem: NotAFeature}
	}
	name, _ := v.Properties.Name.(string)
	note, _ := v.Properties.Note.(string)
	d := Draft{Kind: Area, Name: name, Note: note}
	var problem BadFeature
	switch {
	case v.Geometry == nil:
		problem = WrongGeometry
	case v.Geometry.Type == "Polygon":
		d.Area, problem = readPolygon(v.Geometry.Coordinates)
	case v.Geometry.Type == "Point":
		d.Area, problem = readCircle(v.Geometry.Coordinates, v.Properties.RadiusM)
	default:
		problem = WrongGeometry
	}
	d = d.trimmed()
	return Feature{Name: short(d.Name), Area: d.Area, note: d.Note, Problem: firstBad(problem, d)}
}

// short is at most as much of a name as a fence may have, for telling what was wrong.
func short(name string) string {
	if r := []rune(name); len(r) > MaxName {
		return string(r[:MaxName])
	}
	return name
}

func firstBad(problem BadFeature, d Draft) BadFeature {
	n := utf8.RuneCountInString(d.Name)
	switch {
	case problem != "":
		return problem
	case n == 0 || n > MaxName:
		return BadName
	case utf8.RuneCountInString(d.Note) > MaxNote:
		return BadNote
	}
	return BadFeature(d.Area.Problem())
}

// readPolygon reads the rings of a polygon: positions of longitude and latitude, a height is left out.
func readPolygon(raw json.RawMessage) (geo.Fence, BadFeature) {
	var rings [][][]float64
	if err := json.Unmarshal(raw, &rings); err != nil || len(rings) == 0 {
		return geo.Fence{}, BadCoordinates
	}
	if len(rings) > 1 {
		return geo.Fence{}, HasHoles
	}
	ring := make([]geo.Point, len(rings[0]))
	for i, position := range rings[0] {
		if len(position) < 2 {
			return geo.Fence{}, BadCoordinates
		}
		ring[i] = geo.Point{Lng: position[0], Lat: position[1]}
	}
	if len(ring) < 2 || ring[0] != ring[len(ring)-1] {
		return geo.Fence{}, OpenRing
	}
	return geo.Polygon(ring), ""
}

func readCircle(raw json.RawMessage, radius any) (geo.Fence, BadFeature) {
	var position []float64
	if err := json.Unmarshal(raw, &position); err != nil || len(position) < 2 {
		return geo.Fence{}, BadCoordinates
	}
	r, ok := radius.(float64)
	if !ok {
		return geo.Fence{}, NoRadius
	}
	return geo.Fence{Center: geo.Point{Lng: position[0], Lat: position[1]}, RadiusM: r}, ""
}
