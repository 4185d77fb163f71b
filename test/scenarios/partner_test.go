package scenarios_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
	"diandao/internal/staff"
	"diandao/internal/store"
	"diandao/test/receiver"
	"diandao/test/stage"
)

type partnerView struct {
	ID           string     `json:"id"`
	Pause        string     `json:"pause"`
	Version      int        `json:"version"`
	FailingSince *time.Time `json:"failing_since"`
	OverlapUntil *time.Time `json:"overlap_until"`
}

type deliveryView struct {
	ID    string `json:"id"`
	Type  string `json:"type"`
	State string `json:"state"`
	Body  string `json:"body"`
	Tries []struct {
		Status int    `json:"status"`
		Class  string `json:"class"`
	} `json:"tries"`
}

// administrator signs in who is in charge of the whole city.
func administrator(t *testing.T, a *app.App, station org.Unit) *stage.Officer {
	t.Helper()
	city := parentOf(t, a, parentOf(t, a, station))
	_, err := a.AddStaff(t.Context(), staff.Member{Username: "admin", Name: "何芳", Role: authz.Admin, UnitID: city.ID, Path: city.Path}, password)
	require.NoError(t, err)
	return stage.NewOfficer(t, a.URL()).SignIn("admin", password)
}

func parentOf(t *testing.T, a *app.App, u org.Unit) org.Unit {
	t.Helper()
	parent, err := a.Store().Orgs().Unit(t.Context(), u.ParentID)
	require.NoError(t, err)
	return parent
}

// agency is a partner of a district with a system of its own.
type agency struct {
	*receiver.Receiver
	on    *app.App
	store *store.Partners
	t     *testing.T
	admin *stage.Officer
	id    string
	draft map[string]any
}

func register(t *testing.T, on *app.App, admin *stage.Officer, unit org.UnitID, now func() time.Time, events ...partner.Type) *agency {
	t.Helper()
	r := receiver.New(now)
	t.Cleanup(r.Close)
	draft := map[string]any{"name": "东湖区检察院", "kind": "procuratorate", "unit_id": unit, "url": r.URL, "note": "信息科", "events": events}
	var made struct {
		Partner partnerView `json:"partner"`
		Secret  string      `json:"secret"`
	}
	admin.Post("/console/v1/partners", draft).Into(http.StatusCreated, &made)
	r.Trust(made.Secret)
	return &agency{Receiver: r, on: on, store: on.Store().Partners(), t: t, admin: admin, id: made.Partner.ID, draft: draft}
}

func (a *agency) path(rest string) string { return "/console/v1/partners/" + a.id + rest }

func (a *agency) log(query string) []deliveryView {
	a.t.Helper()
	var l struct {
		Items []deliveryView `json:"items"`
	}
	a.admin.Get(a.path("/deliveries"+query)).Into(http.StatusOK, &l)
	return l.Items
}

// kept is the partner as it is stored, and sent what was sent to it: asked often, beside the console.
func (a *agency) kept() partner.Partner {
	a.t.Helper()
	p, err := a.store.Get(a.t.Context(), partner.ID(a.id))
	require.NoError(a.t, err)
	return p
}

func (a *agency) sent(f partner.Filter) []partner.Delivery {
	a.t.Helper()
	all, err := a.store.ListDeliveries(a.t.Context(), partner.ID(a.id), f, page.Request{})
	require.NoError(a.t, err)
	return all
}

func (a *agency) types() []string {
	var out []string
	for _, one := range a.Taken() {
		out = append(out, one.Type)
	}
	slices.Sort(out)
	return out
}

// until waits for a condition that the queue brings about, and looks for what is due meanwhile, as a server does.
func (a *agency) until(what string, is func() bool) {
	a.t.Helper()
	looks := 0
	stage.Eventually(a.t, 30*time.Second, func() string {
		if looks++; looks%25 == 0 {
			_, err := a.on.WakePartners(a.t.Context())
			require.NoError(a.t, err)
		}
		if is() {
			return ""
		}
		return what
	})
}

// tell writes an entry as a service would, in a transaction that ends with the given error.
func tell(ctx context.Context, s *store.Store, at time.Time, path org.Path, who string, end error) error {
	return s.InTx(ctx, func(tx *store.Tx) error {
		entry := audit.New(authz.SystemActor(), at, path, "liaison.opened", "lost_contact:0193a5f0-7c00-7000-8000-000000000001", who).Because("三天没有任何消息")
		if err := tx.Audit(ctx, entry); err != nil {
			return err
		}
		return end
	})
}

