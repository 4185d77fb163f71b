package push_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

func TestService_ReadingTheInboxDeliversIt(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first := w.notify(t, w.wang, push.CheckinOpen)
		w.clock.Advance(time.Minute)
		second := w.notify(t, w.wang, push.RollCallRing)
		w.notify(t, w.li, push.RollCallRing)
		require.Len(t, w.jobs.push, 3, "each message is to be sent")
		require.False(t, w.deliveries(t, second)[push.Inbox].Reached(), "written is not read")

		w.clock.Advance(time.Minute)
		read := w.clock.Now()
		all, err := w.service.ListMessages(t.Context(), w.wang, page.Request{})
		require.NoError(t, err)
		require.Len(t, all, 2)
		require.Equal(t, []push.Message{second, first}, []push.Message{all[0].Message, all[1].Message}, "newest first, own ones only")
		require.Equal(t, read, w.deliveries(t, second)[push.Inbox].DeliveredAt)
		require.ElementsMatch(t, []sighting{{first.ID, read}, {second.ID, read}}, w.reached)

		w.clock.Advance(time.Minute)
		_, err = w.service.ListMessages(t.Context(), w.wang, page.Request{})
		require.NoError(t, err)
		require.Equal(t, read, w.deliveries(t, second)[push.Inbox].DeliveredAt, "the first time stays")
		require.Len(t, w.reached, 2, "and is told once")
	})
}

func TestService_ListIsPaged(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for range 5 {
			w.notify(t, w.wang, push.CheckinReminder) // all at one instant
		}
		seen := map[push.MessageID]bool{}
		req := page.Request{Limit: 2}
		for range 3 {
			all, err := w.service.ListMessages(t.Context(), w.wang, req)
			require.NoError(t, err)
			for _, m := range all[:min(len(all), 2)] {
				require.False(t, seen[m.ID])
				seen[m.ID] = true
				req.After = page.Cursor{At: m.CreatedAt, ID: string(m.ID)}
			}
		}
		require.Len(t, seen, 5)
	})
}

func TestService_ReceiptsGoForwardOnly(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		unread := func(want int) {
			t.Helper()
			n, err := w.service.UnreadCount(t.Context(), w.wang)
			require.NoError(t, err)
			require.Equal(t, want, n)
		}
		unread(1)
		at := w.clock.Now()
		require.NoError(t, w.service.Receipt(t.Context(), w.wang, m.ID, push.Opened, push.Inbox))
		unread(0)
		w.clock.Advance(time.Hour)
		for _, r := range []push.Receipt{push.Delivered, push.Shown, push.Opened} {
			require.NoError(t, w.service.Receipt(t.Context(), w.wang, m.ID, r, push.Inbox))
		}
		d := w.deliveries(t, m)[push.Inbox]
		require.Equal(t, []time.Time{at, at, at}, []time.Time{d.DeliveredAt, d.ShownAt, d.OpenedAt}, "opened implies shown implies delivered")
		got, err := w.service.GetMessage(t.Context(), w.wang, m.ID)
		require.NoError(t, err)
		require.Equal(t, at, got.OpenedAt)
		require.Len(t, w.reached, 1)
	})
}

func TestService_AMessageThatExpiredIsNotUnread(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.notify(t, w.wang, push.RollCallRing)
		w.clock.Advance(time.Hour)
		n, err := w.service.UnreadCount(t.Context(), w.wang)
		require.NoError(t, err)
		require.Zero(t, n)
	})
}

func TestService_NobodyReachesAnothersMessages(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		m := w.notify(t, w.wang, push.CheckinOpen)
		_, err := w.service.GetMessage(ctx, w.li, m.ID)
		require.ErrorIs(t, err, push.ErrNotFound)
		require.ErrorIs(t, w.service.Receipt(ctx, w.li, m.ID, push.Opened, push.Inbox), push.ErrNotFound)
		require.False(t, w.deliveries(t, m)[push.Inbox].Reached())
		s := w.subscribe(t, w.wang, push.FCM, "token")
		require.NoError(t, w.service.Unsubscribe(ctx, w.li, s.ID))
		left, err := w.store.Push().ListSubscriptions(ctx, m.PersonID)
		require.NoError(t, err)
		require.Len(t, left, 1)

		officer := authz.Actor{Role: authz.Officer, ID: "o", Scope: "/"}
		_, err = w.service.ListMessages(ctx, officer, page.Request{})
		require.ErrorIs(t, err, authz.ErrForbidden)
		_, err = w.service.GetMessage(ctx, authz.Actor{}, m.ID)
		require.ErrorIs(t, err, authz.ErrUnauthenticated)
		_, err = w.service.UnreadCount(ctx, officer)
		require.ErrorIs(t, err, authz.ErrForbidden)
		_, err = w.service.Subscribe(ctx, officer, push.Subscription{})
		require.ErrorIs(t, err, authz.ErrForbidden)
		require.ErrorIs(t, w.service.Unsubscribe(ctx, officer, "x"), authz.ErrForbidden)
	})
}

