package incident_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/incident"
)

func noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

// minute is what a channel did in the minute that began some minutes before noon.
func minute(before, attempts, failures int) incident.Minute {
	return incident.Minute{At: noon().Add(-time.Duration(before) * time.Minute), Attempts: attempts, Failures: failures}
}

func TestJudge_WhenATroubleBegins(t *testing.T) {
	t.Parallel()
	ended := &incident.Incident{From: noon().Add(-time.Hour), To: noon().Add(-5 * time.Minute)}
	for name, c := range map[string]struct {
		minutes []incident.Minute
		newest  *incident.Incident
		from    int // minutes before noon; -1: nothing began
	}{
		"nothing was tried":                {nil, nil, -1},
		"all is well":                      {[]incident.Minute{minute(3, 50, 0)}, nil, -1},
		"too few to say":                   {[]incident.Minute{minute(3, 9, 9)}, nil, -1},
		"just enough":                      {[]incident.Minute{minute(3, 5, 5), minute(1, 5, 0)}, nil, 3},
		"just below the share":             {[]incident.Minute{minute(3, 101, 50)}, nil, -1},
		"from the first failure on":        {[]incident.Minute{minute(6, 2, 0), minute(4, 8, 8), minute(2, 3, 3)}, nil, 4},
		"what is long ago does not count":  {[]incident.Minute{minute(15, 90, 90), minute(2, 9, 9)}, nil, -1},
		"what was answered for is no news": {[]incident.Minute{minute(10, 90, 90), minute(2, 3, 0)}, ended, -1},
		"and again":                        {[]incident.Minute{minute(10, 90, 90), minute(4, 20, 20)}, ended, 4},
	} {
		want := incident.Change{}
		if c.from >= 0 {
			want.From = noon().Add(-time.Duration(c.from) * time.Minute)
		}
		require.Equal(t, want, incident.DefaultRules().Judge(c.minutes, c.newest, noon()), name)
	}
}

func TestJudge_WhenItEnds(t *testing.T) {
	t.Parallel()
	running := &incident.Incident{From: noon().Add(-3 * time.Hour)}
	for name, c := range map[string]struct {
		minutes []incident.Minute
		to      int // minutes before noon; -1: it goes on
	}{
		"still failing":                            {[]incident.Minute{minute(1, 20, 20)}, -1},
		"half of it still fails":                   {[]incident.Minute{minute(1, 20, 10)}, -1},
		"well again":                               {[]incident.Minute{minute(30, 90, 90), minute(1, 1, 0)}, 0},
		"a pause between tries says nothing":       {[]incident.Minute{minute(14, 1, 1)}, -1},
		"the last ones came through, then silence": {[]incident.Minute{minute(9, 40, 35)}, 8},
		"silence, but not yet long enough":         {[]incident.Minute{minute(5, 40, 35)}, -1},
		"an hour without a try":                    {[]incident.Minute{minute(61, 2, 2)}, 60},
		"what was tried is forgotten":              {nil, 0},
	} {
		want := incident.Change{}
		if c.to >= 0 {
			want.To = noon().Add(-time.Duration(c.to) * time.Minute)
		}
		require.Equal(t, want, incident.DefaultRules().Judge(c.minutes, running, noon()), name)
	}
}
