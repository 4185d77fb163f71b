package consoleapi

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
)

// AuditEntry tells who did what to which record, when and why.
type AuditEntry struct {
	ID          string            `json:"id"`
	Chain       string            `json:"chain" doc:"Path of the unit whose chain it is on"`
	Seq         int64             `json:"seq"`
	At          time.Time         `json:"at"`
	ActorRole   string            `json:"actor_role"`
	ActorID     string            `json:"actor_id"`
	ActorName   string            `json:"actor_name" doc:"Of staff, or of a person whose name may be seen; else empty"`
	Action      string            `json:"action" example:"checkin.decided"`
	Subject     string            `json:"subject" example:"checkin:0193a5f0-7c00-7000-8000-000000000004"`
	SubjectName string            `json:"subject_name" doc:"Of a staff member; else empty"`
	PersonID    string            `json:"person_id"`
	Person      *AuditPerson      `json:"person" doc:"Whose record it is; null when nobody's, or no longer known"`
	Reason      string            `json:"reason"`
	Data        facts             `json:"data" doc:"Facts: codes, ids, hashes; null without any"`
	DataNames   map[string]string `json:"data_names" nullable:"false" doc:"Names of the staff members whose ids are among the facts"`
	Hash        string            `json:"hash"`
}

// Withheld tells why a name is not shown.
type Withheld string

// Why a name is not shown: the person is under 18, or belongs to a unit out of scope now.
const (
	WithheldMinor     Withheld = "minor"
	WithheldElsewhere Withheld = "elsewhere"
)

// Schema lists the values.
func (Withheld) Schema(huma.Registry) *huma.Schema {
	return enum([]Withheld{"", WithheldMinor, WithheldElsewhere})
}

// AuditPerson names the person of an entry, as far as the reader may see it now.
type AuditPerson struct {
	Name     string   `json:"name"`
	Number   string   `json:"number" doc:"Empty when the person is elsewhere"`
	Withheld Withheld `json:"withheld" doc:"Why the name is empty: the person is under 18, or belongs to a unit out of scope now"`
}

type listAuditInput struct {
	httpapi.Paging
	PersonID string    `query:"person_id" format:"uuid"`
	ActorID  string    `query:"actor_id" maxLength:"64" doc:"With from and to, at most 31 days apart, or a person"`
	Action   string    `query:"action" maxLength:"64" doc:"With from and to, at most 31 days apart, or a person"`
	From     time.Time `query:"from" doc:"Not before"`
	To       time.Time `query:"to" doc:"Before"`
}

func (d Deps) registerAudit(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listAudit", Method: http.MethodGet, Path: "/console/v1/audit", Tag: "audit", Summary: "Audit entries in scope, newest first",
		Action: authz.AuditRead, Errors: []*fault.Error{page.ErrCursor, audit.ErrSpan}, Example: httpapi.List[AuditEntry]{Items: []AuditEntry{sampleAuditEntry()}},
	}, d.listAudit)
	httpapi.Register(api, httpapi.Op{
		ID: "checkAudit", Method: http.MethodGet, Path: "/console/v1/audit/check", Tag: "audit", Summary: "Follow the chain of a unit from its first entry on",
		Action: authz.AuditRead, Errors: []*fault.Error{authz.ErrOutOfScope}, Example: ChainCheck{Chain: "/3301/", Entries: 5652, IsWhole: true, Head: "9f86d081884c7d65"},
	}, d.checkAudit)
}

// ChainCheck tells whether every entry of a chain fits the one before.
type ChainCheck struct {
	Chain    string `json:"chain" doc:"Path of the unit whose chain it is"`
	Entries  int64  `json:"entries" doc:"That fit, up to the first that does not"`
	IsWhole  bool   `json:"is_whole"`
	BrokenAt int64  `json:"broken_at" doc:"Number of the first entry that does not fit; 0 when whole"`
	Head     string `json:"head" doc:"Hash of the last entry that fits"`
}

type checkAuditInput struct {
	Chain string `query:"chain" required:"true" minLength:"1" maxLength:"200" doc:"Path of a unit"`
}

func (d Deps) checkAudit(ctx context.Context, in *checkAuditInput) (*httpapi.Body[ChainCheck], error) {
	c, err := d.Audit.Check(ctx, httpapi.Actor(ctx), org.Path(in.Chain))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(ChainCheck{Chain: in.Chain, Entries: c.Entries, IsWhole: c.IsWhole, BrokenAt: c.BrokenAt, Head: c.Head}), nil
}

