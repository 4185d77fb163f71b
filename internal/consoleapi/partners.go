package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
)

// Partner is one system of an agency that is told what happens.
type Partner struct {
	ID           string         `json:"id"`
	Name         string         `json:"name"`
	Kind         PartnerKind    `json:"kind"`
	Unit         UnitRef        `json:"unit" doc:"It hears of this unit and those below"`
	Note         string         `json:"note" doc:"Whom to call"`
	URL          string         `json:"url"`
	Events       []PartnerEvent `json:"events" nullable:"false"`
	MinorsReason string         `json:"minors_reason" doc:"Why it may hear of minors; empty: it does not"`
	OverlapUntil *time.Time     `json:"overlap_until" doc:"Until when an older secret signs too"`
	Pause        PartnerPause   `json:"pause" doc:"Why nothing is sent; empty while it is"`
	PausedAt     *time.Time     `json:"paused_at"`
	FailingSince *time.Time     `json:"failing_since" doc:"Of the first failure since something arrived"`
	Version      int            `json:"version"`
	CreatedAt    time.Time      `json:"created_at"`
}

// NewPartner is what an administrator says of a partner.
type NewPartner struct {
	Name         string         `json:"name" minLength:"1" maxLength:"60"`
	Kind         PartnerKind    `json:"kind"`
	UnitID       string         `json:"unit_id" format:"uuid"`
	Note         string         `json:"note,omitempty" maxLength:"200"`
	URL          string         `json:"url" minLength:"1" maxLength:"500" doc:"https"`
	Events       []PartnerEvent `json:"events" minItems:"1" maxItems:"20" nullable:"false"`
	MinorsReason string         `json:"minors_reason,omitempty" maxLength:"200" doc:"Set: it may hear of minors, for this reason"`
}

// PartnerChange replaces what was said of a partner.
type PartnerChange struct {
	NewPartner
	Version int `json:"version" minimum:"1" doc:"The one that was seen"`
}

// PartnerSecret is a partner with its secret, which is told this once.
type PartnerSecret struct {
	Partner Partner `json:"partner"`
	Secret  string  `json:"secret" doc:"whsec_ and base64"`
}

// PausePartner says why nothing is to be sent.
type PausePartner struct {
	Reason string `json:"reason" minLength:"1" maxLength:"200"`
}

// PartnerTry is one request and what came of it.
type PartnerTry struct {
	At     time.Time `json:"at"`
	Status int       `json:"status" doc:"Of HTTP; 0 without an answer"`
	Millis int64     `json:"millis"`
	Class  TryClass  `json:"class" doc:"What kept it from arriving; empty when it did"`
}

// PartnerDelivery is one event for one partner.
type PartnerDelivery struct {
	ID        string               `json:"id" doc:"The same at every try"`
	EventID   string               `json:"event_id"`
	Type      DeliveredEvent       `json:"type"`
	State     PartnerDeliveryState `json:"state"`
	Body      string               `json:"body" doc:"What is posted"`
	CreatedAt time.Time            `json:"created_at"`
	NextAt    *time.Time           `json:"next_at" doc:"When it is tried next"`
	SettledAt *time.Time           `json:"settled_at"`
	Tries     []PartnerTry         `json:"tries" nullable:"false" doc:"Oldest first, the last 20"`
}

// NewAgain says of which day what was given up is sent again.
type NewAgain struct {
	Day string `json:"day" format:"date" doc:"In the zone of the partner's unit"`
}

// Again is deliveries that are sent again together.
type Again struct {
	ID        string `json:"id"`
	Pending   int    `json:"pending"`
	Delivered int    `json:"delivered"`
	GivenUp   int    `json:"given_up"`
	Cancelled int    `json:"cancelled"`
}

type createPartnerInput struct{ Body NewPartner }

type changePartnerInput struct {
	IDPath
	Body PartnerChange
}

