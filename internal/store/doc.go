// Package store keeps the records of Diandao in SQL: SQLite embedded, or PostgreSQL, through one code
// path over bun. Each aggregate has an accessor type in its own file that satisfies the store interface
// of its domain package; none of them knows which engine it runs on (dialect.go alone does).
//
// Terms: a Tx is one transaction; a row is a struct of columns, unexported.
//
// Invariants: one transaction per use case, jobs and audit entries in the same one; instants are whole
// microseconds since 1970 UTC in BIGINT columns on both engines (sortable, exact, and the same bytes
// whichever driver reads them); nothing but Go writes them; on SQLite all writing goes through one
// connection, so a method of a Tx never touches the pool.
package store
