package rollcall

import (
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/person"
)

// Rung is how good the line to a person was. The lowest one that was reached stands on the sheet.
type Rung string

// The rungs, from the top.
const (
	RungVideo     Rung = "video"
	RungLow       Rung = "low"       // the small picture only
	RungStill     Rung = "still"     // a picture every other second, and sound
	RungAudio     Rung = "audio"     // sound, and one picture
	RungTelephone Rung = "telephone" // rung up by an officer
)

// Rungs lists every rung, from the top.
func Rungs() []Rung { return []Rung{RungVideo, RungLow, RungStill, RungAudio, RungTelephone} }

// ErrRung tells that there is no such rung.
var ErrRung = fault.New(fault.Invalid, "rollcall.rung_invalid", "A rung is video, low, still, audio or telephone.")

// lower returns the lower of two rungs; empty is none yet.
func (r Rung) lower(than Rung) Rung {
	if slices.Index(Rungs(), than) > slices.Index(Rungs(), r) {
		return than
	}
	return r
}

// RecordRung notes how good the line to a person was at an instant; the lowest rung is kept, and each step down
// is audited. What comes after closing is ignored. It returns ErrRung, ErrNotFound or ErrNotInvited.
func (s *Service) RecordRung(ctx context.Context, rid ID, p person.ID, rung Rung, at time.Time) error {
	if !slices.Contains(Rungs(), rung) {
		return ErrRung
	}
	err := s.store.InTx(ctx, func(tx Tx) error {
		rc, err := tx.LockRollCall(ctx, rid)
		if err != nil || !rc.State.IsRunning() {
			return err
		}
		i, err := tx.GetInvitee(ctx, rid, p)
		if err != nil {
			return err
		}
		if i.Rung.lower(rung) == i.Rung {
			return nil
		}
		i.Rung, i.UpdatedAt = rung, at
		if err := tx.PutInvitee(ctx, i); err != nil || rung == RungVideo {
			return err
		}
		entry := audit.New(authz.SystemActor(), at, rc.Path, "rollcall.rung_lowered", subject(rid), string(p))
		return tx.Audit(ctx, entry.Holding(map[string]any{"rung": rung}))
	})
	if err != nil {
		return fmt.Errorf("record rung: %w", err)
	}
	return nil
}
