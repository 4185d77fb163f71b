package identify

import (
	"context"
	"fmt"
	"sync"
	"time"

	"diandao/internal/fault"
	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
)

// jpegQuality keeps a face recognisable in about 60 kB at 640×480.
const jpegQuality = 88

// recordWithin bounds reading and writing of records.
const recordWithin = 5 * time.Second

// shot is one key frame of a challenge, looked at by the pool.
type shot struct {
	step   int
	offset time.Duration
	jpeg   []byte // nil when it could not be decoded, or its time was over
	sight  identity.Sight
	size   [2]int
}

// run holds one challenge: it asks, films, looks, and records. filming ends with the call; looking and recording go on.
func (d *Desk) run(filming context.Context, p person.ID) {
	if err := d.identify(filming, p); err != nil && d.ctx.Err() == nil {
		d.node.Logger.Warn("person not identified", "roll_call_id", d.id, "reason", fault.ReasonOf(err), "error", err)
	}
}

func (d *Desk) identify(filming context.Context, p person.ID) error {
	around, asked, attempt, err := d.ask(p)
	if err != nil {
		return err
	}
	seen := Seen{Attempt: attempt, WithoutFace: around.WithoutFace(), Photo: -1}
	shots, leftOut := d.film(filming, p, asked, seen.WithoutFace)
	seen.Cut, seen.LeftOut = filming.Err() != nil, leftOut
	if err := d.tell(p, nil); err != nil && filming.Err() == nil {
		d.node.Logger.Debug("end of a challenge not told", "error", err)
	}
	return d.conclude(p, around, asked, seen, shots)
}

// ask puts a challenge on record and shows it to the person and the officers.
func (d *Desk) ask(p person.ID) (around rollcall.Around, asked identity.Challenge, attempt int, err error) {
	ctx, cancel := context.WithTimeout(d.ctx, recordWithin)
	defer cancel()
	if around, err = d.node.Records.Around(ctx, d.id, p); err != nil {
		return around, asked, 0, err
	}
	var onRecord rollcall.Challenge
	i, err := d.node.Records.Ask(ctx, d.id, p, func(n int, now time.Time) (rollcall.Challenge, error) {
		var kind rollcall.ChallengeKind
		attempt = n
		asked, kind, err = d.node.drawer.Draw(d.id, p, n, around.WithoutFace(), now)
		begins := now.Add(d.node.Timing.Lead)
		onRecord = rollcall.Challenge{Attempt: n, Kind: kind, Digits: asked.Digits, Gestures: gestures(asked), AskedAt: begins, Deadline: begins.Add(d.node.Timing.length(kind))}
		return onRecord, err
	})
	if err != nil {
		return around, asked, 0, fmt.Errorf("ask: %w", err)
	}
	if err := d.line.Changed(ctx, i); err != nil {
		return around, asked, 0, err
	}
	return around, asked, attempt, d.tell(p, d.message(onRecord))
}

func gestures(c identity.Challenge) []string {
	var out []string
	for _, s := range c.Steps {
		out = append(out, string(s.Gesture))
	}
	return out
}

func (d *Desk) message(c rollcall.Challenge) *protocol.Asked {
	t := d.node.Timing
	m := &protocol.Asked{
		Attempt: c.Attempt, Kind: string(c.Kind), Digits: c.Digits, Gestures: c.Gestures, BeginsAt: c.AskedAt, Deadline: c.Deadline,
		StraightMS: int(t.Straight.Milliseconds()), StepMS: int(t.Step.Milliseconds()),
	}
	if m.Gestures == nil {
		m.Gestures = []string{}
	}
	return m
}

func (d *Desk) tell(p person.ID, m *protocol.Asked) error {
	ctx, cancel := context.WithTimeout(d.ctx, recordWithin)
	defer cancel()
	return d.line.Challenge(ctx, string(p), m)
}

// film takes shots at their moments, and gives each to the pool. It returns those that were looked at, in order,
// and how many nobody had time for.
func (d *Desk) film(ctx context.Context, p person.ID, asked identity.Challenge, withoutFace bool) (looked []*shot, leftOut int) {
	t, kind := d.node.Timing, kindOf(asked)
	began := d.node.watch.Now().Add(t.Lead)
	if withoutFace {
		sleep(ctx, t.Lead+t.length(kind))
		return nil, 0
	}
	var shots []*shot
	var looking sync.WaitGroup
	end := began.Add(t.length(kind))
	inTime, cancel := context.WithTimeout(d.ctx, t.Lead+t.length(kind)+t.Look)
	defer cancel()
	last := time.Time{}
	for _, at := range t.moments(kind) {
		now := d.node.watch.Now()
		if !sleep(ctx, max(began.Add(at).Sub(now), MinGap-now.Sub(last))) {
			break
		}
		last = d.node.watch.Now()
		frame, err := d.shoot(ctx, p, end.Add(t.Delay))
		if err != nil {
			continue // no picture now: the next one may come
		}
		offset := max(frame.At.Sub(began), 0)
		s := &shot{step: t.step(kind, offset), offset: offset, size: [2]int{frame.Width, frame.Height}}
		looking.Add(1)
		if !d.node.pool.Do(func() {
			defer looking.Done()
			d.look(inTime, s, frame)
		}) {
			looking.Done()
			leftOut++
			continue
		}
		shots = append(shots, s)
	}
	sleep(ctx, end.Sub(d.node.watch.Now()))
	looking.Wait() // at most until inTime ends
	isOn := d.node.Faces.Model().Hash != ""
	for _, s := range shots {
		switch {
		case s.jpeg == nil: // no picture at all
		case isOn && !s.sight.Checked:
			leftOut++
		default:
			looked = append(looked, s)
		}
	}
	return looked, leftOut
}

