package checkin

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/evidence"
	"diandao/internal/job"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/schedule"
)

// Filter narrows a list of requests. Zero fields do not narrow.
type Filter struct {
	Statuses []Status
	PersonID person.ID
	Day      string
	From, To string // days, inclusive
	// IsDecided keeps what an officer decided, IsExtended what an incident moved.
	IsDecided, IsExtended bool
	Trait                 *person.Trait // only of the persons of a group
	Hour                  *WeekHour     // only what opened in it
}

// WeekHour is an hour of the week, of the clock in a zone, within From ≤ t < Until.
type WeekHour struct {
	Weekday     time.Weekday
	Hour        int
	From, Until time.Time
	Zone        *time.Location
}

// Over lists the statuses of check-ins that are over.
func Over() []Status { return []Status{Accepted, Late, Review, Rejected, Missed, NotReached} }

// NotDone lists the statuses of check-ins that nobody did.
func NotDone() []Status { return []Status{Missed, NotReached} }

// Store reads plans, requests and check-ins.
type Store interface {
	// Calendar returns the public calendar as stored.
	Calendar(ctx context.Context) (schedule.Calendar, error)
	// ListCalendarDays returns the special days of a year ("2026"; empty is all), by day.
	ListCalendarDays(ctx context.Context, year string) ([]schedule.CalendarDay, error)
	// SeedOf returns the seed of a day, making and committing to it at now when there is none yet. It must
	// not be called within a transaction.
	SeedOf(ctx context.Context, day string, now time.Time) (schedule.Seed, error)
	// ListDraws returns the draws from ≤ Day ≤ to that were committed to, by day.
	ListDraws(ctx context.Context, from, to string) ([]Draw, error)
	// ListDrawn returns requests within scope that opened at drawn times, newest first by (OpensAt, ID).
	ListDrawn(ctx context.Context, scope org.Path, f DrawnFilter, p page.Request) ([]Drawn, error)
	// ListTemplates returns templates of units within scope and above it, by level and title.
	ListTemplates(ctx context.Context, scope org.Path) ([]Template, error)
	// GetTemplate returns ErrTemplate.
	GetTemplate(ctx context.Context, id string) (Template, error)
	// ListHolders returns the persons of a station who have a running plan by schedule of this title.
	ListHolders(ctx context.Context, station org.UnitID, title string) (map[person.ID]bool, error)
	// CountRequests counts requests of a kind that opened for a person since the given instant.
	CountRequests(ctx context.Context, p person.ID, k PlanKind, since time.Time) (int, error)
	// GetPlan returns the newest version. It returns ErrPlanNotFound.
	GetPlan(ctx context.Context, id PlanID) (Plan, error)
	// NamedArea returns a live fence that plans may choose. It returns ErrFence.
	NamedArea(ctx context.Context, id string) (NamedArea, error)
	// ListByFence returns running plans by schedule within scope whose area is a copy of a fence, newest first by
	// (CreatedAt, ID).
	ListByFence(ctx context.Context, scope org.Path, fence string, p page.Request) ([]Plan, error)
	// ListPlaces returns where the person's newest check-ins since an instant were made, newest first, looking at
	// limit of them; more tells that there are others.
	ListPlaces(ctx context.Context, p person.ID, since time.Time, limit int) (all []Place, more bool, err error)
	// ListPlans returns a person's plans by schedule, running first, newest first.
	ListPlans(ctx context.Context, p person.ID) ([]Plan, error)
	// ListDue returns running plans of active persons with NextOpens ≤ now and NextDay not after the term, earliest
	// first, at most limit.
	ListDue(ctx context.Context, now time.Time, limit int) ([]Plan, error)
	WayStore
	// ListExtensions returns what outages moved of a request, oldest first.
	ListExtensions(ctx context.Context, id RequestID) ([]Extension, error)
	// ListOverdue returns ids of open requests with ClosesAt ≤ now that no incident holds, earliest first, at
	// most limit.
	ListOverdue(ctx context.Context, now time.Time, limit int) ([]RequestID, error)
	// GetRequest returns ErrNotFound.
	GetRequest(ctx context.Context, id RequestID) (Request, error)
	// ListRequests returns requests within scope, newest first by (OpensAt, ID).
	ListRequests(ctx context.Context, scope org.Path, f Filter, p page.Request) ([]Request, error)
	// GetCheckin returns the submission with this id. It returns ErrNotFound.
	GetCheckin(ctx context.Context, id ID) (Checkin, error)
	// ListCheckins returns the submissions with these ids, in any order; one that is not there is left out.
	ListCheckins(ctx context.Context, ids []ID) ([]Checkin, error)
	// ListPast returns (with a location only of the newest that has one) the person's newest check-ins, newest first, at most limit.
	ListPast(ctx context.Context, p person.ID, limit int) ([]Past, error)
	// RefusesVoice reports whether the person's newest answer to the privacy policy is a no to recordings.
	RefusesVoice(ctx context.Context, p person.ID) (bool, error)
	// Circumstances returns what is known around a submission to r whose files have these SHA-256 (hex).
	Circumstances(ctx context.Context, r Request, hashes []string) (Circumstances, error)
	// Together runs fn like InTx, in one transaction with others that come at the same time. fn may run twice
	// and changes nothing but through tx.
	Together(ctx context.Context, fn func(Tx) error) error
	// ListAttached returns what came with a check-in, in the order in which it came.
	ListAttached(ctx context.Context, id ID) ([]evidence.Object, error)
	// ListDecisions returns the decisions on a check-in, oldest first, with ByName filled.
	ListDecisions(ctx context.Context, id ID) ([]Decision, error)
	// Reached reports whether a notice about the request was acknowledged by a device, and gathers the
	// facts about its deliveries since the given instant.
	Reached(ctx context.Context, r Request, now time.Time) (bool, []alert.Cause, error)
	// Causes returns what was gathered when the request ended without an answer, nothing of others.
	Causes(ctx context.Context, r Request) ([]alert.Cause, error)
	InTx(ctx context.Context, fn func(Tx) error) error
}

