// Package pushtest stands in for the providers of push in tests: an FCM and a web push service behind
// real sockets, which open what they are given, misbehave when told to, and remember what they got; a
// sender that only records; and the contract that every adapter of a provider keeps.
package pushtest

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Answer is what a provider does with one request. The zero value accepts it.
type Answer struct {
	Status     int    // zero: accept
	RetryAfter string // header Retry-After
	Body       string // instead of the provider's own words
	Hang       bool   // never answers; ends when the client goes
}

// Got is one message that a provider has accepted.
type Got struct {
	To        string // registration token or push resource
	MessageID string
	TTL       time.Duration
	Urgent    bool
}

// provider is what both services have in common.
type provider struct {
	*httptest.Server
	mu    sync.Mutex
	next  []Answer
	got   []Got
	calls int
}

func (p *provider) close(tb testing.TB) {
	tb.Helper()
	tb.Cleanup(func() {
		p.CloseClientConnections()
		p.Close()
	})
}

// Next queues answers, one a request; after them the provider accepts again.
func (p *provider) Next(answers ...Answer) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = append(p.next, answers...)
}

// Recover forgets the answers that were queued.
func (p *provider) Recover() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = nil
}

// Got returns what was accepted so far.
func (p *provider) Got() []Got {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]Got(nil), p.got...)
}

// Calls counts the requests so far, accepted or not.
func (p *provider) Calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls
}

func (p *provider) accept(g Got) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got = append(p.got, g)
}

// answer plays the next queued answer, and reports false when the request is to be accepted. words makes
// the provider's own error body.
func (p *provider) answer(w http.ResponseWriter, r *http.Request, words func(status int) string) bool {
	a := p.pop()
	if a.Hang {
		<-r.Context().Done()
		return true
	}
	if a.Status == 0 && a.Body == "" {
		return false
	}
	if a.RetryAfter != "" {
		w.Header().Set("Retry-After", a.RetryAfter)
	}
	if a.Status == http.StatusTemporaryRedirect {
		w.Header().Set("Location", p.URL+"/elsewhere")
	}
	if a.Body == "" {
		a.Body = words(a.Status)
	}
	w.WriteHeader(max(a.Status, http.StatusOK))
	_, _ = w.Write([]byte(a.Body))
	return true
}

func (p *provider) pop() Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls++
	if len(p.next) == 0 {
		return Answer{}
	}
	a := p.next[0]
	p.next = p.next[1:]
	return a
}
