package city

import (
	"fmt"
	"slices"
	"strings"

	"diandao/internal/id"
	"diandao/internal/intake"
	"diandao/internal/org"
)

// Line is one line of a list of units.
type Line struct {
	Number int // in the file, counted from 1
	Code   string
	Name   string
	Parent string // code of the unit above
	// Telephone is the number of the unit's office; empty when none is told.
	Telephone string
}

// Problem is why a line can't be taken, in words for a terminal.
type Problem struct {
	Line   int
	Column string // code, name, parent or telephone
	Why    string
}

// String says the problem in one line.
func (p Problem) String() string { return fmt.Sprintf("line %d: %s: %s", p.Line, p.Column, p.Why) }

// Judged is a list of units with what is wrong with it.
type Judged struct {
	Fresh    []org.Unit // to be added, parents before children
	Known    int        // lines whose unit is there already
	Numbered []org.Unit // units there already, to have the list's telephone where they had none
	Problems []Problem  // by line
}

// headings are the words by which a column is known, in lower case and without spaces.
func headings() [4][]string {
	return [4][]string{
		{"编码", "代码", "单位编码", "单位代码", "区划代码", "code"},
		{"名称", "单位名称", "name"},
		{"上级编码", "上级代码", "上级单位编码", "上级", "parent", "parentcode"},
		{"电话", "办公电话", "联系电话", "单位电话", "telephone", "phone"},
	}
}

// needed is how many columns a list must have; those after them it may have.
const needed = 3

// headDepth is how many lines a title above the headings may take.
const headDepth = 10

// ReadUnits reads a list of units from a CSV or XLSX file. It returns ErrColumns, ErrTooMany or what intake.ReadRows returns.
func ReadUnits(data []byte) ([]Line, error) {
	rows, err := intake.ReadRows(data)
	switch {
	case err != nil:
		return nil, err
	case len(rows) == 0:
		return nil, intake.ErrEmpty
	}
	for i, head := range rows[:min(len(rows), headDepth)] {
		columns, ok := columnsOf(head.Cells)
		if !ok {
			continue
		}
		lines := linesOf(rows[i+1:], columns)
		switch {
		case len(lines) == 0:
			return nil, intake.ErrEmpty
		case len(lines) > MaxUnits:
			return nil, ErrTooMany
		}
		return lines, nil
	}
	return nil, ErrColumns
}

// columnsOf finds code, name, parent and perhaps telephone among the headings, each once.
func columnsOf(heads []string) (at [4]int, ok bool) {
	for field, words := range headings() {
		at[field] = -1
		for n, head := range heads {
			if !slices.Contains(words, strings.ToLower(strings.Join(strings.Fields(head), ""))) {
				continue
			}
			if at[field] >= 0 {
				return at, false
			}
			at[field] = n
		}
		if at[field] < 0 && field < needed {
			return at, false
		}
	}
	return at, true
}

func linesOf(rows []intake.Row, at [4]int) []Line {
	out := make([]Line, len(rows))
	for i, r := range rows {
		cell := func(field int) string {
			if at[field] >= 0 && at[field] < len(r.Cells) {
				return r.Cells[at[field]]
			}
			return ""
		}
		out[i] = Line{Number: r.Number, Code: cell(0), Name: cell(1), Parent: cell(2), Telephone: cell(3)}
	}
	return out
}

// judge is a list of units under judgement.
type judge struct {
	units  map[string]org.Unit // by code: the city, what is there, and what is to be added
	lines  map[string]int      // number of the line that first names a code
	names  map[string]string   // code by parent's path and name
	wrong  map[string]bool     // codes whose line has a problem
	result Judged
}

// Judge tells which units of a list are to be added below the city, beside those that are known, and what is wrong with
// which line. A line whose unit is there already with the same name and the same unit above is taken for done, so that
// a file can be used again when it has grown; a telephone that is there already stays.
func Judge(city org.Unit, known []org.Unit, lines []Line) Judged {
	j := judge{units: map[string]org.Unit{city.Code: city}, lines: map[string]int{}, names: map[string]string{}, wrong: map[string]bool{}}
	above := map[org.UnitID]org.Unit{city.ID: city}
	for _, u := range known { // by path: parents come first
		above[u.ID], j.units[u.Code] = u, u
		j.names[nameKey(above[u.ParentID], u.Name)] = u.Code
	}
	sound := slices.DeleteFunc(slices.Clone(lines), func(l Line) bool { return !j.isSound(l) })
	for range 2 { // districts, then the stations below them; what is left after that has no place
		sound = slices.DeleteFunc(sound, func(l Line) bool { return j.place(city, above, l) })
	}
	for _, l := range sound {
		j.parentless(l)
	}
	slices.SortStableFunc(j.result.Problems, func(a, b Problem) int { return a.Line - b.Line })
	return j.result
}

