package main

import (
	"fmt"

	"diandao/internal/store"
)

type migrateCmd struct {
	Up     migrateUpCmd     `cmd:"" default:"1" help:"Apply what is missing."`
	Status migrateStatusCmd `cmd:"" help:"List all steps."`
}

type (
	migrateUpCmd     struct{}
	migrateStatusCmd struct{}
)

// Run applies what is missing.
func (migrateUpCmd) Run(e env) error {
	return withStore(e, func(s *store.Store) error { return s.Migrate(e.ctx) })
}

// Run lists all steps.
func (migrateStatusCmd) Run(e env) error {
	return withStore(e, func(s *store.Store) error {
		all, err := s.MigrationStatus(e.ctx)
		if err != nil {
			return err
		}
		for _, m := range all {
			state := "missing"
			if m.Applied {
				state = "applied"
			}
			fmt.Fprintf(e.out, "%04d  %-8s %s\n", m.Version, state, m.Name)
		}
		return nil
	})
}

// withStore opens the configured database for fn.
func withStore(e env, fn func(*store.Store) error) (err error) {
	cfg, err := e.load(nil)
	if err != nil {
		return err
	}
	s, err := store.Open(e.ctx, store.Config{URL: cfg.Database.Reveal()})
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := s.Close(); err == nil {
			err = closeErr
		}
	}()
	return fn(s)
}
