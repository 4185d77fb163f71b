package main

import (
	"errors"
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/org"
	"diandao/internal/rollcall"
	"diandao/internal/store"
)

type verifyCmd struct{}

// Run walks every audit chain and fails at the first break, then proves every sealed sheet by the fingerprint
// that its chain holds, and tells each that does not match.
func (verifyCmd) Run(e env) error {
	return withStore(e, func(s *store.Store) error {
		chains, err := s.Audit().Chains(e.ctx)
		if err != nil {
			return err
		}
		total, seals := 0, map[rollcall.ID]string{}
		for _, chain := range chains {
			n, err := verifyChain(e, s, chain, seals)
			if err != nil {
				return err
			}
			total += n
		}
		if err := proveSheets(e, s, seals); err != nil {
			return err
		}
		fmt.Fprintf(e.out, "%d chains, %d entries, %d sealed sheets: whole\n", len(chains), total, len(seals))
		return nil
	})
}

func verifyChain(e env, s *store.Store, chain org.Path, seals map[rollcall.ID]string) (int, error) {
	prev, after, total := "", int64(0), 0
	for {
		entries, err := s.Audit().Walk(e.ctx, chain, after, 1000)
		if err != nil || len(entries) == 0 {
			return total, err
		}
		if entries[0].Seq != after+1 {
			return total, fmt.Errorf("chain %s: entry %d is missing", chain, after+1)
		}
		if err := audit.Verify(prev, entries); err != nil {
			return total, err
		}
		for _, entry := range entries {
			if rid, sum, ok := rollcall.SealOf(entry); ok {
				seals[rid] = sum
			}
		}
		last := entries[len(entries)-1]
		prev, after = last.Hash, last.Seq
		total += len(entries)
	}
}

// proveSheets proves every sheet whose seal the chains hold, and that no sheet is sealed of which they know
// nothing.
func proveSheets(e env, s *store.Store, seals map[rollcall.ID]string) error {
	var errs []error
	for rid, sum := range seals {
		errs = append(errs, rollcall.Prove(e.ctx, s.RollCalls(), rid, sum))
	}
	sealed, err := s.RollCalls().ListSealed(e.ctx)
	if err != nil {
		return err
	}
	for _, rid := range sealed {
		if _, ok := seals[rid]; !ok {
			errs = append(errs, fmt.Errorf("sheet %s is sealed, but no chain holds its seal", rid))
		}
	}
	return errors.Join(errs...)
}
