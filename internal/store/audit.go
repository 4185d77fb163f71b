package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/clock"
	"diandao/internal/id"
	"diandao/internal/org"
	"diandao/internal/page"
)

type auditHead struct {
	bun.BaseModel `bun:"table:audit_heads"`
	Chain         string `bun:",pk"`
	Seq           int64
	Hash          string
}

type auditRow struct {
	bun.BaseModel `bun:"table:audit_entries"`
	ID            string `bun:",pk"`
	Chain         string
	Seq           int64
	At            int64
	ActorRole     string
	ActorID       string
	Action        string
	Subject       string
	PersonID      string
	Reason        string
	Data          string
	Prev          string
	Hash          string
}

func toAuditRow(e audit.Entry) auditRow {
	return auditRow{
		ID: e.ID, Chain: string(e.Chain), Seq: e.Seq, At: e.At.UnixMicro(), ActorRole: string(e.ActorRole), ActorID: e.ActorID, Action: e.Action,
		Subject: e.Subject, PersonID: e.PersonID, Reason: e.Reason, Data: string(e.Data), Prev: e.Prev, Hash: e.Hash,
	}
}

func fromAuditRow(r auditRow) (audit.Entry, error) {
	e := audit.Entry{
		ID: r.ID, Chain: org.Path(r.Chain), Seq: r.Seq, At: time.UnixMicro(r.At).UTC(), ActorRole: authz.Role(r.ActorRole), ActorID: r.ActorID,
		Action: r.Action, Subject: r.Subject, PersonID: r.PersonID, Reason: r.Reason, Prev: r.Prev, Hash: r.Hash,
	}
	if r.Data != "" {
		e.Data = json.RawMessage(r.Data)
	}
	return e, nil
}

// chainEntries gives the queued entries their place in their chains and stores them.
func (tx *Tx) chainEntries(ctx context.Context) error {
	slices.SortStableFunc(tx.entries, func(a, b audit.Entry) int { return strings.Compare(string(a.Chain), string(b.Chain)) })
	var rows []auditRow
	for start := 0; start < len(tx.entries); {
		end := start
		for end < len(tx.entries) && tx.entries[end].Chain == tx.entries[start].Chain {
			end++
		}
		chained, err := tx.extendChain(ctx, tx.entries[start:end])
		if err != nil {
			return err
		}
		rows = append(rows, chained...)
		start = end
	}
	for batch := range slices.Chunk(rows, 500) {
		if err := tx.insert(ctx, &batch, nil); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) extendChain(ctx context.Context, entries []audit.Entry) ([]auditRow, error) {
	head := auditHead{Chain: string(entries[0].Chain)}
	// One statement makes the head exist, locks it and reads it.
	err := tx.db.NewInsert().Model(&head).On("CONFLICT (chain) DO UPDATE").Set("seq = audit_head.seq").Returning("seq, hash").Scan(ctx, &head.Seq, &head.Hash)
	if err != nil {
		return nil, fmt.Errorf("read chain's head: %w", err)
	}
	rows := make([]auditRow, len(entries))
	for i, e := range entries {
		e.ID, e.Seq, e.Prev, e.At = id.New(), head.Seq+1, head.Hash, clock.Trim(e.At)
		sum, err := e.Sum()
		if err != nil {
			return nil, err
		}
		e.Hash = sum
		head.Seq, head.Hash = e.Seq, sum
		rows[i] = toAuditRow(e)
	}
	if _, err := tx.exec(ctx, "UPDATE audit_heads SET seq = ?, hash = ? WHERE chain = ?", head.Seq, head.Hash, head.Chain); err != nil {
		return nil, fmt.Errorf("move chain's head: %w", err)
	}
	return rows, nil
}

// Audit reads the ledger.
type Audit struct{ s *Store }

// Audit returns the ledger.
func (s *Store) Audit() *Audit { return &Audit{s} }

// Chains lists the paths of all chains.
func (a *Audit) Chains(ctx context.Context) ([]org.Path, error) {
	var heads []auditHead
	if err := a.s.read.NewSelect().Model(&heads).Order("chain").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list chains: %w", err)
	}
	return convert(heads, func(h auditHead) (org.Path, error) { return org.Path(h.Chain), nil })
}

// Walk returns up to limit entries of a chain with Seq > after, in order.
func (a *Audit) Walk(ctx context.Context, chain org.Path, after int64, limit int) ([]audit.Entry, error) {
	var rows []auditRow
	err := a.s.read.NewSelect().Model(&rows).Where("chain = ? AND seq > ?", string(chain), after).Order("seq").Limit(int64(limit)).Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("walk chain: %w", err)
	}
	return convert(rows, fromAuditRow)
}

// List returns entries within scope that the filter finds, newest first by (At, ID).
func (a *Audit) List(ctx context.Context, scope org.Path, f audit.Filter, p page.Request) ([]audit.Entry, error) {
	var rows []auditRow
	q := a.s.engine.listWithin(a.s.read.NewSelect().Model(&rows), "chain", scope)
	q = anyOf(q, "action", f.Actions)
	if f.ByStaff {
		q = q.Where("actor_role NOT IN ('self', 'system')")
	}
	for column, value := range map[string]string{"person_id": f.PersonID, "actor_id": f.ActorID} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	if !f.From.IsZero() {
		q = q.Where("at >= ?", f.From.UnixMicro())
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", f.To.UnixMicro())
	}
	if err := inOrder(q, "at", p).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list audit entries: %w", err)
	}
	return convert(rows, fromAuditRow)
}
