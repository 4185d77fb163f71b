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
	"diandao/internal/person"
	"diandao/internal/staff"
)

// StaffBook is the administration of staff members; staff.Service.
type StaffBook interface {
	List(ctx context.Context, actor authz.Actor, f staff.Filter, p page.Request) ([]staff.Member, error)
	File(ctx context.Context, actor authz.Actor, id staff.ID) (staff.File, error)
	Create(ctx context.Context, actor authz.Actor, d staff.Draft) (f staff.File, password string, err error)
	Change(ctx context.Context, actor authz.Actor, id staff.ID, version int, d staff.Draft) (staff.File, error)
	ResetPassword(ctx context.Context, actor authz.Actor, id staff.ID) (f staff.File, password string, err error)
	Deactivate(ctx context.Context, actor authz.Actor, id staff.ID, version int, reason string) (staff.File, error)
	Reactivate(ctx context.Context, actor authz.Actor, id staff.ID, version int, reason string) (staff.File, error)
	Unlink(ctx context.Context, actor authz.Actor, id staff.ID) (staff.File, error)
	EndSessions(ctx context.Context, actor authz.Actor, id staff.ID, only staff.SessionID) (staff.File, error)
}

// StaffRow is a staff member in a list.
type StaffRow struct {
	ID          string     `json:"id"`
	Username    string     `json:"username"`
	Name        string     `json:"name"`
	Role        Role       `json:"role"`
	Unit        UnitRef    `json:"unit"`
	IsActive    bool       `json:"is_active"`
	MustChange  bool       `json:"must_change" doc:"Has not chosen a password yet"`
	LastLoginAt *time.Time `json:"last_login_at" doc:"null before the first"`
}

// StaffFile is a staff member with what belongs to them.
type StaffFile struct {
	StaffRow
	Sex               StaffSex       `json:"sex" doc:"Empty when not told"`
	CreatedAt         time.Time      `json:"created_at"`
	DeactivatedAt     *time.Time     `json:"deactivated_at"`
	PasswordExpiresAt *time.Time     `json:"password_expires_at" doc:"Of a first password; null for an own one"`
	IsLinked          bool           `json:"is_linked" doc:"Signs in by the identity provider, or did"`
	Sessions          []StaffSession `json:"sessions" nullable:"false" doc:"That go on, newest first"`
	MayManage         bool           `json:"may_manage"`
	Version           int            `json:"version"`
}

// StaffSession is a login that goes on.
type StaffSession struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"created_at"`
	ExpiresAt time.Time `json:"expires_at"`
	Via       SignInWay `json:"via"`
	Agent     string    `json:"agent" example:"Chrome 156, Windows" doc:"Browser and system; empty when not told"`
	IsCurrent bool      `json:"is_current" doc:"The one that asks"`
}

// FirstPassword is a password to be handed out. It is shown once.
type FirstPassword struct {
	Staff     StaffFile `json:"staff"`
	Password  string    `json:"password"`
	ExpiresAt time.Time `json:"expires_at"`
}

// StaffDraft is what is told of a staff member.
type StaffDraft struct {
	Name   string   `json:"name" minLength:"1" maxLength:"40"`
	Role   Role     `json:"role"`
	UnitID string   `json:"unit_id" format:"uuid"`
	Sex    StaffSex `json:"sex,omitempty"`
}

// NewStaff is a staff member to be added.
type NewStaff struct {
	StaffDraft
	Username string `json:"username" minLength:"2" maxLength:"64" doc:"Small letters, digits and . _ @ -"`
}

// ChangedStaff is a staff member as they are to be.
type ChangedStaff struct {
	StaffDraft
	Version int `json:"version" minimum:"1"`
}

// StaffReason says why a staff member is deactivated or active again.
type StaffReason struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"500"`
	Version int    `json:"version" minimum:"1"`
}

// EndedSessions names the session to end.
type EndedSessions struct {
	SessionID string `json:"session_id,omitempty" pattern:"^([0-9a-f]{32})?$" doc:"Left out: all of them"`
}

type listStaffInput struct {
	httpapi.Paging
	Role   Role          `query:"role"`
	UnitID string        `query:"unit_id" format:"uuid" doc:"And all below it"`
	Active StaffActivity `query:"active"`
	Query  string        `query:"q" maxLength:"64" doc:"Part of a name or username"`
}

type changeStaffInput struct {
	IDPath
	Body ChangedStaff
}

type staffReasonInput struct {
	IDPath
	Body StaffReason
}

type endSessionsInput struct {
	IDPath
	Body EndedSessions
}

