package device

import (
	"context"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
)

// Notices tells whether a phone shows notices of ours.
type Notices string

// What a phone may say: it does; nobody has allowed it yet; it was refused; it can't.
const (
	NoticesOn          Notices = "on"
	NoticesOff         Notices = "off"
	NoticesDenied      Notices = "denied"
	NoticesUnsupported Notices = "unsupported"
)

// AllNotices lists all that a phone may say.
func AllNotices() []Notices {
	return []Notices{NoticesOn, NoticesOff, NoticesDenied, NoticesUnsupported}
}

// Report is what a phone says of itself. Nothing follows from it against anybody: it is kept to explain why a
// person may not have been reached.
type Report struct {
	BatteryPct *int    // 0 to 100; nil when the browser does not tell
	Notices    Notices // empty when the phone does not tell
}

// ErrReport is returned for a report that is none.
var ErrReport = fault.New(fault.Invalid, "device.report_invalid", "A phone says its battery from 0 to 100, and whether it shows notices.")

// reportEvery bounds how often the same is stored again.
const reportEvery = 10 * time.Minute

// Report keeps what the actor's own phone says of itself. It returns ErrReport or an authz error.
func (s *Service) Report(ctx context.Context, actor authz.Actor, r Report) error {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return err
	}
	if b := r.BatteryPct; (b != nil && (*b < 0 || *b > 100)) || (r.Notices != "" && !slices.Contains(AllNotices(), r.Notices)) {
		return ErrReport
	}
	if r.BatteryPct == nil && r.Notices == "" {
		return nil
	}
	now := s.clock.Now()
	return s.store.PutReport(ctx, ID(actor.DeviceID), r, now, now.Add(-reportEvery))
}
