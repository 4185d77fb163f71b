package push_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/push"
)

func shanghai(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	require.NoError(t, err)
	return zone
}

func usual() push.Ladder {
	return push.Ladder{QuietFrom: "22:00", QuietTo: "07:00", Steps: []push.Step{
		{Channel: push.FCM, From: push.FromOpen}, {Channel: push.SMS, From: push.FromOpen, AfterMinutes: 30}, {Channel: push.Call, From: push.FromClose, AfterMinutes: -30},
	}}
}

// Times are in the city, on the 23rd and 24th of November.
func TestDue(t *testing.T) {
	t.Parallel()
	zone := shanghai(t)
	at := func(day int, clock string) time.Time {
		c, err := time.Parse("15:04", clock)
		require.NoError(t, err)
		return time.Date(2026, 11, day, c.Hour(), c.Minute(), 0, 0, zone)
	}
	early := push.Delivery{Channel: push.FCM, AcceptedAt: at(23, "09:00")}
	shown := push.Delivery{Channel: push.FCM, DeliveredAt: at(23, "09:01")}
	opened := push.Delivery{Channel: push.FCM, DeliveredAt: at(23, "09:01"), OpenedAt: at(23, "09:02")}
	for name, c := range map[string]struct {
		kind       push.Kind
		from, to   time.Time
		now        time.Time
		deliveries []push.Delivery
		due        []push.Channel
		wake       time.Time
	}{
		"at the opening":                          {push.CheckinOpen, at(23, "09:00"), at(23, "12:00"), at(23, "09:00"), nil, []push.Channel{push.FCM}, at(23, "09:30")},
		"a provider's word stops nothing":         {push.CheckinOpen, at(23, "09:00"), at(23, "12:00"), at(23, "09:30"), []push.Delivery{early}, []push.Channel{push.FCM, push.SMS}, at(23, "11:30")},
		"a phone's word stops all":                {push.CheckinOpen, at(23, "09:00"), at(23, "12:00"), at(23, "09:30"), []push.Delivery{shown}, nil, time.Time{}},
		"the last step":                           {push.CheckinOpen, at(23, "09:00"), at(23, "12:00"), at(23, "11:30"), nil, []push.Channel{push.FCM, push.SMS, push.Call}, time.Time{}},
		"nothing after the end":                   {push.CheckinOpen, at(23, "09:00"), at(23, "12:00"), at(23, "12:00"), nil, nil, time.Time{}},
		"a short window has it all in its middle": {push.CheckinOpen, at(23, "09:00"), at(23, "09:20"), at(23, "09:00"), nil, []push.Channel{push.FCM}, at(23, "09:10")},
		"and then":                                {push.CheckinOpen, at(23, "09:00"), at(23, "09:20"), at(23, "09:10"), nil, []push.Channel{push.FCM, push.SMS, push.Call}, time.Time{}},
		"the night is quiet":                      {push.CheckinOpen, at(23, "22:00"), at(24, "09:00"), at(23, "22:00"), nil, nil, at(24, "07:00")},
		"after midnight too":                      {push.CheckinOpen, at(24, "01:00"), at(24, "09:00"), at(24, "06:59"), nil, nil, at(24, "07:00")},
		"until seven":                             {push.CheckinOpen, at(23, "22:00"), at(24, "09:00"), at(24, "07:00"), nil, []push.Channel{push.FCM, push.SMS}, at(24, "08:30")},
		"the evening is not":                      {push.CheckinOpen, at(23, "21:59"), at(24, "09:00"), at(23, "21:59"), nil, []push.Channel{push.FCM}, at(24, "07:00")},
		"never beyond the close":                  {push.CheckinOpen, at(23, "23:00"), at(24, "02:00"), at(23, "23:00"), nil, []push.Channel{push.FCM}, at(23, "23:30")},
		"nor just before it":                      {push.CheckinOpen, at(23, "23:00"), at(24, "07:29"), at(23, "23:00"), nil, []push.Channel{push.FCM}, at(23, "23:30")},
		"half an hour before it is enough":        {push.CheckinOpen, at(23, "23:00"), at(24, "07:30"), at(23, "23:00"), nil, nil, at(24, "07:00")},
		"late by a standstill, the night is kept": {push.CheckinOpen, at(23, "20:00"), at(24, "12:00"), at(24, "03:00"), nil, nil, at(24, "07:00")},
		"a ring is not held":                      {push.RollCallRing, at(23, "23:00"), at(24, "12:00"), at(23, "23:00"), nil, []push.Channel{push.FCM, push.WebPush}, time.Time{}},
		"a ring goes on until it is opened":       {push.RollCallRing, at(23, "09:00"), at(23, "12:00"), at(23, "09:05"), []push.Delivery{shown}, []push.Channel{push.FCM, push.WebPush}, time.Time{}},
		"a recall goes out by SMS too":            {push.RollCallRecall, at(23, "23:00"), at(23, "23:30"), at(23, "23:00"), []push.Delivery{early}, []push.Channel{push.FCM, push.WebPush, push.SMS}, time.Time{}},
		"and ends when it is opened":              {push.RollCallRecall, at(23, "09:00"), at(23, "12:00"), at(23, "09:05"), []push.Delivery{opened}, nil, time.Time{}},
		"a planned roll call is told in the day":  {push.RollCallPlanned, at(23, "23:00"), at(24, "09:00"), at(23, "23:00"), nil, nil, at(24, "07:00")},
		"then not":                                {push.RollCallRing, at(23, "09:00"), at(23, "12:00"), at(23, "09:05"), []push.Delivery{opened}, nil, time.Time{}},
		"a decision is told once":                 {push.LeaveDecided, at(23, "09:00"), at(24, "09:00"), at(23, "09:00"), nil, []push.Channel{push.FCM}, time.Time{}},
		"a decision waits for the morning":        {push.LeaveDecided, at(23, "23:00"), at(24, "23:00"), at(23, "23:00"), nil, nil, at(24, "07:00")},
	} {
		l := usual().For(c.kind)
		steps, wake := push.Due(l, push.Message{Kind: c.kind, CreatedAt: c.from, ExpiresAt: c.to}, c.deliveries, l.QuietIn(zone), c.now)
		var due []push.Channel
		for _, s := range steps {
			due = append(due, s.Channel)
		}
		require.Equal(t, c.due, due, name)
		require.True(t, c.wake.Equal(wake), "%s: %s, not %s", name, wake, c.wake)
	}
}