// The procuratorate hears of what it chose, of its own district, of grown-ups, once, signed, in ids and codes.
func TestPartner_HearsWhatItMayAndNothingElse(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		admin := administrator(t, s.app, s.station)
		jcy := register(t, s.app, admin, parentOf(t, s.app, s.station).ID, s.clock.Now, partner.Types()...)
		s.officer().Post("/console/v1/partners", jcy.draft).Refused(http.StatusForbidden, "authz.forbidden")
		admin.Post("/console/v1/partners", jcy.draft).Refused(http.StatusConflict, "partner.name_taken")
		var test deliveryView
		admin.Post(jcy.path("/test"), nil).Into(http.StatusOK, &test)
		jcy.until("the test arrives", func() bool { return len(jcy.Taken()) == 1 })
		require.Equal(t, test.ID, jcy.Taken()[0].ID)
		require.Equal(t, "partner.test", jcy.Taken()[0].Type)

		officer, stranger := s.officer(), s.foreignOfficer()
		who, child := s.enrol(officer, "李秀英"), s.enrolBorn(officer, "小强", "2010-03-01")
		hers := s.phone(officer, who)
		for _, phone := range []*stage.Phone{hers, s.phone(officer, child)} {
			l := apply(phone, "2026-12-01", "2026-12-03")
			officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
			officer.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "refuse", "reason": "x"}).Refused(http.StatusConflict, "leave.moved")
		}
		away := s.awayFrom(stranger)
		l := apply(away, "2026-12-01", "2026-12-03")
		stranger.Post("/console/v1/leaves/"+l.ID+"/decision", map[string]any{"decision": "approve"}).Into(http.StatusOK, nil)
		require.Error(t, tell(t.Context(), s.app.Store(), s.clock.Now(), s.station.Path, who, errors.New("it did not come to be")))
		jcy.until("the leave arrives", func() bool { return len(jcy.Taken()) == 2 })
		got := jcy.Taken()[1]
		require.Equal(t, "leave.decided", got.Type)
		require.Equal(t, map[string]string{"decision": "approved"}, got.Data.Codes)
		require.Equal(t, who, got.Data.PersonID)
		require.Equal(t, string(s.station.ID), got.Data.UnitID)
		require.NotContains(t, got.Body, "德清", "no words of anybody")

		s.searched(officer, who)
		jcy.until("the search arrives", func() bool { return len(jcy.Taken()) == 5 }) // what is on its way when the clock is moved is too old when it comes
		s.plan(officer, who, false)
		s.at("2026-11-23T00:00:30Z")
		hers.Get("/v1/messages").Into(http.StatusOK, nil) // she has read it, and did not come
		s.at("2026-11-23T04:00:01Z")
		var rc struct {
			ID string `json:"id"`
		}
		for _, audience := range []string{"adults", "minors"} {
			officer.Post("/console/v1/roll-calls", map[string]any{"station_id": s.station.ID, "audience": audience, "title": ""}).Into(http.StatusCreated, &rc)
			officer.Post("/console/v1/roll-calls/"+rc.ID+"/close", nil).Into(http.StatusOK, nil)
		}
		chiefOf(s).Post("/console/v1/persons/"+who+"/transfer", map[string]any{"station_id": s.otherStation(stranger), "reason": "搬到桃园居住", "version": 1}).Into(http.StatusOK, nil)
		want := []string{"checkin.missed", "leave.decided", "lost_contact.closed", "lost_contact.opened", "lost_contact.step_recorded", "partner.test", "person.transferred", "rollcall.closed"}
		jcy.until("the rest arrives", func() bool { return slices.Equal(jcy.types(), want) })
		for _, one := range jcy.Taken() {
			if one.Type == "person.transferred" {
				require.Equal(t, map[string]string{"direction": "left"}, one.Data.Codes, "where to is another district's")
			}
			require.NotEqual(t, child, one.Data.PersonID, "minors are left out")
		}
		_, _, forged := jcy.Tries()
		require.Empty(t, forged)

		jcy.draft["minors_reason"], jcy.draft["version"] = "未成年人检察部门", 1
		admin.Put(jcy.path(""), jcy.draft).Into(http.StatusOK, nil)
		admin.Put(jcy.path(""), jcy.draft).Refused(http.StatusConflict, "partner.changed")
		require.NoError(t, tell(t.Context(), s.app.Store(), s.clock.Now(), s.station.Path, child, nil))
		jcy.until("the minor's search arrives", func() bool { return len(jcy.Taken()) == len(want)+1 })
	})
}

