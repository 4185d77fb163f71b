package protocol

import "time"

// Session answers session.hello.
type Session struct {
	Version     int         `json:"version"`
	Role        Role        `json:"role" jsonschema:"enum=phone,enum=officer,enum=watcher"`
	PeerID      string      `json:"peer_id"`
	ResumeToken string      `json:"resume_token"`
	Resumed     bool        `json:"resumed"` // the seat, and its media if still alive, were kept
	ICEServers  []ICEServer `json:"ice_servers"`
	ServerTime  time.Time   `json:"server_time"`
	RollCall    RollCall    `json:"roll_call"`
	SlotsMax    int         `json:"slots_max"` // most video slots a client may offer
	Layers      bool        `json:"layers"`    // a phone may send two layers, q and f, as simulcast
	Self        *Self       `json:"self" jsonschema:"nullable"`
	Moved       bool        `json:"moved"` // the seat was kept by another server than its media: offer with a new connection
	Nodes       []string    `json:"nodes"` // further addresses at which this roll call may be found
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
	Recorded    bool   `json:"recorded"` // what is seen and heard of each call is kept
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
	Rung          Rung     `json:"rung" jsonschema:"enum=video,enum=low,enum=still,enum=audio,enum=telephone"`
	FrozenSeconds int      `json:"frozen_seconds"` // since the last picture, though one was asked for; 0 when flowing

	HandAt    *time.Time `json:"hand_at" jsonschema:"nullable"` // since when the hand is up: who was first
	Muted     bool       `json:"muted"`
	Calls     int        `json:"calls"`                                         // times called by name
	Answer    Answered   `json:"answer" jsonschema:"enum=,enum=seen,enum=none"` // of auto mode
	Trouble   Trouble    `json:"trouble" jsonschema:"enum=,enum=not_connected,enum=nothing,enum=camera_off,enum=no_camera,enum=format,enum=screen,enum=too_much"`
	WorstRung Rung       `json:"worst_rung" jsonschema:"enum=video,enum=low,enum=still,enum=audio,enum=telephone"` // since joining
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

// CallResult ends a call, or tells of a mark that was set without one; the mark is null when the officer went on
// without one. Seen says that auto mode took a picture and an officer has still to decide.
type CallResult struct {
	Mark *string `json:"mark" jsonschema:"nullable"`
	Seen bool    `json:"seen"`
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
	Small      bool `json:"small"`                                                       // of two layers: whether the small one is wanted, too
	Muted      bool `json:"muted"`                                                       // an officer has taken the sound away
	Rung       Rung `json:"rung" jsonschema:"enum=video,enum=low,enum=still,enum=audio"` // send no better than this
}

// OfficerReport tells a phone whether somebody is there.
type OfficerReport struct {
	OnLine   bool `json:"on_line"`
	Speaking bool `json:"speaking"` // the officer's sound arrives here
	ToAll    bool `json:"to_all"`   // it is meant for everybody
}

// RollCallResult ends the roll call: a phone gets its mark, an officer the counts.
type RollCallResult struct {
	Mark   *string        `json:"mark" jsonschema:"nullable"`
	Counts map[string]int `json:"counts,omitempty"`
}

// Going says that this server goes; the client resumes elsewhere with its token.
type Going struct {
	Reason string `json:"reason"`
	URL    string `json:"url,omitempty"` // of the server that has the roll call now; empty if it is not known
}

// Place says which server has the roll call.
type Place struct {
	URL string `json:"url"`
}

// Problem is the data of an error: a stable code and a sentence for people.
type Problem struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Error returns the problem as a sentence, so that a client may return it as an error.
func (p Problem) Error() string { return p.Code + ": " + p.Message }