// Circumstances are what is known around a submission.
type Circumstances struct {
	Way Way
	// RefusesVoice: the person's newest answer to the privacy policy is a no to recordings.
	RefusesVoice bool
	OnLeave      bool            // an approved leave covers the request's day
	Seen         map[string]bool // by SHA-256, hex: evidence of the person that is kept already
	IsDecided    bool            // an upheld appeal has changed the attendance of the request
}

// Tx is what the service writes within one transaction.
type Tx interface {
	audit.Recorder
	attendance.Writer
	alert.Writer
	push.Writer
	evidence.Writer
	// InsertPlan stores a plan's first version.
	InsertPlan(ctx context.Context, p Plan) error
	// UpdatePlan stores a new version (p.Version) if the stored one is p.Version-1, keeping the old
	// one for its requests. It returns ErrPlanChanged.
	UpdatePlan(ctx context.Context, p Plan) error
	// AdvancePlans moves NextOpens and NextDay of each plan whose NextOpens and Version are still as given,
	// and returns those that it moved.
	AdvancePlans(ctx context.Context, all []Advance) (map[PlanID]bool, error)
	// ReplaceCalendar stores the special days of one year in place of those it had.
	ReplaceCalendar(ctx context.Context, year string, days []schedule.CalendarDay) error
	// PutTemplate stores a template: a new one, or the next version of an old one. It returns ErrPlanChanged.
	PutTemplate(ctx context.Context, t Template) error
	// InsertRequests stores requests and returns those that it stored: one of the same plan and OpensAt
	// makes it a no-op.
	InsertRequests(ctx context.Context, all []Request) (map[RequestID]bool, error)
	// SetRequest stores r's Status, CheckinID, DueAt, ClosesAt and UpdatedAt if the stored status is
	// from, and reports whether it did.
	SetRequest(ctx context.Context, r Request, from Status) (bool, error)
	WayTx
	// HoldPerson keeps appeals of this person from being filed until the transaction ends.
	HoldPerson(ctx context.Context, p person.ID) error
	// IsAppealed reports whether an appeal about the request is open or was upheld.
	IsAppealed(ctx context.Context, id RequestID) (bool, error)
	// ExtendRequest stores r's DueAt, ClosesAt, Extended and UpdatedAt if the stored request is open and has
	// before's times, and moves the end of its notices along. It reports whether it did.
	ExtendRequest(ctx context.Context, r, before Request) (bool, error)
	// InsertExtension stores an extension and reports whether it did: one of the same request and incident
	// makes it a no-op.
	InsertExtension(ctx context.Context, e Extension) (bool, error)
	// InsertCall stores a delivery by an officer's call under the request's notice.
	InsertCall(ctx context.Context, id RequestID, d push.Delivery) error
	InsertCheckin(ctx context.Context, c Checkin) error
	InsertDecision(ctx context.Context, d Decision) error
	Enqueue(ctx context.Context, args job.Args, o job.Options) error
	// AfterCommit runs fn once the transaction has committed.
	AfterCommit(fn func())
}

// Advance is a plan's step to its next opening; NextOpens zero ends it.
type Advance struct {
	Plan      Plan
	NextOpens time.Time
	NextDay   string
}

// CloseJob closes one request at the end of its window; a request that is no longer open makes it a no-op.
type CloseJob struct {
	RequestID RequestID `json:"request_id"`
}

// Kind names the job.
func (CloseJob) Kind() string { return "checkin.close_request" }

// OpenDueJob opens the requests of plans that are due.
type OpenDueJob struct{}

// Kind names the job.
func (OpenDueJob) Kind() string { return "checkin.open_due" }
