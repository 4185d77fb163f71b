package store

import (
	"context"
	"sync"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/record"
)

// Trace collects the queries that readers run.
type Trace struct {
	mu      sync.Mutex
	queries []string
}

// BeforeQuery lets every query pass.
func (t *Trace) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }

// AfterQuery keeps the text.
func (t *Trace) AfterQuery(_ context.Context, e *bun.QueryEvent) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.queries = append(t.queries, e.Query)
}

// Take returns what was run since the last Take.
func (t *Trace) Take() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := t.queries
	t.queries = nil
	return out
}

// TraceReads begins to collect the store's queries outside transactions.
func (s *Store) TraceReads() *Trace {
	t := &Trace{}
	s.read = s.read.WithQueryHook(t)
	s.traced = func(query string) { t.AfterQuery(context.Background(), &bun.QueryEvent{Query: query}) }
	return t
}

// MigrateTo brings the schema to a version and no further.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	_, err = p.UpTo(ctx, version)
	return err
}

// LookAround reads what is around a request.
func (c *Checkins) LookAround(ctx context.Context, r checkin.Request, now time.Time) error {
	_, err := c.surroundings(ctx, r, now)
	return err
}

// Exec runs a statement, as somebody would who changes the database behind our back.
func (s *Store) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := s.write.NewRaw(statement, args...).Exec(ctx)
	return err
}

// LastReceipt is when a phone of the person acknowledged a notice last.
func (p *Push) LastReceipt(ctx context.Context, who person.ID) (time.Time, error) {
	return p.lastReceipt(ctx, who, push.DeviceChannels()...)
}

// ListSource reads one source of a kind of a person's timeline.
func (r *Records) ListSource(ctx context.Context, p person.ID, k record.Kind, source int, span record.Span, req page.Request) error {
	_, err := r.listSource(ctx, p, k, timelineSources()[k][source], span, req)
	return err
}
