package scale_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/stretchr/testify/require"
	"github.com/valyala/fasthttp"

	"diandao/internal/app"
	"diandao/internal/checkin"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/test/stage"
)

// phones is how many phones there are, at most as many as one place may activate at a time; connections is how
// many submissions are under way at once.
const (
	phones      = 16
	connections = 32
)

// photoBytes is how large a photo is.
const photoBytes = 60_000

// photo is a JPEG of about 60 kB; no two are alike.
func photo(tb testing.TB, seed uint64) []byte {
	tb.Helper()
	random := rand.New(rand.NewPCG(seed, 1))
	img := image.NewGray(image.Rect(0, 0, 480, 480))
	for i := range img.Pix {
		img.Pix[i] = uint8(random.UintN(256))
	}
	for quality := 30; ; quality += 2 {
		var out bytes.Buffer
		require.NoError(tb, jpeg.Encode(&out, img, &jpeg.Options{Quality: quality}))
		if out.Len() >= photoBytes {
			return out.Bytes()
		}
	}
}

// tweaked is a photo with other bytes behind its end, which decoders pass over: as good as another picture.
func tweaked(picture []byte) []byte { return append(bytes.Clone(picture), []byte(id.New())...) }

// sending is one submission, ready to go.
type sending struct {
	path, token, contentType string
	body                     []byte
}

// load sends everything over many connections and tells how long it took.
func load(tb testing.TB, address string, all []sending, want int) time.Duration {
	tb.Helper()
	client := &fasthttp.HostClient{Addr: address, MaxConns: connections, ReadTimeout: time.Minute, WriteTimeout: time.Minute, MaxIdleConnDuration: time.Minute}
	defer client.CloseIdleConnections()
	var next, wrong atomic.Int64
	var said atomic.Value
	var wg sync.WaitGroup
	start := time.Now()
	for range connections {
		wg.Go(func() {
			for {
				n := int(next.Add(1)) - 1
				if n >= len(all) {
					return
				}
				req, resp := fasthttp.AcquireRequest(), fasthttp.AcquireResponse()
				req.SetRequestURI("http://" + address + all[n].path)
				req.Header.SetMethod(http.MethodPost)
				req.Header.SetContentType(all[n].contentType)
				req.Header.Set("Authorization", "Bearer "+all[n].token)
				req.SetBodyRaw(all[n].body)
				if err := client.Do(req, resp); err != nil || resp.StatusCode() != want {
					wrong.Add(1)
					said.Store(fmt.Sprint(err, resp.StatusCode(), string(resp.Body())))
				}
				fasthttp.ReleaseRequest(req)
				fasthttp.ReleaseResponse(resp)
			}
		})
	}
	wg.Wait()
	took := time.Since(start)
	require.Zero(tb, wrong.Load(), "%v", said.Load())
	return took
}

// line is a city with as many persons as there are phones, each with open check-ins.
type line struct {
	app    *app.App
	phones []*stage.Phone
	plans  []checkin.Plan
	made   int
	photos [][]byte
}

func newLine(tb testing.TB, engines stage.Pair) *line {
	tb.Helper()
	c := clock.NewManual(begin())
	a := stage.Start(tb, engines, c, stage.Providers{})
	station := stage.City(tb, a, "a long enough password")
	officer := stage.NewOfficer(tb, a.URL()).SignIn("officer", "a long enough password")
	l := &line{app: a, photos: [][]byte{photo(tb, 1), photo(tb, 2), photo(tb, 3)}}
	for n := range phones {
		var p struct {
			ID string `json:"id"`
		}
		officer.Post("/console/v1/persons", map[string]any{
			"station_id": station.ID, "number": fmt.Sprintf("T%04d", n), "name": "甲", "sex": "male", "born_on": "1985-05-20", "category": "probation", "level": "ordinary",
			"phone": "", "term_from": "2026-01-01", "term_to": "2027-12-31",
		}).Into(http.StatusCreated, &p)
		var plan struct {
			ID string `json:"id"`
		}
		officer.Post("/console/v1/persons/"+p.ID+"/plans", map[string]any{
			"title": "每日报到", "recurrence": "FREQ=DAILY", "starts_on": "2026-12-01", "opens_at": "08:00", "length_minutes": 60, "grace_minutes": 60, "requires": map[string]any{"face": true, "location": true},
		}).Into(http.StatusCreated, &plan)
		l.plans = append(l.plans, checkin.Plan{ID: checkin.PlanID(plan.ID), Version: 1, PersonID: person.ID(p.ID), StationID: station.ID, Path: station.Path})
		l.phones = append(l.phones, stage.NewPhone(tb, a.URL(), c.Now).Activate(officer.ActivationCode(p.ID)))
	}
	return l
}

