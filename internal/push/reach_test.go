package push_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/push"
)

func TestReachOf_SaysWhatLeadsToThePersonNow(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	const day = 24 * time.Hour
	usual := push.Ladder{Steps: []push.Step{{Channel: push.FCM}, {Channel: push.WebPush}, {Channel: push.SMS}, {Channel: push.Call}}}
	address := func(since time.Time) []push.PhoneAddress {
		return []push.PhoneAddress{{Channel: push.WebPush, Since: since}}
	}
	fresh := push.Phone{SeenAt: ago(2 * time.Minute), Addresses: address(ago(30 * day))}
	all := []push.Channel{push.WebPush, push.FCM, push.SMS}
	type facts = push.ReachFacts
	for name, c := range map[string]struct {
		facts    facts
		channels []push.Channel
		want     push.Reach
	}{
		"push, seen just now": {
			facts{Phones: []push.Phone{fresh}, Number: "1", Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush, push.BySMS, push.ByCall}, Phones: 1, SeenAt: ago(2 * time.Minute)},
		},
		"two addresses are one way": {
			facts{Phones: []push.Phone{{SeenAt: now, Addresses: []push.PhoneAddress{{Channel: push.WebPush}, {Channel: push.FCM}}}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush}, Phones: 1, SeenAt: now},
		},
		"no phone, but a number": {
			facts{Number: "1", Ladder: usual},
			all,
			push.Reach{Code: push.ReachNoDevice, Ways: []push.ReachWay{push.BySMS, push.ByCall}},
		},
		"nothing at all": {facts{Ladder: usual}, all, push.Reach{Code: push.ReachNoDevice}},
		"no address": {
			facts{Phones: []push.Phone{{SeenAt: ago(day)}}, Number: "1", Ladder: usual},
			all,
			push.Reach{Code: push.ReachPushOff, Ways: []push.ReachWay{push.BySMS, push.ByCall}, Phones: 1, SeenAt: ago(day)},
		},
		"the phone said no since": {
			facts{Phones: []push.Phone{{SeenAt: now, IsRefusing: true, SaidAt: ago(day), Addresses: address(ago(2 * day))}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPushOff, Phones: 1, SeenAt: now},
		},
		"the address is newer than the no": {
			facts{Phones: []push.Phone{{SeenAt: now, IsRefusing: true, SaidAt: ago(day), Addresses: address(ago(time.Minute))}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush}, Phones: 1, SeenAt: now},
		},
		"one phone says no, the other takes it": {
			facts{Phones: []push.Phone{{IsRefusing: true, SaidAt: now, Addresses: address(ago(day))}, fresh}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush}, Phones: 2, SeenAt: ago(2 * time.Minute)},
		},
		"heard of to the last moment": {
			facts{Phones: []push.Phone{{SeenAt: ago(push.SilentAfter), Addresses: address(ago(30 * day))}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush}, Phones: 1, SeenAt: ago(push.SilentAfter)},
		},
		"silent for longer": {
			facts{Phones: []push.Phone{{SeenAt: ago(push.SilentAfter + time.Second), Addresses: address(ago(30 * day))}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPushSilent, Ways: []push.ReachWay{push.ByPush}, Phones: 1, SeenAt: ago(push.SilentAfter + time.Second)},
		},
		"another phone that takes no push says nothing for it": {
			facts{Phones: []push.Phone{{SeenAt: now}, {SeenAt: ago(20 * day), Addresses: address(ago(30 * day))}}, Ladder: usual},
			all,
			push.Reach{Code: push.ReachPushSilent, Ways: []push.ReachWay{push.ByPush}, Phones: 2, SeenAt: now},
		},
		"a receipt is heard too": {
			facts{Phones: []push.Phone{{SeenAt: ago(20 * day), Addresses: address(ago(30 * day))}}, ReceiptAt: ago(day), PushedAt: ago(day), Ladder: usual},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.ByPush}, Phones: 1, SeenAt: ago(20 * day), ReceiptAt: ago(day)},
		},
		"a receipt in the app of another phone says nothing for push": {
			facts{Phones: []push.Phone{{SeenAt: ago(day)}, {SeenAt: ago(20 * day), Addresses: address(ago(30 * day))}}, ReceiptAt: ago(day), PushedAt: ago(9 * day), Ladder: usual},
			all,
			push.Reach{Code: push.ReachPushSilent, Ways: []push.ReachWay{push.ByPush}, Phones: 2, SeenAt: ago(day), ReceiptAt: ago(day)},
		},
		"an address of a channel on which nothing is sent": {
			facts{Phones: []push.Phone{{SeenAt: now, Addresses: []push.PhoneAddress{{Channel: push.FCM, Since: ago(day)}}}}, Number: "1", Ladder: usual},
			[]push.Channel{push.WebPush},
			push.Reach{Code: push.ReachPushOff, Ways: []push.ReachWay{push.ByCall}, Phones: 1, SeenAt: now},
		},
		"no gateway for messages": {
			facts{Number: "1", Ladder: usual},
			[]push.Channel{push.WebPush},
			push.Reach{Code: push.ReachNoDevice, Ways: []push.ReachWay{push.ByCall}},
		},
		"a ladder without a call, in its own order": {
			facts{Phones: []push.Phone{fresh}, Number: "1", Ladder: push.Ladder{Steps: []push.Step{{Channel: push.SMS}, {Channel: push.WebPush}}}},
			all,
			push.Reach{Code: push.ReachPush, Ways: []push.ReachWay{push.BySMS, push.ByPush}, Phones: 1, SeenAt: ago(2 * time.Minute)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.want.At = now
			require.Equal(t, c.want, push.ReachOf(c.facts, c.channels, now))
		})
	}
}
