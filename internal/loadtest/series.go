package loadtest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Subject is one thing that a series measures: a server under a load.
type Subject struct {
	Name   string `json:"name"`
	Server Server `json:"server"`
	Spec   Spec   `json:"spec"`
}

// Measured is what all runs of a subject told.
type Measured struct {
	Subject
	Runs []Result `json:"runs"`
}

// Series measures the subjects in turns, A B A B, so that what else the machine does meets all of them alike. A run that
// breaks is told on notes and does not end the series.
func Series(ctx context.Context, c Children, subjects []Subject, runs int, notes io.Writer) ([]Measured, error) {
	out := make([]Measured, len(subjects))
	for i, s := range subjects {
		out[i].Subject = s
	}
	for n := range runs {
		for i, s := range subjects {
			if ctx.Err() != nil {
				return out, ctx.Err()
			}
			spec := s.Spec
			if spec.Profile != "" {
				spec.Profile = filepath.Join(spec.Profile, fmt.Sprintf("%s-%d.pprof", strings.ReplaceAll(s.Name, ", ", "-"), n+1))
			}
			r, err := c.Measure(ctx, s.Server, spec)
			if err != nil {
				fmt.Fprintf(notes, "run %d of %s broke: %v\n", n+1, s.Name, err)
				continue
			}
			out[i].Runs = append(out[i].Runs, r)
			fmt.Fprintf(notes, "run %d of %d, %-12s %6.1f µs a packet, p99 %v, lost %d of %d%s\n", n+1, runs, s.Name, r.PerForwarded(), round(r.P99), r.Lost, r.Expected, invalid(r))
		}
	}
	return out, nil
}

func invalid(r Result) string {
	if r.Invalid == "" {
		return ""
	}
	return ", INVALID: " + r.Invalid
}

func round(d time.Duration) time.Duration {
	if d < 100*time.Millisecond {
		return d.Round(10 * time.Microsecond)
	}
	return d.Round(time.Millisecond)
}

// valid are the runs that tell something.
func (m Measured) valid() []Result {
	return slices.DeleteFunc(slices.Clone(m.Runs), func(r Result) bool { return r.Invalid != "" })
}

// medianOf returns the median of what of tells of the valid runs, and of all when none is valid.
func medianOf[T cmp.Ordered](m Measured, of func(Result) T) T {
	runs := m.valid()
	if len(runs) == 0 {
		runs = m.Runs
	}
	var zero T
	if len(runs) == 0 {
		return zero
	}
	values := make([]T, len(runs))
	for i, r := range runs {
		values[i] = of(r)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
