package alert_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"diandao/internal/alert"
	"diandao/internal/org"
	"diandao/internal/person"
)

func noon() time.Time { return time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC) }

func raised(id, who, station string, k alert.Kind, at time.Time) alert.Alert {
	severity := alert.Warning
	if k == alert.CheckinNotReached {
		severity = alert.Info
	}
	if k == alert.HelpAsked {
		severity = alert.Critical
	}
	return alert.Alert{ID: alert.ID(id), PersonID: person.ID(who), StationID: org.UnitID(station), Kind: k, Severity: severity, State: alert.Open, OpenedAt: at}
}

func reasons(cards []alert.Card) []alert.Reason {
	out := make([]alert.Reason, len(cards))
	for i, c := range cards {
		out[i] = c.Reason
	}
	return out
}

func TestTriage_OneCauseIsOneCard(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	open := []alert.Alert{
		raised("1", "silent", "s", alert.CheckinMissed, noon().Add(-4*day)), raised("2", "silent", "s", alert.CheckinMissed, noon().Add(-day)),
		raised("3", "often", "s", alert.CheckinMissed, noon().Add(-4*day)), raised("4", "often", "s", alert.CheckinNotReached, noon().Add(-day)),
		raised("5", "a", "s", alert.CheckinNotReached, noon()), raised("6", "b", "s", alert.CheckinNotReached, noon().Add(time.Minute)), raised("7", "c", "s", alert.CheckinMissed, noon().Add(10*time.Minute)),
		raised("8", "alone", "s", alert.CheckinMissed, noon().Add(-2*time.Hour)),
		raised("9", "well", "s", alert.CheckinMissed, noon().Add(-2*day)), raised("10", "well too", "s", alert.CheckinMissed, noon().Add(-3*day)),
		raised("11", "elsewhere", "other", alert.CheckinNotReached, noon()),
		raised("12", "help", "s", alert.HelpAsked, noon()),
		raised("13", "call", "s", alert.CallPerson, noon()),
	}
	contacts := map[person.ID]time.Time{"often": noon().Add(-2 * day), "well": noon().Add(-day), "well too": noon().Add(-day), "silent": noon().Add(-9 * day)}
	cards := alert.Triage(open, alert.Known{Contacts: contacts, Persons: map[org.UnitID]int{"s": 12, "other": 40}}, noon().Add(time.Hour))
	require.Equal(t, []alert.Reason{alert.NeedsHelp, alert.Silent, alert.Repeated, alert.Task, alert.SharedCause, alert.Single, alert.Single, alert.WellSince}, reasons(cards))
	require.Equal(t, 3, cards[4].Persons(), "the outage of one morning is one card")
	require.Equal(t, alert.ID("8"), cards[5].ID(), "who waits longer comes first")
	require.Equal(t, 2, cards[7].Persons(), "single misses of persons who are well are looked through together")
	require.Equal(t, alert.Critical, cards[0].Severity())
}

// Whatever is open is on exactly one card, in whatever order it comes.
func TestTriage_DropsNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 60).Draw(t, "n")
		var open []alert.Alert
		contacts := map[person.ID]time.Time{}
		for i := range n {
			who := fmt.Sprint(rapid.IntRange(0, 12).Draw(t, "person"))
			at := noon().Add(-time.Duration(rapid.IntRange(0, 7000).Draw(t, "minutes")) * time.Minute)
			open = append(open, raised(fmt.Sprint(i), who, fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "station")), rapid.SampledFrom(alert.Kinds()).Draw(t, "kind"), at))
			if rapid.Bool().Draw(t, "heard") {
				contacts[person.ID(who)] = noon().Add(-time.Duration(rapid.IntRange(0, 7000).Draw(t, "heard at")) * time.Minute)
			}
		}
		ids := func(cards []alert.Card) []string {
			var out []string
			for _, c := range cards {
				require.NotEmpty(t, c.Alerts)
				for _, a := range c.Alerts {
					out = append(out, string(a.ID))
				}
			}
			slices.Sort(out)
			return out
		}
		cards := alert.Triage(open, alert.Known{Contacts: contacts}, noon())
		require.Len(t, slices.Compact(ids(cards)), n)
		shuffled := slices.Clone(open)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		require.Equal(t, reasons(cards), reasons(alert.Triage(shuffled, alert.Known{Contacts: contacts}, noon())))
	})
}

