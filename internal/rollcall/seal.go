package rollcall

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/person"
)

// sealVersion names the form of what is hashed. The types below are that form: fields are never taken away,
// renamed or added, since what was sealed stays provable; another form takes another number.
const sealVersion = 1

type sealedSheet struct {
	Version  int                    `json:"version"`
	RollCall sealedRollCall         `json:"roll_call"`
	Invitees []sealedInvitee        `json:"invitees"`
	Steps    []sealedStep           `json:"steps"`
	Pictures map[evidence.ID]string `json:"pictures"` // SHA-256 of each, in hex
}

type sealedRollCall struct {
	ID         ID          `json:"id"`
	UnitID     org.UnitID  `json:"unit_id"`
	Title      string      `json:"title"`
	Audience   Audience    `json:"audience"`
	Kind       Kind        `json:"kind"`
	OfficerID  string      `json:"officer_id"`
	Zone       string      `json:"zone"`
	Order      Order       `json:"order"`
	DrawDay    string      `json:"draw_day"`
	IsRecorded bool        `json:"is_recorded"`
	IsAuto     bool        `json:"is_auto"`
	Chosen     []person.ID `json:"chosen"`
	Arranged   []person.ID `json:"arranged"`
	Apart      []Apart     `json:"apart"`
	Times      []int64     `json:"times"` // created, starts, notify, opened, live, closed, sealed: microseconds, 0 never
	SealedBy   string      `json:"sealed_by"`
}

type sealedInvitee struct {
	ID         InviteeID         `json:"id"`
	PersonID   person.ID         `json:"person_id"`
	Seq        int               `json:"seq"`
	Presence   Presence          `json:"presence"`
	Calls      int               `json:"calls"`
	Recalls    int               `json:"recalls"`
	Rung       Rung              `json:"rung"`
	Excuse     Excuse            `json:"excuse"`
	Refused    ApartReason       `json:"refused"`
	Mark       attendance.Status `json:"mark"`
	MarkReason string            `json:"mark_reason"`
	MarkedBy   string            `json:"marked_by"`
	SnapshotID evidence.ID       `json:"snapshot_id"`
	Times      []int64           `json:"times"` // on line, called, rung again, marked: microseconds, 0 never
}

type sealedStep struct {
	ID       string    `json:"id"`
	PersonID person.ID `json:"person_id"`
	Kind     StepKind  `json:"kind"`
	Count    int       `json:"count"`
	Text     string    `json:"text"`
	ByID     string    `json:"by_id"`
	At       int64     `json:"at"`
}

func instants(all ...time.Time) []int64 {
	out := make([]int64, len(all))
	for n, t := range all {
		if !t.IsZero() {
			out[n] = t.UnixMicro()
		}
	}
	return out
}

func sealRollCall(r RollCall) sealedRollCall {
	return sealedRollCall{
		ID: r.ID, UnitID: r.StationID, Title: r.Title, Audience: r.Audience, Kind: r.Kind, OfficerID: r.OfficerID, Zone: r.Zone, Order: r.Order, DrawDay: r.DrawDay,
		IsRecorded: r.IsRecorded, IsAuto: r.IsAuto, Chosen: r.Chosen, Arranged: r.Arranged, Apart: r.Apart,
		Times: instants(r.CreatedAt, r.StartsAt, r.NotifyAt, r.OpenedAt, r.LiveAt, r.ClosedAt, r.SealedAt), SealedBy: r.SealedBy,
	}
}

func sealInvitee(i Invitee) sealedInvitee {
	return sealedInvitee{
		ID: i.ID, PersonID: i.PersonID, Seq: i.Seq, Presence: i.Presence, Calls: i.Calls, Recalls: i.Recalls, Rung: i.Rung, Excuse: i.Excuse, Refused: i.Refused,
		Mark: i.Mark, MarkReason: i.MarkReason, MarkedBy: i.MarkedBy, SnapshotID: i.SnapshotID, Times: instants(i.OnLineAt, i.CalledAt, i.RecalledAt, i.MarkedAt),
	}
}

// Fingerprint is the SHA-256, in hex, of a sheet in canonical form: JSON (RFC 8259) of sealedSheet, fields in
// the order of their declaration, maps by key. Names and units are left out, since they are read from
// elsewhere and may be corrected there. It is pure: what was sealed has the same for ever.
func Fingerprint(rc RollCall, invitees []Invitee, steps []Step, pictures map[evidence.ID]string) (string, error) {
	content := sealedSheet{Version: sealVersion, RollCall: sealRollCall(rc), Pictures: pictures}
	for _, i := range invitees {
		content.Invitees = append(content.Invitees, sealInvitee(i))
	}
	for _, s := range steps {
		content.Steps = append(content.Steps, sealedStep{ID: s.ID, PersonID: s.PersonID, Kind: s.Kind, Count: s.Count, Text: s.Text, ByID: s.ByID, At: s.At.UnixMicro()})
	}
	b, err := json.Marshal(content)
	if err != nil {
		return "", fmt.Errorf("encode sheet: %w", err)
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), nil
}

