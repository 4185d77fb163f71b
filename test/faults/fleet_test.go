package faults_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/app"
	"diandao/internal/authz"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/redisx/redistest"
	"diandao/internal/staff"
	"diandao/internal/store/storetest"
	"diandao/signaling/signalingtest"
	"diandao/test/stage"
)

// fleet is several server processes, each on a host of its own, that share a database and a Redis.
type fleet struct {
	t        *testing.T
	machine  *machine // the first server's, where HTTP is asked
	stations []org.Unit
	ships    []*ship
	book     claims
	admin    *stage.Officer
}

// ship is one server process.
type ship struct {
	host    *host
	address string
	environ []string
	cmd     *exec.Cmd
	read    sync.WaitGroup
	url     string
}

// line is what the server processes say that tells of claims.
type line struct {
	Time     time.Time `json:"time"`
	What     string    `json:"what"`
	RollCall string    `json:"rollcall_id"`
	Node     string    `json:"node"`
	Token    uint64    `json:"token"`
	ship     string
}

// claims gathers what all processes said, in the order of their time.
type claims struct {
	mu    sync.Mutex
	lines []line
	other []string
}

func (c *claims) take(ship, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var l line
	if json.Unmarshal([]byte(text), &l) == nil && l.Token != 0 {
		l.ship = ship
		c.lines = append(c.lines, l)
	}
	c.other = append(c.other, ship+" "+text)
}

// of lists what was said of a roll call's claims with one of the messages, by time.
func (c *claims) of(rollCall string, messages ...string) []line {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := slices.DeleteFunc(slices.Clone(c.lines), func(l line) bool {
		return l.RollCall != rollCall || !slices.Contains(messages, l.What)
	})
	slices.SortStableFunc(all, func(a, b line) int { return a.Time.Compare(b.Time) })
	return all
}

// newFleet prepares a city with as many stations, each with an officer ("officer-1", …), and an
// administrator, and starts as many servers.
func newFleet(t *testing.T, servers, stations int) *fleet {
	t.Helper()
	f := &fleet{t: t}
	database, redis, dir := storetest.Postgres(t), redistest.Real(t), t.TempDir()
	for _, h := range newHosts(t, servers) {
		address := h.address(t)
		f.ships = append(f.ships, &ship{host: h, address: address, url: "ws://" + address + "/signal", environ: environ(address, h.ip, dir, h.database(t, database), h.redis(t, redis.URL))})
	}
	f.machine = &machine{t: t, address: f.ships[0].address, dir: dir, url: database, environ: environ("127.0.0.1:0", "127.0.0.1", dir, database, redis.URL)}
	t.Cleanup(f.tell)
	f.machine.prepare(func(a *app.App) {
		f.stations = append(f.stations, stage.City(t, a, password))
		district := f.stations[0].Path[:strings.LastIndex(strings.TrimSuffix(string(f.stations[0].Path), "/"), "/")+1]
		for n := 1; n < stations; n++ {
			code := fmt.Sprintf("%s%03d", strings.Split(strings.Trim(string(district), "/"), "/")[1], 100+n)
			u := f.stations[0]
			u.ID, u.Code, u.Name, u.Path = org.UnitID(id.New()), code, fmt.Sprintf("第%d司法所", n+1), org.Path(string(district)+code+"/")
			require.NoError(t, a.Store().Orgs().InsertUnits(t.Context(), []org.Unit{u}))
			f.stations = append(f.stations, u)
		}
		for n, u := range f.stations {
			_, err := a.AddStaff(t.Context(), staff.Member{Username: fmt.Sprintf("officer-%d", n+1), Name: "陈静", Role: authz.Officer, UnitID: u.ID, Path: u.Path}, password)
			require.NoError(t, err)
		}
		city := f.stations[0]
		_, err := a.AddStaff(t.Context(), staff.Member{Username: "admin", Name: "管理员", Role: authz.Admin, UnitID: city.ParentID, Path: org.Root}, password)
		require.NoError(t, err)
	})
	for _, s := range f.ships {
		f.launch(s)
	}
	f.admin = stage.NewOfficer(t, "http://"+f.machine.address).SignIn("admin", password)
	stage.Eventually(t, 20*time.Second, func() string {
		if n := len(f.nodes()); n != servers {
			return fmt.Sprintf("%d servers are registered", n)
		}
		return ""
	})
	return f
}

