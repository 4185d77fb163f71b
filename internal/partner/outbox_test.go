package partner_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/audit"
	"diandao/internal/partner"
)

// listened is a store that knows what is listened to, or fails.
type listened struct {
	partner.Store
	types []partner.Type
	err   error
}

func (l listened) Listened(context.Context) ([]partner.Type, error) { return l.types, l.err }

func TestOutbox_PassesEverythingOnWhileItDoesNotKnow(t *testing.T) {
	t.Parallel()
	entries := []audit.Entry{entry("leave.approved", "leave:l", "p", nil), entry("checkin.submitted", "checkin:c", "p", nil), entry("appeal.upheld", "appeal:a", "p", nil)}
	count := func(o *partner.Outbox) int {
		n := 0
		for _, j := range o.Heard(entries) {
			job, ok := j.Args.(partner.PublishJob)
			require.True(t, ok)
			n += len(job.Events)
		}
		return n
	}
	require.Equal(t, 2, count(partner.NewOutbox(listened{})), "not asked yet")
	broken := partner.NewOutbox(listened{err: errors.New("away")})
	require.Error(t, broken.Refresh(t.Context()))
	require.Equal(t, 2, count(broken))
	one := partner.NewOutbox(listened{types: []partner.Type{partner.LeaveDecided}})
	require.NoError(t, one.Refresh(t.Context()))
	require.Equal(t, 1, count(one))
	none := partner.NewOutbox(listened{})
	require.NoError(t, none.Refresh(t.Context()))
	require.Zero(t, count(none))
	many := make([]audit.Entry, 120)
	for i := range many {
		many[i] = entries[0]
	}
	require.Len(t, one.Heard(many), 3, "jobs are bounded")
}

func BenchmarkOutbox_CheckinNobodyListensTo(b *testing.B) {
	entries := []audit.Entry{entry("checkin.closed", "checkin:r", "p", map[string]any{"status": "missed"})}
	for name, types := range map[string][]partner.Type{"nobody": nil, "others": {partner.LeaveDecided}, "missed": {partner.CheckinMissed}} {
		o := partner.NewOutbox(listened{types: types})
		require.NoError(b, o.Refresh(b.Context()))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o.Heard(entries)
			}
		})
	}
}
