package app

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/city"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/fence"
	"diandao/internal/identity"
	"diandao/internal/incident"
	"diandao/internal/intake"
	"diandao/internal/jobqueue"
	"diandao/internal/leave"
	"diandao/internal/liaison"
	"diandao/internal/obs"
	"diandao/internal/oversight"
	"diandao/internal/partner"
	"diandao/internal/privacy"
	"diandao/internal/push"
	"diandao/internal/record"
	"diandao/internal/redisx/live"
	"diandao/internal/redisx/session"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/staff"
	"diandao/internal/team"
	"diandao/signaling/archive"
	"diandao/signaling/cluster"
	"diandao/signaling/recording"
)

// services are the domain's use cases.
type services struct {
	staff      *staff.Service
	devices    *device.Service
	persons    *casefile.Service
	cities     *city.Service
	checkins   *checkin.Service
	alerts     *alert.Service
	leaves     *leave.Service
	fences     *fence.Service
	liaison    *liaison.Service
	oversight  *oversight.Service
	reports    *oversight.Reports
	exports    *oversight.Exports
	teams      *team.Service
	privacy    *privacy.Service
	appeals    *appeal.Service
	sanctions  *sanction.Service
	records    *record.Service
	destroyer  *evidence.Destroyer
	rollcalls  *rollcall.Service
	recordings *rollcall.Recordings
	archive    *archive.Archive
	push       *push.Service
	shield     *incident.Shield
	ladders    *push.LadderBook
	partners   *partner.Service
	outbox     *partner.Outbox
	teller     *partner.Worker // of partners
	identity   *identity.Service
	intakes    *intake.Service
	worker     *push.Worker
	vault      *disk.Vault
	sweeper    *evidence.Sweeper
	hub        *live.Hub
	rooms      *live.Rooms
	nodes      *live.Nodes
	messages   *live.Messages
	directory  *cluster.Directory
	tickets    *live.Tickets
	resumes    *live.Resumes
	limiter    *session.Limiter
	vapid      string // public key of Web Push
	secret     []byte // of tokens
}

func (a *App) buildServices(ctx context.Context) error {
	s := &services{}
	a.services = s
	if err := a.openVault(s); err != nil {
		return err
	}
	client := a.redis.Client()
	s.limiter = session.NewLimiter(client, a.clock, a.log)
	if err := a.openLive(ctx, s); err != nil {
		return err
	}
	if err := a.buildLogins(s); err != nil {
		return err
	}
	st := a.store
	s.alerts = alert.New(st.Alerts(), s.hub, a.clock)
	s.persons = casefile.New(st.Persons(), st.Orgs(), st.Attendance(), s.hub, a.clock)
	s.cities = city.New(st.Cities(), a.clock)
	s.intakes = intake.New(st.Intakes(), st.Orgs(), s.hub, a.clock)
	s.teams = team.New(st.Teams(), st.Persons(), s.hub, a.clock)
	s.privacy = privacy.New(st.Policies(), st.Persons(), s.vault, s.hub, a.clock)
	if err := s.privacy.Equip(ctx); err != nil {
		return err
	}
	s.oversight = oversight.New(st.Oversight(), st.Orgs(), a.clock)
	s.reports = oversight.NewReports(st.Reports(), st.Oversight(), st.Orgs(), a.clock)
	s.exports = oversight.NewExports(st.Reports(), st.Orgs(), a.clock)
	s.rollcalls = rollcall.New(st.RollCalls(), st.Persons(), s.vault, s.hub, a.clock)
	s.recordings = rollcall.NewRecordings(st.RollCalls(), s.vault, s.hub, a.clock)
	s.archive = archive.New(s.vault, s.recordings, recording.DefaultLimits(), a.clock, a.log)
	s.shield = incident.New(st.Incidents(), incident.DefaultRules(), a.clock)
	if err := a.openFace(s); err != nil {
		return err
	}
	s.checkins = checkin.New(checkin.Deps{
		Claims: live.NewReviews(client, a.log), Minors: s.persons, Shield: s.shield, Challenges: checkin.NewChallenges(s.secret), Faces: s.identity,
		Store: st.Checkins(), Persons: st.Persons(), Leaves: st.Leaves(), Signatures: s.devices, Vault: s.vault, Hints: s.hub, Clock: a.clock, TimeTokens: checkin.NewTimeTokens(s.secret),
	})
	s.shield.Arm(s.checkins)
	if err := s.checkins.Equip(ctx); err != nil {
		return err
	}
	s.appeals = appeal.New(st.Appeals(), s.vault, s.hub, a.clock)
	s.sanctions = sanction.New(st.Sanctions(), st.Persons(), s.vault, s.hub, a.clock)
	s.records = record.New(st.Records(), s.persons, st.Persons(), evidence.DefaultRetention(), a.cfg.ShowLookers)
	s.destroyer = evidence.NewDestroyer(s.vault, st.Evidence(), evidence.DefaultRetention(), a.clock)
	s.leaves = leave.New(st.Leaves(), st.Persons(), s.vault, s.hub, a.clock)
	s.fences = fence.New(st.Fences(), st.Orgs(), s.hub, a.clock)
	s.liaison = liaison.New(st.Liaison(), st.Persons(), liaison.DefaultLadder(), s.hub, a.clock)
	s.push = push.New(st.Push(), st.Push(), a.clock, a.acknowledged)
	senders, err := a.senders(ctx, s)
	if err != nil {
		return err
	}
	s.worker = push.NewWorker(push.WorkerDeps{
		Ledger: st.Push(), Addresses: st.Push(), Ladders: st.Push(), Caller: s.checkins, Meter: a.metrics, Clock: a.clock,
	}, senders...)
	s.ladders = push.NewLadderBook(st.Push(), st.Persons(), a.clock, senders...)
	return a.buildPartners(ctx, s)
}