func nameKey(parent org.Unit, name string) string { return string(parent.Path) + "\x00" + name }

func (j *judge) problem(l Line, column, format string, args ...any) {
	j.result.Problems = append(j.result.Problems, Problem{l.Number, column, fmt.Sprintf(format, args...)})
	j.wrong[l.Code] = true
}

// isSound judges what a line says by itself.
func (j *judge) isSound(l Line) bool {
	before := len(j.result.Problems)
	switch first, isRepeated := j.lines[l.Code]; {
	case l.Code == "":
		j.problem(l, "code", "is missing")
	case !org.IsCode(l.Code):
		j.problem(l, "code", "%q: 1 to 24 letters, digits, _ and -", l.Code)
	case isRepeated:
		j.problem(l, "code", "%s: line %d has it already", l.Code, first)
	default:
		j.lines[l.Code] = l.Number
	}
	switch {
	case l.Name == "":
		j.problem(l, "name", "is missing")
	case !org.IsName(l.Name):
		j.problem(l, "name", "longer than %d characters", org.MaxName)
	}
	if !org.IsTelephone(l.Telephone) {
		j.problem(l, "telephone", "%q: %s", l.Telephone, org.TelephoneRule)
	}
	return len(j.result.Problems) == before
}

// place finds a line's unit its place below the unit above, and reports whether it is dealt with.
func (j *judge) place(city org.Unit, above map[org.UnitID]org.Unit, l Line) bool {
	if u, isThere := j.units[l.Code]; isThere {
		j.compare(city, above[u.ParentID], u, l)
		return true
	}
	parent, ok := j.units[l.Parent]
	if !ok {
		return false
	}
	kind := map[org.Kind]org.Kind{org.City: org.District, org.District: org.Station}[parent.Kind]
	other, isTwin := j.names[nameKey(parent, l.Name)]
	switch {
	case kind == "":
		j.problem(l, "parent", "%s is a station, below which nothing lies", l.Parent)
	case isTwin:
		j.problem(l, "name", "%s beside it has the same name", other)
	default:
		u := org.Unit{ID: org.UnitID(id.New()), ParentID: parent.ID, Kind: kind, Code: l.Code, Name: l.Name, Path: parent.Path.Child(l.Code), Zone: parent.Zone, Telephone: l.Telephone, Version: 1}
		j.units[l.Code], j.names[nameKey(parent, l.Name)] = u, l.Code
		above[u.ID] = u
		j.result.Fresh = append(j.result.Fresh, u)
	}
	return true
}

// compare judges a line whose unit is there already.
func (j *judge) compare(city, parent, u org.Unit, l Line) {
	switch {
	case u.Name != l.Name:
		j.problem(l, "name", "%s is there already by the name %s", u.Code, u.Name)
	case u.Code != city.Code && parent.Code != l.Parent:
		j.problem(l, "parent", "%s is there already below %s", u.Code, parent.Code)
	default:
		j.result.Known++
		if u.Telephone == "" && l.Telephone != "" {
			u.Telephone = l.Telephone
			u.Version++
			j.result.Numbered = append(j.result.Numbered, u)
		}
	}
}

func (j *judge) parentless(l Line) {
	switch line, isNamed := j.lines[l.Parent]; {
	case l.Parent == "":
		j.problem(l, "parent", "is missing: the code of the unit above, for a district the city's")
	case j.wrong[l.Parent]:
		j.problem(l, "parent", "%s is not right itself", l.Parent)
	case isNamed:
		j.problem(l, "parent", "%s (line %d) is no district of the city", l.Parent, line)
	default:
		j.problem(l, "parent", "%s is neither the city nor in the list", l.Parent)
	}
}
