package loadtest

import (
	"cmp"
	"time"

	"diandao/internal/badlink"
)

// Spec says what one run does.
type Spec struct {
	Socket    string        `json:"socket"`     // of the server under test
	ServerPID int           `json:"server_pid"` // whose processor time and memory are told
	Profile   string        `json:"profile"`    // file for a CPU profile of the server; "" makes none
	Phones    int           `json:"phones"`
	Officers  int           `json:"officers"`
	Window    time.Duration `json:"window"`     // what is measured, after everybody is there
	Page      int           `json:"page"`       // faces an officer looks at beside the one called; 0 is everybody, all sending everything
	Idle      bool          `json:"idle"`       // nobody sends anything in the window
	JoinEvery time.Duration `json:"join_every"` // 0 is 50 ms
	Late      bool          `json:"late"`       // another officer comes after the window
	Storm     int           `json:"storm"`      // so many more phones come within a second, after the window
	Full      bool          `json:"full"`       // the server is a whole one; what phones send, it asks for
	Link      *badlink.Link `json:"link"`       // how bad the network of all bots is, each way; nil is the machine's own
	Bad       bool          `json:"bad"`        // faces and voices are told as a player would have them
	Bots      BotOptions    `json:"bots"`
}

func (s Spec) joinEvery() time.Duration { return cmp.Or(s.JoinEvery, 50*time.Millisecond) }

// bound is when the run is given up.
func (s Spec) bound() time.Duration {
	return time.Duration(s.Phones)*s.joinEvery()*3 + s.Window + time.Duration(s.Storm)*100*time.Millisecond + 2*time.Minute
}

// places are what an officer looks at: with a page, its faces small and the called one large, else everybody.
// The one called is heard; without a page it is the first.
func (s Spec) places() []place {
	if s.Page == 0 || s.Page >= s.Phones {
		out := make([]place, s.Phones)
		for i := range out {
			out[i] = place{phone: i, heard: i == 0}
		}
		return out
	}
	out := make([]place, s.Page+1)
	for i := range out {
		out[i].phone = i
	}
	out[s.Page].large, out[s.Page].heard = true, true
	return out
}

// streams are what a phone sends in the window, as the server would ask of it over signalling.
func (s Spec) streams(number int) []kind {
	switch {
	case s.Idle:
		return nil
	case s.Page == 0 && s.Bots.Layers == 2:
		return []kind{sound, small, large}
	case s.Page == 0:
		return []kind{sound, large}
	case number > s.Page:
		return nil
	case number == s.Page && s.Bots.Layers == 2:
		return []kind{sound, small, large}
	case number == s.Page:
		return []kind{sound, large}
	}
	return []kind{s.layer(place{})}
}

// layer is which one a place gets.
func (s Spec) layer(p place) kind {
	if s.Bots.Layers == 2 && !p.large {
		return small
	}
	return large
}

// wanted are the streams that each officer ought to receive in the window.
func (s Spec) wanted() []streamID {
	if s.Idle && !s.Full {
		return nil
	}
	var out []streamID
	for _, p := range s.places() {
		out = append(out, streamID{uint16(p.phone), s.layer(p)})
		if p.heard {
			out = append(out, streamID{uint16(p.phone), sound})
		}
	}
	return out
}

// Result is what one run measured. Durations are nanoseconds in JSON.
type Result struct {
	Invalid string `json:"invalid,omitempty"` // why the run tells nothing

	EmptyRSS int64 `json:"empty_rss"` // bytes, before anybody came
	RSS      int64 `json:"rss"`       // at the end of the window
	Peak     int64 `json:"peak"`      // at most until then

	JoinP50   time.Duration `json:"join_p50"` // from nothing to the first whole key frame at the officer; who is not looked at, to connected
	JoinP95   time.Duration `json:"join_p95"`
	JoinCPU   time.Duration `json:"join_cpu"` // of the server, a phone
	Unjoined  int           `json:"unjoined"`
	Window    time.Duration `json:"window"`
	CPU       time.Duration `json:"cpu"`      // of the server, in the window
	Sent      int           `json:"sent"`     // packets by phones, in the window
	Expected  int           `json:"expected"` // of them at officers
	Received  int           `json:"received"`
	Lost      int           `json:"lost"`
	Dark      int           `json:"dark"`
	Copies    int           `json:"copies"`
	P50       time.Duration `json:"p50"` // age of a packet at an officer
	P99       time.Duration `json:"p99"`
	KeyFrames int           `json:"key_frames"` // asked of phones in the window

	Late     time.Duration `json:"late"` // officer who came after the window: until the last face
	LateDark int           `json:"late_dark"`

	Played Played      `json:"played"`
	Storm  StormResult `json:"storm"`

	BotsCPU  time.Duration `json:"bots_cpu"`  // in the window
	BotsLate float64       `json:"bots_late"` // share of packets that the bots themselves sent late or not at all
}

// Played is what a player would have made of what came: it shows a picture and lets a sound be heard a fixed time after
// it was sent, and conceals what is not there by then.
type Played struct {
	Frames     int           `json:"frames"`      // sent in the window
	Shown      int           `json:"shown"`       // of them, in time and decodable
	Freeze     time.Duration `json:"freeze"`      // the longest time without a new picture of one phone
	Sounds     int           `json:"sounds"`      // packets of 20 ms
	Heard      int           `json:"heard"`       // of them
	Gaps       int           `json:"gaps"`        // holes of 100 ms or more, which concealment does not hide
	LongestGap time.Duration `json:"longest_gap"` // in sound
}

// StormResult is how many phones coming at once were served.
type StormResult struct {
	Phones   int           `json:"phones"`
	OnLine   int           `json:"on_line"`
	P50      time.Duration `json:"p50"`
	P99      time.Duration `json:"p99"`
	Worst    time.Duration `json:"worst"`
	CPU      time.Duration `json:"cpu"`      // of the server, a phone
	Expected int           `json:"expected"` // packets of those already there, meanwhile
	Lost     int           `json:"lost"`
	BotsCPU  float64       `json:"bots_cpu"` // cores that the bots had meanwhile
	BotsLate float64       `json:"bots_late"`
}

// PerForwarded is the server's processor time for each packet that reached an officer, in µs.
func (r Result) PerForwarded() float64 { return micros(r.CPU, r.Received) }

// PerSent is the same for each packet that phones sent.
func (r Result) PerSent() float64 { return micros(r.CPU, r.Sent) }

// Cores is how much of a processor the server used in the window.
func (r Result) Cores() float64 {
	if r.Window == 0 {
		return 0
	}
	return r.CPU.Seconds() / r.Window.Seconds()
}

func micros(d time.Duration, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(d.Nanoseconds()) / 1000 / float64(n)
}