func (a *App) openVault(s *services) error {
	vault, err := disk.Open(filepath.Join(a.cfg.DataDir, "evidence"), filepath.Join(a.cfg.DataDir, "master.key"), a.store.Evidence())
	if err != nil {
		return err
	}
	s.vault, s.sweeper = vault, evidence.NewSweeper(vault, a.store.Evidence(), a.clock)
	a.onClose("evidence", func(context.Context) error { return vault.Close() })
	return nil
}

func (a *App) buildLogins(s *services) error {
	client := a.redis.Client()
	var err error
	if s.staff, err = staff.New(a.store.Staff(), session.NewSessions(client, a.clock, a.log), s.limiter, a.clock); err != nil {
		return err
	}
	if s.secret, err = a.tokenSecret(); err != nil {
		return err
	}
	s.devices, err = device.New(a.store.Devices(), session.NewDevices(client, a.clock, a.log), s.limiter, a.clock, s.secret)
	return err
}

// acknowledged turns the receipt of a ring into a sighting, and ends the task to ring a person up.
func (a *App) acknowledged(ctx context.Context, m push.Message, at time.Time) {
	if !m.Kind.IsRing() {
		if err := a.services.checkins.Acknowledged(ctx, m, at); err != nil {
			a.log.Error("task to call not ended", obs.KeyPersonID, string(m.PersonID), obs.KeyError, err)
		}
		return
	}
	sighting := rollcall.Sighting{RollCallID: rollcall.ID(m.SubjectID), PersonID: m.PersonID, Presence: rollcall.Reached, At: at}
	if err := a.services.rollcalls.Record(ctx, sighting); err != nil {
		a.log.Error("receipt of a ring not recorded", obs.KeyRollCallID, m.SubjectID, obs.KeyPersonID, string(m.PersonID), obs.KeyError, err)
	}
}

// jobWorkers is how many jobs run at once on one node.
const jobWorkers = 16

// openQueue registers what each kind of job does and opens the queue.
func (a *App) openQueue(ctx context.Context) error {
	registry := jobqueue.NewRegistry(a.clock.Now, a.metrics.Job)
	for _, register := range append(a.partnerJobs(registry), []func() error{
		func() error { return jobqueue.Register(registry, a.services.worker.Handle) },
		func() error { return jobqueue.Register(registry, a.services.reports.MakeDue) },
		func() error {
			return jobqueue.Register(registry, func(ctx context.Context, j checkin.CloseJob) error {
				return a.services.checkins.CloseRequest(ctx, j.RequestID)
			})
		},
	}...) {
		if err := register(); err != nil {
			return err
		}
	}
	workers := 0
	if a.runs("worker") {
		workers = jobWorkers
	}
	q, err := jobqueue.New(ctx, a.store, registry, jobqueue.Options{Workers: workers, Logger: a.log})
	if err != nil {
		return err
	}
	if err := q.Migrate(ctx); err != nil {
		return fmt.Errorf("job queue: %w", err)
	}
	a.queue = q
	a.store.SetEnqueuer(q)
	return nil
}
