package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/org"
)

// publish writes queued hints to the stream, many at a time. What cannot be written is dropped: a hint
// that comes late is worth less than a console that fetches anew.
func (h *Hub) publish(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-h.queue:
			batch := h.batch(e)
			if err := h.write(ctx, batch); err != nil && ctx.Err() == nil {
				h.lost(len(batch))
				h.log.Warn("hints dropped", "count", len(batch), "error", err)
			}
		}
	}
}

func (h *Hub) batch(first Event) []Event {
	batch := []Event{first}
	for len(batch) < publishBatch {
		select {
		case e := <-h.queue:
			batch = append(batch, e)
		default:
			return batch
		}
	}
	return batch
}

func (h *Hub) write(ctx context.Context, batch []Event) error {
	ctx, cancel := context.WithTimeout(ctx, publishTimeout)
	defer cancel()
	_, err := h.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for _, e := range batch {
			p.XAdd(ctx, &redis.XAddArgs{
				Stream: streamKey, MaxLen: KeepEvents, Approx: true,
				Values: []string{"noun", e.Noun, "id", e.ID, "path", string(e.Path)},
			})
		}
		p.PExpire(ctx, streamKey, KeepEventsFor)
		return nil
	})
	return err
}

// read follows the stream from where it stood at the start and hands events to the node's consoles.
// After a loss all consoles are hung up, so that they come back and fetch anew.
func (h *Hub) read(ctx context.Context) {
	last := ""
	for ctx.Err() == nil {
		var err error
		if last == "" {
			last, err = h.load(ctx)
		} else {
			last, err = h.next(ctx, last)
		}
		if err == nil || ctx.Err() != nil {
			continue
		}
		h.log.Warn("read hints", "error", err)
		select {
		case <-ctx.Done():
		case <-time.After(retryAfter):
		}
	}
}

// load takes over what the stream holds and returns where it ends.
func (h *Hub) load(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, loadTimeout)
	defer cancel()
	newest, err := h.client.XRevRangeN(ctx, streamKey, "+", "-", KeepEvents).Result()
	if err != nil {
		return "", fmt.Errorf("load stream: %w", err)
	}
	slices.Reverse(newest)
	events := make([]Event, 0, len(newest))
	last := "0-0"
	for _, m := range newest {
		last = m.ID
		if e, err := event(m); err == nil {
			events = append(events, e)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.loaded { // a loss: whoever listens has missed something
		h.hangUp()
	}
	h.recent, h.loaded = events, true
	return last, nil
}

// next waits for events after last and delivers them. It returns "" when last is no longer in the
// stream, that is, when there is a hole or another stream in its place.
func (h *Hub) next(ctx context.Context, last string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, blockFor+publishTimeout) // a Redis that hangs is not waited for
	defer cancel()
	res, err := h.client.XRead(ctx, &redis.XReadArgs{Streams: []string{streamKey, last}, Count: 500, Block: blockFor}).Result()
	if errors.Is(err, redis.Nil) {
		res, err = nil, nil
	}
	if err != nil {
		return last, fmt.Errorf("follow stream: %w", err)
	}
	if last != "0-0" {
		still, err := h.client.XRangeN(ctx, streamKey, last, last, 1).Result()
		if err != nil {
			return last, fmt.Errorf("check stream: %w", err)
		}
		if len(still) == 0 {
			return "", nil
		}
	}
	for _, stream := range res {
		for _, m := range stream.Messages {
			last = m.ID
			e, err := event(m)
			if err != nil {
				h.log.Warn("hint not understood", "error", err)
				continue
			}
			h.deliver(e)
		}
	}
	return last, nil
}

var errHint = errors.New("not a hint")

// event reads a stream entry. Its number is made of the entry's id, milliseconds and a count within one.
func event(m redis.XMessage) (Event, error) {
	ms, n, ok := strings.Cut(m.ID, "-")
	high, err1 := strconv.ParseUint(ms, 10, 47)
	low, err2 := strconv.ParseUint(n, 10, 16)
	noun, ok1 := m.Values["noun"].(string)
	id, ok2 := m.Values["id"].(string)
	path, ok3 := m.Values["path"].(string)
	if !ok || err1 != nil || err2 != nil || !ok1 || !ok2 || !ok3 {
		return Event{}, errHint
	}
	return Event{Seq: high<<16 | low, Noun: noun, ID: id, Path: org.Path(path)}, nil
}