func TestService_ReceiptRefusesWhatIsNone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		m := w.notify(t, w.wang, push.CheckinOpen)
		require.ErrorIs(t, w.service.Receipt(t.Context(), w.wang, m.ID, "read", push.Inbox), push.ErrReceipt)
		require.ErrorIs(t, w.service.Receipt(t.Context(), w.wang, m.ID, push.Shown, "pigeon"), push.ErrReceipt)
		require.ErrorIs(t, w.service.Receipt(t.Context(), w.wang, push.MessageID(id.New()), push.Shown, push.Inbox), push.ErrNotFound)
	})
}

func TestService_APhoneThatChangesHandsTakesItsAddressAlong(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const endpoint = "https://push.example.org/1"
		old := w.subscribe(t, w.wang, push.WebPush, endpoint)
		now := w.subscribe(t, w.li, push.WebPush, endpoint)
		require.Equal(t, old.ID, now.ID)
		require.Equal(t, w.li.PersonID, string(now.PersonID))
		require.Equal(t, w.li.DeviceID, now.DeviceID)
		left, err := w.store.Push().ListSubscriptions(t.Context(), old.PersonID)
		require.NoError(t, err)
		require.Empty(t, left, "the one before gets nothing more on it")
		require.NoError(t, w.service.Unsubscribe(t.Context(), w.li, now.ID))
		require.NoError(t, w.service.Unsubscribe(t.Context(), w.li, now.ID), "twice is no error")
	})
}

func TestService_TheOldestAddressMakesRoom(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		endpoints := func() []string {
			all, err := w.store.Push().ListSubscriptions(t.Context(), person.ID(w.wang.PersonID))
			require.NoError(t, err)
			var out []string
			for _, s := range all {
				out = append(out, s.Endpoint)
			}
			return out
		}
		var want []string
		for n := range push.MaxSubscriptions + 2 {
			w.clock.Advance(time.Second)
			want = append(want, fmt.Sprintf("token-%d", n))
			w.subscribe(t, w.wang, push.FCM, want[n])
		}
		require.Equal(t, want[2:], endpoints())
		w.subscribe(t, w.wang, push.FCM, want[5])
		require.Equal(t, want[2:], endpoints(), "a known one needs no room")
	})
}

func TestService_SubscribeRefusesWhatCannotBeReached(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		good := push.Subscription{Channel: push.WebPush, Endpoint: "https://push.example.org/1", P256DH: "BA", Auth: "AA"}
		for name, change := range map[string]func(*push.Subscription){
			"no channel":      func(s *push.Subscription) { s.Channel = "" },
			"the inbox":       func(s *push.Subscription) { s.Channel = push.Inbox },
			"no endpoint":     func(s *push.Subscription) { s.Endpoint = "" },
			"endless":         func(s *push.Subscription) { s.Endpoint += strings.Repeat("x", push.MaxEndpoint) },
			"plain http":      func(s *push.Subscription) { s.Endpoint = "http://push.example.org/1" },
			"no host":         func(s *push.Subscription) { s.Endpoint = "https:///1" },
			"with a password": func(s *push.Subscription) { s.Endpoint = "https://a:b@push.example.org/1" },
			"no URL":          func(s *push.Subscription) { s.Endpoint = "%" },
			"no key":          func(s *push.Subscription) { s.P256DH = "" },
			"no secret":       func(s *push.Subscription) { s.Auth = "" },
			"endless key":     func(s *push.Subscription) { s.P256DH = strings.Repeat("A", push.MaxKey+1) },
		} {
			bad := good
			change(&bad)
			_, err := w.service.Subscribe(t.Context(), w.wang, bad)
			require.ErrorIs(t, err, push.ErrSubscription, name)
		}
		_, err := w.service.Subscribe(t.Context(), w.wang, good)
		require.NoError(t, err)
	})
}
