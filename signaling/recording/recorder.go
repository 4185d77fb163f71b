package recording

import "time"

// Times of a track.
const (
	atFirst      = 250 * time.Millisecond // a track may begin so late without a gap
	soundPause   = 500 * time.Millisecond
	picturePause = 3 * time.Second // a phone on a poor network sends a picture every two seconds
	keyFramePace = time.Second
	maxStreams   = 8 // of a track; a phone that joins anew brings others
)

// pause is from when on it is a gap that nothing was sent.
func (t Track) pause() time.Duration {
	if t == Picture {
		return picturePause
	}
	return soundPause
}

// line is a track of the recording as it grows.
type line struct {
	track   Track
	streams []*stream
	current *stream // whose pictures are shown
	begun   bool
	last    time.Duration // of the last frame
	end     time.Duration // where it ends
	lost    bool          // packets are missing since
	dropped bool          // … because this server dropped some
	heard   bool          // packets came, whether or not they made a frame
}

// recorder makes frames and gaps of packets. It is owned by one goroutine and knows no other time than it is
// told.
type recorder struct {
	from    time.Time // by the clock of arrivals
	limits  Limits
	journal *journal
	pool    *packets
	ask     func() // for a key frame
	askedAt time.Duration
	lines   [tracks]line
	bytes   int
	over    bool
}

func newRecorder(from time.Time, l Limits, j *journal, pool *packets, ask func()) *recorder {
	r := &recorder{from: from, limits: l, journal: j, pool: pool, ask: ask, askedAt: -keyFramePace}
	for t := range r.lines {
		r.lines[t].track = Track(t)
	}
	return r
}

// since counts an instant from the beginning.
func (r *recorder) since(at time.Time) time.Duration { return max(0, at.Sub(r.from)) }

// take takes a packet over.
func (r *recorder) take(p *packet, dropped bool) {
	at := r.since(p.at)
	if r.over || r.isTooLong(at) {
		r.pool.done(p)
		return
	}
	l := &r.lines[p.track]
	l.heard, l.dropped = true, l.dropped || dropped
	s := l.stream(p.ssrc)
	if s.buffer.isElsewhere(p.seq) {
		r.drain(l, s, p.at, true)
		s.buffer, s.started = jitter{}, false
	}
	for s.buffer.isFull(p.seq) && r.give(l, s, p.at, true) {
		continue
	}
	s.arrive(p, at)
	if !s.buffer.put(p) {
		r.pool.done(p)
	}
	r.drain(l, s, p.at, false)
}

func (r *recorder) isTooLong(at time.Duration) bool {
	if at <= r.limits.Length {
		return false
	}
	r.finish(r.from.Add(r.limits.Length), TooLong)
	return true
}

// stream returns the stream of an SSRC, forgetting the one that was silent longest when there are too many.
func (l *line) stream(ssrc uint32) *stream {
	oldest := 0
	for i, s := range l.streams {
		if s.ssrc == ssrc {
			return s
		}
		if s.arrived < l.streams[oldest].arrived {
			oldest = i
		}
	}
	s := &stream{ssrc: ssrc, rate: l.track.clockRate(), lacking: true}
	if len(l.streams) == maxStreams {
		l.streams = append(l.streams[:oldest], l.streams[oldest+1:]...)
	}
	l.streams = append(l.streams, s)
	return s
}

// tick does what time brings: packets that are waited for no longer, a request for a key frame, the bound of
// the length.
func (r *recorder) tick(now time.Time) {
	at := r.since(now)
	if r.over || r.isTooLong(at) {
		return
	}
	for t := range r.lines {
		for _, s := range r.lines[t].streams {
			r.drain(&r.lines[t], s, now, false)
		}
	}
	if r.lines[Picture].wantsKey(at) && at-r.askedAt >= keyFramePace {
		r.askedAt = at
		r.ask()
	}
	r.journal.flush()
}

// wantsKey reports whether pictures come that can't be shown.
func (l *line) wantsKey(at time.Duration) bool {
	for _, s := range l.streams {
		if at-s.arrived < silence && (s.lacking || (s != l.current && at-l.last > silence)) && (s == l.current || l.current == nil || at-l.last > silence) {
			return true
		}
	}
	return false
}

