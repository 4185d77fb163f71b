package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/id"
	"diandao/internal/job"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
)

type messageRow struct {
	bun.BaseModel `bun:"table:messages"`
	ID            string `bun:",pk"`
	PersonID      string
	Kind          string
	SubjectID     string
	CreatedAt     int64
	ExpiresAt     int64
	NextAt        *int64
	OpenedAt      *int64 `bun:",scanonly"`
}

func fromMessageRow(r messageRow) (push.InboxMessage, error) {
	return push.InboxMessage{
		Message: push.Message{
			ID: push.MessageID(r.ID), PersonID: person.ID(r.PersonID), Kind: push.Kind(r.Kind), SubjectID: r.SubjectID,
			CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), ExpiresAt: time.UnixMicro(r.ExpiresAt).UTC(),
		},
		OpenedAt: instant(r.OpenedAt),
	}, nil
}

type deliveryRow struct {
	bun.BaseModel  `bun:"table:message_deliveries"`
	ID             string `bun:",pk"`
	MessageID      string
	Channel        string
	SubscriptionID string
	AcceptedAt     *int64
	DeliveredAt    *int64
	ShownAt        *int64
	OpenedAt       *int64
	FailedAt       *int64
	Failure        string
}

func fromDeliveryRow(r deliveryRow) (push.Delivery, error) {
	return push.Delivery{
		ID: r.ID, MessageID: push.MessageID(r.MessageID), Channel: push.Channel(r.Channel), SubscriptionID: r.SubscriptionID, AcceptedAt: instant(r.AcceptedAt),
		DeliveredAt: instant(r.DeliveredAt), ShownAt: instant(r.ShownAt), OpenedAt: instant(r.OpenedAt), FailedAt: instant(r.FailedAt), Failure: r.Failure,
	}, nil
}

type subscriptionRow struct {
	bun.BaseModel `bun:"table:push_subscriptions"`
	ID            string `bun:",pk"`
	DeviceID      string
	PersonID      string
	Channel       string
	Endpoint      string
	P256DH        string `bun:"p256dh"`
	Auth          string
	CreatedAt     int64
}

func fromSubscriptionRow(r subscriptionRow) (push.Subscription, error) {
	return push.Subscription{
		ID: r.ID, DeviceID: r.DeviceID, PersonID: person.ID(r.PersonID), Channel: push.Channel(r.Channel), Endpoint: r.Endpoint, P256DH: r.P256DH, Auth: r.Auth, CreatedAt: time.UnixMicro(r.CreatedAt).UTC(),
	}, nil
}

// Push keeps messages, their deliveries and the addresses of phones.
type Push struct{ s *Store }

var (
	_ push.Ledger    = (*Push)(nil)
	_ push.Addresses = (*Push)(nil)
)

// Push returns the messages.
func (s *Store) Push() *Push { return &Push{s} }

// Notify queues a message with its inbox delivery and its sending; all are written when the transaction commits.
func (tx *Tx) Notify(ctx context.Context, m push.Message) error {
	row := messageRow{
		ID: string(m.ID), PersonID: string(m.PersonID), Kind: string(m.Kind), SubjectID: m.SubjectID, CreatedAt: m.CreatedAt.UnixMicro(), ExpiresAt: m.ExpiresAt.UnixMicro(),
	}
	tx.told = append(tx.told, row)
	tx.inbox = append(tx.inbox, deliveryRow{ID: id.New(), MessageID: row.ID, Channel: string(push.Inbox), AcceptedAt: &row.CreatedAt})
	return tx.Enqueue(ctx, push.SendJob{MessageID: m.ID}, job.Options{})
}

func (p *Push) messages(rows any) *bun.SelectQuery {
	return p.s.read.NewSelect().Model(rows).ColumnExpr("message_row.*").
		ColumnExpr("(SELECT min(d.opened_at) FROM message_deliveries AS d WHERE d.message_id = message_row.id) AS opened_at")
}

// GetMessage returns push.ErrNotFound.
func (p *Push) GetMessage(ctx context.Context, mid push.MessageID) (push.InboxMessage, error) {
	var r messageRow
	if err := p.messages(&r).Where("id = ?", string(mid)).Scan(ctx); err != nil {
		return push.InboxMessage{}, one(err, push.ErrNotFound)
	}
	return fromMessageRow(r)
}

