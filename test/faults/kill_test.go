package faults_test

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/audit"
	"diandao/internal/checkin"
	"diandao/internal/config"
	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/store"
	"diandao/internal/store/storetest"
	"diandao/test/stage"
)

// serving makes this test binary a server instead: a process of its own that can be killed.
const serving = "SERVE_UNTIL_KILLED"

func TestMain(m *testing.M) {
	if os.Getenv(serving) == "" {
		_ = os.Setenv("NO_PROXY", "*") // hosts of the tests are on no other network
		os.Exit(m.Run())
	}
	asked, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	cfg, err := settings(os.Environ())
	if err == nil {
		var a *app.App
		if a, err = app.New(asked, cfg, app.Options{NoPages: true}); err == nil {
			err = a.Run(asked)
		}
	}
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func settings(environ []string) (config.Config, error) {
	cfg, err := config.Load(environ)
	if err == nil {
		err = cfg.Validate()
	}
	return cfg, err
}

const password = "a long enough password"

// machine is where servers come and go: a folder, a database, an address.
type machine struct {
	t       *testing.T
	environ []string
	address string
	dir     string
	url     string // of the database
}

func eachMachine(t *testing.T, tell func(*testing.T, *machine)) {
	t.Helper()
	for engine, database := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
			require.NoError(t, err)
			m := &machine{t: t, address: l.Addr().String(), dir: t.TempDir(), url: database(t)}
			require.NoError(t, l.Close())
			m.environ = []string{
				"DIANDAO_LISTEN=" + m.address, "DIANDAO_DATA_DIR=" + m.dir, "DIANDAO_DATABASE_URL=" + m.url, "DIANDAO_REDIS_URL=memory", "DIANDAO_LOG_LEVEL=warn",
				"DIANDAO_MEDIA_BIND_IP=127.0.0.1", "DIANDAO_MEDIA_LOOPBACK=true", "DIANDAO_MEDIA_UDP_PORT=0", "DIANDAO_MEDIA_TCP_PORT=-1", "DIANDAO_FACE_DIR=" + filepath.Join(m.dir, "none"),
			}
			tell(t, m)
		})
	}
}

// prepare runs a server within the test, for what has to be there before one is killed.
func (m *machine) prepare(with func(*app.App)) {
	m.t.Helper()
	cfg, err := settings(m.environ)
	require.NoError(m.t, err)
	a, err := app.New(m.t.Context(), cfg, app.Options{NoPages: true, Still: true})
	require.NoError(m.t, err)
	require.NoError(m.t, a.Start(m.t.Context()))
	with(a)
	require.NoError(m.t, a.Close(context.WithoutCancel(m.t.Context())))
}

