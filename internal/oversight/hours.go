package oversight

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"diandao/internal/authz"
)

// Hour is a cell of the week.
type Hour struct {
	Weekday time.Weekday
	Hour    int // 0 to 23, of the unit's clock
	Due     int // check-ins that opened within it and are over
	NotDone int // of these, missed or not reached
}

// Hours counts check-ins by the hour of the week at which they opened, Monday first; cells without any are left
// out. It returns ErrInterval, ErrUnit or an authz error.
func (s *Service) Hours(ctx context.Context, actor authz.Actor, in Span) ([]Hour, error) {
	at, err := s.look(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	slots, err := s.reader.CountSlots(ctx, at.unit.Path, at.from, at.until)
	if err != nil {
		return nil, fmt.Errorf("count by hour: %w", err)
	}
	return week(slots, at.zone), nil
}

// week folds slots into the cells of a week.
func week(slots []Slot, zone *time.Location) []Hour {
	type cell struct {
		day  time.Weekday
		hour int
	}
	cells := map[cell]*Hour{}
	for _, slot := range slots {
		at := slot.At.In(zone)
		c := cell{at.Weekday(), at.Hour()}
		if cells[c] == nil {
			cells[c] = &Hour{Weekday: c.day, Hour: c.hour}
		}
		cells[c].Due += slot.Due
		cells[c].NotDone += slot.NotDone
	}
	out := make([]Hour, 0, len(cells))
	for _, h := range cells {
		out = append(out, *h)
	}
	slices.SortFunc(out, func(a, b Hour) int {
		return cmp.Or(cmp.Compare(ISOWeekday(a.Weekday), ISOWeekday(b.Weekday)), cmp.Compare(a.Hour, b.Hour))
	})
	return out
}

// ISOWeekday is 1 for Monday to 7 for Sunday (ISO 8601).
func ISOWeekday(d time.Weekday) int { return (int(d)+6)%7 + 1 }
