package store

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// exec runs a statement that is run very often, with ? for its values: PostgreSQL parses and plans it once for a
// connection. bun writes values into its statements, so that each of them is another.
func (tx *Tx) exec(ctx context.Context, query string, values ...any) (sql.Result, error) {
	if tx.store.engine == postgres {
		query, values = numbered(query), append([]any{pgx.QueryExecModeCacheStatement}, values...)
	}
	return tx.db.Tx.ExecContext(ctx, query, values...)
}

// numbered writes PostgreSQL's $1, $2 … for ?, which may stand for nothing else.
func numbered(query string) string {
	var out strings.Builder
	n := 0
	for part := range strings.SplitSeq(query, "?") {
		if n > 0 {
			out.WriteString("$" + strconv.Itoa(n))
		}
		out.WriteString(part)
		n++
	}
	return out.String()
}

// insertRow stores one row, given as a pointer to its struct, with what follows its values ("ON CONFLICT …").
func (tx *Tx) insertRow(ctx context.Context, row any, then string) (sql.Result, error) {
	value := reflect.ValueOf(row).Elem()
	table := tx.store.write.Table(value.Type())
	columns, values := make([]string, len(table.Fields)), make([]any, len(table.Fields))
	for i, f := range table.Fields {
		columns[i], values[i] = f.Name, f.Value(value).Interface()
	}
	query := "INSERT INTO " + table.Name + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	return tx.exec(ctx, query+then, values...)
}

// columnsOf lists the columns of a row. "*" would break plans that are kept when a migration adds a column.
func (s *Store) columnsOf(row any) string {
	table := s.write.Table(reflect.TypeOf(row).Elem())
	names := make([]string, len(table.Fields))
	for i, f := range table.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// find reads into a struct, or all rows into a slice of them, by a query that is run very often; see exec. Of a
// struct that has no row it returns sql.ErrNoRows.
func (s *Store) find(ctx context.Context, dest any, query string, values ...any) error {
	if s.traced != nil {
		s.traced(s.read.QueryGen().FormatQuery(query, values...))
	}
	if s.engine == postgres {
		query, values = numbered(query), append([]any{pgx.QueryExecModeCacheStatement}, values...)
	}
	rows, err := s.read.DB.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if reflect.TypeOf(dest).Elem().Kind() == reflect.Slice {
		return s.read.ScanRows(ctx, rows, dest)
	}
	if !rows.Next() {
		return errors.Join(rows.Err(), sql.ErrNoRows)
	}
	return errors.Join(s.read.ScanRow(ctx, rows, dest), rows.Err())
}
