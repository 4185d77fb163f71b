package person_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/person"
)

func TestFacts_TellWhatChanged(t *testing.T) {
	t.Parallel()
	day := func(y int) time.Time { return time.Date(y, 5, 20, 0, 0, 0, 0, time.UTC) }
	p := person.Person{
		ID: "p", StationID: "s", Status: person.Detained, Number: "A-1", Name: "王小明", Sex: person.Male, BornOn: day(1985), Category: person.Probation, Level: person.Ordinary,
		Phone: "1", TermFrom: day(2026), TermTo: day(2027), Version: 3,
	}
	require.Empty(t, p.Facts().ChangesTo(p.Facts()))
	require.Equal(t, p, p.With(p.Facts()), "nothing else is touched")

	f := p.Facts()
	f.Name, f.BornOn, f.Phone = " 王晓明 ", day(1986), ""
	next := p.With(f)
	require.Equal(t, "王晓明", next.Name)
	require.Equal(t, map[string]person.Change{
		"name": {Was: "王小明", Now: "王晓明"}, "born_on": {Was: "1985-05-20", Now: "1986-05-20"}, "phone": {Was: "1", Now: ""},
	}, p.Facts().ChangesTo(next.Facts()))
}