func (d Deps) listAudit(ctx context.Context, in *listAuditInput) (*httpapi.Body[httpapi.List[AuditEntry]], error) {
	req, err := in.Request()
	if err != nil {
		return nil, err
	}
	f := audit.Filter{PersonID: in.PersonID, ActorID: in.ActorID, From: in.From, To: in.To}
	if in.Action != "" {
		f.Actions = []string{in.Action}
	}
	all, err := d.Audit.List(ctx, httpapi.Actor(ctx), f, req)
	if err != nil {
		return nil, err
	}
	names, err := d.auditNames(ctx, httpapi.Actor(ctx), all)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.NewList(all, req, names.entry, func(e audit.Entry) page.Cursor { return page.Cursor{At: e.At, ID: e.ID} })), nil
}

// auditNames are the names that a page of entries needs.
type auditNames struct {
	scope   org.Path
	staff   map[string]string
	persons map[person.ID]Name
}

// auditNames reads the names of a page at once: one query for staff, one for persons.
func (d Deps) auditNames(ctx context.Context, actor authz.Actor, all []audit.Entry) (auditNames, error) {
	var persons []person.ID
	var staff []string
	for _, e := range all {
		if e.PersonID != "" {
			persons = append(persons, person.ID(e.PersonID))
		}
		if e.ActorRole == authz.Self {
			persons = append(persons, person.ID(e.ActorID))
		} else {
			staff = append(staff, e.ActorID)
		}
		if id, isStaff := strings.CutPrefix(e.Subject, "staff:"); isStaff {
			staff = append(staff, id)
		}
		staff = append(staff, idsOf(e.Data)...)
	}
	n := auditNames{scope: actor.Scope}
	var err error
	if n.staff, err = d.Names.Staff(ctx, unique(staff)); err != nil {
		return n, err
	}
	n.persons, err = d.Names.Persons(ctx, actor, unique(persons))
	return n, err
}

// idsOf returns what may be an id among facts.
func idsOf(data facts) []string {
	var all map[string]any
	if json.Unmarshal(data, &all) != nil { // none
		return nil
	}
	var ids []string
	for _, v := range all {
		if text, isText := v.(string); isText && id.Valid(text) {
			ids = append(ids, text)
		}
	}
	return ids
}

func unique[T cmp.Ordered](all []T) []T {
	slices.Sort(all)
	return slices.Compact(all)
}

// person names a person, withheld from who may not open their record.
func (n auditNames) person(id person.ID) *AuditPerson {
	who, isKnown := n.persons[id]
	switch {
	case !isKnown:
		return nil
	case !n.scope.Contains(who.Path):
		return &AuditPerson{Withheld: WithheldElsewhere}
	case who.IsMasked:
		return &AuditPerson{Number: who.Number, Withheld: WithheldMinor}
	default:
		return &AuditPerson{Name: who.Name, Number: who.Number}
	}
}

func (n auditNames) actor(e audit.Entry) string {
	if e.ActorRole != authz.Self {
		return n.staff[e.ActorID]
	}
	if p := n.person(person.ID(e.ActorID)); p != nil {
		return p.Name
	}
	return ""
}

func (n auditNames) inData(data facts) map[string]string {
	out := map[string]string{}
	for _, id := range idsOf(data) {
		if name := n.staff[id]; name != "" {
			out[id] = name
		}
	}
	return out
}

// reason is why, in words, which of a correction may hold the name that is withheld.
func (n auditNames) reason(e audit.Entry) string {
	if p := n.person(person.ID(e.PersonID)); e.Action == "person.corrected" && (p == nil || p.Withheld != "") {
		return ""
	}
	return e.Reason
}

// data are the facts of an entry. Of a person whose name is withheld a correction tells no more than a list of persons
// does; what else was corrected is null.
func (n auditNames) data(e audit.Entry) facts {
	p := n.person(person.ID(e.PersonID))
	if e.Action != "person.corrected" || p != nil && p.Withheld == "" {
		return e.Data
	}
	listed := []string{"sex", "level", "category"}
	if p != nil && p.Withheld == WithheldMinor {
		listed = append(listed, "number")
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(e.Data, &all) != nil { // none
		return nil
	}
	for name := range all {
		if !slices.Contains(listed, name) {
			all[name] = nil
		}
	}
	kept, err := json.Marshal(all)
	if err != nil {
		return nil
	}
	return kept
}

func (n auditNames) entry(e audit.Entry) AuditEntry {
	var subject string
	if id, isStaff := strings.CutPrefix(e.Subject, "staff:"); isStaff {
		subject = n.staff[id]
	}
	return AuditEntry{
		ID: e.ID, Chain: string(e.Chain), Seq: e.Seq, At: e.At.UTC(), ActorRole: string(e.ActorRole), ActorID: e.ActorID, ActorName: n.actor(e),
		Action: e.Action, Subject: e.Subject, SubjectName: subject, PersonID: e.PersonID, Person: n.person(person.ID(e.PersonID)),
		Reason: n.reason(e), Data: n.data(e), DataNames: n.inData(e.Data), Hash: e.Hash,
	}
}
