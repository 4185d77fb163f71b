package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/privacy"
)

type policyRow struct {
	bun.BaseModel `bun:"table:policies"`
	ID            string `bun:",pk"`
	Version       int
	Status        string
	Chinese       string
	English       string
	ChangeNote    string
	EffectiveDay  string
	SHA256        string `bun:"sha256"`
	Revision      int
	CreatedBy     string
	UpdatedAt     int64
	PublishedBy   *string
	PublishedAt   *int64
	ReaderCount   int `bun:",scanonly"`
}

func toPolicyRow(p privacy.Policy) policyRow {
	return policyRow{
		ID: string(p.ID), Version: p.Version, Status: string(p.Status), Chinese: p.Chinese, English: p.English, ChangeNote: p.ChangeNote, EffectiveDay: p.EffectiveDay, SHA256: p.SHA256,
		Revision: p.Revision, CreatedBy: p.CreatedBy, UpdatedAt: p.UpdatedAt.UnixMicro(), PublishedBy: text(p.PublishedBy), PublishedAt: micros(p.PublishedAt),
	}
}

func fromPolicyRow(r policyRow) (privacy.Policy, error) {
	return privacy.Policy{
		ID: privacy.ID(r.ID), Version: r.Version, Status: privacy.Status(r.Status), Chinese: r.Chinese, English: r.English, ChangeNote: r.ChangeNote, EffectiveDay: r.EffectiveDay, SHA256: r.SHA256,
		Revision: r.Revision, CreatedBy: r.CreatedBy, UpdatedAt: time.UnixMicro(r.UpdatedAt).UTC(), PublishedBy: untext(r.PublishedBy), PublishedAt: instant(r.PublishedAt), ReaderCount: r.ReaderCount,
	}, nil
}

type policyAnswerRow struct {
	bun.BaseModel `bun:"table:policy_answers"`
	ID            string `bun:",pk"`
	PersonID      string
	PolicyID      string
	Version       int
	Face          string
	Voice         string
	DeviceID      string
	Language      string
	At            int64
}

// Policies keeps the privacy policy and the answers to it.
type Policies struct{ s *Store }

var _ privacy.Store = (*Policies)(nil)

// Policies returns the privacy policy's versions and answers.
func (s *Store) Policies() *Policies { return &Policies{s} }

// InTx runs fn in one transaction.
func (p *Policies) InTx(ctx context.Context, fn func(privacy.Tx) error) error {
	return p.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

func (p *Policies) one(ctx context.Context, where func(*bun.SelectQuery) *bun.SelectQuery) (privacy.Policy, error) {
	var r policyRow
	if err := where(p.s.read.NewSelect().Model(&r)).Scan(ctx); err != nil {
		return privacy.Policy{}, one(err, privacy.ErrNotFound)
	}
	return fromPolicyRow(r)
}

// Shown returns the newest version that is published with EffectiveDay ≤ day. It returns privacy.ErrNotFound.
func (p *Policies) Shown(ctx context.Context, day string) (privacy.Policy, error) {
	return p.one(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("status = 'published' AND effective_day <= ?", day).Order("version DESC").Limit(1)
	})
}

// GetPublished returns privacy.ErrNotFound, also for a draft.
func (p *Policies) GetPublished(ctx context.Context, id privacy.ID) (privacy.Policy, error) {
	return p.one(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id = ? AND status = 'published'", string(id))
	})
}

// GetDraft returns privacy.ErrNotFound while there is none.
func (p *Policies) GetDraft(ctx context.Context) (privacy.Policy, error) {
	return p.one(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("status = 'draft'") })
}

