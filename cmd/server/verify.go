package main

import (
	"fmt"

	"diandao/internal/audit"
	"diandao/internal/org"
	"diandao/internal/store"
)

type verifyCmd struct{}

// Run walks every audit chain and fails at the first break.
func (verifyCmd) Run(e env) error {
	return withStore(e, func(s *store.Store) error {
		chains, err := s.Audit().Chains(e.ctx)
		if err != nil {
			return err
		}
		total := 0
		for _, chain := range chains {
			n, err := verifyChain(e, s, chain)
			if err != nil {
				return err
			}
			total += n
		}
		fmt.Fprintf(e.out, "%d chains, %d entries: whole\n", len(chains), total)
		return nil
	})
}

func verifyChain(e env, s *store.Store, chain org.Path) (int, error) {
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
		last := entries[len(entries)-1]
		prev, after = last.Hash, last.Seq
		total += len(entries)
	}
}