func (r *recorder) drain(l *line, s *stream, now time.Time, force bool) {
	for r.give(l, s, now, force) {
		continue
	}
}

// give puts the next packet of a stream on the record, and reports whether there was one.
func (r *recorder) give(l *line, s *stream, now time.Time, force bool) bool {
	if r.over || !s.isReady(r.since(now), force) {
		return false
	}
	p, lost := s.buffer.pop(now, force)
	if p == nil {
		return false
	}
	at := s.when(p, r.since(p.at))
	if l.track == Picture {
		r.picture(l, s, p, at, lost > 0)
	} else {
		l.lost = l.lost || lost > 0
		if length := opusLength(p.payload()); length > 0 {
			r.write(l, Frame{Track: l.track, At: at, Length: length, Key: true, Data: append([]byte(nil), p.payload()...)})
		}
	}
	r.pool.done(p)
	return true
}

// picture adds a packet of a picture. What is shown comes from one stream; another one takes over with a key
// frame that is not smaller, or when the one that was shown has fallen silent.
func (r *recorder) picture(l *line, s *stream, p *packet, at time.Duration, lost bool) {
	if p.n == 0 && !lost {
		return // padding only
	}
	f, result := s.frames.add(p, lost)
	if result == torn {
		s.lacking = true
		l.lost = l.lost || s == l.current
	}
	if result != whole {
		return
	}
	if f.Key {
		s.lacking, s.width = false, f.Width
		if l.current == nil || s.width >= l.current.width || at-l.last > silence {
			l.current = s
		}
	}
	if s.lacking || s != l.current {
		return
	}
	f.At = at
	r.write(l, f)
}

// write puts a frame into the journal, with the gap before it if there is one.
func (r *recorder) write(l *line, f Frame) {
	f.At = max(0, f.At)
	if l.begun {
		f.At = max(f.At, l.last+time.Millisecond) // players want times that grow
	}
	if f.At+f.Length > r.limits.Length {
		r.close(r.limits.Length, TooLong)
		return
	}
	if r.bytes+len(f.Data) > r.limits.Bytes {
		r.close(f.At, TooLarge)
		return
	}
	r.note(l, f.At, false)
	end := f.At + f.Length
	if l.track == Picture && l.begun {
		end += min(f.At-l.last, 200*time.Millisecond) // it stays until the next one
	}
	l.begun, l.last, l.end = true, f.At, end
	r.bytes += len(f.Data)
	r.journal.frame(f)
}

// note lists the gap between the end of a track and the instant, if there is one: of a frame, or the end of all.
func (r *recorder) note(l *line, at time.Duration, isEnd bool) {
	g := Gap{Track: l.track, From: l.end, To: at, Cause: Paused}
	least := l.track.pause()
	switch {
	case l.lost && l.begun && l.dropped:
		g.Cause, least = Dropped, 5*time.Millisecond
	case l.lost && l.begun:
		g.Cause, least = Lost, 5*time.Millisecond
	case !l.begun && l.heard && l.track == Picture:
		g.Cause, least = Waiting, atFirst
	case !l.begun && isEnd:
		least = atFirst
	case !l.begun:
		g.Cause, least = Waiting, atFirst
	}
	if l.lost {
		l.lost, l.dropped = false, false
	}
	if g.To-g.From > least {
		r.journal.gap(g)
	}
}

// finish takes what still waits and ends the recording.
func (r *recorder) finish(at time.Time, why Ended) {
	for t := range r.lines {
		for _, s := range r.lines[t].streams {
			r.drain(&r.lines[t], s, at, true) // which may reach a limit
		}
	}
	r.close(r.since(at), why)
}

// close ends the recording; what comes later is not taken.
func (r *recorder) close(to time.Duration, why Ended) {
	if r.over {
		return
	}
	r.over = true
	for t := range r.lines {
		l := &r.lines[t]
		to = max(to, l.last+l.lastLength())
	}
	for t := range r.lines {
		if l := &r.lines[t]; l.begun || l.track != Officer {
			r.note(l, to, true)
		}
	}
	r.journal.end(to, why)
	r.journal.flush()
}

// lastLength is what is sure of the last frame.
func (l *line) lastLength() time.Duration {
	if l.track == Picture || !l.begun {
		return 0
	}
	return l.end - l.last
}