// ListPolicies returns the draft, if there is one, and the published versions, newest first, with how many active
// persons within scope have answered each.
func (p *Policies) ListPolicies(ctx context.Context, scope org.Path, limit int) ([]privacy.Policy, error) {
	readers := within(p.s.read.NewSelect().TableExpr("policy_answers AS a").ColumnExpr("count(DISTINCT a.person_id)").
		Join("JOIN persons AS p ON p.id = a.person_id").Where("a.policy_id = policy_row.id AND p.status = ?", string(person.Active)), "p.path", scope)
	var rows []policyRow
	err := p.s.read.NewSelect().Model(&rows).ColumnExpr("policy_row.*").ColumnExpr("(?) AS reader_count", readers).
		OrderExpr("status, version DESC").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	return convert(rows, fromPolicyRow)
}

// LastAnswer returns a person's newest answer, nil without one.
func (p *Policies) LastAnswer(ctx context.Context, who person.ID) (*privacy.Answer, error) {
	var r policyAnswerRow
	err := p.s.read.NewSelect().Model(&r).Where("person_id = ?", string(who)).Order("at DESC", "id DESC").Limit(1).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody has answered on the first day
	}
	if err != nil {
		return nil, fmt.Errorf("read answer to the policy: %w", err)
	}
	return &privacy.Answer{
		ID: r.ID, PersonID: who, PolicyID: privacy.ID(r.PolicyID), Version: r.Version, Face: privacy.Choice(r.Face), Voice: privacy.Choice(r.Voice),
		DeviceID: r.DeviceID, Language: r.Language, At: time.UnixMicro(r.At).UTC(),
	}, nil
}

// Zone is the zone of the city; UTC while there is none.
func (p *Policies) Zone(ctx context.Context) (*time.Location, error) {
	var zone string
	err := p.s.read.NewSelect().Table("units").Column("zone").Order("path").Limit(1).Scan(ctx, &zone)
	if errors.Is(err, sql.ErrNoRows) {
		return time.UTC, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read zone of the city: %w", err)
	}
	return time.LoadLocation(zone)
}

// InstallPolicy stores a published version if there is none at all.
func (p *Policies) InstallPolicy(ctx context.Context, policy privacy.Policy) error {
	if n, err := p.s.read.NewSelect().Table("policies").Where("status = 'published'").Limit(1).Count(ctx); err != nil || n > 0 {
		return err
	}
	row := toPolicyRow(policy)
	_, err := p.s.write.NewInsert().Model(&row).On("CONFLICT DO NOTHING").Exec(ctx) // of servers that start at once one is the first
	return err
}

// InsertPolicy stores a draft. It returns privacy.ErrChanged when there is one.
func (tx *Tx) InsertPolicy(ctx context.Context, p privacy.Policy) error {
	row := toPolicyRow(p)
	return tx.insert(ctx, &row, privacy.ErrChanged)
}

// SetDraft stores a draft of that revision, or publishes it. It returns privacy.ErrChanged.
func (tx *Tx) SetDraft(ctx context.Context, p privacy.Policy, revision int) error {
	row := toPolicyRow(p)
	ok, err := changed(tx.db.NewUpdate().Model(&row).ExcludeColumn("id", "created_by").Where("id = ? AND status = 'draft' AND revision = ?", row.ID, revision).Exec(ctx))
	if isDuplicate(err) {
		return privacy.ErrChanged
	}
	if err != nil {
		return fmt.Errorf("set draft of the policy: %w", err)
	}
	if !ok {
		return privacy.ErrChanged
	}
	return nil
}

// LastPolicyVersion is the newest published version.
func (tx *Tx) LastPolicyVersion(ctx context.Context) (int, error) {
	var n int
	err := tx.db.NewSelect().Table("policies").ColumnExpr("coalesce(max(version), 0)").Where("status = 'published'").Scan(ctx, &n)
	return n, err
}

// HoldPerson holds the person's row, so that what follows from it is written one after the other on every engine.
func (tx *Tx) HoldPerson(ctx context.Context, p person.ID) error {
	if _, err := tx.db.NewUpdate().Table("persons").Set("id = id").Where("id = ?", string(p)).Exec(ctx); err != nil {
		return fmt.Errorf("hold person: %w", err)
	}
	return nil
}