type pausePartnerInput struct {
	IDPath
	Body PausePartner
}

type listDeliveriesInput struct {
	IDPath
	httpapi.Paging
	State PartnerDeliveryState `query:"state"`
	Type  DeliveredEvent       `query:"type"`
	Day   string               `query:"day" format:"date" doc:"In the zone of the partner's unit"`
}

type againInput struct {
	IDPath
	Body NewAgain
}

type progressInput struct {
	IDPath
	AgainID string `path:"again_id" format:"uuid"`
}

func (d Deps) registerPartners(api *httpapi.API) {
	const base, tag = "/console/v1/partners", "partner"
	wrong := func(more ...*fault.Error) []*fault.Error {
		return append(more, partner.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF)
	}
	drafts := []*fault.Error{partner.ErrInvalid, partner.ErrName, partner.ErrChanged}
	const told = "the answer is a secret that is kept nowhere in the clear; "
	httpapi.Register(api, httpapi.Op{
		ID: "listPartners", Method: http.MethodGet, Path: base, Tag: tag, Summary: "Partners of units in scope, by name",
		Action: authz.PartnerRead, Example: httpapi.List[Partner]{Items: []Partner{samplePartner()}},
	}, d.listPartners)
	httpapi.Register(api, httpapi.Op{
		ID: "createPartner", Method: http.MethodPost, Path: base, Tag: tag, Summary: "Register a partner and show its secret",
		Action: authz.PartnerManage, Unkeyed: told + "a second one of the same name is refused", Status: http.StatusCreated,
		Errors: []*fault.Error{partner.ErrInvalid, partner.ErrName, partner.ErrFull, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: samplePartnerSecret(),
	}, d.createPartner)
	httpapi.Register(api, httpapi.Op{
		ID: "getPartner", Method: http.MethodGet, Path: base + "/{id}", Tag: tag, Summary: "A partner",
		Action: authz.PartnerRead, Errors: []*fault.Error{partner.ErrNotFound, authz.ErrOutOfScope}, Example: samplePartner(),
	}, d.getPartner)
	httpapi.Register(api, httpapi.Op{
		ID: "changePartner", Method: http.MethodPut, Path: base + "/{id}", Tag: tag, Summary: "Change what was said of a partner",
		Action: authz.PartnerManage, Errors: wrong(drafts...), Example: samplePartner(),
	}, d.changePartner)
	httpapi.Register(api, httpapi.Op{
		ID: "rotatePartnerSecret", Method: http.MethodPost, Path: base + "/{id}/secret", Tag: tag, Summary: "Make a new secret; the old one signs too for 24 hours",
		Action: authz.PartnerManage, Unkeyed: told + "after a second one the partner's own still signs", Errors: wrong(partner.ErrChanged), Example: samplePartnerSecret(),
	}, d.rotatePartnerSecret)
	httpapi.Register(api, httpapi.Op{
		ID: "testPartner", Method: http.MethodPost, Path: base + "/{id}/test", Tag: tag, Summary: "Send an event that says nothing, once",
		Action: authz.PartnerManage, Errors: wrong(), Example: samplePartnerDelivery(),
	}, d.testPartner)
	httpapi.Register(api, httpapi.Op{
		ID: "pausePartner", Method: http.MethodPost, Path: base + "/{id}/pause", Tag: tag, Summary: "Send nothing; what happens waits",
		Action: authz.PartnerManage, Errors: wrong(partner.ErrInvalid, partner.ErrPaused, partner.ErrChanged), Example: samplePartner(),
	}, d.pausePartner)
	httpapi.Register(api, httpapi.Op{
		ID: "resumePartner", Method: http.MethodPost, Path: base + "/{id}/resume", Tag: tag, Summary: "Send again, what has waited included",
		Action: authz.PartnerManage, Errors: wrong(partner.ErrNotPaused, partner.ErrChanged), Example: samplePartner(),
	}, d.resumePartner)
	d.registerPartnerLog(api, base, tag, wrong)
}

func (d Deps) registerPartnerLog(api *httpapi.API, base, tag string, wrong func(...*fault.Error) []*fault.Error) {
	httpapi.Register(api, httpapi.Op{
		ID: "listPartnerDeliveries", Method: http.MethodGet, Path: base + "/{id}/deliveries", Tag: tag, Summary: "What was sent to a partner, newest first, kept for 90 days",
		Action: authz.PartnerRead, Errors: []*fault.Error{partner.ErrNotFound, partner.ErrInvalid, page.ErrCursor, authz.ErrOutOfScope},
		Example: httpapi.List[PartnerDelivery]{Items: []PartnerDelivery{samplePartnerDelivery()}},
	}, d.listPartnerDeliveries)
	httpapi.Register(api, httpapi.Op{
		ID: "sendDayAgain", Method: http.MethodPost, Path: base + "/{id}/again", Tag: tag, Summary: "Send what was given up of a day again, at most 2000",
		Action: authz.PartnerManage, Errors: wrong(partner.ErrInvalid, partner.ErrNotGivenUp, partner.ErrPaused), Example: Again{ID: sampleID(1), Pending: 12},
	}, d.sendDayAgain)
	httpapi.Register(api, httpapi.Op{
		ID: "getAgain", Method: http.MethodGet, Path: base + "/{id}/again/{again_id}", Tag: tag, Summary: "How far what is sent again is",
		Action: authz.PartnerRead, Errors: []*fault.Error{partner.ErrNotFound, authz.ErrOutOfScope}, Example: Again{ID: sampleID(1), Pending: 2, Delivered: 10},
	}, d.getAgain)
	httpapi.Register(api, httpapi.Op{
		ID: "stopAgain", Method: http.MethodPost, Path: base + "/{id}/again/{again_id}/stop", Tag: tag, Summary: "Give up what of it has not arrived yet",
		Action: authz.PartnerManage, Errors: []*fault.Error{partner.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: Again{ID: sampleID(1), Delivered: 10, GivenUp: 2},
	}, d.stopAgain)
	httpapi.Register(api, httpapi.Op{
		ID: "getPartnerDelivery", Method: http.MethodGet, Path: "/console/v1/partner-deliveries/{id}", Tag: tag, Summary: "One delivery with its tries",
		Action: authz.PartnerRead, Errors: []*fault.Error{partner.ErrNoDelivery, authz.ErrOutOfScope}, Example: samplePartnerDelivery(),
	}, d.getPartnerDelivery)
	httpapi.Register(api, httpapi.Op{
		ID: "sendAgain", Method: http.MethodPost, Path: "/console/v1/partner-deliveries/{id}/again", Tag: tag, Summary: "Send a delivery that was given up again",
		Action: authz.PartnerManage, Errors: wrong(partner.ErrNoDelivery, partner.ErrNotGivenUp, partner.ErrPaused), Example: samplePartnerDelivery(),
	}, d.sendAgain)
}

func samplePartner() Partner {
	return Partner{
		ID: sampleID(21), Name: "西湖区检察院", Kind: "procuratorate", Unit: sampleStation(), Note: "信息科，张工", URL: "https://jcy.example.org/hooks/diandao", Events: []PartnerEvent{"lost_contact.opened", "leave.decided"},
		Version: 1, CreatedAt: sampleTime(),
	}
}

func samplePartnerSecret() PartnerSecret {
	return PartnerSecret{Partner: samplePartner(), Secret: "whsec_ZXhhbXBsZSBvbmx5LCBub3QgYSBzZWNyZXQgb2YgYW55Ym9keQ=="}
}

func samplePartnerDelivery() PartnerDelivery {
	return PartnerDelivery{
		ID: sampleID(22), EventID: sampleID(23), Type: "leave.decided", State: "pending", CreatedAt: sampleTime(), Tries: []PartnerTry{{At: sampleTime(), Status: 503, Millis: 210, Class: "server_error"}},
		Body: `{"type":"leave.decided","timestamp":"2026-11-23T01:30:00Z","data":{"event_id":"` + sampleID(23) + `","unit_id":"` + sampleID(3) + `","subject_id":"` + sampleID(15) + `","person_id":"` + sampleID(1) + `","codes":{"decision":"approved"}}}`,
	}
}

func (d Deps) listPartners(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[Partner]], error) {
	actor := httpapi.Actor(ctx)
	all, err := d.Partners.List(ctx, actor)
	if err != nil {
		return nil, err
	}
	units, err := d.units(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.All(all, func(p partner.Partner) Partner { return fromPartner(p, units) })), nil
}

func fromPartner(p partner.Partner, units map[org.UnitID]org.Unit) Partner {
	return Partner{
		ID: string(p.ID), Name: p.Name, Kind: PartnerKind(p.Kind), Unit: UnitRef{ID: string(p.UnitID), Name: units[p.UnitID].Name}, Note: p.Note, URL: p.URL,
		Events:       httpapi.Map(p.Events, func(t partner.Type) PartnerEvent { return PartnerEvent(t) }),
		MinorsReason: p.MinorsReason, OverlapUntil: httpapi.At(p.OverlapUntil), Pause: PartnerPause(p.Pause), PausedAt: httpapi.At(p.PausedAt), FailingSince: httpapi.At(p.FailingSince),
		Version: p.Version, CreatedAt: p.CreatedAt.UTC(),
	}
}

func fromPartnerDelivery(v partner.Delivery) PartnerDelivery {
	return PartnerDelivery{
		ID: string(v.ID), EventID: v.EventID, Type: DeliveredEvent(v.Type), State: PartnerDeliveryState(v.State), Body: v.Body, CreatedAt: v.CreatedAt.UTC(), NextAt: httpapi.At(v.NextAt), SettledAt: httpapi.At(v.SettledAt),
		Tries: httpapi.Map(v.Tries, func(t partner.Try) PartnerTry {
			return PartnerTry{At: t.At.UTC(), Status: t.Status, Millis: t.Took.Milliseconds(), Class: TryClass(t.Class)}
		}),
	}
}

func fromAgain(v partner.Again) Again {
	c := v.Counts
	return Again{ID: v.ID, Pending: c[partner.Pending], Delivered: c[partner.Delivered], GivenUp: c[partner.GivenUp], Cancelled: c[partner.Cancelled]}
}

func (n NewPartner) draft() partner.Draft {
	return partner.Draft{
		Name: n.Name, Kind: partner.Kind(n.Kind), UnitID: org.UnitID(n.UnitID), Note: n.Note, URL: n.URL, MinorsReason: n.MinorsReason,
		Events: httpapi.Map(n.Events, func(t PartnerEvent) partner.Type { return partner.Type(t) }),
	}
}

// describePartner turns what the service says into the contract's words.
func (d Deps) describePartner(ctx context.Context, p partner.Partner, err error) (*httpapi.Body[Partner], error) {
	if err != nil {
		return nil, err
	}
	units, err := d.units(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPartner(p, units)), nil
}

func (d Deps) withSecret(ctx context.Context, p partner.Partner, secret string, err error) (*httpapi.Body[PartnerSecret], error) {
	described, err := d.describePartner(ctx, p, err)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(PartnerSecret{Partner: described.Body, Secret: secret}), nil
}

func (d Deps) createPartner(ctx context.Context, in *createPartnerInput) (*httpapi.Body[PartnerSecret], error) {
	p, secret, err := d.Partners.Create(ctx, httpapi.Actor(ctx), in.Body.draft())
	return d.withSecret(ctx, p, secret, err)
}

func (d Deps) getPartner(ctx context.Context, in *IDPath) (*httpapi.Body[Partner], error) {
	p, err := d.Partners.Get(ctx, httpapi.Actor(ctx), partner.ID(in.ID))
	return d.describePartner(ctx, p, err)
}

func (d Deps) changePartner(ctx context.Context, in *changePartnerInput) (*httpapi.Body[Partner], error) {
	p, err := d.Partners.Change(ctx, httpapi.Actor(ctx), partner.ID(in.ID), in.Body.Version, in.Body.draft())
	return d.describePartner(ctx, p, err)
}

func (d Deps) rotatePartnerSecret(ctx context.Context, in *IDPath) (*httpapi.Body[PartnerSecret], error) {
	p, secret, err := d.Partners.Rotate(ctx, httpapi.Actor(ctx), partner.ID(in.ID))
	return d.withSecret(ctx, p, secret, err)
}

func (d Deps) testPartner(ctx context.Context, in *IDPath) (*httpapi.Body[PartnerDelivery], error) {
	return describeDelivery(d.Partners.SendTest(ctx, httpapi.Actor(ctx), partner.ID(in.ID)))
}

func (d Deps) pausePartner(ctx context.Context, in *pausePartnerInput) (*httpapi.Body[Partner], error) {
	p, err := d.Partners.Halt(ctx, httpapi.Actor(ctx), partner.ID(in.ID), in.Body.Reason)
	return d.describePartner(ctx, p, err)
}

func (d Deps) resumePartner(ctx context.Context, in *IDPath) (*httpapi.Body[Partner], error) {
	p, err := d.Partners.Resume(ctx, httpapi.Actor(ctx), partner.ID(in.ID))
	return d.describePartner(ctx, p, err)
}

func (d Deps) listPartnerDeliveries(ctx context.Context, in *listDeliveriesInput) (*httpapi.Body[httpapi.List[PartnerDelivery]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := partner.LogFilter{State: partner.State(in.State), Type: partner.Type(in.Type), Day: in.Day}
	all, err := d.Partners.Log(ctx, httpapi.Actor(ctx), partner.ID(in.ID), f, req)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, fromPartnerDelivery, func(v partner.Delivery) page.Cursor { return page.Cursor{At: v.CreatedAt, ID: string(v.ID)} })), nil
}

