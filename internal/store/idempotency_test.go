package store_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/store"
)

func TestIdempotency_FirstAnswerStays(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, ledger := t.Context(), w.Idempotency()
		claimed, _, err := ledger.Claim(ctx, "a", "k", "f", noon)
		require.NoError(t, err)
		require.True(t, claimed)
		claimed, kept, err := ledger.Claim(ctx, "a", "k", "f", noon.Add(time.Second))
		require.NoError(t, err)
		require.False(t, claimed)
		require.Zero(t, kept.Status, "still being answered")
		claimed, _, err = ledger.Claim(ctx, "a", "k", "f", noon.Add(2*time.Minute))
		require.NoError(t, err)
		require.True(t, claimed, "whoever claimed it first died")
		require.NoError(t, ledger.Finish(ctx, "a", "k", store.KeptAnswer{Status: 201, ContentType: "application/json", Body: []byte("{}")}, noon))
		claimed, kept, err = ledger.Claim(ctx, "a", "k", "other", noon.Add(time.Hour))
		require.NoError(t, err)
		require.False(t, claimed)
		require.Equal(t, store.KeptAnswer{Fingerprint: "f", Status: 201, ContentType: "application/json", Body: []byte("{}")}, kept)
	})
}

func TestIdempotency_LateSecondAnswerDoesNotReplaceTheFirst(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, ledger := t.Context(), w.Idempotency()
		_, _, err := ledger.Claim(ctx, "a", "k", "f", noon)
		require.NoError(t, err)
		claimed, _, err := ledger.Claim(ctx, "a", "k", "f", noon.Add(2*store.StaleAfter))
		require.NoError(t, err)
		require.True(t, claimed, "the first seems dead")
		require.NoError(t, ledger.Finish(ctx, "a", "k", store.KeptAnswer{Status: 201, Body: []byte("first")}, noon))
		require.NoError(t, ledger.Finish(ctx, "a", "k", store.KeptAnswer{Status: 409, Body: []byte("second")}, noon))
		_, kept, err := ledger.Claim(ctx, "a", "k", "f", noon)
		require.NoError(t, err)
		require.Equal(t, "first", string(kept.Body))
		require.NoError(t, ledger.Release(ctx, "a", "k"))
		claimed, _, err = ledger.Claim(ctx, "a", "k", "f", noon)
		require.NoError(t, err)
		require.False(t, claimed, "what was answered is not released")
		n, err := ledger.Sweep(ctx, noon.Add(24*time.Hour))
		require.NoError(t, err)
		require.EqualValues(t, 1, n)
	})
}

func TestIdempotency_OneOfManyClaimsWins(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		var won atomic.Int32
		var wg sync.WaitGroup
		errs := make([]error, 8)
		for i := range errs {
			wg.Go(func() {
				claimed, _, err := w.Idempotency().Claim(t.Context(), "a", "k", "f", noon)
				if errs[i] = err; claimed {
					won.Add(1)
				}
			})
		}
		wg.Wait()
		require.Equal(t, make([]error, 8), errs)
		require.EqualValues(t, 1, won.Load())
	})
}
