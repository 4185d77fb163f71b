package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/id"
)

// HeaderKey names a write so that its retry is answered like the first try; HeaderReplayed tells that an
// answer is such a repeat.
const (
	HeaderKey      = "Idempotency-Key"
	HeaderReplayed = "Idempotency-Replayed"
)

// Answer is what a write was answered with.
type Answer struct {
	Status      int
	ContentType string
	Body        []byte
}

// Key names one write of one actor.
type Key struct {
	Actor string // the actor's id
	Key   string // the UUID the client sent
}

// KeyState is what the ledger knows of a key.
type KeyState string

// The states.
const (
	KeyFresh      KeyState = "fresh"       // claimed now; go on
	KeyReplay     KeyState = "replay"      // answered before; the answer is given
	KeyInProgress KeyState = "in_progress" // claimed and not answered yet
	KeyReused     KeyState = "reused"      // claimed for another request
)

// Ledger keeps the answers of keyed writes for at least a day.
type Ledger interface {
	// Begin claims the key for a request with this fingerprint, unless it is taken.
	Begin(ctx context.Context, k Key, fingerprint string) (KeyState, Answer, error)
	// Finish keeps the answer of a claimed key.
	Finish(ctx context.Context, k Key, a Answer) error
	// Release gives a claimed key up, so that the request may be tried again.
	Release(ctx context.Context, k Key) error
}

// keep answers a retry from the ledger and keeps the answer of a first try. An answer that blames us (5xx)
// is not kept: the retry is tried.
func (a *API) keep(hc huma.Context, next func(huma.Context)) {
	ctx := hc.Context()
	k := Key{Actor: Actor(ctx).ID, Key: hc.Header(HeaderKey)}
	if !id.Valid(k.Key) {
		a.write(hc, ErrKeyMissing)
		return
	}
	state, before, err := a.contract.Ledger.Begin(ctx, k, fingerprint(hc))
	switch {
	case err != nil:
		a.write(hc, err)
	case state == KeyReplay:
		replay(hc, before)
	case state == KeyInProgress:
		a.write(hc, ErrKeyInProgress)
	case state == KeyReused:
		a.write(hc, ErrKeyReused)
	default:
		a.tryOnce(hc, k, next)
	}
}

func (a *API) tryOnce(hc huma.Context, k Key, next func(huma.Context)) {
	// The request's own time may be up when its answer is kept.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(hc.Context()), 5*time.Second)
	defer cancel()
	finished := false
	defer func() { // a handler that panics must not leave its key claimed
		if !finished {
			a.noteLedger(ctx, a.contract.Ledger.Release(ctx, k))
		}
	}()
	next(hc)
	out := answered(hc)
	if out.Status >= http.StatusInternalServerError || out.Status == http.StatusTooManyRequests {
		return
	}
	finished = true
	a.noteLedger(ctx, a.contract.Ledger.Finish(ctx, k, out))
}

func (a *API) noteLedger(ctx context.Context, err error) {
	if err != nil {
		a.app.log.Log(ctx, slog.LevelError, "idempotency ledger not written", slog.String(keyRequestID, RequestID(ctx)), slog.Any(keyError, err))
	}
}

// fingerprint tells one request from another: method, address and body. A form is taken without its
// boundary, which clients draw anew for each try.
func fingerprint(hc huma.Context) string {
	h := sha256.New()
	h.Write([]byte(hc.Method() + "\n" + requestURI(hc) + "\n"))
	_, params, err := mime.ParseMediaType(hc.Header("Content-Type"))
	if boundary := params["boundary"]; err == nil && boundary != "" {
		for part := range bytes.SplitSeq(requestBody(hc), []byte(boundary)) {
			h.Write(part)
			h.Write([]byte{0})
		}
	} else {
		h.Write(requestBody(hc))
	}
	return hex.EncodeToString(h.Sum(nil))
}
