package consoleapi

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/liaison"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/page"
	"diandao/internal/person"
)

type (
	// LostContactState is liaison.State.
	LostContactState string
	// LostContactStage is liaison.Stage.
	LostContactStage string
	// ContactSign is liaison.Sign.
	ContactSign string
	// LostContactStepKind is liaison.StepKind.
	LostContactStepKind string
	// RecordableStep is one of liaison.Recordable.
	RecordableStep string
	// FoundHow is liaison.How.
	FoundHow string
)

// Schema lists the values.
func (LostContactState) Schema(huma.Registry) *huma.Schema { return enum(liaison.States()) }

// Schema lists the values.
func (LostContactStage) Schema(huma.Registry) *huma.Schema { return enum(liaison.Stages()) }

// Schema lists the values.
func (ContactSign) Schema(huma.Registry) *huma.Schema { return enum(liaison.Signs()) }

// Schema lists the values.
func (LostContactStepKind) Schema(huma.Registry) *huma.Schema { return enum(liaison.StepKinds()) }

// Schema lists the values.
func (RecordableStep) Schema(huma.Registry) *huma.Schema { return enum(liaison.Recordable()) }

// Schema lists the values.
func (FoundHow) Schema(huma.Registry) *huma.Schema { return enum(liaison.Hows()) }

// LostContact is one search for a person whom nobody has heard of.
type LostContact struct {
	ID       string                                `json:"id"`
	Person   PersonRef                             `json:"person"`
	Station  UnitRef                               `json:"station"`
	State    LostContactState                      `json:"state"`
	Stage    LostContactStage                      `json:"stage" doc:"The span since the last contact: up to ten days, more, more than a month"`
	SinceAt  time.Time                             `json:"since_at" doc:"The last contact before the case was opened"`
	SinceBy  ContactSign                           `json:"since_by"`
	OpenedAt time.Time                             `json:"opened_at"`
	BySystem bool                                  `json:"by_system" doc:"Opened because questions stayed unanswered"`
	Next     httpapi.Nullable[LostContactStepKind] `json:"next" doc:"The step that is proposed; found proposes to close; null when nothing is due"`
	DueAt    *time.Time                            `json:"due_at" doc:"By when; the level above is told afterwards"`
	SignAt   *time.Time                            `json:"sign_at" doc:"The newest sign of life since the case was opened"`
	SignBy   httpapi.Nullable[ContactSign]         `json:"sign_by"`
	How      httpapi.Nullable[FoundHow]            `json:"how"`
	ClosedAt *time.Time                            `json:"closed_at"`
}

// LostContactStep is one entry of a case.
type LostContactStep struct {
	Kind       LostContactStepKind           `json:"kind"`
	Informed   string                        `json:"informed" doc:"Who was called, met or told"`
	Note       string                        `json:"note"`
	Sign       httpapi.Nullable[ContactSign] `json:"sign"`
	How        httpapi.Nullable[FoundHow]    `json:"how"`
	HappenedAt time.Time                     `json:"happened_at"`
	ByName     string                        `json:"by_name" doc:"Empty for the software"`
	At         time.Time                     `json:"at" doc:"When it was recorded"`
}

// LostContactDetail is a case with its steps.
type LostContactDetail struct {
	LostContact
	Steps []LostContactStep `json:"steps" nullable:"false" doc:"Oldest first"`
}