// requests opens count check-ins, one after the other for each phone.
func (l *line) requests(tb testing.TB, count int) []checkin.Request {
	tb.Helper()
	all := make([]checkin.Request, count)
	for n := range all {
		p := l.plans[n%phones]
		opens := begin().Add(-time.Hour).Add(time.Duration(l.made+n) * time.Microsecond)
		all[n] = checkin.Request{
			ID: checkin.RequestID(id.New()), PlanID: p.ID, PlanVersion: 1, Kind: checkin.Recurring, PersonID: p.PersonID, StationID: p.StationID, Path: p.Path, Day: "2026-11-23",
			OpensAt: opens, DueAt: begin().Add(time.Hour), ClosesAt: begin().Add(2 * time.Hour), Title: "每日报到", Requires: checkin.Requirements{Face: true, Location: true}, Status: checkin.Open, UpdatedAt: begin(),
		}
	}
	l.made += count
	for chunk := range chunks(all, 100) {
		require.NoError(tb, l.app.Store().Checkins().InTx(tb.Context(), func(tx checkin.Tx) error {
			_, err := tx.InsertRequests(tb.Context(), chunk)
			return err
		}))
	}
	return all
}

func chunks[T any](all []T, size int) func(func([]T) bool) {
	return func(yield func([]T) bool) {
		for len(all) > 0 {
			n := min(size, len(all))
			if !yield(all[:n]) {
				return
			}
			all = all[n:]
		}
	}
}

// sendings are submissions to requests, signed beforehand: what a phone does is not measured.
func (l *line) sendings(requests []checkin.Request) []sending {
	out := make([]sending, len(requests))
	for n, r := range requests {
		p := l.phones[n%phones]
		h := p.Draft(string(r.ID), tweaked(l.photos[n%len(l.photos)]))
		h.Submission.Location.Lat += float64(n) / 1e6 // nobody is twice at the same place to the last digit
		contentType, body := p.Form(h)
		out[n] = sending{path: "/v1/checkin-requests/" + string(r.ID) + "/submission", token: p.Token(), contentType: contentType, body: body}
	}
	return out
}

// bare is a Fiber application that takes the same forms, keeps the photo as durably, and writes the same rows
// with statements prepared beforehand, one transaction a submission; it checks nothing.
type bare struct {
	app     *fiber.App
	address string
	db      *sql.DB
	dir     string
	stmts   map[string]*sql.Stmt
	seq     atomic.Int64
	byPath  map[string]checkin.Request
	device  map[string]string
	turn    chan struct{} // of the one writer that SQLite has; nil where there are many
}

func newBare(tb testing.TB, l *line, engines stage.Pair) *bare {
	tb.Helper()
	b := &bare{db: l.app.Store().WriterDB(), dir: tb.TempDir(), byPath: map[string]checkin.Request{}, device: map[string]string{}, stmts: map[string]*sql.Stmt{}}
	isPostgres := strings.HasPrefix(engines.Name, "postgres")
	if !isPostgres {
		b.turn = make(chan struct{}, 1)
	}
	for name, query := range map[string]string{
		"request":    "UPDATE checkin_requests SET status = 'review', checkin_id = ?, due_at = ?, closes_at = ?, updated_at = ? WHERE id = ? AND status = 'open'",
		"evidence":   "INSERT INTO evidence_objects (id, person_id, path, kind, mime, size, sha256, created_at) VALUES (?, ?, ?, 'checkin_photo', 'image/jpeg', ?, ?, ?)",
		"checkin":    "INSERT INTO checkins (id, request_id, person_id, station_id, path, device_id, made_at, received_at, payload, signature, photo_id, outcome, findings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'review', '[]')",
		"attendance": "INSERT INTO attendance_records (id, person_id, station_id, path, source, source_id, status, at, day, reason, by_role, by_id, updated_at) VALUES (?, ?, ?, ?, 'checkin', ?, 'review', ?, ?, '', 'self', ?, ?)",
		"audit":      "INSERT INTO audit_entries (id, chain, seq, at, actor_role, actor_id, action, subject, person_id, reason, data, prev, hash) VALUES (?, '/bare/', ?, ?, 'self', ?, 'checkin.submitted', ?, ?, '', '{}', '', ?)",
		"head":       "INSERT INTO audit_heads (chain, seq, hash) VALUES ('/bare/', ?, '') ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq",
	} {
		if isPostgres {
			for n := 1; strings.Contains(query, "?"); n++ {
				query = strings.Replace(query, "?", fmt.Sprintf("$%d", n), 1)
			}
		}
		stmt, err := b.db.PrepareContext(tb.Context(), query)
		require.NoError(tb, err, name)
		tb.Cleanup(func() { require.NoError(tb, stmt.Close()) })
		b.stmts[name] = stmt
	}
	b.app = fiber.New(fiber.Config{DisableStartupMessage: true, BodyLimit: 1 << 20})
	b.app.Post("/v1/checkin-requests/:id/submission", b.take)
	listener, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	require.NoError(tb, err)
	b.address = listener.Addr().String()
	go func() { _ = b.app.Listener(listener) }()
	tb.Cleanup(func() { require.NoError(tb, b.app.Shutdown()) })
	return b
}

