package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/checkin"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/schedule"
)

// A window of a calendar day opens no sooner than the day begins in the easternmost zone and no later than
// the longest range that begins on it ends in the westernmost; opens_at is indexed, day is not.
const (
	dayOpensSooner = 14 * time.Hour
	dayOpensLater  = 12*time.Hour + 24*time.Hour + schedule.MaxLength
)

// ListDrawn returns requests within scope that opened at drawn times, newest first by (OpensAt, ID). What
// counts is the version of the plan that a request opened under, so that a plan changed since hides nothing.
func (c *Checkins) ListDrawn(ctx context.Context, scope org.Path, f checkin.DrawnFilter, p page.Request) ([]checkin.Drawn, error) {
	first, err := parseDay(f.From)
	if err != nil {
		return nil, err
	}
	last, err := parseDay(f.To)
	if err != nil {
		return nil, err
	}
	var rows []requestRow
	q := c.s.engine.listWithin(c.s.read.NewSelect().Model(&rows), "path", scope).
		Where("opens_at >= ? AND opens_at < ?", first.Add(-dayOpensSooner).UnixMicro(), last.Add(dayOpensLater).UnixMicro()).
		Where("day >= ? AND day <= ? AND kind = ?", f.From, f.To, string(checkin.Recurring)).
		// A span of zero is a rule with fixed times; bodies are ours, and a quote within a text is escaped.
		Where(`EXISTS (SELECT 1 FROM plan_versions AS v WHERE v.plan_id = request_row.plan_id AND v.version = request_row.plan_version AND v.body LIKE '%"Span":%' AND v.body NOT LIKE '%"Span":0%')`)
	if f.PersonID != "" {
		q = q.Where("person_id = ?", string(f.PersonID))
	}
	if err := inOrder(q, "opens_at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list drawn requests: %w", err)
	}
	rules, err := c.rulesOf(ctx, rows)
	if err != nil {
		return nil, err
	}
	return convert(rows, func(r requestRow) (checkin.Drawn, error) {
		request, err := fromRequestRow(r)
		return checkin.Drawn{Request: request, Rule: rules[planVersion{r.PlanID, r.PlanVersion}]}, err
	})
}

type planVersion struct {
	plan    string
	version int
}

// rulesOf reads the rules that the requests opened under.
func (c *Checkins) rulesOf(ctx context.Context, rows []requestRow) (map[planVersion]schedule.Rule, error) {
	out := map[planVersion]schedule.Rule{}
	if len(rows) == 0 {
		return out, nil
	}
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.PlanID
		out[planVersion{r.PlanID, r.PlanVersion}] = schedule.Rule{}
	}
	var versions []planVersionRow
	if err := c.s.read.NewSelect().Model(&versions).Where("plan_id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, fmt.Errorf("read versions of plans: %w", err)
	}
	for _, v := range versions {
		key := planVersion{v.PlanID, v.Version}
		if _, asked := out[key]; !asked {
			continue
		}
		var p checkin.Plan
		if err := decode(v.Body, &p); err != nil {
			return nil, err
		}
		out[key] = p.Rule
	}
	return out, nil
}