// searched opens, continues and closes a search.
func (s *scene) searched(o *stage.Officer, who string) {
	s.t.Helper()
	var c struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons/"+who+"/lost-contact", map[string]any{"reason": "三天没有任何消息"}).Into(http.StatusCreated, &c)
	o.Post("/console/v1/lost-contacts/"+c.ID+"/steps", map[string]any{"kind": "called_person", "note": "没有人接"}).Into(http.StatusOK, nil)
	o.Post("/console/v1/lost-contacts/"+c.ID+"/close", map[string]any{"how": "call", "note": "接了电话"}).Into(http.StatusOK, nil)
}

// awayFrom is the phone of somebody at the other district's station.
func (s *scene) awayFrom(stranger *stage.Officer) *stage.Phone {
	s.t.Helper()
	var p struct {
		ID string `json:"id"`
	}
	stranger.Post("/console/v1/persons", map[string]any{
		"station_id": s.otherStation(stranger), "number": "T9", "name": "赵大", "sex": "male", "born_on": "1985-05-20", "category": "probation", "level": "ordinary",
		"phone": "00000000000", "term_from": "2026-01-01", "term_to": "2027-12-31",
	}).Into(http.StatusCreated, &p)
	return s.phone(stranger, p.ID)
}

// Their server is down for more than a day: tried again by itself, given up, and sent again by one click.
func TestPartner_DownForADay(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		admin := administrator(t, s.app, s.station)
		who := s.enrol(s.officer(), "李秀英")
		jcy := register(t, s.app, admin, parentOf(t, s.app, s.station).ID, s.clock.Now, partner.LostContactOpened)
		jcy.Behave(receiver.Reset)
		require.NoError(t, tell(t.Context(), s.app.Store(), s.clock.Now(), s.station.Path, who, nil))
		recorded := func(n int) func() bool {
			return func() bool {
				l := jcy.sent(partner.Filter{})
				return len(l) == 1 && len(l[0].Tries) == n
			}
		}
		jcy.until("the first try", recorded(1))
		require.Equal(t, "pending", jcy.log("")[0].State)
		require.NotZero(t, jcy.kept().FailingSince)
		for i, manner := range []receiver.Manner{receiver.Down, receiver.Elsewhere, receiver.Strict, receiver.Down, receiver.Down, receiver.Down, receiver.Down, receiver.Down, receiver.Down} {
			jcy.Behave(manner)
			s.clock.Advance(3 * time.Hour)
			if i < 6 { // the later pauses are longer than three hours
				jcy.until("another try", recorded(i+2))
				continue
			}
			s.clock.Advance(6 * time.Hour)
			jcy.until("another try", recorded(i+2))
		}
		_, inside, _ := jcy.Tries()
		require.Zero(t, inside, "no redirect was followed")
		admin = stage.NewOfficer(t, s.url).SignIn("admin", password)
		jcy.admin = admin
		given := jcy.log("?state=given_up&day=2026-11-23")
		require.Len(t, given, 1)
		require.Len(t, given[0].Tries, 10)
		require.Equal(t, "unreachable", given[0].Tries[0].Class)
		require.Equal(t, 503, given[0].Tries[1].Status)

		admin.Post(jcy.path("/again"), map[string]any{"day": "2026-11-22"}).Refused(http.StatusConflict, "partner.not_given_up")
		var again struct {
			ID                 string `json:"id"`
			Pending, Delivered int
			GivenUp            int `json:"given_up"`
		}
		admin.Post(jcy.path("/again"), map[string]any{"day": "2026-11-23"}).Into(http.StatusOK, &again)
		admin.Post(jcy.path("/again/"+again.ID+"/stop"), nil).Into(http.StatusOK, &again)
		require.Zero(t, again.Pending, "stopped while they were still down")
		require.Equal(t, 1, again.GivenUp)
		jcy.Behave(receiver.Sound)
		admin.Post(jcy.path("/again"), map[string]any{"day": "2026-11-23"}).Into(http.StatusOK, &again)
		require.Equal(t, 1, again.Pending)
		jcy.until("it arrives after all", func() bool { return len(jcy.Taken()) == 1 })
		require.Equal(t, given[0].ID, jcy.Taken()[0].ID, "under its own id")
		jcy.until("and is recorded", func() bool {
			counts, err := jcy.store.CountAgain(t.Context(), partner.ID(jcy.id), again.ID)
			require.NoError(t, err)
			return counts[partner.Delivered] == 1
		})
		admin.Get(jcy.path("/again/"+again.ID)).Into(http.StatusOK, &again)
		require.Equal(t, 1, again.Delivered)
		require.Zero(t, jcy.kept().FailingSince)
		admin.Post("/console/v1/partner-deliveries/"+given[0].ID+"/again", nil).Refused(http.StatusConflict, "partner.not_given_up")
	})
}