func (d Deps) registerStaff(api *httpapi.API) {
	const base, one, tag = "/console/v1/staff", "/console/v1/staff/{id}", "staff"
	const secret = "the answer is a secret that is kept nowhere; "
	on := []*fault.Error{staff.ErrNotFound, staff.ErrRole, authz.ErrOutOfScope, httpapi.ErrCSRF}
	also := func(more ...*fault.Error) []*fault.Error { return append(append([]*fault.Error{}, on...), more...) }
	httpapi.Register(api, httpapi.Op{
		ID: "listStaff", Method: http.MethodGet, Path: base, Tag: tag, Summary: "Staff members in scope, by username",
		Action: authz.StaffRead, Errors: []*fault.Error{page.ErrCursor, authz.ErrOutOfScope}, Example: httpapi.List[StaffRow]{Items: []StaffRow{sampleStaff().StaffRow}},
	}, d.listStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "addStaff", Method: http.MethodPost, Path: base, Tag: tag, Summary: "Add a staff member and make a first password",
		Action: authz.StaffManage, Unkeyed: secret + "a username is given once", Status: http.StatusCreated,
		Errors: also(staff.ErrUsername, staff.ErrUsernameTaken, staff.ErrMember, org.ErrUnit), Example: sampleFirstPassword(),
	}, d.addStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "getStaff", Method: http.MethodGet, Path: one, Tag: tag, Summary: "One staff member with their sessions",
		Action: authz.StaffRead, Errors: []*fault.Error{staff.ErrNotFound, authz.ErrOutOfScope}, Example: sampleStaff(),
	}, d.getStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "changeStaff", Method: http.MethodPut, Path: one, Tag: tag, Summary: "Change name, role, unit or sex; a new role or unit ends the sessions",
		Action: authz.StaffManage, Errors: also(staff.ErrChanged, staff.ErrSelf, staff.ErrLastAdmin, staff.ErrMember, org.ErrUnit), Example: sampleStaff(),
	}, d.changeStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "resetStaffPassword", Method: http.MethodPost, Path: one + "/password", Tag: tag, Summary: "Make a new first password; ends the sessions",
		Action: authz.StaffManage, Unkeyed: secret + "a second one does no harm", Status: http.StatusCreated, Errors: also(staff.ErrSelf), Example: sampleFirstPassword(),
	}, d.resetStaffPassword)
	httpapi.Register(api, httpapi.Op{
		ID: "deactivateStaff", Method: http.MethodPost, Path: one + "/deactivate", Tag: tag, Summary: "Let somebody sign in no more; ends the sessions",
		Action: authz.StaffManage, Errors: also(staff.ErrChanged, staff.ErrSelf, staff.ErrLastAdmin, staff.ErrReason), Example: sampleStaff(),
	}, d.deactivateStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "reactivateStaff", Method: http.MethodPost, Path: one + "/reactivate", Tag: tag, Summary: "Let somebody sign in again",
		Action: authz.StaffManage, Errors: also(staff.ErrChanged, staff.ErrReason), Example: sampleStaff(),
	}, d.reactivateStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "unlinkStaff", Method: http.MethodPost, Path: one + "/unlink", Tag: tag, Summary: "Forget which login of the identity provider is theirs; ends the sessions",
		Action: authz.StaffManage, Errors: on, Example: sampleStaff(),
	}, d.unlinkStaff)
	httpapi.Register(api, httpapi.Op{
		ID: "endStaffSessions", Method: http.MethodPost, Path: one + "/sessions/end", Tag: tag, Summary: "End one session, or all",
		Action: authz.StaffManage, Errors: on, Example: sampleStaff(),
	}, d.endStaffSessions)
}

func sampleStaff() StaffFile {
	return StaffFile{
		StaffRow:  StaffRow{ID: sampleID(9), Username: "li.sifa", Name: "李司法", Role: "officer", Unit: sampleStation(), IsActive: true, LastLoginAt: sampleTimePointer()},
		Sex:       "female",
		CreatedAt: sampleTime(), Sessions: []StaffSession{sampleStaffSession()}, MayManage: true, Version: 3,
	}
}

func sampleStaffSession() StaffSession {
	return StaffSession{ID: "9f86d081884c7d659a2feaa0c55ad015", CreatedAt: sampleTime(), ExpiresAt: sampleTime().Add(12 * time.Hour), Via: "password", Agent: "Chrome 156, Windows"}
}

func sampleFirstPassword() FirstPassword {
	f := sampleStaff()
	f.MustChange, f.PasswordExpiresAt, f.LastLoginAt, f.Sessions = true, sampleTimePointer(), nil, []StaffSession{}
	return FirstPassword{Staff: f, Password: "k7m2-p9qr-txw4", ExpiresAt: sampleTime()}
}

func (d Deps) listStaff(ctx context.Context, in *listStaffInput) (*httpapi.Body[httpapi.List[StaffRow]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	actor, err := d.narrow(ctx, httpapi.Actor(ctx), org.UnitID(in.UnitID))
	if err != nil {
		return nil, err
	}
	f := staff.Filter{Activity: staff.Activity(in.Active), Query: in.Query}
	if in.Role != "" {
		f.Roles = []authz.Role{authz.Role(in.Role)}
	}
	all, err := d.StaffBook.List(ctx, actor, f, req)
	if err != nil {
		return nil, err
	}
	units, err := d.units(ctx, actor)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, func(m staff.Member) StaffRow { return fromMember(m, units) },
		func(m staff.Member) page.Cursor { return page.Cursor{Text: m.Username, ID: string(m.ID)} })), nil
}

