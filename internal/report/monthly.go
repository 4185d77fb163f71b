package report

import (
	"fmt"
	"strconv"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
)

// Language is that of a document.
type Language string

// The languages.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

// paper is a monthly report in one language, before it takes a form.
type paper struct {
	title  string
	about  string // unit and month
	facts  []fact
	tables []board
	foot   string // what proves it
	chart  chart  // of the printed page, after the first table
	words  monthlyWords
	zone   *time.Location
	// isUnsigned is what nobody signs.
	isUnsigned bool
}

// board is one table. Cells are texts or numbers.
type board struct {
	name   string // of the worksheet
	title  string
	note   string
	heads  []string
	widths []float64 // of the printed page, in points; they sum up to at most right-left
	rows   [][]any
	// isBulk is what nobody reads on paper.
	isBulk bool
}

// MonthlyFile renders a monthly report from its frozen figures; now is told as the time of printing. Times are in the zone
// of the unit. It returns ErrFont.
func MonthlyFile(r oversight.ReportDetail, form oversight.Form, lang Language, now time.Time) ([]byte, error) {
	zone, err := time.LoadLocation(r.Body.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of report: %w", err)
	}
	return compose(r, wordsIn(lang), zone).file(form, now)
}

func (p paper) file(form oversight.Form, now time.Time) ([]byte, error) {
	switch form {
	case oversight.FormPDF:
		return p.pdf(now)
	case oversight.FormXLSX:
		return p.xlsx()
	case oversight.FormCSV:
		return p.csv()
	}
	return nil, fmt.Errorf("no such form of a report: %q", form)
}

func compose(r oversight.ReportDetail, w monthlyWords, zone *time.Location) paper {
	b := r.Body
	p := paper{
		title: w.title, about: w.month(b.Month) + "　" + b.UnitName, words: w, zone: zone, facts: w.facts(r, zone),
		foot: w.digest + " SHA-256 " + r.Sum, chart: chart{b.Days, w},
	}
	p.tables = append(p.tables, outcomes(b, w), figures(b, w))
	if len(b.Below) > 0 {
		p.tables = append(p.tables, ranking(b, w))
	}
	p.tables = append(p.tables, fairness(b, w))
	if len(b.Incidents) > 0 {
		p.tables = append(p.tables, incidents(b, w, zone))
	}
	if len(r.Corrected) > 0 {
		p.tables = append(p.tables, corrected(r, w))
	}
	return p.with(days(b, w))
}

func (p paper) with(b board) paper {
	p.tables = append(p.tables, b)
	return p
}

func outcomes(b oversight.Body, w monthlyWords) board {
	out := board{name: w.outcomes, title: w.outcomes, note: w.outcomesHow}
	row := make([]any, 0, len(attendance.Statuses())+1)
	for _, s := range attendance.Statuses() {
		out.heads, out.widths = append(out.heads, w.figure(oversight.Figure(s))), append(out.widths, 72)
		row = append(row, b.Counts[oversight.Figure(s)])
	}
	out.heads, out.widths, out.rows = append(out.heads, w.rate), append(out.widths, 79), [][]any{append(row, percent(b.Counts.Rate()))}
	return out
}

// percent is per mille as a number with one decimal, or a dash when there was nothing to divide by.
func percent(perMille int) any {
	if perMille < 0 {
		return "—"
	}
	return float64(perMille) / 10
}

// count is a number, or a dash when there is none.
func count(n int) any {
	if n < 0 {
		return "—"
	}
	return n
}

// figures is every figure that is no outcome, with how it is counted; what two of them make stands after them.
func figures(b oversight.Body, w monthlyWords) board {
	out := board{name: w.figures, title: w.figures, heads: []string{w.what, w.number, w.how}, widths: []float64{150, 60, 301}}
	derived := map[oversight.Figure]struct {
		name  string
		value any
		how   string
	}{
		oversight.Officers:       {w.caseload, count(b.Counts.Caseload()), w.caseloadHow},
		oversight.RollCallDue:    {w.rollCallRate, percent(b.Counts.RollCallRate()), w.rollCallRateHow},
		oversight.DecidedMinutes: {w.wait, w.hours(b.Counts.Wait()), w.waitHow},
	}
	for _, f := range oversight.Figures() {
		if !isOutcome(f) && f != oversight.DecidedMinutes {
			out.rows = append(out.rows, []any{w.figure(f), b.Counts[f], w.howOf(f)})
		}
		if d, ok := derived[f]; ok {
			out.rows = append(out.rows, []any{d.name, d.value, d.how})
		}
	}
	return out
}

