// Package receiver is a partner's system over a real socket: it verifies what it is sent as the guide tells
// integrators to, and misbehaves when told to.
package receiver

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Manner is how the receiver answers.
type Manner string

// The manners.
const (
	Sound     Manner = "sound"
	Down      Manner = "503"
	Busy      Manner = "429" // come again in two minutes
	Slow      Manner = "slow"
	Elsewhere Manner = "redirect" // to its own /inside
	Huge      Manner = "huge"
	Left      Manner = "410"
	Reset     Manner = "reset"
	Strict    Manner = "400"
	Endless   Manner = "header" // without an end
)

// Taken is one request that was sound.
type Taken struct {
	ID   string
	Type string
	Body string
	Data struct {
		EventID   string            `json:"event_id"`
		UnitID    string            `json:"unit_id"`
		SubjectID string            `json:"subject_id"`
		PersonID  string            `json:"person_id"`
		Codes     map[string]string `json:"codes"`
	}
}

// Receiver takes webhooks.
type Receiver struct {
	URL string

	mu     sync.Mutex
	server *httptest.Server
	secret string
	now    func() time.Time
	manner Manner
	taken  []Taken
	tries  int
	forged []string // why a request was not believed
	inside int      // requests to where a redirect leads
	done   chan struct{}
}

// New starts a receiver; now is its clock.
func New(now func() time.Time) *Receiver {
	r := &Receiver{now: now, manner: Sound, done: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /hooks", r.take)
	mux.HandleFunc("/inside", func(http.ResponseWriter, *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.inside++
	})
	r.server = httptest.NewServer(mux)
	r.URL = r.server.URL + "/hooks"
	return r
}

// Close ends the receiver and what waits in it.
func (r *Receiver) Close() {
	close(r.done)
	r.server.CloseClientConnections()
	r.server.Close()
}

// Trust tells the receiver its secret.
func (r *Receiver) Trust(secret string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.secret = secret
}

// Behave tells how to answer from now on.
func (r *Receiver) Behave(m Manner) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.manner = m
}

// Taken returns what was believed and answered well.
func (r *Receiver) Taken() []Taken {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Taken(nil), r.taken...)
}

// Tries counts all requests, Inside those that a redirect has led, and Forged tells why requests were not believed.
func (r *Receiver) Tries() (all, inside int, forged []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.tries, r.inside, append([]string(nil), r.forged...)
}

func (r *Receiver) take(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(io.LimitReader(req.Body, 64<<10))
	if err != nil {
		return
	}
	r.mu.Lock()
	r.tries++
	manner := r.manner
	if err := Verify(r.secret, req.Header, body, r.now()); err != nil {
		r.forged = append(r.forged, err.Error())
		r.mu.Unlock()
		http.Error(w, "not believed", http.StatusUnauthorized)
		return
	}
	if manner == Sound || manner == Huge {
		t := Taken{ID: req.Header.Get("Webhook-Id"), Body: string(body)}
		if err := json.Unmarshal(body, &t); err != nil {
			r.forged = append(r.forged, err.Error())
		}
		t.ID = req.Header.Get("Webhook-Id")
		r.taken = append(r.taken, t)
	}
	r.mu.Unlock()
	r.answer(w, manner)
}

func (r *Receiver) answer(w http.ResponseWriter, m Manner) {
	switch m {
	case Sound:
		w.WriteHeader(http.StatusNoContent)
	case Down:
		w.WriteHeader(http.StatusServiceUnavailable)
	case Busy:
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	case Slow:
		select {
		case <-r.done:
		case <-time.After(time.Minute):
		}
	case Elsewhere:
		w.Header().Set("Location", "/inside")
		w.WriteHeader(http.StatusTemporaryRedirect)
	case Huge:
		chunk := []byte(strings.Repeat("x", 1<<16))
		for range 1 << 10 { // 64 MiB, of which the sender takes little
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	case Left:
		w.WriteHeader(http.StatusGone)
	case Reset:
		reset(w)
	case Strict:
		w.WriteHeader(http.StatusBadRequest)
	case Endless:
		for range 64 {
			w.Header().Add("X-Long", strings.Repeat("y", 1<<10))
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// reset cuts the connection without a word.
func reset(w http.ResponseWriter) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// Verify reports why a request is not to be believed, as the guide tells integrators: the time first, then whether
// one of the signatures is ours.
func Verify(secret string, h http.Header, body []byte, now time.Time) error {
	seconds, err := strconv.ParseInt(h.Get("Webhook-Timestamp"), 10, 64)
	if err != nil {
		return errors.New("no time")
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > 5*time.Minute || age < -5*time.Minute {
		return errors.New("too old or too early")
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return errors.New("no secret")
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(h.Get("Webhook-Id") + "." + h.Get("Webhook-Timestamp") + "."))
	mac.Write(body)
	want := mac.Sum(nil)
	for _, one := range strings.Fields(h.Get("Webhook-Signature")) {
		got, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(one, "v1,"))
		if err == nil && strings.HasPrefix(one, "v1,") && hmac.Equal(got, want) {
			return nil
		}
	}
	return errors.New("not signed with our secret")
}
