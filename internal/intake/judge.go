package intake

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"

	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
)

// World is what lines are judged by.
type World struct {
	Stations []org.Unit // within the scope of who imports
	Above    []org.Unit // units above stations, by which they are told apart
	Taken    map[string]bool
	Now      time.Time
	Zone     *time.Location // in which a birthday is counted
}

// Judge judges every line by itself and against those before it.
func Judge(lines []Line, w World) []Judged {
	out, numbers := make([]Judged, len(lines)), map[string]bool{}
	for i, l := range lines {
		j := &judging{world: w, out: Judged{Line: l}}
		j.all()
		number := j.out.Person.Number
		switch {
		case number == "":
		case w.Taken[number]:
			j.wrong(Number, Taken)
		case numbers[number]:
			j.wrong(Number, Repeated)
		}
		numbers[number] = true
		out[i] = j.out
	}
	return out
}

// NumbersOf are the case numbers of lines as they would be stored.
func NumbersOf(lines []Line) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		if n := narrow(l.Values[Number]); n != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

type judging struct {
	world World
	out   Judged
}

func (j *judging) wrong(f Field, r Reason) {
	if !slices.ContainsFunc(j.out.Problems, func(p Problem) bool { return p.Field == f }) {
		j.out.Problems = append(j.out.Problems, Problem{f, r})
	}
}

// text is the text of a field; what is too long or needed and missing is noted.
func (j *judging) text(f Field, longest int) string {
	text := strings.TrimSpace(j.out.Values[f])
	switch {
	case text == "" && f.Needed():
		j.wrong(f, Missing)
	case utf8.RuneCountInString(text) > longest:
		j.wrong(f, TooLong)
		return ""
	}
	return text
}

func (j *judging) all() {
	p := &j.out.Person
	p.StationID, p.Path = j.station()
	p.Name = j.text(Name, person.MaxNameRunes)
	if p.Number = narrow(j.text(Number, MaxCell)); len(p.Number) > 32 { // bytes, as person.Validate counts
		j.wrong(Number, TooLong)
		p.Number = ""
	}
	if rounded.MatchString(p.Number) || cutOff.MatchString(p.Number) {
		j.wrong(Number, Rounded)
	}
	p.Sex = word(j, Sex, sexOf)
	p.BornOn = j.day(BornOn)
	p.Category = word(j, Category, categoryOf)
	p.Level = word(j, Level, levelOf)
	p.Phone = j.phone()
	p.TermFrom, p.TermTo = j.day(TermFrom), j.day(TermTo)
	j.sense()
}

// sense asks what one field can't tell.
func (j *judging) sense() {
	p := &j.out.Person
	if !p.TermFrom.IsZero() && !p.TermTo.IsZero() && !p.TermTo.After(p.TermFrom) {
		j.wrong(TermTo, Reversed)
	}
	switch {
	case p.BornOn.IsZero():
	case p.BornOn.After(j.world.Now) || p.BornOn.Year() < 1900:
		j.wrong(BornOn, BadDate)
	case p.IsMinor(j.world.Now, j.world.Zone):
		j.wrong(BornOn, Minor)
	}
	if len(j.out.Problems) > 0 {
		return
	}
	var invalid *fault.Error
	if errors.As(p.Validate(), &invalid) { // what the record asks for beyond what is told apart above
		for _, f := range invalid.Fields {
			j.wrong(Field(f.Path), BadWord)
		}
	}
}

func word[T ~string](j *judging, f Field, of func(string) (T, bool)) T {
	text := j.text(f, MaxCell)
	if text == "" {
		return ""
	}
	v, ok := of(text)
	if !ok {
		j.wrong(f, BadWord)
	}
	return v
}

// station is found by its name or its code, with the name of what is above it where that is needed.
func (j *judging) station() (org.UnitID, org.Path) {
	text := j.text(Station, MaxCell)
	if text == "" {
		if len(j.world.Stations) == 1 {
			return j.world.Stations[0].ID, j.world.Stations[0].Path
		}
		j.wrong(Station, Missing)
		return "", ""
	}
	wanted := plain(text)
	found := slices.DeleteFunc(slices.Clone(j.world.Stations), func(u org.Unit) bool { return !slices.Contains(j.namesOf(u), wanted) })
	switch len(found) {
	case 1:
		return found[0].ID, found[0].Path
	case 0:
		j.wrong(Station, NoStation)
	default:
		j.wrong(Station, TwoNamed)
	}
	return "", ""
}

// namesOf are a station's code, its name, and its name after those of each unit above.
func (j *judging) namesOf(u org.Unit) []string {
	out := []string{plain(u.Code), plain(u.Name)}
	for _, a := range j.world.Above {
		if a.Path != u.Path && a.Path.Contains(u.Path) {
			out = append(out, plain(a.Name+u.Name))
		}
	}
	return out
}

var (
	rounded   = regexp.MustCompile(`^[0-9.]+[eE]\+?[0-9]+$`)
	cutOff    = regexp.MustCompile(`^[0-9]{15}00+$`) // a spreadsheet keeps fifteen digits of a number
	telephone = regexp.MustCompile(`^\+?[0-9]{5,19}$`)
)

func (j *judging) phone() string {
	text := strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(narrow(j.text(Phone, MaxCell)))
	switch {
	case rounded.MatchString(text):
		j.wrong(Phone, Rounded)
	case text != "" && !telephone.MatchString(text):
		j.wrong(Phone, BadPhone)
	}
	return text
}

// narrow is text as it is typed on an ordinary keyboard.
func narrow(text string) string { return strings.TrimSpace(width.Narrow.String(text)) }

var dateParts = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0?0:00(?::00)?(?:\.0+)?)?$`)

// day reads a date that begins with its year; of any other it can't be told which part is the month.
func (j *judging) day(f Field) time.Time {
	text := narrow(j.text(f, MaxCell))
	if text == "" {
		return time.Time{}
	}
	parts := dateParts.FindStringSubmatch(text)
	layout, value := "20060102", text
	if parts != nil {
		layout, value = "2006-1-2", parts[1]+"-"+strings.TrimLeft(parts[2], "0")+"-"+strings.TrimLeft(parts[3], "0")
	}
	t, err := time.Parse(layout, value)
	if err != nil {
		j.wrong(f, BadDate)
		return time.Time{}
	}
	return t
}