func (d Deps) addStaff(ctx context.Context, in *httpapi.Body[NewStaff]) (*httpapi.Body[FirstPassword], error) {
	draft := toDraft(in.Body.StaffDraft)
	draft.Username = in.Body.Username
	return d.firstPassword(ctx)(d.StaffBook.Create(ctx, httpapi.Actor(ctx), draft))
}

func (d Deps) resetStaffPassword(ctx context.Context, in *IDPath) (*httpapi.Body[FirstPassword], error) {
	return d.firstPassword(ctx)(d.StaffBook.ResetPassword(ctx, httpapi.Actor(ctx), staff.ID(in.ID)))
}

func (d Deps) getStaff(ctx context.Context, in *IDPath) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.File(ctx, httpapi.Actor(ctx), staff.ID(in.ID)))
}

func (d Deps) changeStaff(ctx context.Context, in *changeStaffInput) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.Change(ctx, httpapi.Actor(ctx), staff.ID(in.ID), in.Body.Version, toDraft(in.Body.StaffDraft)))
}

func (d Deps) deactivateStaff(ctx context.Context, in *staffReasonInput) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.Deactivate(ctx, httpapi.Actor(ctx), staff.ID(in.ID), in.Body.Version, in.Body.Reason))
}

func (d Deps) reactivateStaff(ctx context.Context, in *staffReasonInput) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.Reactivate(ctx, httpapi.Actor(ctx), staff.ID(in.ID), in.Body.Version, in.Body.Reason))
}

func (d Deps) unlinkStaff(ctx context.Context, in *IDPath) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.Unlink(ctx, httpapi.Actor(ctx), staff.ID(in.ID)))
}

func (d Deps) endStaffSessions(ctx context.Context, in *endSessionsInput) (*httpapi.Body[StaffFile], error) {
	return d.staffFile(ctx)(d.StaffBook.EndSessions(ctx, httpapi.Actor(ctx), staff.ID(in.ID), staff.SessionID(in.Body.SessionID)))
}

func (d Deps) firstPassword(ctx context.Context) func(staff.File, string, error) (*httpapi.Body[FirstPassword], error) {
	return func(f staff.File, password string, err error) (*httpapi.Body[FirstPassword], error) {
		if err != nil {
			return nil, err
		}
		units, err := d.units(ctx, httpapi.Actor(ctx))
		if err != nil {
			return nil, err
		}
		return httpapi.OK(FirstPassword{Staff: fromFile(f, units, sessionOf(ctx).session), Password: password, ExpiresAt: f.Member.PasswordExpiresAt.UTC()}), nil
	}
}

// staffFile turns what the service says into the contract's words.
func (d Deps) staffFile(ctx context.Context) func(staff.File, error) (*httpapi.Body[StaffFile], error) {
	return func(f staff.File, err error) (*httpapi.Body[StaffFile], error) {
		if err != nil {
			return nil, err
		}
		units, err := d.units(ctx, httpapi.Actor(ctx))
		if err != nil {
			return nil, err
		}
		return httpapi.OK(fromFile(f, units, sessionOf(ctx).session)), nil
	}
}

func toDraft(b StaffDraft) staff.Draft {
	return staff.Draft{Name: b.Name, Role: authz.Role(b.Role), UnitID: org.UnitID(b.UnitID), Sex: person.Sex(b.Sex)}
}

func fromMember(m staff.Member, units map[org.UnitID]org.Unit) StaffRow {
	return StaffRow{
		ID: string(m.ID), Username: m.Username, Name: m.Name, Role: Role(m.Role), Unit: UnitRef{ID: string(m.UnitID), Name: units[m.UnitID].Name},
		IsActive: m.IsActive(), MustChange: m.MustChange, LastLoginAt: httpapi.At(m.LastLoginAt),
	}
}

func fromFile(f staff.File, units map[org.UnitID]org.Unit, current staff.Session) StaffFile {
	m := f.Member
	return StaffFile{
		StaffRow: fromMember(m, units), Sex: StaffSex(m.Sex), CreatedAt: m.CreatedAt.UTC(), DeactivatedAt: httpapi.At(m.DisabledAt), PasswordExpiresAt: httpapi.At(m.PasswordExpiresAt),
		IsLinked: m.Subject != "", MayManage: f.MayManage, Version: m.Version, Sessions: httpapi.Map(f.Sessions, func(s staff.Session) StaffSession { return fromSession(s, current) }),
	}
}

func fromSession(s, current staff.Session) StaffSession {
	return StaffSession{
		ID: string(s.ID()), CreatedAt: s.CreatedAt.UTC(), ExpiresAt: s.ExpiresAt.UTC(), Via: SignInWay(s.Via), Agent: s.Agent, IsCurrent: s.TokenHash == current.TokenHash,
	}
}