func TestQuietHours_ThatAreNone(t *testing.T) {
	t.Parallel()
	l := push.Ladder{QuietFrom: "07:00", QuietTo: "07:00"}
	for hour := range 24 {
		at := morning().Add(time.Duration(hour) * time.Hour)
		require.Equal(t, at, l.QuietIn(time.UTC).End(at))
	}
	day := push.Ladder{QuietFrom: "12:00", QuietTo: "14:00"}.QuietIn(time.UTC)
	lunch := time.Date(2026, 11, 23, 12, 30, 0, 0, time.UTC)
	require.Equal(t, time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC), day.End(lunch))
}

// Two in the morning does not exist, or comes twice: the end is still at the time of day, and after t.
func TestQuietHours_WhereClocksChange(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	q := usual().QuietIn(zone)
	for _, evening := range []time.Time{time.Date(2026, 3, 28, 23, 0, 0, 0, zone), time.Date(2026, 10, 24, 23, 0, 0, 0, zone)} {
		end := q.End(evening).In(zone)
		require.Equal(t, "07:00", end.Format("15:04"))
		require.Equal(t, evening.Day()+1, end.Day())
	}
}

func TestLadder_Check(t *testing.T) {
	t.Parallel()
	require.NoError(t, usual().Check())
	for name, change := range map[string]func(*push.Ladder){
		"no step":             func(l *push.Ladder) { l.Steps = nil },
		"a channel twice":     func(l *push.Ladder) { l.Steps[1] = l.Steps[0] },
		"the inbox":           func(l *push.Ladder) { l.Steps[0].Channel = push.Inbox },
		"before the opening":  func(l *push.Ladder) { l.Steps[0].AfterMinutes = -1 },
		"after the close":     func(l *push.Ladder) { l.Steps[2].AfterMinutes = 1 },
		"a year later":        func(l *push.Ladder) { l.Steps[1].AfterMinutes = 525600 },
		"no anchor":           func(l *push.Ladder) { l.Steps[1].From = "" },
		"no time of day":      func(l *push.Ladder) { l.QuietFrom = "25:00" },
		"an empty quiet hour": func(l *push.Ladder) { l.QuietTo = "" },
	} {
		l := usual()
		change(&l)
		require.ErrorIs(t, l.Check(), push.ErrLadder, name)
	}
}