func kindOf(c identity.Challenge) rollcall.ChallengeKind {
	if len(c.Steps) == 0 {
		return rollcall.Digits
	}
	return rollcall.Gestures
}

// shoot waits for a key frame, at most until the end.
func (d *Desk) shoot(ctx context.Context, p person.ID, end time.Time) (sfu.Frame, error) {
	ctx, cancel := context.WithTimeout(ctx, min(2*time.Second, max(end.Sub(d.node.watch.Now()), MinGap)))
	defer cancel()
	return d.line.Snapshot(ctx, string(p))
}

// look decodes a frame and shows it to the engine; it runs in the pool.
func (d *Desk) look(ctx context.Context, s *shot, frame sfu.Frame) {
	if ctx.Err() != nil {
		return
	}
	jpeg, err := sfu.DecodeJPEG(frame, jpegQuality)
	if err != nil {
		d.node.Logger.Debug("key frame not decoded", "roll_call_id", d.id, "error", err)
		return
	}
	s.sight, s.jpeg = d.node.Faces.Look(ctx, jpeg), jpeg
}

// sleep waits, and reports whether it was not broken off.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// conclude weighs what was seen and records it.
func (d *Desk) conclude(p person.ID, around rollcall.Around, asked identity.Challenge, seen Seen, shots []*shot) error {
	// What was seen until a server goes is evidence, too.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.ctx), 2*recordWithin)
	defer cancel()
	seen.At = d.node.Clock.Now()
	out := rollcall.Found{RollCallID: d.id, PersonID: p, Attempt: seen.Attempt}
	for _, s := range shots {
		seen.Frames = append(seen.Frames, identity.Frame{Step: s.step, Offset: s.offset, Sight: s.sight})
		out.Frames = append(out.Frames, s.jpeg)
		out.Places = append(out.Places, rollcall.Frame{Step: s.step, OffsetMS: s.offset.Milliseconds()})
	}
	if seen.Photo = identity.BestOf(seen.Frames); seen.Photo >= 0 {
		result, err := d.node.Faces.Weigh(ctx, p, seen.Frames[seen.Photo].Sight, asked, seen.Frames)
		if err != nil {
			return fmt.Errorf("weigh: %w", err)
		}
		seen.Result = &result
	}
	if len(shots) > 0 {
		out.Picture = shots[max(seen.Photo, 0)].jpeg
	}
	hints, alike := d.hints(p, around, seen, shots)
	out.Findings = append(Judge(seen), hints...)
	i, err := d.node.Records.RecordFindings(ctx, out)
	if err != nil {
		return fmt.Errorf("record findings: %w", err)
	}
	d.tellAlike(ctx, p, alike, seen.At)
	return d.line.Changed(ctx, i)
}

// hints looks for signs of a relay or of a machine beside the picture, and names whose faces are alike.
func (d *Desk) hints(p person.ID, around rollcall.Around, seen Seen, shots []*shot) (found []rollcall.Finding, alike []rollcall.Likeness) {
	device, camera, sharing := d.signs(p)
	for _, s := range shots {
		camera.Sizes = append(camera.Sizes, s.size)
	}
	if seen.Photo >= 0 {
		if s := seen.Frames[seen.Photo].Sight; len(identity.Quality(s, identity.ComparisonLimits())) == 0 {
			alike = d.remember(p, s.Face.Embedding)
		}
	}
	policy := d.node.Policy
	found = append(found, rollcall.JudgeFaces(alike, policy, seen.At)...)
	found = append(found, rollcall.JudgeNetwork(sharing, policy, seen.At)...)
	found = append(found, rollcall.JudgeCamera(camera, policy, seen.At)...)
	found = append(found, rollcall.JudgeDevice(device, around, seen.At)...)
	for i := range found {
		found[i].Attempt = seen.Attempt
	}
	return found, alike
}

// tellAlike tells of the same face at the other seats, too: nobody can say which of them is the right one.
func (d *Desk) tellAlike(ctx context.Context, p person.ID, alike []rollcall.Likeness, now time.Time) {
	for _, other := range alike {
		found := rollcall.JudgeFaces([]rollcall.Likeness{{Person: p, Cosine: other.Cosine}}, d.node.Policy, now)
		if len(found) == 0 {
			continue
		}
		i, err := d.node.Records.RecordFindings(ctx, rollcall.Found{RollCallID: d.id, PersonID: other.Person, Findings: found})
		if err == nil {
			err = d.line.Changed(ctx, i)
		}
		if err != nil {
			d.node.Logger.Warn("same face not told at the other seat", "roll_call_id", d.id, "error", err)
		}
	}
}