// ListMessages returns a person's messages, newest first by (CreatedAt, ID).
func (p *Push) ListMessages(ctx context.Context, who person.ID, pr page.Request) ([]push.InboxMessage, error) {
	var rows []messageRow
	if err := inOrder(p.messages(&rows).Where("person_id = ?", string(who)), "created_at", pr).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list messages: %w", err)
	}
	return convert(rows, fromMessageRow)
}

// CountUnread counts a person's messages that nobody opened and that have not expired.
func (p *Push) CountUnread(ctx context.Context, who person.ID, now time.Time) (int, error) {
	n, err := p.s.read.NewSelect().Table("messages").Where("person_id = ? AND expires_at > ?", string(who), now.UnixMicro()).
		Where("NOT EXISTS (SELECT 1 FROM message_deliveries AS d WHERE d.message_id = messages.id AND d.opened_at IS NOT NULL)").Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count unread messages: %w", err)
	}
	return int(n), nil
}

// MarkReceipt sets a receipt with the steps it implies and returns the messages reached for the first time.
func (p *Push) MarkReceipt(ctx context.Context, ids []push.MessageID, w push.Way, r push.Receipt, at time.Time) ([]push.MessageID, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var first []push.MessageID
	err := p.s.InTx(ctx, func(tx *Tx) error {
		addresses, err := tx.addressesOf(ctx, ids, w)
		if err != nil {
			return err
		}
		deliveries := func() *bun.UpdateQuery {
			return tx.db.NewUpdate().Table("message_deliveries").
				Where("message_id IN (?) AND channel = ? AND subscription_id IN (?)", bun.List(ids), string(w.Channel), bun.List(addresses))
		}
		var reached []push.MessageID
		// One statement finds and marks, so that of two reports at once only one is the first.
		if err := deliveries().Set("delivered_at = ?", at.UnixMicro()).Where("delivered_at IS NULL").Returning("message_id").Scan(ctx, &reached); err != nil {
			return err
		}
		first = slices.Compact(slices.Sorted(slices.Values(reached)))
		if r == push.Delivered {
			return nil
		}
		update := deliveries().Set("shown_at = coalesce(shown_at, ?)", at.UnixMicro())
		if r == push.Opened {
			update = update.Set("opened_at = coalesce(opened_at, ?)", at.UnixMicro())
		}
		_, err = update.Exec(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("mark receipt: %w", err)
	}
	return first, nil
}

// addressesOf returns the addresses a receipt speaks for, and makes the deliveries that it comes before: a
// phone may be faster than the provider's answer. A device whose address has gone speaks for a delivery
// without one.
func (tx *Tx) addressesOf(ctx context.Context, ids []push.MessageID, w push.Way) ([]string, error) {
	if w.DeviceID == "" && w.Channel == push.Inbox {
		return []string{""}, nil
	}
	var addresses []string
	if w.DeviceID != "" {
		err := tx.db.NewSelect().Table("push_subscriptions").Column("id").Where("device_id = ? AND channel = ?", w.DeviceID, string(w.Channel)).Scan(ctx, &addresses)
		if err != nil {
			return nil, err
		}
	}
	if len(addresses) == 0 {
		addresses = []string{""}
	}
	var rows []deliveryRow
	for _, mid := range ids {
		for _, a := range addresses {
			rows = append(rows, deliveryRow{ID: id.New(), MessageID: string(mid), Channel: string(w.Channel), SubscriptionID: a})
		}
	}
	_, err := tx.db.NewInsert().Model(&rows).On("CONFLICT (message_id, channel, subscription_id) DO NOTHING").Exec(ctx)
	return addresses, err
}

// MarkUndelivered records that a channel could not bring a message to the device, unless it did already.
func (p *Push) MarkUndelivered(ctx context.Context, mid push.MessageID, c push.Channel, at time.Time) error {
	_, err := p.s.write.NewUpdate().Table("message_deliveries").Set("failed_at = ?, failure = ?", at.UnixMicro(), push.FailureUndelivered).
		Where("message_id = ? AND channel = ? AND delivered_at IS NULL AND failure <> ?", string(mid), string(c), push.FailureUndelivered).Exec(ctx)
	if err != nil {
		return fmt.Errorf("mark undelivered: %w", err)
	}
	return nil
}

// ListBySubject returns the deliveries of all messages about a subject, oldest first.
func (p *Push) ListBySubject(ctx context.Context, subjectID string) ([]push.Delivery, error) {
	return p.deliveries(ctx, "message_id IN (SELECT m.id FROM messages AS m WHERE m.subject_id = ?)", subjectID)
}

// ListDeliveries returns the deliveries of one message.
func (p *Push) ListDeliveries(ctx context.Context, mid push.MessageID) ([]push.Delivery, error) {
	return p.deliveries(ctx, "message_id = ?", string(mid))
}

func (p *Push) deliveries(ctx context.Context, where string, value string) ([]push.Delivery, error) {
	var rows []deliveryRow
	if err := p.s.read.NewSelect().Model(&rows).Where(where, value).Order("id").Limit(push.MaxDeliveries).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return convert(rows, fromDeliveryRow)
}

// ListSubscriptions returns the addresses of a person.
func (p *Push) ListSubscriptions(ctx context.Context, who person.ID) ([]push.Subscription, error) {
	var rows []subscriptionRow
	if err := p.s.read.NewSelect().Model(&rows).Where("person_id = ?", string(who)).Order("created_at").Limit(50).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list subscriptions: %w", err)
	}
	return convert(rows, fromSubscriptionRow)
}

// PutSubscription stores an address; the same endpoint is taken over by the newest device.
func (p *Push) PutSubscription(ctx context.Context, s push.Subscription) (push.Subscription, error) {
	row := subscriptionRow{
		ID: s.ID, DeviceID: s.DeviceID, PersonID: string(s.PersonID), Channel: string(s.Channel), Endpoint: s.Endpoint, P256DH: s.P256DH, Auth: s.Auth, CreatedAt: s.CreatedAt.UnixMicro(),
	}
	_, err := p.s.write.NewInsert().Model(&row).On("CONFLICT (channel, endpoint) DO UPDATE").
		Set("device_id = EXCLUDED.device_id, person_id = EXCLUDED.person_id, p256dh = EXCLUDED.p256dh, auth = EXCLUDED.auth").Exec(ctx)
	if err != nil {
		return push.Subscription{}, fmt.Errorf("store subscription: %w", err)
	}
	if err := p.s.write.NewSelect().Model(&row).Where("channel = ? AND endpoint = ?", row.Channel, row.Endpoint).Scan(ctx); err != nil {
		return push.Subscription{}, fmt.Errorf("read subscription: %w", err)
	}
	return fromSubscriptionRow(row)
}

// DeleteSubscription removes an address of a person.
func (p *Push) DeleteSubscription(ctx context.Context, who person.ID, sid string) error {
	if _, err := p.s.write.NewDelete().Table("push_subscriptions").Where("id = ? AND person_id = ?", sid, string(who)).Exec(ctx); err != nil {
		return fmt.Errorf("delete subscription: %w", err)
	}
	return nil
}

// PutOutcome stores AcceptedAt, FailedAt and Failure of a delivery and counts the attempt.
func (p *Push) PutOutcome(ctx context.Context, d push.Delivery) error {
	row := deliveryRow{
		ID: d.ID, MessageID: string(d.MessageID), Channel: string(d.Channel), SubscriptionID: d.SubscriptionID, AcceptedAt: micros(d.AcceptedAt), FailedAt: micros(d.FailedAt), Failure: d.Failure,
	}
	at, failed := d.AcceptedAt, 0
	if at.IsZero() {
		at = d.FailedAt
	}
	if d.Failure == push.FailureUnavailable {
		failed = 1
	}
	err := p.s.InTx(ctx, func(tx *Tx) error {
		_, err := tx.db.NewInsert().Model(&row).On("CONFLICT (message_id, channel, subscription_id) DO UPDATE").
			Set("accepted_at = coalesce(delivery_row.accepted_at, EXCLUDED.accepted_at), failed_at = EXCLUDED.failed_at, failure = EXCLUDED.failure").Exec(ctx)
		if err != nil {
			return err
		}
		return tx.countAttempt(ctx, d.Channel, at, failed)
	})
	if err != nil {
		return fmt.Errorf("store delivery: %w", err)
	}
	return nil
}