// An address that is gone is paused at once, one that fails for three days then; what happens meanwhile waits.
func TestPartner_PausedAndResumed(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, s *scene) {
		admin := administrator(t, s.app, s.station)
		who := s.enrol(s.officer(), "李秀英")
		jcy := register(t, s.app, admin, parentOf(t, s.app, s.station).ID, s.clock.Now, partner.LostContactOpened)
		tells := func() {
			require.NoError(t, tell(t.Context(), s.app.Store(), s.clock.Now(), s.station.Path, who, nil))
		}
		jcy.Behave(receiver.Left)
		tells()
		jcy.until("paused as gone", func() bool { return jcy.kept().Pause == partner.Gone })
		tells()
		jcy.until("it waits", func() bool { return len(jcy.sent(partner.Filter{State: partner.Pending})) == 2 })
		admin.Post(jcy.path("/pause"), map[string]any{"reason": "x"}).Refused(http.StatusConflict, "partner.paused")
		jcy.Behave(receiver.Sound)
		admin.Post(jcy.path("/resume"), nil).Into(http.StatusOK, nil)
		jcy.until("both arrive", func() bool { return len(jcy.Taken()) == 2 })
		admin.Post(jcy.path("/resume"), nil).Refused(http.StatusConflict, "partner.not_paused")

		var made struct {
			Partner partnerView `json:"partner"`
			Secret  string      `json:"secret"`
		}
		admin.Post(jcy.path("/secret"), nil).Into(http.StatusOK, &made)
		require.NotNil(t, made.Partner.OverlapUntil)
		tells()
		jcy.until("believed by the old secret", func() bool { return len(jcy.Taken()) == 3 })
		jcy.Trust(made.Secret)
		tells()
		jcy.until("and by the new one", func() bool { return len(jcy.Taken()) == 4 })

		jcy.Behave(receiver.Down)
		tells()
		jcy.until("it fails", func() bool { return !jcy.kept().FailingSince.IsZero() })
		s.clock.Advance(partner.FailingFor + time.Minute)
		jcy.admin = stage.NewOfficer(t, s.url).SignIn("admin", password)
		jcy.until("paused as failing", func() bool { return jcy.kept().Pause == partner.Failing })
		jcy.Behave(receiver.Sound)
		jcy.admin.Post(jcy.path("/resume"), nil).Into(http.StatusOK, nil)
		s.clock.Advance(time.Hour)
		jcy.until("it arrives, and the old secret is no more", func() bool { return len(jcy.Taken()) == 5 })
		_, _, forged := jcy.Tries()
		require.Empty(t, forged)
	})
}

// A server is killed after the commit and before anything was sent: the next one sends it.
func TestPartner_KilledBetweenCommitAndDelivery(t *testing.T) {
	t.Parallel()
	for _, engines := range stage.Engines() {
		t.Run(engines.Name, func(t *testing.T) {
			t.Parallel()
			ctx, c := t.Context(), clock.NewManual(parse(t, begin))
			cfg := stage.Settings(t, engines, stage.Providers{})
			first := stage.Open(t, cfg, c, stage.Providers{})
			require.NoError(t, first.Start(ctx))
			station := stage.City(t, first, password)
			s := &scene{t: t, app: first, url: first.URL(), clock: c, station: station}
			who := s.enrol(s.officer(), "李秀英")
			jcy := register(t, first, administrator(t, first, station), station.ID, c.Now, partner.LostContactOpened)
			require.NoError(t, first.Close(ctx))

			killed := stage.Open(t, cfg, c, stage.Providers{}) // never starts its work
			require.NoError(t, tell(ctx, killed.Store(), c.Now(), station.Path, who, nil))
			require.NoError(t, killed.Close(ctx))
			tries, _, _ := jcy.Tries()
			require.Zero(t, tries)

			next := stage.Open(t, cfg, c, stage.Providers{})
			require.NoError(t, next.Start(ctx))
			jcy.on = next
			jcy.until("it arrives", func() bool { return len(jcy.Taken()) == 1 })
		})
	}
}