// year is a district: what its persons do, and what its officers are asked.
type year struct {
	rand     *rand.Rand
	open     []alert.Alert
	contacts map[person.ID]time.Time
	alerts   int
	cards    int
	real     map[person.ID]time.Time // who truly went out of contact, and when
	found    map[person.ID]time.Duration
	byReason map[alert.Reason]int
	persons  map[org.UnitID]int
}

const (
	simulatedPersons  = 900
	simulatedStations = 15
	// A phone forgotten, a battery, a shift: of a hundred windows seven go by, mostly without a second one.
	benignMiss = 0.07
	// Who merely forgot opens the app, or acknowledges the reminder, the same day, nine times of ten.
	heardOfSoon = 0.9
	vanishers   = 47
)

// An ordinary year of 900 persons with four windows a week, outages that hit whole stations, and 47 who
// truly go silent. Against one alarm for each unanswered window, the desk asks at least ten times less often
// for each real finding, and each is found within eight days.
func TestTriage_ASimulatedYearAsksTenTimesLess(t *testing.T) {
	t.Parallel()
	y := &year{rand: rand.New(rand.NewPCG(2026, 11)), contacts: map[person.ID]time.Time{}, real: map[person.ID]time.Time{}, found: map[person.ID]time.Duration{}, byReason: map[alert.Reason]int{}, persons: map[org.UnitID]int{}}
	start := time.Date(2026, 1, 1, 2, 0, 0, 0, time.UTC)
	for i := range vanishers {
		y.real[person.ID(fmt.Sprint(i*19))] = start.AddDate(0, 0, 20+i*7)
	}
	for s := range simulatedStations {
		y.persons[org.UnitID(fmt.Sprint(s))] = simulatedPersons / simulatedStations
	}
	for d := range 365 {
		day := start.AddDate(0, 0, d)
		if d%7 < 4 {
			y.windows(day)
		}
		y.work(day.Add(6 * time.Hour))
	}
	perFinding, before := float64(y.cards)/vanishers, float64(y.alerts)/vanishers
	t.Logf("%d alarms, %d cards, %d real findings: %.1f alarms or %.1f cards for each; ratio %.1f; %v", y.alerts, y.cards, vanishers, before, perFinding, before/perFinding, y.byReason)
	require.GreaterOrEqual(t, before/perFinding, 10.0)
	require.Len(t, y.found, vanishers, "nobody who went silent was overlooked")
	for who, after := range y.found {
		require.LessOrEqual(t, after, 8*24*time.Hour, "person %s", who)
	}
}

// windows lets every person answer or not.
func (y *year) windows(day time.Time) {
	outage := map[int]bool{}
	for s := range simulatedStations {
		outage[s] = y.rand.Float64() < 0.02
	}
	for i := range simulatedPersons {
		who, station := person.ID(fmt.Sprint(i)), i%simulatedStations
		gone, isReal := y.real[who]
		vanished := isReal && !day.Before(gone) && y.found[who] == 0
		missed := vanished || y.rand.Float64() < benignMiss || (outage[station] && y.rand.Float64() < 0.5)
		if !missed {
			y.contacts[who] = day
			continue
		}
		if !vanished && y.rand.Float64() < heardOfSoon {
			y.contacts[who] = day.Add(5 * time.Hour)
		}
		y.alerts++
		y.open = append(y.open, raised(fmt.Sprint(y.alerts), string(who), fmt.Sprint(station), alert.CheckinMissed, day.Add(2*time.Hour)))
	}
}

// work is an officer's afternoon: urgent cards are dealt with, single ones are left for three days to
// explain themselves, those who are well since are looked through every other week.
func (y *year) work(now time.Time) {
	dealtWith := map[alert.ID]bool{}
	for _, c := range alert.Triage(y.open, alert.Known{Contacts: y.contacts, Persons: y.persons}, now) {
		switch {
		case c.Reason == alert.WellSince && now.YearDay()%14 != 5:
			continue
		case c.Reason == alert.Single && now.Sub(c.Alerts[0].OpenedAt) < alert.Deadline(alert.Warning):
			continue
		}
		y.cards++
		y.byReason[c.Reason]++
		for _, a := range c.Alerts {
			dealtWith[a.ID] = true
			if gone, ok := y.real[a.PersonID]; ok && !now.Before(gone) && y.found[a.PersonID] == 0 && c.Reason != alert.WellSince && c.Reason != alert.SharedCause {
				y.found[a.PersonID] = now.Sub(gone)
			}
		}
	}
	y.open = slices.DeleteFunc(y.open, func(a alert.Alert) bool { return dealtWith[a.ID] })
}
