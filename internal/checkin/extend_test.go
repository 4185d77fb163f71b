package checkin_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
)

// The window opens at 0:00, is due at 2:00 and closes at 3:00; times are minutes after its opening.
func TestRequest_ExtendedBy(t *testing.T) {
	t.Parallel()
	type times struct{ due, closes int }
	untouched := times{120, 180}
	for name, c := range map[string]struct {
		from, to int
		least    int
		want     times
	}{
		"in the middle, both move":                   {30, 60, 10, times{150, 210}},
		"before the opening, only the part within":   {-60, 30, 10, times{150, 210}},
		"it ended as the window opened":              {-60, 0, 10, untouched},
		"it began as the window closed":              {180, 240, 10, untouched},
		"it began a minute before the end":           {179, 240, 1, times{120, 241}},
		"beyond the close, as much time as was left": {150, 300, 10, times{120, 330}},
		"before it was due and beyond the close":     {100, 200, 10, times{220, 280}},
		"just when it was due":                       {120, 140, 10, times{120, 200}},
		"after it was due, only the close moves":     {130, 150, 10, times{120, 200}},
		"the whole window and more":                  {-30, 400, 10, times{520, 580}},
		"just long enough":                           {30, 40, 10, times{130, 190}},
		"a minute too short":                         {30, 39, 10, untouched},
		"too short at the end":                       {175, 400, 10, untouched},
		"half of the window is always enough":        {0, 90, 600, times{210, 270}},
		"less than half is not":                      {0, 89, 600, untouched},
		"no time at all":                             {60, 60, 0, untouched},
		"told before it began":                       {60, 30, 0, untouched},
	} {
		at := func(minutes int) time.Time { return opened().Add(time.Duration(minutes) * time.Minute) }
		o := checkin.Outage{IncidentID: "i", Kind: checkin.ProviderDown, From: at(c.from), To: at(c.to), Least: time.Duration(c.least) * time.Minute}
		before := request(nil)
		before.UpdatedAt = opened()
		got, touched := before.ExtendedBy(o, at(500))
		want := before
		if c.want != untouched {
			want.DueAt, want.ClosesAt, want.Extended, want.UpdatedAt = at(c.want.due), at(c.want.closes), checkin.ProviderDown, at(500)
		}
		require.Equal(t, want, got, name)
		require.Equal(t, c.want != untouched, touched, name)
	}
}

// Whoever had an hour left when the outage began has an hour left when it ends, also after a second one.
func TestRequest_ExtendedTwice(t *testing.T) {
	t.Parallel()
	at := func(minutes int) time.Time { return opened().Add(time.Duration(minutes) * time.Minute) }
	once, touched := request(nil).ExtendedBy(checkin.Outage{Kind: checkin.ServiceDown, From: at(60), To: at(90)}, at(90))
	require.True(t, touched)
	twice, touched := once.ExtendedBy(checkin.Outage{Kind: checkin.ProviderDown, From: at(100), To: at(120)}, at(120))
	require.True(t, touched)
	require.Equal(t, at(170), twice.DueAt)
	require.Equal(t, at(230), twice.ClosesAt)
	require.Equal(t, checkin.ProviderDown, twice.Extended)
}