// environ are the settings of a server.
func environ(address, ip, dir, database, redis string) []string {
	return []string{
		"DIANDAO_LISTEN=" + address, "DIANDAO_DATA_DIR=" + dir, "DIANDAO_DATABASE_URL=" + database, "DIANDAO_REDIS_URL=" + redis, "DIANDAO_LOG_LEVEL=info",
		"DIANDAO_MEDIA_BIND_IP=" + ip, "DIANDAO_MEDIA_LOOPBACK=true", "DIANDAO_MEDIA_UDP_PORT=0", "DIANDAO_MEDIA_TCP_PORT=-1", "DIANDAO_FACE_DIR=" + filepath.Join(dir, "none"),
	}
}

// tell prints what the servers said when the test failed.
func (f *fleet) tell() {
	if !f.t.Failed() {
		return
	}
	f.book.mu.Lock()
	defer f.book.mu.Unlock()
	f.t.Log(strings.Join(f.book.other, "\n"))
}

// launch starts a server process and waits until it answers.
func (f *fleet) launch(s *ship) {
	f.t.Helper()
	s.cmd = s.host.command(os.Args[0])
	s.cmd.Env = append(append(os.Environ(), s.environ...), serving+"=1")
	said, err := s.cmd.StderrPipe()
	require.NoError(f.t, err)
	require.NoError(f.t, s.cmd.Start())
	s.read.Go(func() { f.read(s.address, said) })
	f.t.Cleanup(func() { s.kill() })
	stage.Eventually(f.t, 30*time.Second, func() string {
		resp, err := http.Get("http://" + s.address + "/readyz")
		if err != nil {
			return "a server does not answer"
		}
		_ = resp.Body.Close()
		return ""
	})
}

func (f *fleet) read(address string, said io.Reader) {
	lines := bufio.NewScanner(said)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f.book.take(address, lines.Text())
	}
}

// kill ends a server as a power cut would.
func (s *ship) kill() { s.end(os.Kill) }

func (s *ship) end(by os.Signal) {
	if s.cmd == nil {
		return
	}
	_ = s.cmd.Process.Signal(by)
	s.read.Wait()
	_ = s.cmd.Wait()
	s.cmd = nil
}

// node is a server as the registry shows it.
type node struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	State     string `json:"state"`
	RollCalls int    `json:"roll_calls"`
	Peers     int    `json:"peers"`
}

func (f *fleet) nodes() map[string]node {
	f.t.Helper()
	var all struct {
		Items []node `json:"items"`
	}
	f.admin.Get("/console/v1/nodes").Into(http.StatusOK, &all)
	byURL := map[string]node{}
	for _, n := range all.Items {
		byURL[n.URL] = n
	}
	return byURL
}

// gathering is a roll call under way: an officer and phones, all of which come back by themselves.
type gathering struct {
	f       *fleet
	id      string
	console *stage.Officer
	desk    *signalingtest.Bot
	phones  map[string]*signalingtest.Bot // by person id
	people  []string
}

// gather starts a roll call at a station and lets everybody in.
func (f *fleet) gather(ctx context.Context, n, people int) *gathering {
	t := f.t
	t.Helper()
	base := "http://" + f.machine.address
	g := &gathering{f: f, console: stage.NewOfficer(t, base).SignIn(fmt.Sprintf("officer-%d", n+1), password), phones: map[string]*signalingtest.Bot{}}
	phones := map[string]*stage.Phone{}
	for range people {
		var p struct {
			ID string `json:"id"`
		}
		g.console.Post("/console/v1/persons", map[string]any{
			"station_id": f.stations[n].ID, "number": fmt.Sprintf("S%d-%03d", n, len(phones)), "name": "甲", "sex": "male", "born_on": "1985-05-20", "category": "probation", "level": "ordinary",
			"phone": "", "term_from": "2026-01-01", "term_to": "2099-12-31",
		}).Into(http.StatusCreated, &p)
		phones[p.ID] = stage.NewPhone(t, base, time.Now).Activate(g.console.ActivationCode(p.ID))
		g.people = append(g.people, p.ID)
	}
	var rc struct {
		ID string `json:"id"`
	}
	g.console.Post("/console/v1/roll-calls", map[string]any{"station_id": f.stations[n].ID, "audience": "adults", "title": ""}).Into(http.StatusCreated, &rc)
	g.id = rc.ID
	g.desk = g.enter(ctx, g.console.Post("/console/v1/roll-calls/"+g.id+"/join", nil), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: people})
	for _, who := range g.people {
		g.phones[who] = g.enter(ctx, phones[who].Post("/v1/roll-calls/"+g.id+"/join", nil), signalingtest.MediaOptions{Clip: signalingtest.Bars, Slots: 1})
	}
	_, err := g.desk.Roster(ctx)
	require.NoError(t, err)
	return g
}