func describeDelivery(v partner.Delivery, err error) (*httpapi.Body[PartnerDelivery], error) {
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromPartnerDelivery(v)), nil
}

func (d Deps) getPartnerDelivery(ctx context.Context, in *IDPath) (*httpapi.Body[PartnerDelivery], error) {
	return describeDelivery(d.Partners.Delivery(ctx, httpapi.Actor(ctx), partner.DeliveryID(in.ID)))
}

func (d Deps) sendAgain(ctx context.Context, in *IDPath) (*httpapi.Body[PartnerDelivery], error) {
	return describeDelivery(d.Partners.SendAgain(ctx, httpapi.Actor(ctx), partner.DeliveryID(in.ID)))
}

func (d Deps) sendDayAgain(ctx context.Context, in *againInput) (*httpapi.Body[Again], error) {
	return describeAgain(d.Partners.SendDayAgain(ctx, httpapi.Actor(ctx), partner.ID(in.ID), in.Body.Day))
}

func (d Deps) getAgain(ctx context.Context, in *progressInput) (*httpapi.Body[Again], error) {
	return describeAgain(d.Partners.Progress(ctx, httpapi.Actor(ctx), partner.ID(in.ID), in.AgainID))
}

func (d Deps) stopAgain(ctx context.Context, in *progressInput) (*httpapi.Body[Again], error) {
	return describeAgain(d.Partners.StopAgain(ctx, httpapi.Actor(ctx), partner.ID(in.ID), in.AgainID))
}

func describeAgain(v partner.Again, err error) (*httpapi.Body[Again], error) {
	if err != nil {
		return nil, err
	}
	return httpapi.OK(fromAgain(v)), nil
}
