package store_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/push"
	"diandao/internal/store"
)

// message stores a message about a subject.
func (w world) message(t *testing.T, subject string) push.Message {
	t.Helper()
	m := push.Message{ID: push.MessageID(id.New()), PersonID: w.person.ID, Kind: push.CheckinOpen, SubjectID: subject, CreatedAt: noon, ExpiresAt: noon.Add(time.Hour)}
	require.NoError(t, w.InTx(t.Context(), func(tx *store.Tx) error { return tx.Notify(t.Context(), m) }))
	return m
}

func (w world) steps(t *testing.T, m push.Message) map[push.Channel]push.StepState {
	t.Helper()
	f, err := w.Push().Facts(t.Context(), m)
	require.NoError(t, err)
	out := map[push.Channel]push.StepState{}
	for _, s := range f.Steps {
		out[s.Channel] = s
	}
	return out
}

func TestSteps_OneOfManyServersClaimsEach(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, m, other := t.Context(), w.message(t, "a"), w.message(t, "b")
		both, until := []push.Channel{push.FCM, push.SMS}, noon.Add(push.ClaimFor)
		got := make([][]push.Channel, 6)
		errs := atOnce(6, func(i int) (err error) {
			got[i], err = w.Push().ClaimSteps(ctx, m.ID, both, noon, until)
			return err
		})
		require.Equal(t, make([]error, 6), errs)
		require.ElementsMatch(t, both, slices.Concat(got...))
		for _, c := range both {
			require.Equal(t, push.StepState{Channel: c, ClaimedUntil: until, Tries: 1}, w.steps(t, m)[c])
		}
		require.Empty(t, w.steps(t, other), "another message has its own steps")
	})
}

func TestSteps_ALostClaimIsTakenAgainButNotForEver(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, m, now := t.Context(), w.message(t, "a"), noon
		claim := func(now time.Time) []push.Channel {
			ours, err := w.Push().ClaimSteps(ctx, m.ID, []push.Channel{push.SMS}, now, now.Add(push.ClaimFor))
			require.NoError(t, err)
			return ours
		}
		for try := range push.MaxTries {
			require.Equal(t, []push.Channel{push.SMS}, claim(now), try)
			require.Empty(t, claim(now.Add(push.ClaimFor-time.Microsecond)), "a claim holds up to its end")
			now = now.Add(push.ClaimFor)
		}
		require.Empty(t, claim(now), "it was lost too often")
		require.Empty(t, claim(now.Add(24*time.Hour)))
		require.Equal(t, push.MaxTries, w.steps(t, m)[push.SMS].Tries)
	})
}

func TestSteps_SettledOnesAreDoneOrComeAgain(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx, m := t.Context(), w.message(t, "a")
		all := []push.Channel{push.FCM, push.SMS, push.Call}
		claim := func(now time.Time) []push.Channel {
			ours, err := w.Push().ClaimSteps(ctx, m.ID, all, now, now.Add(push.ClaimFor))
			require.NoError(t, err)
			return ours
		}
		require.ElementsMatch(t, all, claim(noon))
		later := noon.Add(time.Second)
		require.NoError(t, w.Push().SettleSteps(ctx, m.ID, []push.Channel{push.FCM}, []push.Channel{push.SMS}, later, later.Add(time.Hour)))
		steps := w.steps(t, m)
		require.Equal(t, push.StepState{Channel: push.FCM, ClaimedUntil: noon.Add(push.ClaimFor), DoneAt: later}, steps[push.FCM])
		require.Equal(t, push.StepState{Channel: push.SMS, ClaimedUntil: later}, steps[push.SMS])
		require.Equal(t, push.StepState{Channel: push.Call, ClaimedUntil: noon.Add(push.ClaimFor), Tries: 1}, steps[push.Call], "what was not settled stays claimed")
		require.Equal(t, []push.Channel{push.SMS}, claim(later))
		require.ElementsMatch(t, []push.Channel{push.SMS, push.Call}, claim(later.Add(push.ClaimFor)), "what is done is done")
		waiting, err := w.Push().CountWaiting(ctx)
		require.NoError(t, err)
		require.Equal(t, 1, waiting)
		require.NoError(t, w.Push().SettleSteps(ctx, m.ID, nil, nil, later, time.Time{}))
		waiting, err = w.Push().CountWaiting(ctx)
		require.NoError(t, err)
		require.Zero(t, waiting)
	})
}

// counting keeps which messages were to be sent.
type counting struct {
	mu  sync.Mutex
	ids []push.MessageID
}

func (c *counting) Enqueue(_ context.Context, _ *store.Tx, jobs []job.Job) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, j := range jobs {
		if s, ok := j.Args.(push.SendJob); ok {
			c.ids = append(c.ids, s.MessageID)
		}
	}
	return nil
}

func TestWakeDue_TwiceAtOnceWakesOnce(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		var due []push.MessageID
		for i := range 25 {
			m := w.message(t, "a")
			due = append(due, m.ID)
			require.NoError(t, w.Push().SettleSteps(ctx, m.ID, nil, nil, noon, noon.Add(-time.Duration(i)*time.Second)))
		}
		later := w.message(t, "b")
		require.NoError(t, w.Push().SettleSteps(ctx, later.ID, nil, nil, noon, noon.Add(time.Microsecond)))
		w.message(t, "c") // sent at once, nothing to look at again
		jobs := &counting{}
		w.SetEnqueuer(jobs)
		woken := make([]int, 4)
		errs := atOnce(4, func(i int) error {
			for {
				n, err := w.Push().WakeDue(ctx, noon, 10)
				woken[i] += n
				if err != nil || n == 0 {
					return err
				}
			}
		})
		require.Equal(t, make([]error, 4), errs)
		// One that found nothing left of its ten may have stopped early.
		n, err := w.Push().WakeDue(ctx, noon, 100)
		require.NoError(t, err)
		require.Equal(t, len(due), woken[0]+woken[1]+woken[2]+woken[3]+n)
		require.ElementsMatch(t, due, jobs.ids)
		waiting, err := w.Push().CountWaiting(ctx)
		require.NoError(t, err)
		require.Equal(t, 1, waiting, "whose time has not come")
	})
}

func TestLadders_OneOfManyEditorsWins(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		usual, err := w.Push().Ladder(ctx, w.person.ID)
		require.NoError(t, err)
		require.Zero(t, usual.Version)
		require.Len(t, usual.Steps, 4)
		own := push.PersonLadder{
			PersonID: w.person.ID, Version: 1, UpdatedBy: "o", UpdatedAt: noon,
			Ladder: push.Ladder{Steps: []push.Step{{Channel: push.SMS, From: push.FromOpen, AfterMinutes: 5}}, QuietFrom: "21:00", QuietTo: "06:00"},
		}
		errs := atOnce(5, func(int) error {
			return w.Push().LadderTx(ctx, func(tx push.LadderTx) error { return tx.InsertLadder(ctx, own) })
		})
		require.Equal(t, 1, outcomes(t, errs, push.ErrLadderChanged))
		got, err := w.Push().Ladder(ctx, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, own, got)
		other, err := w.Push().Ladder(ctx, w.add(t, "A002", "乙").ID)
		require.NoError(t, err)
		require.Equal(t, usual.Ladder, other.Ladder)
	})
}