func (g *gathering) enter(ctx context.Context, joined stage.Answer, o signalingtest.MediaOptions) *signalingtest.Bot {
	t := g.f.t
	t.Helper()
	var ticket struct {
		Ticket string `json:"ticket"`
		URL    string `json:"signal_url"`
		Path   string `json:"signal_path"`
	}
	joined.Into(http.StatusOK, &ticket)
	if ticket.URL == "" {
		ticket.URL = "ws://" + g.f.machine.address + ticket.Path
	}
	for _, s := range g.f.ships {
		o.Addresses = append(o.Addresses, s.host.local())
	}
	renew := func() (signalingtest.MediaHalf, error) { return signalingtest.NewMedia(o) }
	media, err := renew()
	require.NoError(t, err)
	bot := signalingtest.NewBot(ticket.URL, media)
	require.NoError(t, bot.Join(ctx, ticket.Ticket))
	done := bot.Roam(ctx, renew)
	t.Cleanup(func() { <-done; _ = bot.Hangup() })
	return bot
}

func (g *gathering) all() []*signalingtest.Bot {
	return append(slices.Collect(maps.Values(g.phones)), g.desk)
}

// url is where everybody is, "" while they are not at one place.
func (g *gathering) url() string {
	url := g.desk.URL()
	for _, b := range g.all() {
		if b.URL() != url || !b.State().Connected {
			return ""
		}
	}
	return url
}

// onRecord returns each person's place by the console.
func (g *gathering) onRecord() map[string]invitee {
	var rc struct {
		Invitees []invitee `json:"invitees"`
	}
	g.console.Get("/console/v1/roll-calls/"+g.id).Into(http.StatusOK, &rc)
	by := map[string]invitee{}
	for _, i := range rc.Invitees {
		by[i.PersonID] = i
	}
	return by
}

type invitee struct {
	PersonID    string  `json:"person_id"`
	Presence    string  `json:"presence"`
	Mark        string  `json:"mark"`
	SnapshotURL *string `json:"snapshot_url"`
}

// onLine waits until everybody's picture arrives, on record.
func (g *gathering) onLine(within time.Duration) {
	g.f.t.Helper()
	stage.Eventually(g.f.t, within, func() string {
		missing := 0
		for _, i := range g.onRecord() {
			if i.Presence != "on_line" && i.Presence != "called" {
				missing++
			}
		}
		if missing > 0 {
			return fmt.Sprintf("%d are not on line", missing)
		}
		return ""
	})
}

// returned waits until everybody has come back n times and is at one place, and returns how long the last of them took.
func (g *gathering) returned(n int, since time.Time, within time.Duration) time.Duration {
	g.f.t.Helper()
	stage.Eventually(g.f.t, within, func() string {
		away := 0
		for _, b := range g.all() {
			if b.Returns() < n || !b.State().Connected {
				away++
			}
		}
		if away > 0 || g.url() == "" {
			return fmt.Sprintf("%d are away", away)
		}
		return ""
	})
	return time.Since(since)
}

// seats returns who sits where: peer ids by bot.
func (g *gathering) seats() map[*signalingtest.Bot]string {
	out := map[*signalingtest.Bot]string{}
	for _, b := range g.all() {
		out[b] = b.Session().PeerID
	}
	return out
}

// servedOnce checks by the fencing tokens that no two processes served a roll call at a time: each claim has
// a token greater than all before it, and is taken only after the one before it has ended, by its own word or
// by the death of its process.
func (f *fleet) servedOnce(rollCall string, died map[string][]time.Time) {
	t := f.t
	t.Helper()
	const taken, over = "room taken", "room lost"
	var last line
	for _, l := range f.book.of(rollCall, taken, over, "room given up", "room handed on", "room left") {
		if l.What != taken {
			if l.What != "room handed on" && l.ship == last.ship && l.Token == last.Token {
				last.What = over
			}
			if l.What == "room handed on" {
				require.Greater(t, l.Token, last.Token)
				last.What = over
			}
			continue
		}
		require.Greater(t, l.Token, last.Token, "tokens grow")
		if last.What == taken {
			isDead := slices.ContainsFunc(died[last.ship], func(at time.Time) bool { return at.After(last.Time) && !at.After(l.Time) })
			require.True(t, isDead, "%s was still served by %s when %s took it", rollCall, last.ship, l.ship)
		}
		last = l
	}
	require.NotZero(t, last.Token, "it was served at all")
}