func (b *bare) take(c *fiber.Ctx) error {
	form, err := c.MultipartForm()
	if err != nil {
		return err
	}
	payload, err := bytesOf(form, "submission")
	if err != nil {
		return err
	}
	picture, err := bytesOf(form, "photo")
	if err != nil {
		return err
	}
	photoID := id.New()
	if err := b.keep(photoID, picture); err != nil {
		return err
	}
	if b.turn != nil {
		b.turn <- struct{}{}
		defer func() { <-b.turn }()
	}
	if err := b.write(c.Context(), b.byPath[c.Path()], payload, []byte(form.Value["signature"][0]), photoID, len(picture)); err != nil {
		return err
	}
	return c.SendStatus(http.StatusCreated)
}

func bytesOf(form *multipart.Form, name string) ([]byte, error) {
	f, err := form.File[name][0].Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := make([]byte, form.File[name][0].Size)
	_, err = f.Read(out)
	return out, err
}

// keep makes a photo durable: the file, its name, and the folder.
func (b *bare) keep(name string, data []byte) error {
	dir := filepath.Join(b.dir, name[len(name)-2:])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "*.part")
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), filepath.Join(dir, name)); err != nil {
		return err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func (b *bare) write(ctx context.Context, r checkin.Request, payload, signature []byte, photoID string, size int) error {
	tx, err := b.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	now, cid, seq := begin().UnixMicro(), id.New(), b.seq.Add(1)
	hash := hex.EncodeToString(signature[:min(32, len(signature))])
	for _, s := range []struct {
		name string
		args []any
	}{
		{"request", []any{cid, r.DueAt.UnixMicro(), r.ClosesAt.UnixMicro(), now, string(r.ID)}},
		{"evidence", []any{photoID, string(r.PersonID), string(r.Path), size, hash, now}},
		{"checkin", []any{cid, string(r.ID), string(r.PersonID), string(r.StationID), string(r.Path), b.device[string(r.PersonID)], now, now, payload, signature, photoID}},
		{"attendance", []any{id.New(), string(r.PersonID), string(r.StationID), string(r.Path), string(r.ID), now, r.Day, string(r.PersonID), now}},
		{"audit", []any{id.New(), seq, now, string(r.PersonID), "checkin:" + string(r.ID), string(r.PersonID), hash}},
		{"head", []any{seq}},
	} {
		stmt := tx.StmtContext(ctx, b.stmts[s.name]) //nolint:sqlclosecheck // it ends with its transaction
		if _, err := stmt.ExecContext(ctx, s.args...); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return tx.Commit()
}

// BenchmarkSubmission hands in check-ins with a photo of 60 kB from many phones at once, to the whole server
// and to bare Fiber that does the same INSERTs, in turns.
func BenchmarkSubmission(b *testing.B) {
	count, rounds := size("DIANDAO_SCALE_SUBMISSIONS", 160), 12
	for _, engines := range stage.Engines() {
		b.Run(engines.Name, func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				l := newLine(b, engines)
				beside := newBare(b, l, engines)
				for n, p := range l.plans {
					beside.device[string(p.PersonID)] = l.phones[n].DeviceID
				}
				var ours, bare time.Duration
				var ratios []float64
				for range rounds {
					mine := l.sendings(l.requests(b, count))
					others := l.requests(b, count)
					theirs := l.sendings(others)
					for n, s := range theirs {
						beside.byPath[s.path] = others[n]
					}
					b.StartTimer()
					our := load(b, strings.TrimPrefix(l.app.URL(), "http://"), mine, http.StatusCreated)
					its := load(b, beside.address, theirs, http.StatusCreated)
					b.StopTimer()
					ours, bare, ratios = ours+our, bare+its, append(ratios, its.Seconds()/our.Seconds())
				}
				slices.Sort(ratios)
				total := float64(count * rounds)
				b.ReportMetric(total/ours.Seconds(), "ours/s")
				b.ReportMetric(total/bare.Seconds(), "bare/s")
				b.ReportMetric(ratios[len(ratios)/2], "ratio-p50")
				b.ReportMetric(ratios[0], "ratio-least")
			}
		})
	}
}
