package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"diandao/internal/config"
	"diandao/internal/redisx"
	"diandao/internal/store"
)

// openStores opens the database and Redis.
func (a *App) openStores(ctx context.Context) error {
	if err := os.MkdirAll(a.cfg.DataDir, 0o700); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	s, err := store.Open(ctx, store.Config{URL: a.cfg.Database.Reveal()})
	if err != nil {
		return err
	}
	a.store = s
	a.onClose("database", func(context.Context) error { return s.Close() })
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	dir := filepath.Join(a.cfg.DataDir, "redis")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make Redis folder: %w", err)
	}
	where := redisx.Config{URL: a.cfg.Redis.Reveal(), Dir: dir}
	if where.URL == config.RedisInProcess {
		where = redisx.Config{}
	}
	r, err := redisx.Open(ctx, where, a.log)
	if err != nil {
		return err
	}
	a.redis = r
	a.onClose("redis", func(context.Context) error { return r.Close() })
	a.log.Info("stores open", "database", s.Engine(), "redis", r.Mode())
	return nil
}
