package obs

import "github.com/prometheus/client_golang/prometheus"

// Counter registers a figure that grows, told apart by one label, and returns what counts one.
func (m *Metrics) Counter(name, help, label string) func(value string) {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{label})
	m.Registry.MustRegister(c)
	return func(value string) { c.WithLabelValues(value).Inc() }
}
