package app

import (
	"context"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/consoleapi"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/redisx/live"
	"diandao/internal/report"
	"diandao/internal/rollcall"
	"diandao/internal/store"
	mobileapi "diandao/mobile-api"
)

// ledger keeps the answers of keyed writes in SQL.
type ledger struct {
	kept  *store.Idempotency
	clock clock.Clock
}

// Begin claims a key.
func (l ledger) Begin(ctx context.Context, k httpapi.Key, fingerprint string) (httpapi.KeyState, httpapi.Answer, error) {
	claimed, kept, err := l.kept.Claim(ctx, k.Actor, k.Key, fingerprint, l.clock.Now())
	switch {
	case err != nil:
		return "", httpapi.Answer{}, err
	case claimed:
		return httpapi.KeyFresh, httpapi.Answer{}, nil
	case kept.Fingerprint != fingerprint:
		return httpapi.KeyReused, httpapi.Answer{}, nil
	case kept.Status == 0:
		return httpapi.KeyInProgress, httpapi.Answer{}, nil
	}
	return httpapi.KeyReplay, httpapi.Answer{Status: kept.Status, ContentType: kept.ContentType, Body: kept.Body}, nil
}

// Finish keeps an answer.
func (l ledger) Finish(ctx context.Context, k httpapi.Key, a httpapi.Answer) error {
	return l.kept.Finish(ctx, k.Actor, k.Key, store.KeptAnswer{Status: a.Status, ContentType: a.ContentType, Body: a.Body}, l.clock.Now())
}

// Release gives a key up.
func (l ledger) Release(ctx context.Context, k httpapi.Key) error {
	return l.kept.Release(ctx, k.Actor, k.Key)
}

// profiles reads the person behind a phone.
type profiles struct{ s *store.Store }

// Own returns the actor's own profile.
func (p profiles) Own(ctx context.Context, actor authz.Actor) (mobileapi.Profile, error) {
	who, err := p.s.Persons().Get(ctx, person.ID(actor.PersonID))
	if err != nil {
		return mobileapi.Profile{}, err
	}
	station, err := p.s.Orgs().Unit(ctx, who.StationID)
	if err != nil {
		return mobileapi.Profile{}, fmt.Errorf("station of person: %w", err)
	}
	return mobileapi.Profile{Person: who, Station: station}, nil
}

// names tells names of persons and staff for records that the actor was already given.
type names struct {
	s       *store.Store
	persons consoleapi.Persons
}

// Persons names persons, minors masked.
func (n names) Persons(ctx context.Context, actor authz.Actor, ids []person.ID) (map[person.ID]consoleapi.Name, error) {
	found, err := n.s.Persons().Names(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[person.ID]consoleapi.Name, len(found))
	for id, p := range found {
		name := consoleapi.Name{Name: p.Name, Number: p.Number, Path: p.Path}
		if n.persons.IsMinor(ctx, actor, p) {
			name.Name, name.IsMasked = "", true
		}
		out[id] = name
	}
	return out, nil
}

// Staff names staff members.
func (n names) Staff(ctx context.Context, ids []string) (map[string]string, error) {
	return n.s.Staff().Names(ctx, ids)
}

// pictures opens evidence and notes the look.
type pictures struct {
	s     *store.Store
	vault *disk.Vault
	clock clock.Clock
	looks *looks
}

// Open returns a picture to staff within scope.
func (p pictures) Open(ctx context.Context, actor authz.Actor, id evidence.ID) ([]byte, string, error) {
	o, err := p.s.Evidence().Get(ctx, id)
	if err != nil {
		return nil, "", err
	}
	if err := authz.Check(actor, authz.EvidenceRead, o.Path); err != nil {
		return nil, "", err
	}
	if o.MIME == identity.TemplateMIME {
		return nil, "", evidence.ErrNotFound // what describes a face is for the engine, not for eyes
	}
	data, err := p.vault.Open(ctx, o)
	if err != nil {
		return nil, "", err
	}
	now := p.clock.Now()
	if p.looks.goesOn(actor.ID, o, now) {
		return data, o.MIME, nil
	}
	entry := audit.New(actor, now, o.Path, "evidence.seen", "evidence:"+string(o.ID), string(o.PersonID))
	if o.Kind.IsPhoto() { // a page shows fifty of them: one look of the hour
		return data, o.MIME, p.s.Audit().NoteLook(ctx, entry, string(o.Kind))
	}
	err = p.s.InTx(ctx, func(tx *store.Tx) error { return tx.Audit(ctx, entry) })
	if err == nil {
		p.looks.began(actor.ID, o, now)
	}
	return data, o.MIME, err
}

// ownPapers opens what a person sent with leaves and appeals. That a person looks at what is their own is noted
// nowhere: the ledger tells persons who else looked.
type ownPapers struct {
	s     *store.Store
	vault *disk.Vault
}

// OpenOwn returns a paper of the actor's own.
func (p ownPapers) OpenOwn(ctx context.Context, actor authz.Actor, id evidence.ID) ([]byte, string, error) {
	if err := authz.Allow(actor, authz.SelfRead); err != nil {
		return nil, "", err
	}
	o, err := p.s.Evidence().Get(ctx, id)
	if err != nil {
		return nil, "", err
	}
	if string(o.PersonID) != actor.PersonID || o.Kind != evidence.LeavePaper && o.Kind != evidence.AppealPaper {
		return nil, "", evidence.ErrNotFound
	}
	data, err := p.vault.Open(ctx, o)
	return data, o.MIME, err
}