// Seal makes the sheet of a closed roll call immutable and puts its fingerprint into the audit chain. Whoever
// may run the roll call may seal it: it decides nothing about anybody. It returns ErrNotFound, ErrState or an
// authz error.
func (s *Service) Seal(ctx context.Context, actor authz.Actor, rid ID) (RollCall, error) {
	rc, err := s.store.Get(ctx, rid)
	if err != nil {
		return RollCall{}, err
	}
	if err := authz.Check(actor, authz.RollCallRun, rc.Path); err != nil {
		return RollCall{}, err
	}
	done, err := s.seal(ctx, actor, rid)
	if err != nil {
		return RollCall{}, fmt.Errorf("seal roll call: %w", err)
	}
	if !done {
		return RollCall{}, ErrState
	}
	return s.store.Get(ctx, rid)
}

// seal seals a closed roll call and reports whether it did.
func (s *Service) seal(ctx context.Context, actor authz.Actor, rid ID) (bool, error) {
	done := false
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil || !rc.State.CanBecome(Sealed) {
			return err
		}
		now := s.clock.Now()
		rc.SealedAt, rc.SealedBy, rc.UpdatedAt = now.UTC().Truncate(time.Microsecond), actor.ID, now.UTC().Truncate(time.Microsecond)
		invitees, err := tx.ListInvitees(ctx, rid)
		if err != nil {
			return err
		}
		steps, err := tx.ListRollCallSteps(ctx, rid)
		if err != nil {
			return err
		}
		pictures, err := s.store.HashesOf(ctx, picturesOf(invitees))
		if err != nil {
			return fmt.Errorf("hashes of pictures: %w", err)
		}
		if rc.SealHash, err = Fingerprint(rc, invitees, steps, pictures); err != nil {
			return err
		}
		rc.State = Sealed
		if done, err = tx.SetRollCall(ctx, rc, Closed); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.hints.Hint("rollcall", string(rid), rc.Path) })
		return tx.Audit(ctx, audit.New(actor, now, rc.Path, SealedAction, subject(rid), "").
			Holding(map[string]any{"sha256": rc.SealHash, "version": sealVersion, "invitees": len(invitees)}))
	})
	return done && err == nil, err
}

// SealedAction is the audit's word for a seal; its facts hold the fingerprint as "sha256".
const SealedAction = "rollcall.sealed"

// SealOf reads the subject's roll call and its fingerprint from an audit entry, if that is of a seal.
func SealOf(e audit.Entry) (ID, string, bool) {
	var facts struct{ SHA256 string }
	if e.Action != SealedAction || json.Unmarshal(e.Data, &facts) != nil {
		return "", "", false
	}
	rid, ok := strings.CutPrefix(e.Subject, "rollcall:")
	return ID(rid), facts.SHA256, ok
}

// Prove reads a sealed roll call again and returns an error that names it unless its fingerprint is that of
// the record and that of the audit chain.
func Prove(ctx context.Context, st Store, rid ID, chained string) error {
	rc, err := st.Get(ctx, rid)
	if err != nil {
		return fmt.Errorf("sheet %s: %w", rid, err)
	}
	invitees, err := st.ListInvitees(ctx, rid)
	if err != nil {
		return fmt.Errorf("sheet %s: %w", rid, err)
	}
	steps, err := st.ListSteps(ctx, rid)
	if err != nil {
		return fmt.Errorf("sheet %s: %w", rid, err)
	}
	pictures, err := st.HashesOf(ctx, picturesOf(invitees))
	if err != nil {
		return fmt.Errorf("sheet %s: %w", rid, err)
	}
	sum, err := Fingerprint(rc, invitees, steps, pictures)
	switch {
	case err != nil:
		return fmt.Errorf("sheet %s: %w", rid, err)
	case rc.State != Sealed || sum != chained || rc.SealHash != chained:
		return fmt.Errorf("sheet %s does not match the fingerprint that it was sealed with", rid)
	}
	return nil
}

func picturesOf(invitees []Invitee) []evidence.ID {
	var out []evidence.ID
	for _, i := range invitees {
		if i.SnapshotID != "" {
			out = append(out, i.SnapshotID)
		}
	}
	return out
}
