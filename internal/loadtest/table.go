package loadtest

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

const mib = 1 << 20

// row is one line of the table: what it is called and its value for a subject, "" when it has none.
type row struct {
	name  string
	value func(m Measured) string
}

// Table prints medians of the valid runs, a column a subject.
func Table(out io.Writer, all []Measured) error {
	w := tabwriter.NewWriter(out, 2, 0, 2, ' ', tabwriter.AlignRight)
	for _, r := range rows() {
		line := r.name + "\t"
		some := false
		for _, m := range all {
			v := ""
			if len(m.Runs) > 0 {
				v = r.value(m)
			}
			some = some || v != ""
			line += v + "\t"
		}
		if some {
			fmt.Fprintln(w, line)
		}
	}
	return w.Flush()
}

func rows() []row {
	number := func(format string, of func(Result) float64) func(Measured) string {
		return func(m Measured) string {
			if v := medianOf(m, of); v != 0 {
				return fmt.Sprintf(format, v)
			}
			return ""
		}
	}
	duration := func(of func(Result) time.Duration) func(Measured) string {
		return func(m Measured) string {
			if v := medianOf(m, of); v != 0 {
				return round(v).String()
			}
			return ""
		}
	}
	return []row{
		{"", func(m Measured) string { return m.Name }},
		{"valid runs", func(m Measured) string { return fmt.Sprintf("%d of %d", len(m.valid()), len(m.Runs)) }},
		{"CPU a packet forwarded, µs", number("%.1f", Result.PerForwarded)},
		{"CPU a packet in, µs", number("%.1f", Result.PerSent)},
		{"cores", number("%.3f", Result.Cores)},
		{"latency p50", duration(func(r Result) time.Duration { return r.P50 })},
		{"latency p99", duration(func(r Result) time.Duration { return r.P99 })},
		{"lost, all runs", Measured.losses},
		{"streams that never came", number("%.0f", func(r Result) float64 { return float64(r.Dark) })},
		{"join p50", duration(func(r Result) time.Duration { return r.JoinP50 })},
		{"join p95", duration(func(r Result) time.Duration { return r.JoinP95 })},
		{"CPU a join", duration(func(r Result) time.Duration { return r.JoinCPU })},
		{"phones that did not get in", number("%.0f", func(r Result) float64 { return float64(r.Unjoined) })},
		{"late officer sees all after", duration(func(r Result) time.Duration { return r.Late })},
		{"faces it never saw", number("%.0f", func(r Result) float64 { return float64(r.LateDark) })},
		{"storm: joins p50", duration(func(r Result) time.Duration { return r.Storm.P50 })},
		{"storm: joins p99", duration(func(r Result) time.Duration { return r.Storm.P99 })},
		{"storm: worst join", duration(func(r Result) time.Duration { return r.Storm.Worst })},
		{"storm: CPU a join", duration(func(r Result) time.Duration { return r.Storm.CPU })},
		{"storm: did not get in, all runs", Measured.shutOut},
		{"storm: lost by who was there, all runs", Measured.stormLosses},
		{"memory a phone, MiB", func(m Measured) string { return fmt.Sprintf("%.2f", medianOf(m, m.perPhone)) }},
		{"memory at most, MiB", number("%.0f", func(r Result) float64 { return float64(r.Peak) / mib })},
		{"bots' cores", number("%.2f", func(r Result) float64 { return r.BotsCPU.Seconds() / max(r.Window.Seconds(), 1e-9) })},
		{"bots late, %", number("%.2f", func(r Result) float64 { return 100 * r.BotsLate })},
	}
}

// losses are the sum over all runs, since one lost packet in one run matters.
func (m Measured) losses() string {
	lost, expected := m.sum(func(r Result) (int, int) { return r.Lost, r.Expected })
	if expected == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", lost, expected)
}

func (m Measured) stormLosses() string {
	lost, expected := m.sum(func(r Result) (int, int) { return r.Storm.Lost, r.Storm.Expected })
	if expected == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", lost, expected)
}

func (m Measured) shutOut() string {
	out, all := m.sum(func(r Result) (int, int) { return r.Storm.Phones - r.Storm.OnLine, r.Storm.Phones })
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", out, all)
}

func (m Measured) sum(of func(Result) (int, int)) (a, b int) {
	for _, r := range m.Runs {
		x, y := of(r)
		a, b = a+x, b+y
	}
	return a, b
}

// perPhone is the memory at the end of the window over the empty server, in MiB a phone.
func (m Measured) perPhone(r Result) float64 {
	return float64(r.RSS-r.EmptyRSS) / mib / float64(max(1, m.Spec.Phones-r.Unjoined))
}
