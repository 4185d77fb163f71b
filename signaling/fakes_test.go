package signaling_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling"
)

// records keeps one roll call in memory by the rules of its domain.
type records struct {
	mu        sync.Mutex
	clock     clock.Clock
	rc        rollcall.RollCall
	invitees  []rollcall.Invitee
	pictures  map[evidence.ID][]byte
	failures  int // Record fails so many times more
	sightings []rollcall.Sighting
	handovers []string // by whom > to whom
	texts     []string
	refuses   map[string]error // Call of these persons
	called    int              // times
	marked    int
	away      bool                    // nobody can be asked about
	asked     int                     // Barred, times
	barred    map[string]*fault.Error // by id of staff or device
	ended     []string                // seats, by whom and why
}

func (r *records) calls() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.called
}

func (r *records) marks() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.marked
}

var errDown = errors.New("the database is away")

func newRecords(people ...string) *records {
	r := &records{
		clock: clock.System{}, pictures: map[evidence.ID][]byte{},
		rc: rollcall.RollCall{ID: "rc-1", StationID: "st-1", Path: "/1/", Title: "周一点名", State: rollcall.Lobby},
	}
	for n, p := range people {
		r.invitees = append(r.invitees, rollcall.Invitee{
			RollCallID: r.rc.ID, PersonID: person.ID(p), Name: "名" + p, Number: strconv.Itoa(n + 1), Seq: n + 1, Presence: rollcall.Invited,
		})
	}
	return r
}

func (r *records) find(p person.ID) (*rollcall.Invitee, error) {
	n := slices.IndexFunc(r.invitees, func(i rollcall.Invitee) bool { return i.PersonID == p })
	if n < 0 {
		return nil, rollcall.ErrNotInvited
	}
	return &r.invitees[n], nil
}

func (r *records) Admit(_ context.Context, a authz.Actor, rid rollcall.ID) (rollcall.RollCall, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if rid != r.rc.ID {
		return rollcall.RollCall{}, rollcall.ErrNotFound
	}
	if a.Role == authz.Self {
		if _, err := r.find(person.ID(a.PersonID)); err != nil {
			return rollcall.RollCall{}, err
		}
	} else if err := authz.Check(a, authz.RollCallRun, r.rc.Path); err != nil {
		return rollcall.RollCall{}, err
	}
	if !r.rc.State.IsRunning() {
		return rollcall.RollCall{}, rollcall.ErrState
	}
	return r.rc, nil
}

func (r *records) Get(_ context.Context, a authz.Actor, _ rollcall.ID) (rollcall.RollCall, []rollcall.Invitee, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := authz.Check(a, authz.RollCallRead, r.rc.Path); err != nil {
		return rollcall.RollCall{}, nil, err
	}
	return r.rc, slices.Clone(r.invitees), nil
}

func (r *records) Standing(context.Context, rollcall.ID) (rollcall.RollCall, []rollcall.Invitee, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rc, slices.Clone(r.invitees), nil
}

func (r *records) Record(_ context.Context, sg rollcall.Sighting) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failures > 0 {
		r.failures--
		return errDown
	}
	i, err := r.find(sg.PersonID)
	if err != nil {
		return err
	}
	r.sightings = append(r.sightings, sg)
	*i, _ = i.Seen(sg)
	return nil
}

// change is what the domain does for calls, marks and snapshots; names are filled on reading only.
func (r *records) change(a authz.Actor, p person.ID, fn func(*rollcall.Invitee)) (rollcall.Invitee, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := authz.Check(a, authz.RollCallRun, r.rc.Path); err != nil {
		return rollcall.Invitee{}, err
	}
	if !r.rc.State.IsRunning() {
		return rollcall.Invitee{}, rollcall.ErrState
	}
	i, err := r.find(p)
	if err != nil {
		return rollcall.Invitee{}, err
	}
	fn(i)
	out := *i
	out.Name, out.Number = "", ""
	return out, nil
}

func (r *records) Call(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID) (rollcall.Invitee, error) {
	if err := r.refuses[string(p)]; err != nil {
		return rollcall.Invitee{}, err
	}
	return r.change(a, p, func(i *rollcall.Invitee) {
		r.rc.State = rollcall.Live
		r.called++
		i.Presence, i.CalledAt = rollcall.Called, r.clock.Now()
	})
}

func (r *records) Mark(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, in rollcall.MarkInput) (rollcall.Invitee, error) {
	if ok, needs := rollcall.MayMark(in.Status); !ok || (needs && in.Reason == "") {
		return rollcall.Invitee{}, rollcall.ErrMark
	}
	return r.change(a, p, func(i *rollcall.Invitee) {
		r.marked++
		i.Mark, i.MarkReason, i.MarkedBy, i.MarkedAt = in.Status, in.Reason, a.ID, r.clock.Now()
	})
}

func (r *records) AttachSnapshot(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, jpeg []byte) (rollcall.Invitee, error) {
	return r.change(a, p, func(i *rollcall.Invitee) {
		i.SnapshotID = evidence.ID("e-" + strconv.Itoa(len(r.pictures)+1))
		r.pictures[i.SnapshotID] = jpeg
	})
}

func (r *records) ReportLocation(_ context.Context, a authz.Actor, _ rollcall.ID, in rollcall.Place) (rollcall.Invitee, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, err := r.find(person.ID(a.PersonID))
	if err != nil {
		return rollcall.Invitee{}, err
	}
	if i.CalledAt.IsZero() {
		return rollcall.Invitee{}, rollcall.ErrState
	}
	in.CalledAt = i.CalledAt
	i.Place = &in
	return *i, nil
}

