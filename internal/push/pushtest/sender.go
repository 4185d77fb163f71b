package pushtest

import (
	"context"
	"slices"
	"sync"
	"time"

	"diandao/internal/push"
)

// Sender records what it is asked to send and answers as told. It is safe for concurrent use.
type Sender struct {
	channel push.Channel
	mu      sync.Mutex
	answers []error
	sent    []Got
}

var _ push.Sender = (*Sender)(nil)

// NewSender returns a sender of a channel. It gives the answers one a message, then accepts.
func NewSender(c push.Channel, answers ...error) *Sender {
	return &Sender{channel: c, answers: answers}
}

// Channel tells which channel this is.
func (s *Sender) Channel() push.Channel { return s.channel }

// Send records the message.
func (s *Sender) Send(_ context.Context, sub push.Subscription, e push.Envelope, _ time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, Got{To: sub.Endpoint, MessageID: string(e.MessageID)})
	if len(s.answers) == 0 {
		return nil
	}
	answer := s.answers[0]
	s.answers = s.answers[1:]
	return answer
}

// Sent returns what was asked so far, whatever was answered.
func (s *Sender) Sent() []Got {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.sent)
}
