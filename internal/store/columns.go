package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/org"
	"diandao/internal/page"
)

// micros is an instant as a column; nil is none.
func micros(t time.Time) *int64 {
	if t.IsZero() {
		return nil
	}
	v := t.UnixMicro()
	return &v
}

// instant is the inverse of micros.
func instant(v *int64) time.Time {
	if v == nil {
		return time.Time{}
	}
	return time.UnixMicro(*v).UTC()
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

func parseDay(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("stored day: %w", err)
	}
	return t, nil
}

// text is a column that is NULL when empty.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func untext(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("encode column: %w", err)
	}
	return string(b), nil
}

func decode(s string, v any) error {
	if err := json.Unmarshal([]byte(s), v); err != nil {
		return fmt.Errorf("decode column: %w", err)
	}
	return nil
}

// within keeps rows of units at and below scope. A station is asked for by equality, so that an index of
// (path, key) is read in the order of the key.
func within(q *bun.SelectQuery, column string, scope org.Path) *bun.SelectQuery {
	switch {
	case scope == org.Root:
		return q
	case scope.IsStation():
		return q.Where("? = ?", bun.Ident(column), string(scope))
	}
	return q.Where("? >= ? AND ? < ?", bun.Ident(column), string(scope), bun.Ident(column), scope.Upper())
}

// anyOf keeps rows whose column holds one of values; no values keep all. A single one is asked for by
// equality, which every planner can use with an index.
func anyOf[T ~string](q *bun.SelectQuery, column string, values []T) *bun.SelectQuery {
	switch len(values) {
	case 0:
		return q
	case 1:
		return q.Where("? = ?", bun.Ident(column), string(values[0]))
	}
	return q.Where("? IN (?)", bun.Ident(column), bun.List(values))
}

// during keeps rows whose column holds an instant with from ≤ it < to; a zero end is open.
func during(q *bun.SelectQuery, column string, from, to time.Time) *bun.SelectQuery {
	if !from.IsZero() {
		q = q.Where("? >= ?", bun.Ident(column), from.UnixMicro())
	}
	if !to.IsZero() {
		q = q.Where("? < ?", bun.Ident(column), to.UnixMicro())
	}
	return q
}

// days keeps rows whose column holds a day with from ≤ it ≤ to; an empty end is open.
func days(q *bun.SelectQuery, column, from, to string) *bun.SelectQuery {
	if from != "" {
		q = q.Where("? >= ?", bun.Ident(column), from)
	}
	if to != "" {
		q = q.Where("? <= ?", bun.Ident(column), to)
	}
	return q
}

// ofDays keeps requests of days with from ≤ day ≤ to; an empty end is open. They open at most a day off in UTC, which is said
// so that an index on opens_at is read no further.
func ofDays(q *bun.SelectQuery, from, to string) *bun.SelectQuery {
	if at, err := time.Parse(time.DateOnly, from); err == nil {
		q = q.Where("opens_at >= ?", at.AddDate(0, 0, -1).UnixMicro())
	}
	if at, err := time.Parse(time.DateOnly, to); err == nil {
		q = q.Where("opens_at < ?", at.AddDate(0, 0, 2).UnixMicro())
	}
	return days(q, "day", from, to)
}

// inOrder orders by an instant and the id, newest first unless the request says otherwise, after the cursor.
func inOrder(q *bun.SelectQuery, column string, p page.Request) *bun.SelectQuery {
	after, order := "(?, id) < (?, ?)", "? DESC, id DESC"
	if p.IsOldestFirst {
		after, order = "(?, id) > (?, ?)", "?, id"
	}
	if p.After.ID != "" {
		q = q.Where(after, bun.Ident(column), p.After.At.UnixMicro(), p.After.ID)
	}
	return q.OrderExpr(order, bun.Ident(column)).Limit(int64(p.Rows()))
}

// convert turns rows into records.
func convert[R, T any](rows []R, fn func(R) (T, error)) ([]T, error) {
	out := make([]T, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = fn(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}
