package consoleapi

import (
	"cmp"
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/attendance"
	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/httpapi"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/oversight"
	"diandao/internal/report"
)

// taken is what leaves the system: a file, and how many rows it holds.
type taken struct {
	unit org.Unit
	rows int
	data []byte
}

// spanFile answers with what produce makes of a span in one form; "lang=en" asks for English, anything else gets Chinese. It is
// noted in the audit before a byte of it is sent.
func (d Deps) spanFile(list oversight.List, form oversight.Form, mime string, produce func(context.Context, authz.Actor, oversight.Span, oversight.Form, report.Language) (taken, error)) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx, actor := httpapi.Authenticated(c)
		span := oversight.Span{UnitID: org.UnitID(c.Query("unit_id")), From: c.Query("from"), To: c.Query("to")}
		if span.UnitID != "" && !id.Valid(string(span.UnitID)) {
			return oversight.ErrUnit
		}
		lang := report.Chinese
		if c.Query("lang") == "en" {
			lang = report.English
		}
		made, err := produce(ctx, actor, span, form, lang)
		if err != nil {
			return err
		}
		noted := oversight.Export{List: list, Form: form, UnitID: made.unit.ID, Rows: made.rows, Filters: map[string]string{"from": span.From, "to": span.To}}
		if err := d.Exports.Record(ctx, actor, noted); err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, mime)
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+string(list)+"-"+span.From+"-"+span.To+"."+string(form)+`"`)
		c.Set(fiber.HeaderCacheControl, "private, no-store")
		return c.Send(made.data)
	}
}

// overviewFile is the overview of a unit as a file: a row for each day, unit below and hour.
func (d Deps) overviewFile(ctx context.Context, actor authz.Actor, span oversight.Span, form oversight.Form, lang report.Language) (taken, error) {
	s, err := d.Persons.Summary(ctx, actor, span.UnitID, span.From, span.To)
	if err != nil {
		return taken{}, err
	}
	loads, err := d.Oversight.Loads(ctx, actor, span)
	if err != nil {
		return taken{}, err
	}
	hours, err := d.Oversight.Hours(ctx, actor, span)
	if err != nil {
		return taken{}, err
	}
	o := report.Overview{
		UnitName: s.Unit.Name, Zone: s.Unit.Zone, From: span.From, To: span.To, Persons: s.Persons, Counts: s.Totals, Load: loads.Here.Load, Hours: hours, Below: unitsBelow(s.Children, loads.Below),
		Days: httpapi.Map(s.Days, func(day casefile.Day) oversight.Day { return oversight.Day{Day: day.Day, Counts: day.Counts} }),
	}
	data, err := d.Sheets.OverviewFile(ctx, o, form, lang)
	return taken{s.Unit, 1 + len(o.Days) + len(o.Below) + len(hours), data}, err
}

// unitsBelow are units with what they carry, those that came least often first.
func unitsBelow(children []casefile.Child, loads []oversight.UnitLoad) []report.OverviewUnit {
	byID := make(map[org.UnitID]oversight.Load, len(loads))
	for _, l := range loads {
		byID[l.Unit.ID] = l.Load
	}
	out := httpapi.Map(children, func(c casefile.Child) report.OverviewUnit {
		return report.OverviewUnit{Name: c.Unit.Name, Persons: c.Persons, Counts: c.Counts, Load: byID[c.Unit.ID]}
	})
	rate := func(u report.OverviewUnit) int {
		counts := oversight.Counts{}
		for _, s := range attendance.Statuses() {
			counts[oversight.Figure(s)] = u.Counts[s]
		}
		return counts.Rate()
	}
	slices.SortStableFunc(out, func(a, b report.OverviewUnit) int { return cmp.Compare(rate(a), rate(b)) })
	return out
}

// fairnessFile is the groups of a unit as a file.
func (d Deps) fairnessFile(ctx context.Context, actor authz.Actor, span oversight.Span, form oversight.Form, lang report.Language) (taken, error) {
	f, err := d.Oversight.Fairness(ctx, actor, span)
	if err != nil {
		return taken{}, err
	}
	loads, err := d.Oversight.Loads(ctx, actor, span)
	if err != nil {
		return taken{}, err
	}
	u := loads.Here.Unit
	data, err := d.Sheets.FairnessFile(ctx, report.Groups{UnitName: u.Name, Zone: u.Zone, From: span.From, To: span.To, Fairness: f}, form, lang)
	return taken{u, len(f.Groups), data}, err
}
