package loadtest

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

const mib = 1 << 20

// Table prints medians, a line a subject.
func Table(out io.Writer, all []Measured) error {
	w := tabwriter.NewWriter(out, 2, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "subject\tvalid runs\tµs a packet forwarded\tµs a packet in\tcores\tlatency p50\tp99\tlost\tdark\tjoin p50\tp95\tCPU a join\tlate officer\tMiB a phone\tpeak MiB\tbots' cores\tbots late\t")
	for _, m := range all {
		duration := func(of func(Result) time.Duration) time.Duration { return round(medianOf(m, of)) }
		number := func(of func(Result) float64) float64 { return medianOf(m, of) }
		fmt.Fprintf(w, "%s\t%d/%d\t%.1f\t%.1f\t%.3f\t%v\t%v\t%s\t%d\t%v\t%v\t%v\t%v\t%.2f\t%.0f\t%.2f\t%.2f %%\t\n",
			m.Name, len(m.valid()), len(m.Runs),
			number(Result.PerForwarded), number(Result.PerSent), number(Result.Cores),
			duration(func(r Result) time.Duration { return r.P50 }), duration(func(r Result) time.Duration { return r.P99 }),
			m.losses(), medianOf(m, func(r Result) int { return r.Dark }),
			duration(func(r Result) time.Duration { return r.JoinP50 }), duration(func(r Result) time.Duration { return r.JoinP95 }),
			duration(func(r Result) time.Duration { return r.JoinCPU }), duration(func(r Result) time.Duration { return r.Late }),
			number(m.perPhone), number(func(r Result) float64 { return float64(r.Peak) / mib }),
			number(func(r Result) float64 { return r.BotsCPU.Seconds() / r.Window.Seconds() }), 100*number(func(r Result) float64 { return r.BotsLate }))
	}
	return w.Flush()
}

// losses are the sum over all runs, since one lost packet in one run matters.
func (m Measured) losses() string {
	lost, expected := 0, 0
	for _, r := range m.Runs {
		lost, expected = lost+r.Lost, expected+r.Expected
	}
	return fmt.Sprintf("%d of %d", lost, expected)
}

// perPhone is the memory at the end of the window over the empty server, in MiB a phone.
func (m Measured) perPhone(r Result) float64 {
	return float64(r.RSS-r.EmptyRSS) / mib / float64(max(1, m.Spec.Phones-r.Unjoined))
}
