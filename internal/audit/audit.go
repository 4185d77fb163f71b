// Package audit is the tamper-evident ledger: one entry for every change to a person's record and every
// look at a protected one, written in the same transaction as the change. Entries form one hash chain
// per justice station (and one per unit above for entries of that unit), so that writers of different
// stations do not wait for each other; an entry's hash covers its predecessor's.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// Entry tells who did what to which record, when and why. Chain, Seq, Prev and Hash are set by the store.
type Entry struct {
	ID        string          `json:"id"`
	Chain     org.Path        `json:"chain"` // the unit's path, which names the chain
	Seq       int64           `json:"seq"`   // 1, 2, 3 … without a gap
	At        time.Time       `json:"at"`
	ActorRole authz.Role      `json:"actor_role"`
	ActorID   string          `json:"actor_id"`
	Action    string          `json:"action"`  // "<noun>.<past participle>": checkin.submitted
	Subject   string          `json:"subject"` // "<noun>:<id>"
	PersonID  string          `json:"person_id,omitempty"`
	Reason    string          `json:"reason,omitempty"`
	Data      json.RawMessage `json:"data,omitempty"` // facts: codes, ids, hashes; no names, no coordinates
	Prev      string          `json:"prev"`
	Hash      string          `json:"hash"`
}

// Filter narrows a list of entries. Its zero value finds all.
type Filter struct {
	PersonID string
	ActorID  string
	Actions  []string  // any of these
	ByStaff  bool      // what persons and the software did is left out
	From, To time.Time // At in [From, To); zero is open
}

// MaxSpan is the longest time over which entries of one actor or action are looked for, unless those of one person:
// the ledger is ordered by time and by person.
const MaxSpan = 31 * 24 * time.Hour

// ErrSpan is returned for a filter that would read the whole ledger, or whose end comes before its beginning.
var ErrSpan = fault.New(fault.Invalid, "audit.span_invalid", "To look for somebody or an action, choose at most 31 days, the first one first.")

// Check returns ErrSpan.
func (f Filter) Check() error {
	isOpen := f.From.IsZero() || f.To.IsZero()
	if !isOpen && !f.From.Before(f.To) {
		return ErrSpan
	}
	if f.PersonID == "" && (f.ActorID != "" || len(f.Actions) > 0) && (isOpen || f.To.Sub(f.From) > MaxSpan) {
		return ErrSpan
	}
	return nil
}

// Recorder is the part of a transaction that takes entries.
type Recorder interface {
	// Audit queues an entry that is chained and written when the transaction commits.
	Audit(ctx context.Context, e Entry) error
}

// New returns an entry by actor on the chain of the unit at path.
func New(actor authz.Actor, at time.Time, path org.Path, action, subject, personID string) Entry {
	return Entry{At: at, ActorRole: actor.Role, ActorID: actor.ID, Chain: path, Action: action, Subject: subject, PersonID: personID}
}

// Because returns e with a reason in a person's words.
func (e Entry) Because(reason string) Entry {
	e.Reason = reason
	return e
}

// Holding returns e with facts, encoded as JSON with sorted keys. It panics on facts that are not JSON,
// which is a programmer's error.
func (e Entry) Holding(facts map[string]any) Entry {
	b, err := json.Marshal(facts)
	if err != nil {
		panic(fmt.Sprintf("audit: facts of %s: %v", e.Action, err))
	}
	e.Data = b
	return e
}

// Sum is the SHA-256, in hex, over the JSON of e with Hash left empty and At in UTC microseconds.
func (e Entry) Sum() (string, error) {
	e.Hash = ""
	e.At = e.At.UTC().Truncate(time.Microsecond)
	b, err := json.Marshal(e)
	if err != nil {
		return "", fmt.Errorf("encode audit entry: %w", err)
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), nil
}

// Checked is what following a chain from its first entry on found.
type Checked struct {
	Entries  int64 // that fit, up to the first that does not
	IsWhole  bool
	BrokenAt int64  // Seq of the first that does not fit, 0 when whole
	Head     string // hash of the last that fits: what a paper copy of it is compared with
}

// checkBatch is how many entries are held at a time.
const checkBatch = 1000

// Check follows a chain with what reads up to limit of its entries after a Seq, in order.
func Check(walk func(after int64, limit int) ([]Entry, error)) (Checked, error) {
	var c Checked
	for {
		entries, err := walk(c.Entries, checkBatch)
		if err != nil {
			return c, err
		}
		if len(entries) == 0 {
			c.IsWhole = true
			return c, nil
		}
		for _, e := range entries {
			if !c.precedes(e) {
				c.BrokenAt = e.Seq
				return c, nil
			}
			c.Entries, c.Head = e.Seq, e.Hash
		}
	}
}

// precedes reports whether e is the next entry.
func (c Checked) precedes(e Entry) bool {
	return e.Seq == c.Entries+1 && Verify(c.Head, []Entry{e}) == nil
}

// Verify walks one chain in order of Seq, beginning with the entry after prev, and returns the first
// break as an error that names the entry, or nil.
func Verify(prev string, entries []Entry) error {
	for i, e := range entries {
		if i > 0 && e.Seq != entries[i-1].Seq+1 {
			return fmt.Errorf("chain %s: entry %d follows %d", e.Chain, e.Seq, entries[i-1].Seq)
		}
		sum, err := e.Sum()
		if err != nil {
			return err
		}
		if e.Prev != prev || e.Hash != sum {
			return fmt.Errorf("chain %s: entry %d (%s) does not match its hash", e.Chain, e.Seq, e.ID)
		}
		prev = e.Hash
	}
	return nil
}