// start starts a server process; the returned function kills it as a power cut would, and waits for its end.
func (m *machine) start() (kill func()) {
	m.t.Helper()
	cmd := exec.Command(os.Args[0])
	var said bytes.Buffer
	cmd.Env, cmd.Stderr = append(append(os.Environ(), m.environ...), serving+"=1"), &said
	require.NoError(m.t, cmd.Start())
	kill = sync.OnceFunc(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	m.t.Cleanup(kill)
	stage.Eventually(m.t, 30*time.Second, func() string {
		resp, err := http.Get("http://" + m.address + "/readyz")
		if err != nil {
			return "the server does not answer: " + said.String()
		}
		_ = resp.Body.Close()
		return ""
	})
	return kill
}

// look opens the database beside a server.
func (m *machine) look(with func(*store.Store)) {
	m.t.Helper()
	s, err := store.Open(m.t.Context(), store.Config{URL: m.url})
	require.NoError(m.t, err)
	defer func() { require.NoError(m.t, s.Close()) }()
	with(s)
}

func count(t *testing.T, s *store.Store, query string) int {
	t.Helper()
	var n int
	require.NoError(t, s.WriterDB().QueryRowContext(t.Context(), query).Scan(&n))
	return n
}

// whole checks that every chain of the ledger is unbroken.
func whole(t *testing.T, s *store.Store) {
	t.Helper()
	chains, err := s.Audit().Chains(t.Context())
	require.NoError(t, err)
	for _, c := range chains {
		entries, err := s.Audit().Walk(t.Context(), c, 0, 1_000_000)
		require.NoError(t, err)
		require.NoError(t, audit.Verify("", entries))
	}
}

// Three thousand check-ins are due. The server is killed in the middle of opening them, twice, and in the end
// everybody has exactly one, with one notice.
func TestKilled_WhileOpening(t *testing.T) {
	t.Parallel()
	const due = 3000
	eachMachine(t, func(t *testing.T, m *machine) {
		m.prepare(func(a *app.App) {
			station := stage.City(t, a, password)
			opens := time.Now().UTC().Truncate(time.Minute)
			city := opens.Add(8 * time.Hour)
			n := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", due)
			for _, rows := range []string{
				"INSERT INTO persons (id, station_id, path, number, name, sex, born_on, category, level, status, phone, term_from, term_to, created_at, version) " + n +
					fmt.Sprintf("SELECT 'person-' || i, '%s', '%s', 'N' || i, '甲', 'male', '1985-05-20', 'probation', 'ordinary', 'active', '', '2026-01-01', '2099-12-31', 0, 1 FROM n", station.ID, station.Path),
				"INSERT INTO plans (id, person_id, station_id, path, version, title, recurrence, starts_on, zone, opens_at, length, grace, requires, next_opens, next_day, created_by, created_at) " + n +
					fmt.Sprintf("SELECT 'plan-' || i, 'person-' || i, '%s', '%s', 1, '每日报到', 'FREQ=DAILY', '2026-11-01', 'Asia/Shanghai', %d, %d, %d, '{\"face\":false,\"location\":false}', %d, '%s', 'x', 0 FROM n",
						station.ID, station.Path, time.Duration(city.Hour())*time.Hour+time.Duration(city.Minute())*time.Minute, time.Hour, time.Hour, opens.UnixMicro(), city.Format(time.DateOnly)),
			} {
				_, err := a.Store().WriterDB().ExecContext(t.Context(), rows)
				require.NoError(t, err)
			}
		})
		m.look(func(s *store.Store) {
			opened := func() int { return count(t, s, "SELECT count(*) FROM checkin_requests") }
			for _, part := range []int{due / 6, due / 2} {
				kill := m.start()
				stage.Eventually(t, 30*time.Second, func() string {
					if opened() >= part {
						return ""
					}
					return "nothing opens"
				})
				kill()
				require.Less(t, opened(), due, "it was killed in the middle")
			}
			m.start()
			stage.Eventually(t, 60*time.Second, func() string {
				if n := opened(); n < due {
					return fmt.Sprintf("%d of %d are open", n, due)
				}
				return ""
			})
			for _, table := range []string{"checkin_requests", "messages", "audit_entries WHERE action = 'checkin.opened'"} {
				require.Equal(t, due, count(t, s, "SELECT count(*) FROM "+table), table)
			}
			require.Equal(t, due, count(t, s, "SELECT count(DISTINCT person_id) FROM checkin_requests"))
			require.Equal(t, due, count(t, s, "SELECT count(DISTINCT person_id) FROM messages"))
			require.Zero(t, count(t, s, fmt.Sprintf("SELECT count(*) FROM plans WHERE next_opens <= %d", time.Now().UnixMicro())))
			whole(t, s)
		})
	})
}

// Eight phones hand in as fast as they can. The server is killed in the middle, comes back, and the phones send
// again what was not acknowledged, and some of what was. Whatever was acknowledged is there, once and whole;
// in the end everything is.
func TestKilled_InAFloodOfSubmissions(t *testing.T) {
	t.Parallel()
	const phones, each = 8, 60
	eachMachine(t, func(t *testing.T, m *machine) {
		var all []*stage.Phone
		var forms []form
		m.prepare(func(a *app.App) {
			station := stage.City(t, a, password)
			officer := stage.NewOfficer(t, a.URL()).SignIn("officer", password)
			for n := range phones {
				p := stage.NewPhone(t, a.URL(), time.Now).Activate(officer.ActivationCode(register(officer, string(station.ID), n)))
				all = append(all, p)
				forms = append(forms, m.open(a, officer, p, each)...)
			}
		})
		rand.Shuffle(len(forms), func(i, j int) { forms[i], forms[j] = forms[j], forms[i] })
		acknowledged := make([]atomic.Bool, len(forms))
		kill := m.start()
		var taken atomic.Int64
		var wg sync.WaitGroup
		var next atomic.Int64
		for range phones {
			wg.Go(func() {
				for n := next.Add(1) - 1; int(n) < len(forms); n = next.Add(1) - 1 {
					if forms[n].send(m.address) == http.StatusCreated {
						acknowledged[n].Store(true)
						taken.Add(1)
					}
				}
			})
		}
		stage.Eventually(t, 60*time.Second, func() string {
			if taken.Load() >= phones*each/4 {
				return ""
			}
			return "nothing is taken"
		})
		kill()
		wg.Wait()
		require.Less(t, int(taken.Load()), len(forms), "it was killed in the middle")
		m.look(func(s *store.Store) { m.complete(s, forms, acknowledged) })
		m.start()
		for n, f := range forms {
			status := f.send(m.address)
			require.Contains(t, []int{http.StatusCreated, http.StatusOK}, status)
			if acknowledged[n].Load() {
				require.Equal(t, http.StatusOK, status, "a retry of what was taken")
			}
			acknowledged[n].Store(true)
		}
		m.look(func(s *store.Store) {
			m.complete(s, forms, acknowledged)
			for _, table := range []string{"checkins", "attendance_records", "evidence_objects", "audit_entries WHERE action = 'checkin.submitted'"} {
				require.Equal(t, len(forms), count(t, s, "SELECT count(*) FROM "+table), table)
			}
			require.Zero(t, count(t, s, "SELECT count(*) FROM checkin_requests WHERE status = 'open'"))
		})
	})
}

// form is a submission, signed and ready.
type form struct {
	id          checkin.ID
	path, token string
	contentType string
	body        []byte
	photo       []byte
}

func (f form) send(address string) int {
	req, err := http.NewRequest(http.MethodPost, "http://"+address+f.path, bytes.NewReader(f.body))
	if err != nil {
		return 0
	}
	req.Header.Set("Content-Type", f.contentType)
	req.Header.Set("Authorization", "Bearer "+f.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	_ = resp.Body.Close()
	return resp.StatusCode
}

func register(o *stage.Officer, station string, n int) string {
	var p struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons", map[string]any{
		"station_id": station, "number": fmt.Sprintf("T%03d", n), "name": "甲", "sex": "male", "born_on": "1985-05-20", "category": "probation", "level": "ordinary",
		"phone": "", "term_from": "2026-01-01", "term_to": "2099-12-31",
	}).Into(http.StatusCreated, &p)
	return p.ID
}

