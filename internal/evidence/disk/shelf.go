package disk

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"diandao/internal/evidence"
	"diandao/internal/id"
)

var _ evidence.Shelf = (*Vault)(nil)

const (
	sealedSuffix = ".sealed"
	partSuffix   = ".part"
	walkBatch    = 1000
)

// Walk calls fn with the ids of a shard's blobs that were written before the instant, at most a thousand at
// a time, and removes files left half-written before it. Other files are passed over.
func (v *Vault) Walk(ctx context.Context, shard byte, before time.Time, fn func([]evidence.ID) error) error {
	name := hex.EncodeToString([]byte{shard})
	dir, err := v.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open shard: %w", err)
	}
	defer dir.Close()
	for {
		entries, err := dir.ReadDir(walkBatch)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read shard: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		batch, err := v.older(name, entries, before)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			continue
		}
		if err := fn(batch); err != nil {
			return err
		}
	}
}

// older picks the blobs that were written before the instant, and removes half-written files on the way.
func (v *Vault) older(dir string, entries []os.DirEntry, before time.Time) ([]evidence.ID, error) {
	var batch []evidence.ID
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.ModTime().Before(before) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("look at blob: %w", err)
		}
		if strings.HasSuffix(e.Name(), sealedSuffix+partSuffix) {
			if err := v.remove(filepath.Join(dir, e.Name())); err != nil {
				return nil, err
			}
			continue
		}
		if name, ok := strings.CutSuffix(e.Name(), sealedSuffix); ok && id.Valid(name) {
			batch = append(batch, evidence.ID(name))
		}
	}
	return batch, nil
}

// Remove takes a blob away; one that is gone makes it a no-op.
func (v *Vault) Remove(_ context.Context, oid evidence.ID) error {
	if !id.Valid(string(oid)) {
		return evidence.ErrNotFound
	}
	return v.remove(place(oid))
}

func (v *Vault) remove(name string) error {
	if err := v.root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove blob: %w", err)
	}
	return nil
}
