package signalingtest

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"diandao/signaling/protocol"
)

// maxHops bounds how often in a row a bot goes where it is sent.
const maxHops = 4

// URL is the address of the websocket that the bot speaks with, or last did.
func (b *Bot) URL() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.url
}

func (b *Bot) half() MediaHalf {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.media
}

// isNegotiated reports whether the last offer was answered, or there is nothing to offer.
func (b *Bot) isNegotiated() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.media == nil || b.accepted
}

func (b *Bot) goTo(url string) {
	if url == "" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.url = url
}

// hello says hello, and follows where it is sent.
func (b *Bot) hello(ctx context.Context, h protocol.Hello) error {
	for hop := 0; ; hop++ {
		err := b.sayHello(ctx, h)
		p, refused := errors.AsType[protocol.Problem](err)
		if !refused || p.Code != protocol.CodeElsewhere || hop == maxHops {
			return err
		}
		b.goTo(b.State().Sent)
	}
}

// renewMedia replaces the media of a seat that another server has kept.
func (b *Bot) renewMedia() error {
	b.mu.Lock()
	renew, old := b.renew, b.media
	b.mu.Unlock()
	if renew == nil {
		return nil
	}
	fresh, err := renew()
	if err != nil {
		return err
	}
	b.mu.Lock()
	b.media = fresh
	b.trickling = sync.Once{}
	b.mu.Unlock()
	if old != nil {
		return old.Close()
	}
	return nil
}

// pause is the wait before the n-th try to come back, from 0, as clients are told to wait.
func pause(n int) time.Duration {
	if n == 0 {
		return 0
	}
	most := min(2*time.Second, 250*time.Millisecond<<min(n, 4))
	return most/2 + rand.N(most/2)
}

// Roam has the bot come back by itself whenever it loses its connection, at whichever server has its roll
// call, until ctx ends or the server says that it is over. renew, if not nil, makes the media anew after a
// move. The returned channel is closed when the bot has given up roaming.
func (b *Bot) Roam(ctx context.Context, renew func() (MediaHalf, error)) <-chan struct{} {
	b.mu.Lock()
	b.renew = renew
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for b.lost(ctx) && b.comeBack(ctx) {
			b.mu.Lock()
			b.hits++
			b.announce()
			b.mu.Unlock()
		}
	}()
	return done
}

// Returns tells how often a roaming bot has come back.
func (b *Bot) Returns() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.hits
}

// lost waits until the connection is lost in a way from which clients come back.
func (b *Bot) lost(ctx context.Context) bool {
	err := b.Wait(ctx, func(s State) string {
		if s.Connected {
			return "connected"
		}
		return ""
	})
	code := b.State().Code
	return err == nil && (code <= 0 || code.MayResume() || code == protocol.CloseElsewhere)
}

func (b *Bot) comeBack(ctx context.Context) bool {
	for n := 0; ctx.Err() == nil; n++ {
		select {
		case <-time.After(pause(n)):
		case <-ctx.Done():
			return false
		}
		for _, url := range b.places() {
			b.goTo(url)
			err := b.lookAt(ctx)
			if err == nil {
				return true
			}
			p, answered := errors.AsType[protocol.Problem](err)
			if answered && p.Code == protocol.CodeTicketRefused {
				return false
			}
			if answered {
				b.skip() // the others hardly know more at the moment
				break
			}
		}
	}
	return false
}

// skip has the next round begin with another server.
func (b *Bot) skip() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := slices.Index(b.known, b.url); n >= 0 {
		b.url = b.known[(n+1)%len(b.known)]
	}
}

// lookAt tries to come back at the address the bot has now.
func (b *Bot) lookAt(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	err := b.Resume(ctx)
	if err != nil {
		b.mu.Lock()
		b.state.Trouble = append(b.state.Trouble, err.Error())
		b.mu.Unlock()
	}
	return err
}

// places lists where the bot looks for its roll call, the likeliest first.
func (b *Bot) places() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	all := []string{}
	if b.state.Sent != "" {
		all = append(all, b.state.Sent)
	}
	b.state.Sent = ""
	for _, url := range append([]string{b.url}, b.known...) {
		if !slices.Contains(all, url) {
			all = append(all, url)
		}
	}
	return all
}

// maxKnown bounds the addresses a bot remembers.
const maxKnown = 16

// learnOf remembers addresses of servers, the newest first; b.mu is held.
func (b *Bot) learnOf(urls ...string) {
	for _, url := range urls {
		b.known = slices.DeleteFunc(b.known, func(u string) bool { return u == url })
		b.known = slices.Insert(b.known, 0, url)
	}
	b.known = b.known[:min(len(b.known), maxKnown)]
}
