package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/device"
	"diandao/internal/person"
	"diandao/internal/push"
)

// ReachFacts returns what is known of how a person can be reached, but for the number.
func (p *Push) ReachFacts(ctx context.Context, who person.ID) (push.ReachFacts, error) {
	var f push.ReachFacts
	own, err := p.Ladder(ctx, who)
	if err != nil {
		return f, err
	}
	f.Ladder = own.Ladder
	if f.Phones, err = p.phones(ctx, who); err != nil {
		return f, err
	}
	if f.ReceiptAt, err = p.lastReceipt(ctx, who, push.DeviceChannels()...); err != nil {
		return f, err
	}
	f.PushedAt, err = p.lastReceipt(ctx, who, push.FCM, push.WebPush)
	return f, err
}

// phones are those that a person has activated and that were not revoked, with their addresses.
func (p *Push) phones(ctx context.Context, who person.ID) ([]push.Phone, error) {
	var rows []struct {
		ID         string
		LastSeenAt *int64
		Notices    *string
		SaidAt     *int64
	}
	err := p.s.read.NewSelect().Table("devices").Column("id", "last_seen_at", "notices", "said_at").
		Where("person_id = ? AND revoked_at IS NULL", string(who)).Order("created_at DESC").Limit(100).Scan(ctx, &rows)
	if err != nil {
		return nil, fmt.Errorf("list phones: %w", err)
	}
	addresses, err := p.ListSubscriptions(ctx, who)
	if err != nil {
		return nil, err
	}
	out := make([]push.Phone, len(rows))
	for i, r := range rows {
		said := device.Notices(untext(r.Notices))
		out[i] = push.Phone{SeenAt: instant(r.LastSeenAt), IsRefusing: said == device.NoticesOff || said == device.NoticesDenied, SaidAt: instant(r.SaidAt)}
		for _, a := range addresses {
			if a.DeviceID == r.ID {
				out[i].Addresses = append(out[i].Addresses, push.PhoneAddress{Channel: a.Channel, Since: a.CreatedAt})
			}
		}
	}
	return out, nil
}

// lastReceipt is when a phone of the person acknowledged a notice on one of the channels last, of the newest; zero
// when none did.
func (p *Push) lastReceipt(ctx context.Context, who person.ID, on ...push.Channel) (time.Time, error) {
	var row struct{ Delivered, Shown, Opened *int64 }
	newest := p.s.read.NewSelect().Table("messages").Column("id").Where("person_id = ?", string(who)).OrderExpr("created_at DESC, id DESC").Limit(push.ReceiptsOf)
	err := p.s.read.NewSelect().Table("message_deliveries").
		ColumnExpr("max(delivered_at) AS delivered, max(shown_at) AS shown, max(opened_at) AS opened").
		Where("message_id IN (?)", newest).Where("channel IN (?)", bun.List(on)).Scan(ctx, &row)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the last receipt: %w", err)
	}
	var last time.Time
	for _, at := range []*int64{row.Delivered, row.Shown, row.Opened} {
		if t := instant(at); t.After(last) {
			last = t
		}
	}
	return last, nil
}