// InsertAnswer stores an answer.
func (tx *Tx) InsertAnswer(ctx context.Context, a privacy.Answer) error {
	return tx.insert(ctx, &policyAnswerRow{
		ID: a.ID, PersonID: string(a.PersonID), PolicyID: string(a.PolicyID), Version: a.Version, Face: string(a.Face), Voice: string(a.Voice),
		DeviceID: a.DeviceID, Language: a.Language, At: a.At.UnixMicro(),
	}, nil)
}

// RefusesFace reports whether the person's newest answer is a no to the face. The person's row is held meanwhile.
func (tx *Tx) RefusesFace(ctx context.Context, p person.ID) (bool, error) {
	return tx.refuses(ctx, p, "face")
}

func (tx *Tx) refuses(ctx context.Context, p person.ID, what string) (bool, error) {
	if err := tx.HoldPerson(ctx, p); err != nil {
		return false, err
	}
	return refuses(ctx, tx.db, p, what)
}

// RefusesVoice reports whether the person's newest answer to the privacy policy is a no to recordings.
func (c *Checkins) RefusesVoice(ctx context.Context, p person.ID) (bool, error) {
	return refuses(ctx, c.s.read, p, "voice")
}

func refuses(ctx context.Context, db bun.IDB, p person.ID, what string) (bool, error) {
	var answer string
	err := db.NewSelect().Table("policy_answers").Column(what).Where("person_id = ?", string(p)).Order("at DESC", "id DESC").Limit(1).Scan(ctx, &answer)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, fmt.Errorf("read answer to the policy: %w", err)
	}
	return answer == string(privacy.No), nil
}

// RefusesVoice reports whether the person's newest answer is a no to recordings. The person's row is held meanwhile.
func (tx *Tx) RefusesVoice(ctx context.Context, p person.ID) (bool, error) {
	return tx.refuses(ctx, p, "voice")
}

// WayOf returns the newest version of a person's way; version 0 is by face.
func (tx *Tx) WayOf(ctx context.Context, p person.ID) (checkin.PersonWay, error) {
	return wayOf(ctx, tx.db, p)
}

// ForgetFace ends a person's enrolment and takes the records of all descriptions of the face away. It returns what
// they were, for their blobs to be removed after the commit, and whether an enrolment stood.
func (tx *Tx) ForgetFace(ctx context.Context, p person.ID, now time.Time) (ids []evidence.ID, stood bool, err error) {
	stood, err = changed(tx.db.NewUpdate().Table("enrolments").Set("ended_at = ?", now.UnixMicro()).Where("person_id = ? AND ended_at IS NULL", string(p)).Exec(ctx))
	if err != nil {
		return nil, false, fmt.Errorf("end enrolment: %w", err)
	}
	if err := tx.db.NewSelect().Table("enrolments").Column("template_id").Where("person_id = ? AND template_id IS NOT NULL", string(p)).Scan(ctx, &ids); err != nil {
		return nil, false, fmt.Errorf("list descriptions of face: %w", err)
	}
	if len(ids) == 0 {
		return nil, stood, nil
	}
	if _, err := tx.db.NewUpdate().Table("enrolments").Set("template_id = NULL").Where("person_id = ?", string(p)).Exec(ctx); err != nil {
		return nil, false, fmt.Errorf("forget descriptions of face: %w", err)
	}
	if _, err := tx.db.NewDelete().Table("evidence_destroyed").Where("evidence_id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
		return nil, false, fmt.Errorf("forget what was destroyed: %w", err)
	}
	if _, err := tx.db.NewDelete().Table("evidence_objects").Where("id IN (?)", bun.List(ids)).Exec(ctx); err != nil {
		return nil, false, fmt.Errorf("delete descriptions of face: %w", err)
	}
	return ids, stood, nil
}
