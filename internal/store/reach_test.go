package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/casefile"
	"diandao/internal/device"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/store"
)

// handset is a phone of a person, with an address and what it said, each at its time.
type handset struct {
	isRevoked bool
	address   time.Time // zero without one
	says      device.Notices
	saidAt    time.Time
}

func (w world) give(t *testing.T, who person.ID, h handset) device.ID {
	t.Helper()
	ctx, d := t.Context(), device.Device{ID: device.ID(id.New()), PersonID: who, PublicKey: []byte(id.New()), Name: "Android", CreatedAt: noon.Add(-time.Hour)}
	require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error { return tx.InsertDevice(ctx, d) }))
	if !h.address.IsZero() {
		_, err := w.Push().PutSubscription(ctx, push.Subscription{ID: id.New(), DeviceID: string(d.ID), PersonID: who, Channel: push.WebPush, Endpoint: "https://push.example.org/" + string(d.ID), CreatedAt: h.address})
		require.NoError(t, err)
	}
	if h.says != "" {
		require.NoError(t, w.Devices().PutReport(ctx, d.ID, device.Report{Notices: h.says}, h.saidAt, h.saidAt))
	}
	if h.isRevoked {
		require.NoError(t, w.Devices().InTx(ctx, func(tx device.Tx) error { return tx.Revoke(ctx, d.ID, noon) }))
	}
	return d.ID
}

// One rule: whom the file calls reachable by push is whom the list of those without push leaves out, and who has no
// phone there has none in the list.
func TestReach_AgreesWithTheListOfPersons(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		before, after := noon.Add(-time.Minute), noon.Add(time.Minute)
		cases := map[string]struct {
			phones []handset
			want   push.ReachCode
		}{
			"A101": {nil, push.ReachNoDevice},
			"A102": {[]handset{{}}, push.ReachPushOff},
			"A103": {[]handset{{address: noon}}, push.ReachPush},
			"A104": {[]handset{{address: noon, says: device.NoticesOn, saidAt: after}}, push.ReachPush},
			"A105": {[]handset{{address: noon, says: device.NoticesDenied, saidAt: after}}, push.ReachPushOff},
			"A106": {[]handset{{address: noon, says: device.NoticesOff, saidAt: after}}, push.ReachPushOff},
			"A107": {[]handset{{address: noon, says: device.NoticesOff, saidAt: before}}, push.ReachPush},
			"A108": {[]handset{{address: noon, says: device.NoticesOff, saidAt: noon}}, push.ReachPushOff},
			"A109": {[]handset{{address: noon, says: device.NoticesUnsupported, saidAt: after}}, push.ReachPush},
			"A110": {[]handset{{address: noon, isRevoked: true}}, push.ReachNoDevice},
			"A111": {[]handset{{address: noon, says: device.NoticesDenied, saidAt: after}, {address: noon}}, push.ReachPush},
			"A112": {[]handset{{address: noon, isRevoked: true}, {}}, push.ReachPushOff},
		}
		ids := map[string]person.ID{w.person.Number: w.person.ID}
		for number, c := range cases {
			ids[number] = w.add(t, number, "王伟").ID
			for _, h := range c.phones {
				require.NoError(t, w.Devices().Touch(t.Context(), w.give(t, ids[number], h), noon))
			}
		}
		all, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{}, page.Request{Limit: 50})
		require.NoError(t, err)
		without, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{HasNoPush: true}, page.Request{Limit: 50})
		require.NoError(t, err)
		isWithout := map[string]bool{}
		for _, r := range without {
			isWithout[r.Person.Number] = true
		}
		require.Len(t, all, len(cases)+1)
		for _, r := range all {
			number := r.Person.Number
			f, err := w.Push().ReachFacts(t.Context(), ids[number])
			require.NoError(t, err)
			reach := push.ReachOf(f, push.StepChannels(), noon)
			if c, ok := cases[number]; ok {
				require.Equal(t, c.want, reach.Code, number)
			}
			require.Equal(t, isWithout[number], reach.Code == push.ReachPushOff || reach.Code == push.ReachNoDevice, number)
			require.Equal(t, r.DeviceCount, reach.Phones, number)
		}
	})
}

// What is left from when push was sent on another channel reaches nobody: neither in the file nor in the list.
func TestReach_AnAddressOfAChannelThatIsNotSent(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		did := w.give(t, w.person.ID, handset{address: noon})
		require.NoError(t, w.Devices().Touch(t.Context(), did, noon))
		for code, sent := range map[push.ReachCode][]push.Channel{push.ReachPush: {push.WebPush, push.SMS}, push.ReachPushOff: {push.FCM, push.SMS}} {
			w.SetPushChannels(sent)
			f, err := w.Push().ReachFacts(t.Context(), w.person.ID)
			require.NoError(t, err)
			require.Equal(t, code, push.ReachOf(f, sent, noon).Code)
			without, err := w.Persons().List(t.Context(), w.city.Path, casefile.Filter{HasNoPush: true}, page.Request{Limit: 50})
			require.NoError(t, err)
			isWithout := slices.ContainsFunc(without, func(r casefile.Row) bool { return r.Person.ID == w.person.ID })
			require.Equal(t, code == push.ReachPushOff, isWithout, code)
			loads, err := w.Oversight().CountLoads(t.Context(), w.city.Path, noon, "2026-11-01", "2026-11-30")
			require.NoError(t, err)
			require.Equal(t, isWithout, loads[w.person.Path].Unreachable == 1, code)
		}
	})
}

func TestReachFacts_TellWhatPhonesSaidLast(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		ctx := t.Context()
		none, err := w.Push().ReachFacts(ctx, w.person.ID)
		require.NoError(t, err)
		require.Empty(t, none.Phones)
		require.Zero(t, none.ReceiptAt)
		require.NotEmpty(t, none.Ladder.Steps, "everybody's, while there is no own one")

		did := w.give(t, w.person.ID, handset{address: noon, says: device.NoticesDenied, saidAt: noon.Add(time.Minute)})
		require.NoError(t, w.Devices().Touch(ctx, did, noon.Add(2*time.Minute)))
		m := w.message(t, "a")
		_, err = w.Push().MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Shown, noon.Add(3*time.Minute))
		require.NoError(t, err)
		own := push.PersonLadder{PersonID: w.person.ID, Version: 1, UpdatedBy: "s", UpdatedAt: noon, Ladder: push.Ladder{QuietFrom: "22:00", QuietTo: "07:00", Steps: []push.Step{{Channel: push.SMS, From: push.FromOpen}}}}
		require.NoError(t, w.InTx(ctx, func(tx *store.Tx) error { return tx.InsertLadder(ctx, own) }))
		got, err := w.Push().ReachFacts(ctx, w.person.ID)
		require.NoError(t, err)
		require.Equal(t, push.ReachFacts{
			Phones:    []push.Phone{{SeenAt: noon.Add(2 * time.Minute), IsRefusing: true, SaidAt: noon.Add(time.Minute), Addresses: []push.PhoneAddress{{Channel: push.WebPush, Since: noon}}}},
			ReceiptAt: noon.Add(3 * time.Minute), Ladder: own.Ladder,
		}, got)
	})
}
