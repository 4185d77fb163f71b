package push

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/page"
	"diandao/internal/person"
)

// Reached is told, after the receipt is stored, that a device acknowledged a message for the first time
// on a channel.
type Reached func(ctx context.Context, m Message, at time.Time)

// Service is what a phone reads and reports of messages.
type Service struct {
	ledger    Ledger
	addresses Addresses
	clock     clock.Clock
	reached   Reached
}

// New returns a service; reached may be nil.
func New(ledger Ledger, addresses Addresses, c clock.Clock, reached Reached) *Service {
	if reached == nil {
		reached = func(context.Context, Message, time.Time) {}
	}
	return &Service{ledger: ledger, addresses: addresses, clock: c, reached: reached}
}

// Limits of subscriptions.
const (
	MaxEndpoint      = 2048
	MaxKey           = 256
	MaxSubscriptions = 10 // of one person; the oldest makes room for an eleventh
)

// ListMessages returns the actor's own messages, newest first, and records that the inbox delivered them.
func (s *Service) ListMessages(ctx context.Context, actor authz.Actor, p page.Request) ([]InboxMessage, error) {
	if err := authz.Allow(actor, authz.SelfMessage); err != nil {
		return nil, err
	}
	all, err := s.ledger.ListMessages(ctx, person.ID(actor.PersonID), p)
	if err != nil {
		return nil, err
	}
	ids := make([]MessageID, len(all))
	for i, m := range all {
		ids[i] = m.ID
	}
	return all, s.mark(ctx, all, ids, Way{Channel: Inbox}, Delivered)
}

func (s *Service) mark(ctx context.Context, all []InboxMessage, ids []MessageID, w Way, r Receipt) error {
	now := s.clock.Now()
	first, err := s.ledger.MarkReceipt(ctx, ids, w, r, now)
	if err != nil {
		return err
	}
	for _, m := range all {
		if slices.Contains(first, m.ID) {
			s.reached(ctx, m.Message, now)
		}
	}
	return nil
}

// GetMessage returns one of the actor's own messages. It returns ErrNotFound, also for another person's.
func (s *Service) GetMessage(ctx context.Context, actor authz.Actor, mid MessageID) (InboxMessage, error) {
	if err := authz.Allow(actor, authz.SelfMessage); err != nil {
		return InboxMessage{}, err
	}
	m, err := s.ledger.GetMessage(ctx, mid)
	if err != nil {
		return InboxMessage{}, err
	}
	if string(m.PersonID) != actor.PersonID {
		return InboxMessage{}, ErrNotFound
	}
	return m, nil
}

// Receipt records a step that the device reports of its own copy: over push it says nothing of the person's
// other devices. Repeating one changes nothing. It returns ErrNotFound or ErrReceipt.
func (s *Service) Receipt(ctx context.Context, actor authz.Actor, mid MessageID, r Receipt, c Channel) error {
	if !slices.Contains([]Receipt{Delivered, Shown, Opened}, r) || !slices.Contains(DeviceChannels(), c) {
		return ErrReceipt
	}
	m, err := s.GetMessage(ctx, actor, mid)
	if err != nil {
		return err
	}
	w := Way{Channel: c}
	if c != Inbox {
		w.DeviceID = actor.DeviceID
	}
	return s.mark(ctx, []InboxMessage{m}, []MessageID{mid}, w, r)
}

// Subscribe stores an address of the actor's device. It returns ErrSubscription.
func (s *Service) Subscribe(ctx context.Context, actor authz.Actor, sub Subscription) (Subscription, error) {
	if err := authz.Allow(actor, authz.SelfMessage); err != nil {
		return Subscription{}, err
	}
	if err := sub.check(); err != nil {
		return Subscription{}, err
	}
	sub.ID, sub.PersonID, sub.DeviceID, sub.CreatedAt = id.New(), person.ID(actor.PersonID), actor.DeviceID, s.clock.Now()
	if err := s.makeRoom(ctx, sub); err != nil {
		return Subscription{}, err
	}
	return s.addresses.PutSubscription(ctx, sub)
}

// makeRoom removes the person's oldest addresses unless the new one is known already.
func (s *Service) makeRoom(ctx context.Context, sub Subscription) error {
	all, err := s.addresses.ListSubscriptions(ctx, sub.PersonID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(o Subscription) bool { return o.Channel == sub.Channel && o.Endpoint == sub.Endpoint }) {
		return nil
	}
	for _, old := range all[:max(len(all)-MaxSubscriptions+1, 0)] {
		if err := s.addresses.DeleteSubscription(ctx, sub.PersonID, old.ID); err != nil {
			return err
		}
	}
	return nil
}

func (s Subscription) check() error {
	bad := func(path, reason string) error { return ErrSubscription.On(fault.Field{Path: path, Reason: reason}) }
	switch {
	case s.Channel != FCM && s.Channel != WebPush:
		return bad("channel", "fcm or webpush")
	case s.Endpoint == "" || len(s.Endpoint) > MaxEndpoint:
		return bad("endpoint", "required, at most 2,048 characters")
	case s.Channel == FCM:
		return nil
	}
	if u, err := url.Parse(s.Endpoint); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil {
		return bad("endpoint", "an https URL")
	}
	if s.P256DH == "" || len(s.P256DH) > MaxKey || s.Auth == "" || len(s.Auth) > MaxKey {
		return bad("p256dh", "the subscription's two keys are required")
	}
	return nil
}

// Unsubscribe removes an address of the actor. One that does not exist is no error.
func (s *Service) Unsubscribe(ctx context.Context, actor authz.Actor, subscriptionID string) error {
	if err := authz.Allow(actor, authz.SelfMessage); err != nil {
		return err
	}
	return s.addresses.DeleteSubscription(ctx, person.ID(actor.PersonID), subscriptionID)
}

// UnreadCount counts the actor's messages that were not opened and have not expired.
func (s *Service) UnreadCount(ctx context.Context, actor authz.Actor) (int, error) {
	if err := authz.Allow(actor, authz.SelfMessage); err != nil {
		return 0, err
	}
	return s.ledger.CountUnread(ctx, person.ID(actor.PersonID), s.clock.Now())
}

// Deliveries returns the deliveries of all messages about a subject, oldest first. The caller has
// checked that the subject may be seen.
func (s *Service) Deliveries(ctx context.Context, subjectID string) ([]Delivery, error) {
	all, err := s.ledger.ListBySubject(ctx, subjectID)
	if err != nil {
		return nil, fmt.Errorf("read deliveries: %w", err)
	}
	return all, nil
}

// Receive records what the SMS gateway reports of a message: it arrived at the phone, or could not be
// brought there. Repeating it changes nothing. It returns ErrNotFound.
func (s *Service) Receive(ctx context.Context, mid MessageID, arrived bool) error {
	m, err := s.ledger.GetMessage(ctx, mid)
	if err != nil {
		return err
	}
	if arrived {
		return s.mark(ctx, []InboxMessage{m}, []MessageID{mid}, Way{Channel: SMS}, Delivered)
	}
	return s.ledger.MarkUndelivered(ctx, mid, SMS, s.clock.Now())
}