// auditReader reads the ledger for those who may.
type auditReader struct{ s *store.Store }

// List returns entries within the actor's scope. It returns audit.ErrSpan or an authz error.
func (r auditReader) List(ctx context.Context, actor authz.Actor, f audit.Filter, p page.Request) ([]audit.Entry, error) {
	if err := authz.Allow(actor, authz.AuditRead); err != nil {
		return nil, err
	}
	if err := f.Check(); err != nil {
		return nil, err
	}
	return r.s.Audit().List(ctx, actor.Scope, f, p)
}

// Own returns what the actor did within the time, of the actions given, newest first. It returns audit.ErrSpan or an
// authz error.
func (r auditReader) Own(ctx context.Context, actor authz.Actor, f audit.Filter, p page.Request) ([]audit.Entry, error) {
	if err := authz.Allow(actor, authz.CheckinRead); err != nil {
		return nil, err
	}
	f.ActorID, f.ByStaff = actor.ID, true
	if err := f.Check(); err != nil {
		return nil, err
	}
	return r.s.Audit().List(ctx, actor.Scope, f, p)
}

// Check follows a chain within the actor's scope from its first entry on. It returns an authz error.
func (r auditReader) Check(ctx context.Context, actor authz.Actor, chain org.Path) (audit.Checked, error) {
	if err := authz.Check(actor, authz.AuditRead, chain); err != nil {
		return audit.Checked{}, err
	}
	return audit.Check(func(after int64, limit int) ([]audit.Entry, error) { return r.s.Audit().Walk(ctx, chain, after, limit) })
}

// sheets prints attendance sheets.
type sheets struct{ clock clock.Clock }

// SheetPDF prints a sheet with its pictures.
func (s sheets) SheetPDF(_ context.Context, sheet rollcall.Sheet, pictures map[evidence.ID][]byte) ([]byte, error) {
	byPerson := make(map[person.ID][]byte, len(pictures))
	for _, i := range sheet.Invitees {
		if data := pictures[i.SnapshotID]; data != nil {
			byPerson[i.PersonID] = data
		}
	}
	return report.SheetPDF(sheet, byPerson, s.clock.Now())
}

// MonthlyFile renders a monthly report.
func (s sheets) MonthlyFile(_ context.Context, r oversight.ReportDetail, form oversight.Form, lang report.Language) ([]byte, error) {
	return report.MonthlyFile(r, form, lang, s.clock.Now())
}

// OverviewFile renders an overview of attendance.
func (s sheets) OverviewFile(_ context.Context, o report.Overview, form oversight.Form, lang report.Language) ([]byte, error) {
	return report.OverviewFile(o, form, lang, s.clock.Now())
}

// FairnessFile renders the groups of fairness.
func (s sheets) FairnessFile(_ context.Context, g report.Groups, form oversight.Form, lang report.Language) ([]byte, error) {
	return report.FairnessFile(g, form, lang, s.clock.Now())
}

// SheetXLSX writes a sheet as a spreadsheet.
func (s sheets) SheetXLSX(_ context.Context, sheet rollcall.Sheet) ([]byte, error) {
	return report.SheetXLSX(sheet, s.clock.Now())
}

// events is the hub in the console contract's words.
type events struct{ hub *live.Hub }

// Subscribe returns hints after seq.
func (e events) Subscribe(ctx context.Context, seq uint64) (<-chan consoleapi.Hint, bool, error) {
	return live.Subscribe(ctx, e.hub, seq, func(v live.Event) consoleapi.Hint { return consoleapi.Hint(v) })
}

// stations names stations and staff for signalling.
type stations struct{ s *store.Store }

// StationName returns the name of a station.
func (s stations) StationName(ctx context.Context, id org.UnitID) (string, error) {
	u, err := s.s.Orgs().Unit(ctx, id)
	return u.Name, err
}

// StaffName returns the name of a staff member, "" for who is not known.
func (s stations) StaffName(ctx context.Context, staffID string) (string, error) {
	return s.s.Persons().StaffName(ctx, staffID)
}

// consoleRollCalls tells those in a live roll call what was changed over HTTP.
type consoleRollCalls struct {
	*rollcall.Service
	tell func() teller
}

// teller is the part of signalling that hears of changes made elsewhere.
type teller interface {
	InviteeChanged(ctx context.Context, actor authz.Actor, i rollcall.Invitee) error
	RollCallClosed(ctx context.Context, actor authz.Actor, id rollcall.ID) error
	SeatsChanged(ctx context.Context, c seatChange)
}

// Mark marks a person and tells the room.
func (c consoleRollCalls) Mark(ctx context.Context, actor authz.Actor, id rollcall.ID, p person.ID, in rollcall.MarkInput) (rollcall.Invitee, error) {
	i, err := c.Service.Mark(ctx, actor, id, p, in)
	if err != nil {
		return i, err
	}
	return i, c.tell().InviteeChanged(ctx, actor, i)
}

// Close closes the roll call and tells the room.
func (c consoleRollCalls) Close(ctx context.Context, actor authz.Actor, id rollcall.ID) (rollcall.RollCall, error) {
	rc, err := c.Service.Close(ctx, actor, id)
	if err != nil {
		return rc, err
	}
	return rc, c.tell().RollCallClosed(ctx, actor, id)
}
