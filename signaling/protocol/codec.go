package protocol

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Limits of a frame. An offer may be longer than other messages, since a browser writes up to 5 KiB for
// each picture an officer wants to receive.
const (
	MaxFrame = 64 << 10
	MaxOffer = 256 << 10
	MaxDepth = 8
)

// Errors of decoding. ErrFrame and ErrTooLarge mean that the peer does not speak this protocol and the
// connection should close; the others are answered and forgiven.
var (
	ErrFrame    = errors.New("not a message")
	ErrTooLarge = errors.New("message too large")
	ErrUnknown  = errors.New("unknown message type")
	ErrData     = errors.New("invalid data")
)

// Envelope is the outer form of every message.
type Envelope struct {
	Type Type            `json:"type"`
	ID   string          `json:"id,omitempty"`
	Re   string          `json:"re,omitempty"`
	Data json.RawMessage `json:"data,omitempty"`
}

// Message is a decoded client message. Data is a pointer to the struct of its type.
type Message struct {
	Type Type
	ID   string
	Data any
}

// DecodeClient reads a message of a client. It returns ErrTooLarge, ErrFrame for what is no envelope, ErrUnknown for
// a type clients do not send, and ErrData for data that breaks its type's rules; with the latter two the
// message's Type and ID are set so that it can be answered.
func DecodeClient(frame []byte) (Message, error) {
	e, err := openEnvelope(frame)
	if err != nil {
		return Message{}, err
	}
	if e.ID == "" || utf8.RuneCountInString(e.ID) > MaxID || e.Re != "" {
		return Message{}, fmt.Errorf("%w: id missing or too long", ErrFrame)
	}
	m := Message{Type: e.Type, ID: e.ID, Data: newData(e.Type)}
	if m.Data == nil {
		return m, ErrUnknown
	}
	if len(e.Data) == 0 {
		e.Data = json.RawMessage("{}")
	}
	if err := strict(e.Data, m.Data); err != nil {
		return m, fmt.Errorf("%w: %w", ErrData, err)
	}
	if err := check(m.Data); err != nil {
		return m, fmt.Errorf("%w: %w", ErrData, err)
	}
	return m, nil
}

// DecodeServer reads a message of the server. Fields a client does not know are left alone, so that an
// old client understands a newer server.
func DecodeServer(frame []byte) (Envelope, error) {
	var e Envelope
	if err := json.Unmarshal(frame, &e); err != nil {
		return Envelope{}, fmt.Errorf("%w: %w", ErrFrame, err)
	}
	return e, nil
}

// Read unpacks the data of e into v.
func (e Envelope) Read(v any) error {
	if err := json.Unmarshal(e.Data, v); err != nil {
		return fmt.Errorf("data of %s: %w", e.Type, err)
	}
	return nil
}

// Encode makes the frame of a message; id and re may be empty.
func Encode(t Type, id, re string, data any) ([]byte, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", t, err)
	}
	frame, err := json.Marshal(Envelope{Type: t, ID: id, Re: re, Data: raw})
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", t, err)
	}
	return frame, nil
}

func openEnvelope(frame []byte) (Envelope, error) {
	if len(frame) > MaxOffer {
		return Envelope{}, ErrTooLarge
	}
	if !utf8.Valid(frame) || tooDeep(frame) {
		return Envelope{}, fmt.Errorf("%w: not UTF-8, or nested too deeply", ErrFrame)
	}
	var e Envelope
	if err := strict(frame, &e); err != nil {
		return Envelope{}, fmt.Errorf("%w: %w", ErrFrame, err)
	}
	if len(frame) > MaxFrame && e.Type != SDPOffer {
		return Envelope{}, ErrTooLarge
	}
	return e, nil
}

// strict reads exactly one JSON value without unknown fields.
func strict(raw []byte, v any) error {
	if !bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) {
		return errors.New("not an object")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// tooDeep looks at brackets only: encoding/json has no limit of its own below 10,000 levels.
func tooDeep(raw []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		}
		if depth > MaxDepth {
			return true
		}
	}
	return false
}

// check applies the limits that the types cannot carry.
func check(data any) error {
	switch d := data.(type) {
	case *Hello:
		return d.check()
	case *Offer:
		return between("sdp", d.SDP, 1, MaxSDP)
	case *Candidate:
		return d.check()
	case *MediaReport:
		return d.check()
	case *View:
		return d.check()
	case *Location:
		return d.check()
	case *Camera:
		return d.check()
	case *PersonRef:
		return between("person_id", d.PersonID, 1, MaxPersonID)
	case *People:
		return d.check()
	case *Auto:
		return within("seconds", d.Seconds, MinAuto, MaxAuto)
	case *Listen:
		if d.To != ListenCalled && d.To != ListenLead {
			return errors.New("to: called or lead")
		}
	case *Mute:
		return between("person_id", d.PersonID, 1, MaxPersonID)
	case *Text:
		return d.check()
	case *StaffRef:
		return between("staff_id", d.StaffID, 1, MaxPersonID)
	case *Mark:
		return errors.Join(between("person_id", d.PersonID, 1, MaxPersonID), between("status", d.Status, 1, 32),
			between("reason", d.Reason, 0, MaxReason))
	}
	return nil
}

func (h *Hello) check() error {
	if len(h.Versions) == 0 || len(h.Versions) > MaxVersions {
		return fmt.Errorf("versions: 1 to %d", MaxVersions)
	}
	if (h.Ticket == "") == (h.ResumeToken == "") {
		return errors.New("either ticket or resume_token")
	}
	return between("ticket or resume_token", h.Ticket+h.ResumeToken, 1, MaxToken)
}

func (c *Candidate) check() error {
	if c.SDPMLineIndex != nil && (*c.SDPMLineIndex < 0 || *c.SDPMLineIndex > 255) {
		return errors.New("sdp_m_line_index: 0 to 255")
	}
	if c.Candidate != nil && (len(*c.Candidate) > MaxCandidate || strings.ContainsAny(*c.Candidate, "\r\n")) {
		return errors.New("candidate: one line")
	}
	if c.SDPMid != nil {
		return between("sdp_mid", *c.SDPMid, 0, MaxID)
	}
	return nil
}

func (v *View) check() error {
	if len(v.Slots) > MaxSlots {
		return fmt.Errorf("slots: at most %d", MaxSlots)
	}
	seen := make(map[int]bool, len(v.Slots))
	for _, s := range v.Slots {
		if s.Slot < 0 || s.Slot >= MaxSlots || seen[s.Slot] {
			return fmt.Errorf("slot: 0 to %d, each once", MaxSlots-1)
		}
		seen[s.Slot] = true
		if s.PersonID == nil {
			continue
		}
		if err := between("person_id", *s.PersonID, 1, MaxPersonID); err != nil {
			return err
		}
	}
	return nil
}

func between(field, s string, least, most int) error {
	if len(s) < least || len(s) > most {
		return fmt.Errorf("%s: %d to %d bytes", field, least, most)
	}
	return nil
}
