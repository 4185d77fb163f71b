package oversight

import (
	"context"
	"regexp"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// List is a list of the console that can be taken out of the system as a file.
type List string

// The lists.
const (
	ListPersons      List = "persons"
	ListCheckins     List = "checkins"
	ListAttendance   List = "attendance"
	ListAlerts       List = "alerts"
	ListLeaves       List = "leaves"
	ListAppeals      List = "appeals"
	ListLostContacts List = "lost_contacts"
	ListRollCalls    List = "roll_calls"
	ListAudit        List = "audit"
	ListStaff        List = "staff"
	ListSanctions    List = "sanctions"
	ListFences       List = "fences"
	ListReport       List = "report" // one report, as PDF, spreadsheet or CSV
	ListOverview     List = "overview"
	ListFairness     List = "fairness"
)

// Lists lists every list that a console exports itself; a report, an overview and fairness are noted by their download.
func Lists() []List {
	return []List{ListPersons, ListCheckins, ListAttendance, ListAlerts, ListLeaves, ListAppeals, ListLostContacts, ListRollCalls, ListAudit, ListStaff, ListSanctions, ListFences}
}

// Reads is what one must be allowed in order to read the list.
func (l List) Reads() authz.Action {
	return map[List]authz.Action{
		ListPersons: authz.PersonRead, ListCheckins: authz.CheckinRead, ListAttendance: authz.AttendanceRead, ListAlerts: authz.AlertRead, ListLeaves: authz.LeaveRead,
		ListAppeals: authz.AppealRead, ListLostContacts: authz.LiaisonRead, ListRollCalls: authz.RollCallRead, ListAudit: authz.AuditRead, ListStaff: authz.StaffRead, ListSanctions: authz.SanctionRead, ListFences: authz.FenceRead, ListReport: authz.ReportRead, ListOverview: authz.AttendanceRead, ListFairness: authz.AttendanceRead,
	}[l]
}

// Form is the kind of file.
type Form string

// The forms.
const (
	FormCSV  Form = "csv"
	FormXLSX Form = "xlsx"
	FormPDF  Form = "pdf"
)

// MaxExport bounds the rows of an export; MaxFilters the filters that an entry names.
const (
	MaxExport  = 100_000
	MaxFilters = 16
)

// Export is a list taken out of the system.
type Export struct {
	List    List
	Form    Form
	UnitID  org.UnitID        // empty: all of the actor's scope
	Filters map[string]string // codes, ids and days; never what was searched for
	Rows    int
}

// ErrExport is returned for an export that can't be noted as it is told.
var ErrExport = fault.New(fault.Invalid, "export.invalid", "This export can't be noted: its list, filters or number of rows are not valid.")

// ExportStore keeps the ledger.
type ExportStore interface {
	InTxAudit(ctx context.Context, fn func(audit.Recorder) error) error
}

// Exports notes what is taken out of the system.
type Exports struct {
	store ExportStore
	units Units
	clock clock.Clock
}

// NewExports returns the service.
func NewExports(store ExportStore, units Units, c clock.Clock) *Exports {
	return &Exports{store, units, c}
}

var code = regexp.MustCompile(`^[A-Za-z0-9_:.+-]{1,64}$`)

// Record notes an export on the chain of its unit, before the file is handed out. It returns ErrExport, ErrUnit or an
// authz error.
func (e *Exports) Record(ctx context.Context, actor authz.Actor, x Export) error {
	reads := x.List.Reads()
	if err := authz.Allow(actor, authz.ExportRecord); err != nil {
		return err
	}
	if reads == "" || x.Rows < 0 || x.Rows > MaxExport || len(x.Filters) > MaxFilters || (x.Form != FormCSV && x.Form != FormXLSX && x.Form != FormPDF) {
		return ErrExport
	}
	for name, value := range x.Filters {
		if !code.MatchString(name) || !code.MatchString(value) {
			return ErrExport
		}
	}
	u, err := unitFor(ctx, e.units, actor, reads, x.UnitID)
	if err != nil {
		return err
	}
	if err := authz.Check(actor, reads, u.Path); err != nil {
		return err
	}
	filters := x.Filters
	if filters == nil {
		filters = map[string]string{}
	}
	return e.store.InTxAudit(ctx, func(tx audit.Recorder) error {
		return tx.Audit(ctx, audit.New(actor, e.clock.Now(), u.Path, "list.exported", "list:"+string(x.List), "").
			Holding(map[string]any{"list": x.List, "form": x.Form, "unit": u.ID, "filters": filters, "rows": x.Rows}))
	})
}
