package loadtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"diandao/internal/badlink"
)

const (
	warmUp     = time.Second
	unwatched  = 8 * time.Second        // until a whole server has told phones that nobody looks at to pause
	settle     = 500 * time.Millisecond // for what is on its way
	touch      = 500 * time.Millisecond // what a phone sends at first that nobody looks at
	lateShare  = 0.01                   // more than this of late packets, and the run tells nothing
	joinLimit  = 40 * time.Second
	closeAtOne = 16
)

// run is one run of bots against one server.
type run struct {
	spec     Spec
	crowd    *crowd
	officers []*officer
	phones   []*phone // nil did not get in
	result   Result
}

// Run sends bots to a server under test and tells what they and it did. It returns an error only when nothing could
// be measured; what a server did badly is in the Result.
func Run(ctx context.Context, spec Spec) (Result, error) {
	ctx, cancel := context.WithTimeout(ctx, spec.bound())
	defer cancel()
	ctl, err := dialControl(ctx, spec.Socket)
	if err != nil {
		return Result{}, err
	}
	defer ctl.Close()
	c, err := newCrowd(ctx, ctl, spec.Bots)
	if err != nil {
		return Result{}, err
	}
	defer c.Close()
	if spec.Link != nil {
		c.relay = badlink.New(*spec.Link, uint64(time.Now().UnixNano()))
		defer c.relay.Close()
	}
	if spec.Full {
		if err := c.meet(ctx); err != nil {
			return Result{}, err
		}
	}
	r := &run{spec: spec, crowd: c, phones: make([]*phone, spec.Phones+spec.Storm)}
	defer r.hangup()
	for _, step := range []func(context.Context) error{r.gather, r.measure, r.late, r.storm} {
		if err := step(ctx); err != nil {
			return r.result, err
		}
	}
	return r.result, nil
}

// gather brings officers and then phones on line.
func (r *run) gather(ctx context.Context) error {
	empty, err := usageOf(r.spec.ServerPID)
	if err != nil {
		return err
	}
	r.result.EmptyRSS = empty.RSS
	for i := range r.spec.Officers {
		o, err := r.crowd.watch(ctx, fmt.Sprintf("officer%d", i), r.spec.places())
		if err != nil {
			return fmt.Errorf("officer %d: %w", i, err)
		}
		r.officers = append(r.officers, o)
	}
	before, err := usageOf(r.spec.ServerPID)
	if err != nil {
		return err
	}
	took := r.joinAll(ctx, 0, r.spec.Phones, r.spec.joinEvery(), true)
	after, err := usageOf(r.spec.ServerPID)
	if err != nil {
		return err
	}
	r.result.Unjoined = r.spec.Phones - len(took)
	r.result.JoinP50, r.result.JoinP95 = percentile(took, 0.5), percentile(took, 0.95)
	r.result.JoinCPU = (after.CPU - before.CPU) / time.Duration(max(1, r.spec.Phones))
	if r.spec.Full && len(r.officers) > 0 {
		if err := r.officers[0].call(ctx, r.spec.places()); err != nil {
			return fmt.Errorf("call: %w", err)
		}
	}
	return nil
}

// joinAll lets phones come at even intervals and tells how long each took that got in.
func (r *run) joinAll(ctx context.Context, from, to int, every time.Duration, seen bool) []time.Duration {
	var wait sync.WaitGroup
	var mu sync.Mutex
	var took []time.Duration
	tick := time.NewTicker(every)
	defer tick.Stop()
	for i := from; i < to && ctx.Err() == nil; i++ {
		wait.Go(func() {
			d, err := r.joinOne(ctx, i, seen)
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, d)
		})
		select {
		case <-tick.C:
		case <-ctx.Done():
		}
	}
	wait.Wait()
	return took
}

// joinOne brings a phone on line. With seen, it sends until the officer has its face, or for a moment when nobody
// looks at it, and then waits for the others.
func (r *run) joinOne(ctx context.Context, number int, seen bool) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, joinLimit)
	defer cancel()
	began := r.crowd.now()
	p, err := r.crowd.join(ctx, number)
	if err != nil {
		return 0, err
	}
	r.phones[number] = p
	done := r.crowd.now()
	if !seen {
		return done - began, nil
	}
	if !r.spec.Full {
		defer p.pause()
	}
	if len(r.officers) > 0 {
		for _, l := range r.spec.places() {
			if l.phone == number {
				if !r.spec.Full {
					p.send(r.spec.layer(l))
				}
				at, err := r.officers[0].sees(ctx, number)
				return at - began, err
			}
		}
	}
	if r.spec.Full {
		return done - began, nil
	}
	p.send(sound)
	p.send(r.spec.layer(place{}))
	return done - began, wait(ctx, touch)
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// mark is where a window begins or ends.
type mark struct {
	at            time.Duration
	server, bots  usage
	sent, frames  map[streamID]uint32
	asked         uint64
	fired, behind uint64
}

