package live

import (
	"context"
	"errors"

	"github.com/redis/go-redis/v9"

	"diandao/internal/redisx"
)

// Messages carries word from any node to the one that serves a room.
type Messages struct{ client redis.UniversalClient }

// NewMessages returns messages carried by Redis.
func NewMessages(client redis.UniversalClient) *Messages { return &Messages{client} }

func channel(node string) string { return redisx.Prefix + "node:" + node + ":messages" }

// Send sends a message to a node if it listens now. It returns ErrMessageSize or ErrAway.
func (m *Messages) Send(ctx context.Context, node string, message []byte) error {
	if len(message) > MaxMessage {
		return ErrMessageSize
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	return away(m.client.Publish(ctx, channel(node), message).Err())
}

// Listen returns the messages to a node from now on. Those that come while Redis is away, or faster than
// they are read, are lost. stop ends it and waits for its goroutine. It returns ErrAway.
func (m *Messages) Listen(ctx context.Context, node string) (messages <-chan []byte, stop func(), err error) {
	sub := m.client.Subscribe(ctx, channel(node))
	ready, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	if _, err := sub.Receive(ready); err != nil {
		return nil, nil, errors.Join(away(err), sub.Close())
	}
	in := sub.Channel(redis.WithChannelSize(messageBuffer))
	out, ended := make(chan []byte, messageBuffer), make(chan struct{})
	go func() { // ends when stop closes the subscription
		defer close(ended)
		defer close(out)
		for m := range in {
			select {
			case out <- []byte(m.Payload):
			default:
			}
		}
	}()
	return out, func() { _ = sub.Close(); <-ended }, nil
}
