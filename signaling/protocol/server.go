package protocol

import "time"

// Session answers session.hello.
type Session struct {
	Version     int         `json:"version"`
	Role        Role        `json:"role" jsonschema:"enum=phone,enum=officer"`
	PeerID      string      `json:"peer_id"`
	ResumeToken string      `json:"resume_token"`
	Resumed     bool        `json:"resumed"` // the seat, and its media if still alive, were kept
	ICEServers  []ICEServer `json:"ice_servers"`
	ServerTime  time.Time   `json:"server_time"`
	RollCall    RollCall    `json:"roll_call"`
	SlotsMax    int         `json:"slots_max"` // most video slots a client may offer
	Self        *Self       `json:"self" jsonschema:"nullable"`
}

// ICEServer is one entry of RTCConfiguration.iceServers.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username,omitempty"`
	Credential string   `json:"credential,omitempty"`
}

// RollCall is what a client shows of the roll call.
type RollCall struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	StationName string `json:"station_name"`
	State       string `json:"state"`
}

// Self is where the phone's own person stands.
type Self struct {
	PersonID string  `json:"person_id"`
	Presence string  `json:"presence"`
	Mark     *string `json:"mark" jsonschema:"nullable"`
}

// Answer answers sdp.offer. Slots are the mids of the client's recvonly video in the order of the
// offer; AudioMid is the mid of its received audio, empty if it offered none.
type Answer struct {
	SDP      string   `json:"sdp"`
	Slots    []string `json:"slots"`
	AudioMid string   `json:"audio_mid"`
}

// Roster answers roster.get, in the order of calling.
type Roster struct {
	Invitees []Invitee `json:"invitees"`
}

// Invitee is one person's place in the roll call. The words of presence and mark are the domain's.
type Invitee struct {
	PersonID    string     `json:"person_id"`
	Name        string     `json:"name"`
	Number      string     `json:"number"`
	Seq         int        `json:"seq"`
	Presence    string     `json:"presence"`
	OnLineAt    *time.Time `json:"on_line_at" jsonschema:"nullable"`
	CalledAt    *time.Time `json:"called_at" jsonschema:"nullable"`
	Mark        *string    `json:"mark" jsonschema:"nullable"`
	MarkReason  string     `json:"mark_reason"`
	MarkedBy    *string    `json:"marked_by" jsonschema:"nullable"`
	MarkedAt    *time.Time `json:"marked_at" jsonschema:"nullable"`
	SnapshotURL *string    `json:"snapshot_url" jsonschema:"nullable"`
	Challenge   *Challenge `json:"challenge,omitempty"` // the newest
	Findings    []Finding  `json:"findings,omitempty"`  // what was seen, oldest first
	Proposal    string     `json:"proposal,omitempty"`  // the mark that the findings suggest to the officer; it never is one
}

// InviteeState tells officers that something about a person has changed. It is the whole of what is
// known, never a difference.
type InviteeState struct {
	Invitee       Invitee  `json:"invitee"`
	Network       *Network `json:"network,omitempty"`
	HasVideo      bool     `json:"has_video"` // pictures arrive, or would if they were asked for
	HandRaised    bool     `json:"hand_raised"`
	Rung          Rung     `json:"rung" jsonschema:"enum=video,enum=still,enum=audio"`
	FrozenSeconds int      `json:"frozen_seconds"` // since the last picture, though one was asked for; 0 when flowing
}

// Network is how a phone's connection does.
type Network struct {
	RoundTripMS int     `json:"round_trip_ms"`
	LossPercent float64 `json:"loss_percent"`
	BitrateKbps int     `json:"bitrate_kbps"`
}

// Counts tells officers how many stand where; names of presences and marks that nobody has are left out.
type Counts struct {
	Presences map[string]int `json:"presences"`
	Marks     map[string]int `json:"marks"`
	Unmarked  int            `json:"unmarked"`
}

// Snapshot answers snapshot.take.
type Snapshot struct {
	SnapshotURL string    `json:"snapshot_url"`
	Width       int       `json:"width"`
	Height      int       `json:"height"`
	At          time.Time `json:"at"` // when the picture arrived
}

// Marked answers attendance.mark.
type Marked struct {
	Invitee Invitee `json:"invitee"`
}

// Closed answers rollcall.close with how many got which mark.
type Closed struct {
	Counts map[string]int `json:"counts"`
}

// CallResult ends a call; the mark is null when the officer went on without one.
type CallResult struct {
	Mark *string `json:"mark" jsonschema:"nullable"`
}

// Queue tells a phone how many are before it.
type Queue struct {
	Ahead int `json:"ahead"`
}

// MediaWish asks a phone to send or to pause; nothing is sent that nobody looks at.
type MediaWish struct {
	Camera     bool `json:"camera"`
	Large      bool `json:"large"`
	Microphone bool `json:"microphone"`
}

// OfficerReport tells a phone whether somebody is there.
type OfficerReport struct {
	OnLine   bool `json:"on_line"`
	Speaking bool `json:"speaking"`
}

// RollCallResult ends the roll call: a phone gets its mark, an officer the counts.
type RollCallResult struct {
	Mark   *string        `json:"mark" jsonschema:"nullable"`
	Counts map[string]int `json:"counts,omitempty"`
}

// Going says that this server goes; the client resumes elsewhere with its token.
type Going struct {
	Reason string `json:"reason"`
}

// Problem is the data of an error: a stable code and a sentence for people.
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error returns the problem as a sentence, so that a client may return it as an error.
func (p Problem) Error() string { return p.Code + ": " + p.Message }
