package loadtest

import (
	"fmt"
	"io"
	"time"
)

// Subjects are what a series with this load compares: ours beside another, and with a page also ours forwarding
// everything and ours while nobody sends, so that the page's cost can be told as a share.
func Subjects(spec Spec, against Server) []Subject {
	if spec.Page == 0 || spec.Idle {
		return withPeer([]Subject{{"ours", Ours, spec}}, spec, against)
	}
	all, off := spec, spec
	all.Page = 0
	beside := all
	all.Storm = 0
	off.Idle, off.Storm, off.Late = true, 0, false
	return withPeer([]Subject{{"ours, page", Ours, spec}, {"ours, all", Ours, all}, {"ours, off", Ours, off}}, beside, against)
}

// WholeServer is the whole server under the same load as far as it lets itself be loaded so: a page, one officer.
func WholeServer(spec Spec) Subject {
	const page = 20
	if spec.Page == 0 {
		spec.Page = page
	}
	spec.Full, spec.Late, spec.Officers = true, false, 1
	return Subject{"whole server", Full, spec}
}

func withPeer(subjects []Subject, spec Spec, against Server) []Subject {
	if against != "none" && against != "" {
		subjects = append(subjects, Subject{string(against), against, spec})
	}
	return subjects
}

// Report prints the table and, where a pair was measured, the ratios beside the targets.
func Report(out io.Writer, all []Measured) error {
	fmt.Fprintln(out)
	if err := Table(out, all); err != nil {
		return err
	}
	fmt.Fprintln(out)
	by, sure := map[string]Measured{}, map[string]Measured{}
	for _, m := range all {
		if len(m.Runs) > 0 {
			by[m.Name] = m
		}
		if len(m.valid()) > 0 {
			sure[m.Name] = m
		}
	}
	for _, t := range limits() {
		if line := t.line(by, sure); line != "" {
			fmt.Fprintln(out, line)
		}
	}
	return nil
}

// target is a figure with the limit that was set for it.
type target struct {
	name  string
	limit float64
	unit  string
	value func(by map[string]Measured) (float64, bool)
}

// line tells a target; sure are the subjects of which at least one run is valid.
func (t target) line(by, sure map[string]Measured) string {
	v, ok := t.value(by)
	if !ok {
		return ""
	}
	verdict := "met"
	if v > t.limit {
		verdict = "MISSED"
	}
	if _, valid := t.value(sure); !valid {
		verdict = "INVALID: no run of it was"
	}
	return fmt.Sprintf("%-60s %8.3f%s  (≤ %g%s)  %s", t.name, v, t.unit, t.limit, t.unit, verdict)
}

// peerOf is the other forwarder that was measured.
func peerOf(by map[string]Measured) (Measured, bool) {
	for _, s := range []Server{Bare, Port, Stock} {
		if m, ok := by[string(s)]; ok {
			return m, true
		}
	}
	return Measured{}, false
}

// oursAll is our server forwarding everything.
func oursAll(by map[string]Measured) (Measured, bool) {
	if m, ok := by["ours, all"]; ok {
		return m, true
	}
	m, ok := by["ours"]
	return m, ok
}

// ratio compares ours with the peer.
func ratio(of func(Result) float64) func(map[string]Measured) (float64, bool) {
	return func(by map[string]Measured) (float64, bool) {
		a, okA := oursAll(by)
		b, okB := peerOf(by)
		if !okA || !okB {
			return 0, false
		}
		mine, beside := medianOf(a, of), medianOf(b, of)
		return mine / max(beside, 1e-9), mine > 0 && beside > 0
	}
}

func seconds(of func(Result) time.Duration) func(Result) float64 {
	return func(r Result) float64 { return of(r).Seconds() }
}

func limits() []target {
	own := func(name string, of func(Measured) (float64, bool)) func(map[string]Measured) (float64, bool) {
		return func(by map[string]Measured) (float64, bool) {
			m, ok := by[name]
			if !ok {
				m, ok = by["ours"]
			}
			if !ok {
				return 0, false
			}
			return of(m)
		}
	}
	return []target{
		{"CPU a forwarded packet, forwarding all, ours / peer", 0.8, "×", ratio(Result.PerForwarded)},
		{"latency p99, forwarding all", 5, " ms", func(by map[string]Measured) (float64, bool) {
			m, ok := oursAll(by)
			return medianOf(m, func(r Result) float64 { return r.P99.Seconds() * 1000 }), ok && !m.Spec.Idle
		}},
		{"lost, forwarding all, all runs", 0, "", func(by map[string]Measured) (float64, bool) {
			m, ok := oursAll(by)
			lost := 0
			for _, r := range m.Runs {
				lost += r.Lost
			}
			return float64(lost), ok && !m.Spec.Idle
		}},
		{"a page and the called one / forwarding all, CPU", 0.3, "×", func(by map[string]Measured) (float64, bool) {
			page, okPage := by["ours, page"]
			all, okAll := by["ours, all"]
			return medianOf(page, Result.Cores) / max(medianOf(all, Result.Cores), 1e-9), okPage && okAll
		}},
		{"phones off the page, cores per 100", 0.02, "", own("ours, off", func(m Measured) (float64, bool) {
			return medianOf(m, Result.Cores) * 100 / float64(m.Spec.Phones), m.Spec.Idle
		})},
		{"memory a connected phone over the empty server", 0.35, " MiB", own("ours, off", func(m Measured) (float64, bool) {
			return medianOf(m, m.perPhone), m.Spec.Idle
		})},
		{"phones that did not get in, all runs", 0, "", func(by map[string]Measured) (float64, bool) {
			m, ok := oursAll(by)
			n, _ := m.sum(func(r Result) (int, int) { return r.Unjoined, 0 })
			return float64(n), ok
		}},
		{"streams that never came", 0, "", func(by map[string]Measured) (float64, bool) {
			m, ok := oursAll(by)
			return medianOf(m, func(r Result) float64 { return float64(r.Dark + r.LateDark) }), ok
		}},
		{"join p95, ours / peer", 1.5, "×", ratio(seconds(func(r Result) time.Duration { return r.JoinP95 }))},
		{"late officer sees all, ours / peer", 1.2, "×", ratio(seconds(func(r Result) time.Duration { return r.Late }))},
		{"CPU a join, ours / peer", 1.1, "×", ratio(seconds(func(r Result) time.Duration { return r.JoinCPU }))},
		{"storm: did not get on line, all runs", 0, "", storm(func(m Measured) float64 {
			out, _ := m.sum(func(r Result) (int, int) { return r.Storm.Phones - r.Storm.OnLine, 0 })
			return float64(out)
		})},
		{"storm: lost by those already on line, all runs", 0.1, " %", storm(func(m Measured) float64 {
			return percent(m.sum(func(r Result) (int, int) { return r.Storm.Lost, r.Storm.Expected }))
		})},
	}
}

// storm tells something of the storm that our server had, whatever it forwarded meanwhile.
func storm(of func(Measured) float64) func(map[string]Measured) (float64, bool) {
	return func(by map[string]Measured) (float64, bool) {
		for _, name := range []string{"ours", "ours, page"} {
			if m, ok := by[name]; ok && m.Spec.Storm > 0 {
				return of(m), true
			}
		}
		return 0, false
	}
}