// NewLostContact opens a case.
type NewLostContact struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"What is known"`
}

// NewLostContactStep records what was done.
type NewLostContactStep struct {
	Kind       RecordableStep `json:"kind"`
	Informed   string         `json:"informed,omitempty" maxLength:"100" doc:"Who was told; needed when the step is to tell somebody"`
	Note       string         `json:"note" minLength:"1" maxLength:"500" doc:"What came of it"`
	HappenedAt *time.Time     `json:"happened_at,omitempty" doc:"Now when absent"`
}

// FoundPerson closes a case.
type FoundPerson struct {
	How  FoundHow `json:"how"`
	Note string   `json:"note" minLength:"1" maxLength:"500"`
}

type listLostContactsInput struct {
	httpapi.Paging
	State    LostContactState `query:"state"`
	UnitID   string           `query:"unit_id" format:"uuid"`
	PersonID string           `query:"person_id" format:"uuid"`
	DaySpan
}

type openLostContactInput struct {
	IDPath
	Body NewLostContact
}

type recordStepInput struct {
	IDPath
	Body NewLostContactStep
}

type closeLostContactInput struct {
	IDPath
	Body FoundPerson
}

func (d Deps) registerLiaison(api *httpapi.API) {
	wrong := []*fault.Error{liaison.ErrNotFound, liaison.ErrMoved, liaison.ErrClosed, liaison.ErrStep, authz.ErrOutOfScope, httpapi.ErrCSRF}
	httpapi.Register(api, httpapi.Op{
		ID: "listLostContacts", Method: http.MethodGet, Path: "/console/v1/lost-contacts", Tag: "lost contact", Summary: "Cases of lost contact in scope, newest first",
		Action: authz.LiaisonRead, Errors: []*fault.Error{page.ErrCursor, oversight.ErrInterval, authz.ErrOutOfScope}, Example: httpapi.List[LostContact]{Items: []LostContact{sampleLostContact()}},
	}, d.listLostContacts)
	httpapi.Register(api, httpapi.Op{
		ID: "getLostContact", Method: http.MethodGet, Path: "/console/v1/lost-contacts/{id}", Tag: "lost contact", Summary: "A case with its steps",
		Action: authz.LiaisonRead, Errors: []*fault.Error{liaison.ErrNotFound, authz.ErrOutOfScope}, Example: sampleLostContactDetail(),
	}, d.getLostContact)
	httpapi.Register(api, httpapi.Op{
		ID: "openLostContact", Method: http.MethodPost, Path: "/console/v1/persons/{id}/lost-contact", Tag: "person", Summary: "Begin to look for a person",
		Action: authz.LiaisonAct, Status: http.StatusCreated, Errors: []*fault.Error{person.ErrNotFound, liaison.ErrReason, liaison.ErrOpen, authz.ErrOutOfScope, httpapi.ErrCSRF}, Example: sampleLostContactDetail(),
	}, d.openLostContact)
	httpapi.Register(api, httpapi.Op{
		ID: "recordLostContactStep", Method: http.MethodPost, Path: "/console/v1/lost-contacts/{id}/steps", Tag: "lost contact", Summary: "Record what was done to find the person",
		Action: authz.LiaisonAct, Errors: append([]*fault.Error{liaison.ErrLevel, liaison.ErrTooMany}, wrong...), Example: sampleLostContactDetail(),
	}, d.recordLostContactStep)
	httpapi.Register(api, httpapi.Op{
		ID: "closeLostContact", Method: http.MethodPost, Path: "/console/v1/lost-contacts/{id}/close", Tag: "lost contact", Summary: "Say how the person was found",
		Action: authz.LiaisonAct, Errors: append([]*fault.Error{liaison.ErrReason}, wrong...), Example: sampleLostContactDetail(),
	}, d.closeLostContact)
}

func sampleLostContact() LostContact {
	return LostContact{
		ID: sampleID(16), Person: samplePersonRef(), Station: sampleStation(), State: "open", Stage: "within_ten_days", SinceAt: sampleTime().Add(-72 * time.Hour), SinceBy: "checkin",
		OpenedAt: sampleTime(), BySystem: true, Next: httpapi.Some(LostContactStepKind("called_person")), DueAt: sampleTimePointer(),
	}
}

func sampleLostContactDetail() LostContactDetail {
	return LostContactDetail{LostContact: sampleLostContact(), Steps: []LostContactStep{{Kind: "opened", HappenedAt: sampleTime(), At: sampleTime()}}}
}

func (d Deps) listLostContacts(ctx context.Context, in *listLostContactsInput) (*httpapi.Body[httpapi.List[LostContact]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f := liaison.Filter{PersonID: person.ID(in.PersonID)}
	if in.State != "" {
		f.States = []liaison.State{liaison.State(in.State)}
	}
	if f.From, f.To, err = d.instants(ctx, actor, in.DaySpan); err != nil {
		return nil, err
	}
	all, err := d.Liaison.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	l, err := d.look(ctx, actor, httpapi.Map(all, func(c liaison.Case) person.ID { return c.PersonID }))
	if err != nil {
		return nil, err
	}
	now := d.Clock.Now()
	return httpapi.OK(httpapi.NewList(all, req, func(c liaison.Case) LostContact { return l.lostContact(c, c.Stage(now)) }, func(c liaison.Case) page.Cursor {
		return page.Cursor{At: c.OpenedAt, ID: string(c.ID)}
	})), nil
}

func (l lookup) lostContact(c liaison.Case, stage liaison.Stage) LostContact {
	return LostContact{
		ID: string(c.ID), Person: l.person(c.PersonID), Station: l.station(c.StationID), State: LostContactState(c.State), Stage: LostContactStage(stage),
		SinceAt: c.Since.At.UTC(), SinceBy: ContactSign(c.Since.By), OpenedAt: c.OpenedAt.UTC(), BySystem: c.OpenedBy == authz.SystemActor().ID,
		Next: some(LostContactStepKind(c.Next)), DueAt: httpapi.At(c.DueAt), SignAt: httpapi.At(c.Sign.At), SignBy: some(ContactSign(c.Sign.By)), How: some(FoundHow(c.How)), ClosedAt: httpapi.At(c.ClosedAt),
	}
}

// some is null for an empty word.
func some[T ~string](v T) httpapi.Nullable[T] {
	if v == "" {
		return httpapi.Nullable[T]{}
	}
	return httpapi.Some(v)
}

func (d Deps) getLostContact(ctx context.Context, in *IDPath) (*httpapi.Body[LostContactDetail], error) {
	return d.describeLostContact(ctx)(d.Liaison.Detail(ctx, httpapi.Actor(ctx), liaison.ID(in.ID)))
}

func (d Deps) openLostContact(ctx context.Context, in *openLostContactInput) (*httpapi.Body[LostContactDetail], error) {
	return d.describeLostContact(ctx)(d.Liaison.Open(ctx, httpapi.Actor(ctx), person.ID(in.ID), in.Body.Reason))
}

func (d Deps) recordLostContactStep(ctx context.Context, in *recordStepInput) (*httpapi.Body[LostContactDetail], error) {
	st := liaison.StepInput{Kind: liaison.StepKind(in.Body.Kind), Informed: in.Body.Informed, Note: in.Body.Note}
	if in.Body.HappenedAt != nil {
		st.HappenedAt = *in.Body.HappenedAt
	}
	return d.describeLostContact(ctx)(d.Liaison.Record(ctx, httpapi.Actor(ctx), liaison.ID(in.ID), st))
}

func (d Deps) closeLostContact(ctx context.Context, in *closeLostContactInput) (*httpapi.Body[LostContactDetail], error) {
	return d.describeLostContact(ctx)(d.Liaison.Close(ctx, httpapi.Actor(ctx), liaison.ID(in.ID), liaison.How(in.Body.How), in.Body.Note))
}

// describeLostContact turns what the service says into the contract's words.
func (d Deps) describeLostContact(ctx context.Context) func(liaison.Detail, error) (*httpapi.Body[LostContactDetail], error) {
	return func(v liaison.Detail, err error) (*httpapi.Body[LostContactDetail], error) {
		if err != nil {
			return nil, err
		}
		l, err := d.look(ctx, httpapi.Actor(ctx), []person.ID{v.Case.PersonID})
		if err != nil {
			return nil, err
		}
		return httpapi.OK(LostContactDetail{LostContact: l.lostContact(v.Case, v.Stage), Steps: httpapi.Map(v.Steps, func(s liaison.Step) LostContactStep {
			return LostContactStep{
				Kind: LostContactStepKind(s.Kind), Informed: s.Informed, Note: s.Note, Sign: some(ContactSign(s.Sign)), How: some(FoundHow(s.How)),
				HappenedAt: s.HappenedAt.UTC(), ByName: s.ByName, At: s.At.UTC(),
			}
		})}), nil
	}
}