func (r *records) Close(_ context.Context, a authz.Actor, _ rollcall.ID) (rollcall.RollCall, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := authz.Check(a, authz.RollCallRun, r.rc.Path); err != nil {
		return rollcall.RollCall{}, err
	}
	if !r.rc.State.CanBecome(rollcall.Closed) {
		return rollcall.RollCall{}, rollcall.ErrState
	}
	r.rc.State = rollcall.Closed
	for n, i := range r.invitees {
		r.invitees[n].Mark, r.invitees[n].MarkReason = rollcall.CloseMark(i)
	}
	return r.rc, nil
}

func (r *records) Recall(_ context.Context, a authz.Actor, _ rollcall.ID, persons []person.ID) ([]rollcall.Invitee, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := authz.Check(a, authz.RollCallRun, r.rc.Path); err != nil {
		return nil, err
	}
	var out []rollcall.Invitee
	for _, i := range r.invitees {
		if (len(persons) == 0 || slices.Contains(persons, i.PersonID)) && i.Presence != rollcall.OnLine && i.Mark == "" {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return nil, rollcall.ErrRecallSoon
	}
	return out, nil
}

func (r *records) HandOver(_ context.Context, a authz.Actor, _ rollcall.ID, to string) (rollcall.RollCall, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rc.OfficerID != to {
		r.rc.OfficerID = to
		by := string(a.Role) + " " + a.ID
		if a.Role == authz.System {
			by = "the system"
		}
		r.handovers = append(r.handovers, by+" > "+to)
	}
	return r.rc, nil
}

func (r *records) handed() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.handovers)
}

func (r *records) RecordRung(_ context.Context, _ rollcall.ID, p person.ID, rung rollcall.Rung, _ time.Time) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, err := r.find(p)
	if err == nil {
		i.Rung = rung
	}
	return err
}

func (r *records) rung(p string) rollcall.Rung {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, err := r.find(person.ID(p))
	if err != nil {
		return ""
	}
	return i.Rung
}

func (r *records) TextSent(_ context.Context, a authz.Actor, _ rollcall.ID, p person.ID, sum string, length int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.texts = append(r.texts, a.ID+" > "+string(p)+" "+strconv.Itoa(length)+" "+sum[:8])
	return nil
}

func (r *records) seen(p string) []rollcall.Presence {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []rollcall.Presence
	for _, s := range r.sightings {
		if string(s.PersonID) == p {
			out = append(out, s.Presence)
		}
	}
	return out
}

func (r *records) Barred(_ context.Context, seats []rollcall.Seat) (map[int]*fault.Error, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.asked++; r.away {
		return nil, errDown
	}
	out := map[int]*fault.Error{}
	for n, s := range seats {
		if why := cmp.Or(r.barred[s.Actor.DeviceID], r.barred[s.Actor.ID]); why != nil {
			out[n] = why
		}
	}
	return out, nil
}

func (r *records) SeatEnded(_ context.Context, _ rollcall.ID, s rollcall.Seat, why *fault.Error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ended = append(r.ended, s.Actor.ID+" "+why.Reason)
	return nil
}

// bar has the record refuse a staff member or device from now on.
func (r *records) bar(id string, why *fault.Error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.barred == nil {
		r.barred = map[string]*fault.Error{}
	}
	r.barred[id] = why
}

func (r *records) setAway(away bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.away = away
}

func (r *records) asks() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked
}

func (r *records) endings() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.ended)
}

// desk issues tickets and keeps resume tokens.
type desk struct {
	mu      sync.Mutex
	tickets map[string]signaling.Grant
	tokens  map[string]signaling.Resumption
	n       int
}

func newDesk() *desk {
	return &desk{tickets: map[string]signaling.Grant{}, tokens: map[string]signaling.Resumption{}}
}

func (d *desk) issue(rid rollcall.ID, a authz.Actor) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.n++
	ticket := "ticket-" + strconv.Itoa(d.n)
	d.tickets[ticket] = signaling.Grant{RollCallID: rid, Actor: a}
	return ticket
}

func (d *desk) Look(_ context.Context, ticket string) (signaling.Grant, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g, ok := d.tickets[ticket]
	if !ok {
		return signaling.Grant{}, signaling.ErrTicket
	}
	return g, nil
}

func (d *desk) Redeem(_ context.Context, ticket string) (signaling.Grant, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g, ok := d.tickets[ticket]
	if !ok {
		return signaling.Grant{}, signaling.ErrTicket
	}
	delete(d.tickets, ticket)
	return g, nil
}

func (d *desk) Put(_ context.Context, token string, r signaling.Resumption, _ time.Duration) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tokens[token] = r
	return nil
}

func (d *desk) Find(_ context.Context, token string) (signaling.Resumption, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r, ok := d.tokens[token]
	if !ok {
		return signaling.Resumption{}, signaling.ErrTicket
	}
	return r, nil
}

func (d *desk) Delete(_ context.Context, token string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.tokens, token)
	return nil
}

// StationName implements signaling.Stations.
func (d *desk) StationName(context.Context, org.UnitID) (string, error) {
	return "城东司法所", nil
}

// StaffName implements signaling.Stations.
func (d *desk) StaffName(_ context.Context, staffID string) (string, error) {
	return "警官" + staffID, nil
}

func (d *desk) watch(rid rollcall.ID, a authz.Actor) string {
	ticket := d.issue(rid, a)
	d.mu.Lock()
	defer d.mu.Unlock()
	g := d.tickets[ticket]
	g.Watch = true
	d.tickets[ticket] = g
	return ticket
}

func (d *desk) tokenCount() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.tokens)
}
