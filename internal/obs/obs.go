// Package obs is how the server tells its operator what goes on: structured logs with fixed keys, and
// Prometheus metrics. Nothing here ever carries a name, a phone number, a coordinate or a token.
package obs

import (
	"io"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Log keys. Ids only.
const (
	KeyRequestID  = "request_id"
	KeyPersonID   = "person_id"
	KeyRollCallID = "rollcall_id"
	KeyJobKind    = "job_kind"
	KeyError      = "error"
	KeyPart       = "part"
	KeyDuration   = "duration"
	KeyCount      = "count"
	KeyAddress    = "address"
	KeyMode       = "mode"
)

// NewLogger returns a logger that writes JSON (or text) lines from the given level up.
func NewLogger(w io.Writer, level, format string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		return nil, err
	}
	opts := &slog.HandlerOptions{Level: l}
	if format == "text" {
		return slog.New(slog.NewTextHandler(w, opts)), nil
	}
	return slog.New(slog.NewJSONHandler(w, opts)), nil
}

// Metrics are the server's own figures beside those of the Go runtime.
type Metrics struct {
	Registry *prometheus.Registry

	jobs       *prometheus.CounterVec
	jobSeconds *prometheus.HistogramVec
	requests   *prometheus.CounterVec
	reqSeconds *prometheus.HistogramVec
	hintsLost  prometheus.Counter

	pushSent     *prometheus.CounterVec
	pushAccepted *prometheus.CounterVec
	pushFailed   *prometheus.CounterVec

	pictures       *prometheus.CounterVec
	pictureSeconds prometheus.Histogram
}

// NewMetrics returns a fresh registry with every figure registered.
func NewMetrics() *Metrics {
	m := &Metrics{
		Registry:   prometheus.NewRegistry(),
		jobs:       prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_jobs_total", Help: "Jobs run, by kind and outcome (done, failed, snoozed)."}, []string{"kind", "outcome"}),
		jobSeconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "diandao_job_duration_seconds", Help: "Time a job took.", Buckets: prometheus.ExponentialBuckets(0.001, 4, 9)}, []string{"kind"}),
		requests:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_http_requests_total", Help: "HTTP requests answered, by operation and status class."}, []string{"operation", "status"}),
		reqSeconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "diandao_http_request_duration_seconds", Help: "Time an HTTP request took.", Buckets: prometheus.ExponentialBuckets(0.001, 3, 9)}, []string{"operation"}),
		hintsLost:  prometheus.NewCounter(prometheus.CounterOpts{Name: "diandao_hints_lost_total", Help: "Hints to consoles that were dropped because a queue was full."}),

		pushSent:     prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_push_sent_total", Help: "Messages handed to a provider, tries included, by channel."}, []string{"channel"}),
		pushAccepted: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_push_accepted_total", Help: "Messages that a provider took, by channel."}, []string{"channel"}),
		pushFailed:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_push_failed_total", Help: "Messages that a provider did not take, by channel and reason (unavailable, rejected, unregistered)."}, []string{"channel", "reason"}),
	}
	m.pictures = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "diandao_pictures_examined_total", Help: "Pictures given to the face engine, by outcome (looked, no_face, unreadable, failed, off)."}, []string{"outcome"})
	m.pictureSeconds = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "diandao_picture_examined_seconds", Help: "Time a picture took in the face engine, waiting for its turn included.", Buckets: prometheus.ExponentialBuckets(0.005, 2, 11)})
	m.Registry.MustRegister(m.pictures, m.pictureSeconds, m.jobs, m.jobSeconds, m.requests, m.reqSeconds, m.hintsLost, m.pushSent, m.pushAccepted, m.pushFailed,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Job counts one run of a job.
func (m *Metrics) Job(kind, outcome string, took time.Duration) {
	m.jobs.WithLabelValues(kind, outcome).Inc()
	m.jobSeconds.WithLabelValues(kind).Observe(took.Seconds())
}

// Request counts one HTTP request; operation is a route's pattern, never a path with ids.
func (m *Metrics) Request(operation, statusClass string, took time.Duration) {
	m.requests.WithLabelValues(operation, statusClass).Inc()
	m.reqSeconds.WithLabelValues(operation).Observe(took.Seconds())
}

// PushSent counts one message handed to a provider.
func (m *Metrics) PushSent(channel string) { m.pushSent.WithLabelValues(channel).Inc() }

// PushAccepted counts one message that a provider took.
func (m *Metrics) PushAccepted(channel string) { m.pushAccepted.WithLabelValues(channel).Inc() }

// PushFailed counts one message that a provider did not take.
func (m *Metrics) PushFailed(channel, reason string) {
	m.pushFailed.WithLabelValues(channel, reason).Inc()
}

// PictureExamined counts one picture given to the face engine.
func (m *Metrics) PictureExamined(outcome string, took time.Duration) {
	m.pictures.WithLabelValues(outcome).Inc()
	m.pictureSeconds.Observe(took.Seconds())
}

// HintsLost counts hints that were dropped.
func (m *Metrics) HintsLost(n int) { m.hintsLost.Add(float64(n)) }

// Gauge registers a figure that is read when asked for.
func (m *Metrics) Gauge(name, help string, read func() float64) {
	m.Registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, read))
}
