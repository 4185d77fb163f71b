package protocol

// Limits of the fields of client messages.
const (
	MaxID        = 64 // characters of an envelope's id
	MaxVersions  = 16
	MaxToken     = 256
	MaxSDP       = 240 << 10
	MaxCandidate = 1024
	MaxSlots     = 64
	MaxPersonID  = 64
	MaxReason    = 2000 // bytes; the domain's own limit is in characters
)

// Empty is the data of a message that says all by its type.
type Empty struct{}

// Hello opens a connection: with a ticket from the join operation, or with the resume token of a
// connection that was lost. Exactly one of the two is set.
type Hello struct {
	Versions    []int  `json:"versions" jsonschema:"minItems=1,maxItems=16"`
	Ticket      string `json:"ticket,omitempty" jsonschema:"maxLength=256"`
	ResumeToken string `json:"resume_token,omitempty" jsonschema:"maxLength=256"`
}

// Offer is a session description (RFC 8829) of the client. Restart asks for an ICE restart of the
// connection that is there.
type Offer struct {
	SDP     string `json:"sdp" jsonschema:"minLength=1,maxLength=245760"`
	Restart bool   `json:"restart,omitempty"`
}

// Candidate is one ICE candidate, as RTCIceCandidateInit has it. A null candidate ends the list.
type Candidate struct {
	Candidate     *string `json:"candidate" jsonschema:"nullable,maxLength=1024"`
	SDPMid        *string `json:"sdp_mid" jsonschema:"nullable,maxLength=64"`
	SDPMLineIndex *int    `json:"sdp_m_line_index" jsonschema:"nullable,minimum=0,maximum=255"`
}

// Hand is a raised or lowered hand.
type Hand struct {
	Raised bool `json:"raised"`
}

// View is the whole of what an officer looks at; slots that are not named show nothing.
type View struct {
	Slots []SlotView `json:"slots" jsonschema:"maxItems=64"`
}

// SlotView puts a person into a slot; null empties it. Slot counts from 0 in the order of the mids
// answered to the offer.
type SlotView struct {
	Slot     int     `json:"slot" jsonschema:"minimum=0,maximum=63"`
	PersonID *string `json:"person_id" jsonschema:"nullable,maxLength=64"`
	// Large marks the slot in which the called person is shown large; when no slot is marked, all are.
	Large bool `json:"large,omitempty"`
}

// PersonRef names a person of the roster.
type PersonRef struct {
	PersonID string `json:"person_id" jsonschema:"minLength=1,maxLength=64"`
}

// Mark is the officer's finding on one person. The domain decides which statuses need a reason.
type Mark struct {
	PersonID string `json:"person_id" jsonschema:"minLength=1,maxLength=64"`
	Status   string `json:"status" jsonschema:"enum=present,enum=late,enum=absent,enum=excused,enum=review"`
	Reason   string `json:"reason" jsonschema:"maxLength=2000"`
}