func isOutcome(f oversight.Figure) bool {
	for _, s := range attendance.Statuses() {
		if string(s) == string(f) {
			return true
		}
	}
	return false
}

func ranking(b oversight.Body, w monthlyWords) board {
	shown := []oversight.Figure{oversight.Present, oversight.Late, oversight.Absent, oversight.Excused, oversight.ToReview, oversight.NotReached, oversight.Alerts, oversight.AppealsUpheld}
	out := board{name: w.ranking, title: w.ranking, note: w.rankingHow, heads: []string{"#", w.unit, w.figure(oversight.Persons), w.caseloadShort, w.rate}, widths: []float64{20, 115, 40, 42, 46}}
	for _, f := range shown {
		out.heads, out.widths = append(out.heads, w.short(f)), append(out.widths, 31)
	}
	for n, u := range b.Below {
		row := []any{n + 1, u.Name, u.Counts[oversight.Persons], count(u.Counts.Caseload()), percent(u.Counts.Rate())}
		for _, f := range shown {
			row = append(row, u.Counts[f])
		}
		out.rows = append(out.rows, row)
	}
	return out
}

func fairness(b oversight.Body, w monthlyWords) board {
	out := board{
		name: w.fairness, title: w.fairness, note: fmt.Sprintf(w.fairnessHow, oversight.MinOccasions),
		heads: []string{w.trait, w.group, w.occasions, w.missed, w.missedPart, w.decided, w.remark}, widths: []float64{70, 120, 60, 50, 60, 60, 91},
	}
	for _, g := range b.Fairness {
		row := []any{w.dimension[g.Dimension], w.traitName(g.Dimension, g.Value)}
		if g.IsFew {
			out.rows = append(out.rows, append(row, "—", "—", "—", "—", w.tooFew))
			continue
		}
		remark := ""
		if g.IsHigh || g.IsDecided {
			remark = w.high
		}
		out.rows = append(out.rows, append(row, g.Occasions, g.Missed, percent(g.MissedPart), g.Decided, remark))
	}
	return out
}

func incidents(b oversight.Body, w monthlyWords, zone *time.Location) board {
	out := board{name: w.incidents, title: w.incidents, heads: []string{w.what, w.from, w.to, w.moved}, widths: []float64{170, 120, 120, 101}}
	for _, i := range b.Incidents {
		to := w.running
		if !i.To.IsZero() {
			to = i.To.In(zone).Format(minute)
		}
		out.rows = append(out.rows, []any{w.incident(i.Kind, i.Channel), i.From.In(zone).Format(minute), to, i.Moved})
	}
	return out
}

const minute = "2006-01-02 15:04"

func corrected(r oversight.ReportDetail, w monthlyWords) board {
	out := board{name: w.corrected, title: w.corrected, note: w.correctedHow, heads: []string{w.what, fmt.Sprintf(w.version, r.Version-1), fmt.Sprintf(w.version, r.Version)}, widths: []float64{250, 120, 141}}
	for _, c := range r.Corrected {
		out.rows = append(out.rows, []any{w.figure(c.Figure), c.Before, c.After})
	}
	return out
}

func days(b oversight.Body, w monthlyWords) board {
	out := board{name: w.days, title: w.days, heads: []string{w.day}, isBulk: true}
	for _, s := range attendance.Statuses() {
		out.heads = append(out.heads, w.figure(oversight.Figure(s)))
	}
	for _, d := range b.Days {
		row := []any{d.Day}
		for _, s := range attendance.Statuses() {
			row = append(row, d.Counts[s])
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// shown is a cell as text.
func shown(v any) string {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', 1, 64)
	case string:
		return v
	}
	return ""
}

// FigureName is what a figure is called in a language.
func FigureName(lang Language, f oversight.Figure) string { return wordsIn(lang).figure(f) }
