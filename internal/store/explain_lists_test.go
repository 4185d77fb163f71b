package store_test

import (
	"context"
	"time"

	"diandao/internal/alert"
	"diandao/internal/appeal"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	"diandao/internal/fence"
	"diandao/internal/id"
	"diandao/internal/leave"
	"diandao/internal/org"
	"diandao/internal/page"
	"diandao/internal/partner"
	"diandao/internal/person"
	"diandao/internal/record"
	"diandao/internal/rollcall"
	"diandao/internal/sanction"
	"diandao/internal/staff"
)

func after() page.Request {
	return page.Request{Limit: 20, After: page.Cursor{At: noon, Text: "A001", ID: id.New()}}
}

func afterDay() page.Request {
	return page.Request{Limit: 20, After: page.Cursor{Text: "2026-11-23", ID: id.New()}}
}

func requests(name, index string, scope func(world) org.Path, f checkin.Filter) read {
	return read{"requests " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Checkins().ListRequests(ctx, scope(w), f, after())
		return err
	}}
}

func drawn(name, index string, scope func(world) org.Path, p person.ID) read {
	return read{"drawn requests " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Checkins().ListDrawn(ctx, scope(w), checkin.DrawnFilter{From: "2026-11-01", To: "2026-11-30", PersonID: p}, after())
		return err
	}}
}

func alerts(name, index string, scope func(world) org.Path, f alert.Filter) read {
	return read{"alerts " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Alerts().List(ctx, scope(w), f, after())
		return err
	}}
}

func rollCalls(name, index string, scope func(world) org.Path, f rollcall.Filter) read {
	return read{"roll calls " + name, index, func(ctx context.Context, w world) error {
		_, err := w.RollCalls().List(ctx, scope(w), f, after())
		return err
	}}
}

func persons(name, index string, scope func(world) org.Path) read {
	return read{"persons " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Persons().List(ctx, scope(w), casefile.Filter{}, after())
		return err
	}}
}

func teamless(name, index string, scope func(world) org.Path) read {
	return read{"persons without a whole team " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Persons().List(ctx, scope(w), casefile.Filter{LacksTeam: true, AdultsBornBy: "2008-11-23"}, after())
		return err
	}}
}

func fences(name, index string, scope func(world) org.Path, below bool, f fence.Filter) read {
	return read{"fences " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Fences().List(ctx, scope(w), below, f, after())
		return err
	}}
}

func leaves(name, index string, scope func(world) org.Path, f leave.Filter) read {
	return read{"leaves " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Leaves().List(ctx, scope(w), f, after())
		return err
	}}
}

func appeals(name, index string, scope func(world) org.Path, f appeal.Filter) read {
	return read{"appeals " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Appeals().List(ctx, scope(w), f, after())
		return err
	}}
}

func deliveries(name, index string, f partner.Filter) read {
	return read{"deliveries " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Partners().ListDeliveries(ctx, "p", f, after())
		return err
	}}
}

func members(name, index string, scope func(world) org.Path) read {
	return read{"staff " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Staff().List(ctx, scope(w), staff.Filter{Activity: staff.Active}, after())
		return err
	}}
}

func sanctions(name, index string, scope func(world) org.Path, f sanction.Filter) read {
	return read{"sanctions " + name, index, func(ctx context.Context, w world) error {
		_, err := w.Sanctions().List(ctx, scope(w), f, after())
		return err
	}}
}

// timeline is one kind of a person's timeline within days, after a cursor.
func timeline(k record.Kind, index string) read {
	return read{"timeline: " + string(k), index, func(ctx context.Context, w world) error {
		_, err := w.Records().ListKind(ctx, "p", k, record.Span{From: noon.Add(-24 * time.Hour), To: noon}, after())
		return err
	}}
}

// handedIn is one of the two sources of check-ins of a person's timeline.
func handedIn(name, index string, source int) read {
	return read{"timeline: check-ins " + name, index, func(ctx context.Context, w world) error {
		return w.Records().ListSource(ctx, "p", record.Checkin, source, record.Span{From: noon.Add(-24 * time.Hour), To: noon}, after())
	}}
}
