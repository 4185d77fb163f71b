package demo

import (
	"context"
	"crypto/ecdsa"
	crand "crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"diandao/internal/alert"
	"diandao/internal/attendance"
	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/evidence"
	"diandao/internal/geo"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/push"
	"diandao/internal/schedule"
)

// histories writes plans and a month of check-ins for the persons of one station, in one transaction.
func (s *seeder) histories(ctx context.Context, persons []person.Person, phones map[person.ID]phone) error {
	var photos []evidence.Object
	portrait, err := drawPortrait(s.rand)
	if err != nil {
		return err
	}
	for range 2 { // two check-ins a station wait for an officer with a picture
		o, err := s.Vault.Put(ctx, evidence.Input{
			PersonID: persons[len(photos)].ID, Path: persons[0].Path, Kind: evidence.CheckinPhoto, MIME: "image/jpeg", Data: portrait, CreatedAt: s.now,
		})
		if err != nil {
			return fmt.Errorf("seal portrait: %w", err)
		}
		photos = append(photos, o)
	}
	drawn, err := s.drawnPlans(ctx, persons)
	if err != nil {
		return err
	}
	err = s.Checkins.InTx(ctx, func(tx checkin.Tx) error {
		for _, d := range drawn {
			if err := s.drawnHistory(ctx, tx, d, phones[d.plan.PersonID]); err != nil {
				return err
			}
		}
		for i, p := range persons {
			var photo *evidence.Object
			if i < len(photos) {
				photo = &photos[i]
			}
			if err := s.history(ctx, tx, p, phones[p.ID], photo); err != nil {
				return fmt.Errorf("person %s: %w", p.Number, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.acknowledge(ctx)
}

func (s *seeder) history(ctx context.Context, tx checkin.Tx, p person.Person, ph phone, photo *evidence.Object) error {
	if p.Status != person.Active {
		return nil
	}
	plan := s.plan(p)
	if err := s.insertPlan(ctx, tx, &plan); err != nil {
		return err
	}
	windows, err := plan.Rule.Next(s.now.AddDate(0, 0, -HistoryDays), 2*HistoryDays, nil)
	if err != nil {
		return err
	}
	var past []schedule.Window
	for _, w := range windows {
		if !w.OpensAt.After(s.now) {
			past = append(past, w)
		}
	}
	for i, w := range past {
		var known checkin.Status
		if i == len(past)-1 {
			known = lastOf(p, photo != nil)
		}
		if err := s.occasion(ctx, tx, plan, w, ph, known, photo); err != nil {
			return err
		}
	}
	return nil
}

// lastOf tells what came of a person's newest check-in, so that something of each kind waits for the officer; empty
// leaves it to chance.
func lastOf(p person.Person, hasPhoto bool) checkin.Status {
	switch {
	case hasPhoto:
		return checkin.Review
	case p.Number == caseNumber(5):
		return checkin.Missed
	case p.Number == caseNumber(10):
		return checkin.NotReached
	}
	return ""
}

func (s *seeder) plan(p person.Person) checkin.Plan {
	rule := schedule.Rule{
		Recurrence: "FREQ=WEEKLY;BYDAY=MO,TH", Zone: Zone, StartsOn: schedule.Date(p.CreatedAt), OpensAt: 8 * time.Hour, Length: 3 * time.Hour, Grace: time.Hour,
	}
	title := "周一、周四报到"
	switch {
	case p.Number == PhoneNumber():
		// All day long, so that there is always something to do on the demo's phone.
		rule.Recurrence, rule.OpensAt, rule.Length, rule.Grace, title = "FREQ=DAILY", 0, 23*time.Hour, 50*time.Minute, "每日报到"
	case p.Level == person.Strict:
		rule.Recurrence, title = "FREQ=WEEKLY;BYDAY=MO,WE,FR", "周一、三、五报到"
	case p.Level == person.Light:
		rule.Recurrence, title = "FREQ=WEEKLY;BYDAY=WE", "周三报到"
	}
	if !isFirstStation(p.Number) {
		rule.OpensAt = opening(p.Number)
	}
	return checkin.Plan{
		ID: checkin.PlanID(id.New()), PersonID: p.ID, StationID: p.StationID, Path: p.Path, Kind: checkin.Recurring, Version: 1, Title: title, Rule: rule,
		Requires: checkin.Requirements{Face: true, Location: true, Questions: []checkin.Question{
			{ID: "living", Text: "您现在住在登记的地址吗？", Options: []string{"是", "不是"}},
		}},
		CreatedBy: "system", CreatedAt: p.CreatedAt,
	}
}

// isFirstStation tells the persons of the officer who signs in, whose days look alike.
func isFirstStation(number string) bool {
	return number <= caseNumber(Persons/(len(districtNames())*StationsPerDistrict)+1)
}

// opening spreads the city's check-ins over the day, before, during and after work.
func opening(number string) time.Duration {
	hours := []int{7, 8, 8, 9, 12, 18, 8}
	return time.Duration(hours[int(number[len(number)-1]-'0')%len(hours)]) * time.Hour
}

func (s *seeder) insertPlan(ctx context.Context, tx checkin.Tx, p *checkin.Plan) error {
	next, err := p.Rule.Next(s.now, 1, nil)
	if err != nil {
		return err
	}
	p.NextOpens, p.NextDay = next[0].OpensAt, next[0].Day
	if err := tx.InsertPlan(ctx, *p); err != nil {
		return err
	}
	return tx.Audit(ctx, audit.New(authz.SystemActor(), p.CreatedAt, p.Path, "plan.created", "plan:"+string(p.ID), string(p.PersonID)))
}

// occasion writes one request and what came of it, which is drawn unless it is known: most are in time, some late, few
// missed. A window that is still running stays open.
func (s *seeder) occasion(ctx context.Context, tx checkin.Tx, p checkin.Plan, w schedule.Window, ph phone, known checkin.Status, photo *evidence.Object) error {
	r := checkin.Request{
		ID: checkin.RequestID(id.New()), PlanID: p.ID, PlanVersion: 1, Kind: p.Kind, PersonID: p.PersonID, StationID: p.StationID, Path: p.Path, Day: w.Day,
		OpensAt: w.OpensAt, DueAt: w.DueAt, ClosesAt: w.ClosesAt, Title: p.Title, Requires: p.Requires, Status: checkin.Open, UpdatedAt: w.OpensAt,
	}
	running := w.ClosesAt.After(s.now)
	switch {
	case running:
		r.Status = checkin.Open
	case known != "":
		r.Status = known
	default:
		r.Status = s.draw()
	}
	at := w.OpensAt.Add(time.Duration(s.rand.Int64N(int64(p.Rule.Length))))
	if r.Status == checkin.Late {
		at = w.DueAt.Add(time.Duration(s.rand.Int64N(int64(p.Rule.Grace))))
	}
	var c *checkin.Checkin
	switch r.Status {
	case checkin.Accepted, checkin.Late, checkin.Review:
		made, err := s.submission(r, ph, at, photo)
		if err != nil {
			return err
		}
		c, r.CheckinID, r.UpdatedAt = &made, made.ID, at
	case checkin.Missed, checkin.NotReached:
		r.UpdatedAt = w.ClosesAt
	case checkin.Open, checkin.Rejected, checkin.Cancelled:
	}
	return s.write(ctx, tx, r, c, photo)
}

// draw picks an outcome; about one in thirty is missed, as stations report.
func (s *seeder) draw() checkin.Status {
	switch n := s.rand.IntN(100); {
	case n < 3:
		return checkin.Missed
	case n < 4:
		return checkin.NotReached
	case n < 10:
		return checkin.Late
	}
	return checkin.Accepted
}

func (s *seeder) submission(r checkin.Request, ph phone, at time.Time, photo *evidence.Object) (checkin.Checkin, error) {
	sub := checkin.Submission{
		ID: checkin.ID(id.New()), RequestID: r.ID, DeviceID: string(ph.id), SignedAt: at,
		Location: &checkin.Location{
			Point:     s.near(r.PersonID),
			AccuracyM: 8 + 60*s.rand.Float64(), Datum: geo.WGS84, TakenAt: at,
		},
		Answers: []checkin.Answer{}, Device: checkin.DeviceFacts{Network: networkOf(r.PersonID)},
	}
	if r.Requires.Face {
		sub.NoPhoto = "cannot"
	}
	for _, q := range r.Requires.Questions {
		sub.Answers = append(sub.Answers, checkin.Answer{QuestionID: q.ID, Text: q.Options[0]})
	}
	c := checkin.Checkin{
		ID: sub.ID, RequestID: r.ID, PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, DeviceID: sub.DeviceID, MadeAt: at, ReceivedAt: at, Outcome: r.Status,
	}
	if r.Status == checkin.Review && photo != nil {
		sub.NoPhoto, sub.PhotoSHA256, c.PhotoID = "", photo.SHA256, string(photo.ID)
	}
	c.Submission, c.Findings = sub, checkin.Judge(r, sub, checkin.Known{MadeAt: at, ReceivedAt: at}).Findings
	payload, err := json.Marshal(sub)
	if err != nil {
		return c, fmt.Errorf("encode submission: %w", err)
	}
	c.Payload = payload
	c.Signature, err = sign(ph.key, payload)
	return c, err
}

// networkOf is by which network a person's phone is mostly on line; those of some don't tell.
func networkOf(id person.ID) string {
	networks := []string{"wifi", "wifi", "wifi", "4g", "4g", "3g", "", ""}
	return networks[int(id[len(id)-1])%len(networks)]
}

func sign(key *ecdsa.PrivateKey, payload []byte) ([]byte, error) {
	digest := sha256.Sum256(append([]byte(device.SubmissionSaying), payload...))
	r, v, err := ecdsa.Sign(crand.Reader, key, digest[:])
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	out := make([]byte, device.SignatureBytes)
	r.FillBytes(out[:32])
	v.FillBytes(out[32:])
	return out, nil
}

func (s *seeder) write(ctx context.Context, tx checkin.Tx, r checkin.Request, c *checkin.Checkin, photo *evidence.Object) error {
	if _, err := tx.InsertRequests(ctx, []checkin.Request{r}); err != nil {
		return err
	}
	if r.Status == checkin.Open {
		return nil
	}
	if c != nil {
		if c.PhotoID != "" {
			if err := tx.InsertEvidence(ctx, *photo); err != nil {
				return err
			}
		}
		if err := tx.InsertCheckin(ctx, *c); err != nil {
			return err
		}
	}
	if err := s.notify(ctx, tx, r); err != nil {
		return err
	}
	if err := s.ask(ctx, tx, r); err != nil {
		return err
	}
	entry := audit.New(authz.SystemActor(), r.UpdatedAt, r.Path, "checkin.seeded", "checkin:"+string(r.ID), string(r.PersonID)).
		Holding(map[string]any{"status": r.Status, "payload_sha256": payloadHash(c)})
	if err := tx.Audit(ctx, entry); err != nil {
		return err
	}
	return tx.PutAttendance(ctx, attendance.Record{
		ID: id.New(), PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, Source: attendance.FromCheckin, SourceID: string(r.ID),
		Status: checkin.AttendanceOf(r.Status), At: r.UpdatedAt, Day: r.Day, ByRole: authz.System, ByID: "system", UpdatedAt: r.UpdatedAt,
	})
}

func payloadHash(c *checkin.Checkin) string {
	if c == nil {
		return ""
	}
	sum := sha256.Sum256(c.Payload)
	return hex.EncodeToString(sum[:])
}

// notify writes the notice of a check-in that nobody made, so that what is said of it has its ledger: it was shown, or no
// device ever told that it came.
func (s *seeder) notify(ctx context.Context, tx checkin.Tx, r checkin.Request) error {
	if r.Status != checkin.Missed && r.Status != checkin.NotReached {
		return nil
	}
	m := push.Message{
		ID: push.MessageID(id.New()), PersonID: r.PersonID, Kind: push.CheckinOpen, SubjectID: string(r.ID), CreatedAt: r.OpensAt, ExpiresAt: r.ClosesAt,
	}
	if r.Status == checkin.Missed {
		s.shown = append(s.shown, m)
	}
	return tx.Notify(ctx, m)
}

// acknowledge tells that the notices of the last station were shown when they came.
func (s *seeder) acknowledge(ctx context.Context) error {
	for _, m := range s.shown {
		if _, err := s.Receipts.MarkReceipt(ctx, []push.MessageID{m.ID}, push.Way{Channel: push.Inbox}, push.Shown, m.CreatedAt); err != nil {
			return fmt.Errorf("mark a notice as shown: %w", err)
		}
	}
	s.shown = nil
	return nil
}

// ask raises the alert of a miss; those older than three days have been dealt with.
func (s *seeder) ask(ctx context.Context, tx checkin.Tx, r checkin.Request) error {
	a := alert.Alert{
		PersonID: r.PersonID, StationID: r.StationID, Path: r.Path, SourceID: string(r.ID),
	}
	switch r.Status {
	case checkin.Missed:
		a.Kind, a.Severity, a.Causes = alert.CheckinMissed, alert.Warning, []alert.Cause{{Code: "notice_delivered", At: r.OpensAt}}
	case checkin.NotReached:
		a.Kind, a.Severity, a.Causes = alert.CheckinNotReached, alert.Info, []alert.Cause{{Code: "notice_not_delivered"}}
	case checkin.Open, checkin.Accepted, checkin.Late, checkin.Review, checkin.Rejected, checkin.Cancelled:
		return nil
	}
	a = a.Raised(r.UpdatedAt)
	if s.now.Sub(r.UpdatedAt) > 72*time.Hour {
		a.State, a.Note, a.ResolvedAt, a.UpdatedAt = alert.Resolved, "已电话核实", r.UpdatedAt.Add(2*time.Hour), r.UpdatedAt.Add(2*time.Hour)
	}
	return tx.RaiseAlert(ctx, a)
}
