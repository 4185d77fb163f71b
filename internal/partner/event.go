package partner

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"diandao/internal/audit"
	"diandao/internal/id"
	"diandao/internal/org"
)

// Type names what happened. A released one never changes.
type Type string

// The types.
const (
	LostContactOpened Type = "lost_contact.opened"
	LostContactStep   Type = "lost_contact.step_recorded"
	LostContactClosed Type = "lost_contact.closed"
	LeaveDecided      Type = "leave.decided"
	CheckinMissed     Type = "checkin.missed" // a question to the station; no finding
	CheckinDecided    Type = "checkin.decided"
	RollCallClosed    Type = "rollcall.closed"
	AppealDecided     Type = "appeal.decided"
	PersonTransferred Type = "person.transferred"
	Test              Type = "partner.test" // asked for by an administrator; not to be chosen
)

// Types lists every type that can be chosen.
func Types() []Type {
	return []Type{LostContactOpened, LostContactStep, LostContactClosed, LeaveDecided, CheckinMissed, CheckinDecided, RollCallClosed, AppealDecided, PersonTransferred}
}

// Event is something that happened to a record of a unit: ids and codes.
type Event struct {
	ID        string            `json:"id"` // UUIDv7
	Type      Type              `json:"type"`
	At        int64             `json:"at"` // Unix microseconds
	Path      org.Path          `json:"path"`
	SubjectID string            `json:"subject_id"`
	PersonID  string            `json:"person_id,omitempty"` // empty for a roll call
	Codes     map[string]string `json:"codes,omitempty"`
}

// reading is how an entry of the audit is heard: as which type, with which of its facts.
type reading struct {
	kind  Type
	codes []string          // facts that are codes, by their names
	given map[string]string // codes that the action itself says
	only  [2]string         // a fact and the value it must have
}

// heard tells how actions of the audit are heard. Entries are written in the transaction of what they tell, so that
// what partners are told is neither more nor less than what came to be.
func heard(action string) (reading, bool) {
	switch action {
	case "liaison.opened":
		return reading{kind: LostContactOpened}, true
	case "liaison.found":
		return reading{kind: LostContactClosed, codes: []string{"how"}}, true
	case "leave.approved", "leave.refused":
		return reading{kind: LeaveDecided, given: map[string]string{"decision": strings.TrimPrefix(action, "leave.")}}, true
	case "checkin.closed":
		return reading{kind: CheckinMissed, only: [2]string{"status", "missed"}}, true
	case "checkin.decided":
		return reading{kind: CheckinDecided, codes: []string{"kind", "status"}}, true
	case "rollcall.closed":
		return reading{kind: RollCallClosed}, true
	case "appeal.upheld", "appeal.refused":
		return reading{kind: AppealDecided, given: map[string]string{"decision": strings.TrimPrefix(action, "appeal.")}}, true
	case "person.transferred":
		return reading{kind: PersonTransferred, codes: []string{"to"}}, true
	}
	if step, ok := strings.CutPrefix(action, "liaison."); ok {
		return reading{kind: LostContactStep, given: map[string]string{"step": step}}, true
	}
	return reading{}, false
}

// FromEntry is the event that an entry of the audit tells of, if it tells of one.
func FromEntry(e audit.Entry) (Event, bool) {
	r, ok := heard(e.Action)
	if !ok {
		return Event{}, false
	}
	facts := map[string]any{}
	if len(e.Data) > 0 && json.Unmarshal(e.Data, &facts) != nil {
		return Event{}, false
	}
	if name := r.only[0]; name != "" && facts[name] != r.only[1] {
		return Event{}, false
	}
	_, subject, _ := strings.Cut(e.Subject, ":")
	out := Event{ID: id.New(), Type: r.kind, At: e.At.UnixMicro(), Path: e.Chain, SubjectID: subject, PersonID: e.PersonID, Codes: map[string]string{}}
	for name, value := range r.given {
		out.Codes[name] = value
	}
	for _, name := range r.codes {
		if value, ok := facts[name].(string); ok {
			out.Codes[name] = value
		}
	}
	return out, true
}

// payload is what is posted: the shape of Standard Webhooks, with ids and codes only.
type payload struct {
	Type      Type   `json:"type"`
	Timestamp string `json:"timestamp"` // RFC 3339, UTC, of what happened
	Data      data   `json:"data"`
}

type data struct {
	EventID   string            `json:"event_id"`
	UnitID    org.UnitID        `json:"unit_id"`
	SubjectID string            `json:"subject_id,omitempty"`
	PersonID  string            `json:"person_id,omitempty"`
	Codes     map[string]string `json:"codes"`
}

// Body is what a partner is told of the event at a unit. A transfer tells each of the two stations whether the person
// came or left, and not the other's id, which may lie outside what the partner hears of.
func (e Event) Body(u org.Unit) (string, error) {
	codes := map[string]string{}
	for name, value := range e.Codes {
		codes[name] = value
	}
	if e.Type == PersonTransferred {
		codes = map[string]string{"direction": "left"}
		if e.Codes["to"] == string(u.ID) {
			codes["direction"] = "arrived"
		}
	}
	b, err := json.Marshal(payload{
		Type: e.Type, Timestamp: time.UnixMicro(e.At).UTC().Format(time.RFC3339Nano),
		Data: data{EventID: e.ID, UnitID: u.ID, SubjectID: e.SubjectID, PersonID: e.PersonID, Codes: codes},
	})
	if err != nil {
		return "", fmt.Errorf("encode event: %w", err)
	}
	return string(b), nil
}