// open opens check-ins for a phone, and signs a submission to each.
func (m *machine) open(a *app.App, o *stage.Officer, p *stage.Phone, many int) []form {
	m.t.Helper()
	var plan struct {
		ID string `json:"id"`
	}
	o.Post("/console/v1/persons/"+p.PersonID+"/plans", map[string]any{
		"title": "每日报到", "recurrence": "FREQ=DAILY", "starts_on": "2098-01-01", "opens_at": "08:00", "length_minutes": 60, "grace_minutes": 60, "requires": map[string]any{"face": true, "location": true},
	}).Into(http.StatusCreated, &plan)
	who, err := a.Store().Persons().Get(m.t.Context(), person.ID(p.PersonID))
	require.NoError(m.t, err)
	now := time.Now().UTC()
	var requests []checkin.Request
	var out []form
	for n := range many {
		r := checkin.Request{
			ID: checkin.RequestID(id.New()), PlanID: checkin.PlanID(plan.ID), PlanVersion: 1, Kind: checkin.Recurring, PersonID: who.ID, StationID: who.StationID, Path: who.Path, Day: now.Format(time.DateOnly),
			OpensAt: now.Add(-time.Hour).Add(time.Duration(n) * time.Second), DueAt: now.Add(time.Hour), ClosesAt: now.Add(2 * time.Hour), Title: "每日报到", Requires: checkin.Requirements{Face: true, Location: true}, Status: checkin.Open, UpdatedAt: now,
		}
		requests = append(requests, r)
		photo := append(stage.Picture(m.t, color.Gray{Y: uint8(n)}), []byte(r.ID)...)
		h := p.Draft(string(r.ID), photo)
		contentType, body := p.Form(h)
		out = append(out, form{id: h.Submission.ID, path: "/v1/checkin-requests/" + string(r.ID) + "/submission", token: p.Token(), contentType: contentType, body: body, photo: photo})
	}
	require.NoError(m.t, a.Store().Checkins().InTx(m.t.Context(), func(tx checkin.Tx) error {
		_, err := tx.InsertRequests(m.t.Context(), requests)
		return err
	}))
	return out
}

// complete checks that what was acknowledged is there with all that belongs to it, and that nothing is there by half.
func (m *machine) complete(s *store.Store, forms []form, acknowledged []atomic.Bool) {
	t := m.t
	t.Helper()
	vault, err := disk.Open(filepath.Join(m.dir, "evidence"), filepath.Join(m.dir, "master.key"), s.Evidence())
	require.NoError(t, err)
	defer func() { require.NoError(t, vault.Close()) }()
	for n, f := range forms {
		if !acknowledged[n].Load() {
			continue
		}
		c, err := s.Checkins().GetCheckin(t.Context(), f.id)
		require.NoError(t, err, "an acknowledged check-in is lost")
		r, err := s.Checkins().GetRequest(t.Context(), c.RequestID)
		require.NoError(t, err)
		require.Equal(t, []string{string(checkin.Review), string(c.ID)}, []string{string(r.Status), string(r.CheckinID)})
		o, err := s.Evidence().Get(t.Context(), evidence.ID(c.PhotoID))
		require.NoError(t, err)
		data, err := vault.Open(t.Context(), o)
		require.NoError(t, err)
		require.True(t, bytes.Equal(f.photo, data))
	}
	taken := count(t, s, "SELECT count(*) FROM checkins")
	for _, table := range []string{"attendance_records", "evidence_objects", "audit_entries WHERE action = 'checkin.submitted'", "checkin_requests WHERE status <> 'open'"} {
		require.Equal(t, taken, count(t, s, "SELECT count(*) FROM "+table), table)
	}
	whole(t, s)
}