func (r *run) mark() (mark, error) {
	m := mark{sent: map[streamID]uint32{}, frames: map[streamID]uint32{}}
	for _, p := range r.phones {
		if p == nil {
			continue
		}
		for _, s := range p.streams {
			if s != nil {
				id := streamID{p.number, s.kind}
				m.sent[id], m.frames[id] = uint32(s.sent.Load()), uint32(s.frames.Load())
				m.asked += s.asked.Load()
			}
		}
	}
	p := r.crowd.pacer
	m.fired, m.behind = p.fired.Load(), p.late.Load()+p.skipped.Load()
	m.at = r.crowd.now()
	var errServer, errBots error
	m.server, errServer = usageOf(r.spec.ServerPID)
	m.bots, errBots = usageOf(os.Getpid())
	return m, errors.Join(errServer, errBots)
}

// behindShare is how much of what was sent between two marks the bots sent late or not at all.
func behindShare(a, b mark) float64 {
	if b.fired == a.fired {
		return 0
	}
	return float64(b.behind-a.behind) / float64(b.fired-a.fired)
}

// measure is the window.
func (r *run) measure(ctx context.Context) error {
	if err := wait(ctx, settle); err != nil { // until nothing beats any more
		return err
	}
	for i, p := range r.phones {
		if p == nil || r.spec.Full {
			continue
		}
		for _, k := range r.spec.streams(i) {
			p.sendSometime(k)
		}
	}
	warm := warmUp
	if r.spec.Full {
		warm = unwatched
	}
	if err := wait(ctx, warm); err != nil {
		return err
	}
	from, err := r.mark()
	if err != nil {
		return err
	}
	if err := wait(ctx, r.spec.Window); err != nil {
		return err
	}
	to, err := r.mark()
	if err != nil {
		return err
	}
	after := settle
	if r.spec.Bad {
		after = playOut
	}
	if err := wait(ctx, after); err != nil {
		return err
	}
	r.settleAccounts(from, to)
	return nil
}

func (r *run) settleAccounts(from, to mark) {
	res := &r.result
	res.Window, res.CPU, res.BotsCPU = to.at-from.at, to.server.CPU-from.server.CPU, to.bots.CPU-from.bots.CPU
	res.RSS, res.Peak = to.server.RSS, to.server.Peak
	res.KeyFrames = int(to.asked - from.asked)
	for id, n := range to.sent {
		res.Sent += int(n - from.sent[id])
	}
	var t tally
	for _, o := range r.officers {
		o.count(from.at, to.at, r.spec.wanted(), &t)
	}
	res.Received, res.Copies, res.Dark = t.Received, t.Copies, t.Dark
	res.Expected, res.Lost = r.lost(from, to)
	res.P50, res.P99 = percentile(t.latencies, 0.5), percentile(t.latencies, 0.99)
	if r.spec.Bad {
		res.Played = r.played(from, to)
	}
	res.BotsLate = behindShare(from, to)
	if res.BotsLate > lateShare {
		res.Invalid = fmt.Sprintf("the bots were late with %.1f %% of what they sent", 100*res.BotsLate)
	}
}

// lost tells how many packets officers ought to have between two marks, and how many of them never came.
func (r *run) lost(from, to mark) (expected, lost int) {
	for _, o := range r.officers {
		for _, id := range r.spec.wanted() {
			a, b := from.sent[id], to.sent[id]
			expected += int(b - a)
			lost += int(b-a) - o.account(id).has(a, b)
		}
	}
	return expected, lost
}

// late lets one more officer come.
func (r *run) late(ctx context.Context) error {
	if !r.spec.Late || r.spec.Idle {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, joinLimit)
	defer cancel()
	began := r.crowd.now()
	o, err := r.crowd.watch(ctx, "late", r.spec.places())
	if err != nil {
		return fmt.Errorf("late officer: %w", err)
	}
	defer o.hangup()
	for _, p := range r.spec.places() {
		at, err := o.sees(ctx, p.phone)
		if err != nil {
			r.result.LateDark++
			continue
		}
		r.result.Late = max(r.result.Late, at-began)
	}
	return nil
}

// storm lets many phones come at once.
func (r *run) storm(ctx context.Context) error {
	if r.spec.Storm == 0 {
		return nil
	}
	from, err := r.mark()
	if err != nil {
		return err
	}
	took := r.joinAll(ctx, r.spec.Phones, r.spec.Phones+r.spec.Storm, time.Second/time.Duration(r.spec.Storm), false)
	to, err := r.mark()
	if err != nil {
		return err
	}
	if err := wait(ctx, settle); err != nil {
		return err
	}
	s := &r.result.Storm
	s.Phones, s.OnLine = r.spec.Storm, len(took)
	s.P50, s.P99, s.Worst = percentile(took, 0.5), percentile(took, 0.99), percentile(took, 1)
	s.CPU = (to.server.CPU - from.server.CPU) / time.Duration(r.spec.Storm)
	s.Expected, s.Lost = r.lost(from, to)
	s.BotsCPU = (to.bots.CPU - from.bots.CPU).Seconds() / (to.at - from.at).Seconds()
	s.BotsLate = behindShare(from, to)
	return nil
}

// hangup ends all connections.
func (r *run) hangup() {
	r.crowd.stop() // nothing is sent any more
	var wait sync.WaitGroup
	slots := make(chan struct{}, closeAtOne)
	end := func(b *client) {
		slots <- struct{}{}
		wait.Go(func() {
			_ = b.hangup() // the run is over
			<-slots
		})
	}
	for _, o := range r.officers {
		end(o.client)
	}
	for _, p := range r.phones {
		if p != nil {
			end(p.client)
		}
	}
	wait.Wait()
}
