package consoleapi

import (
	"context"
	"errors"
	"time"

	"diandao/internal/authz"
	"diandao/internal/identity"
	"diandao/internal/person"
	"diandao/internal/privacy"
)

// Portrait is the picture at the head of a person's file, or why there is none.
type Portrait struct {
	URL     *string         `json:"url" doc:"null without one; opening it is a look, which the ledger keeps"`
	TakenAt *time.Time      `json:"taken_at"`
	Absence PortraitAbsence `json:"absence" doc:"Why there is none; empty with a picture"`
}

// portrait is by which picture the actor, to whom the file was opened, recognises a person.
func (d Deps) portrait(ctx context.Context, actor authz.Actor, p person.Person) (Portrait, error) {
	e, err := d.Enrolments.Current(ctx, actor, p.ID)
	if err != nil {
		return Portrait{}, err
	}
	answered, err := d.Policies.Of(ctx, actor, p.ID)
	if err != nil && !errors.Is(err, privacy.ErrNotFound) {
		return Portrait{}, err
	}
	refuses := answered.Answer != nil && answered.Answer.Face == privacy.No
	return fromPortrait(identity.PortraitOf(e, refuses, authz.Check(actor, authz.EvidenceRead, p.Path) == nil)), nil
}

func fromPortrait(p identity.Portrait) Portrait {
	out := Portrait{URL: evidenceURL(string(p.PictureID)), Absence: PortraitAbsence(p.Absence)}
	if p.Absence == "" {
		at := p.TakenAt.UTC()
		out.TakenAt = &at
	}
	return out
}
