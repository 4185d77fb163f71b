//go:build cgo

package onnx

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	ort "github.com/yalue/onnxruntime_go"

	"diandao/internal/identity"
)

// Engine looks at pictures. It is safe for concurrent use.
type Engine struct {
	nets  nets
	hash  string
	desks chan *desk // those at rest; its capacity bounds what runs at once

	closing sync.Once
}

var _ identity.Verifier = (*Engine)(nil)

// Open loads the runtime and the models from folder. It returns ErrNotThere when a file is missing or can't
// be loaded. One engine a process is meant; ONNX Runtime itself, once loaded, stays.
func Open(folder string, o Options) (*Engine, error) {
	if o.Parallel <= 0 {
		o.Parallel = runtime.NumCPU()
	}
	hash, err := hashOf(filepath.Join(folder, "fr_feature.onnx"))
	if err != nil {
		return nil, ErrNotThere.With(err)
	}
	if !ort.IsInitialized() {
		ort.SetSharedLibraryPath(filepath.Join(folder, "libonnxruntime.so.1"))
		if err := ort.InitializeEnvironment(ort.WithLogLevelError()); err != nil {
			return nil, ErrNotThere.With(fmt.Errorf("load ONNX Runtime: %w", err))
		}
	}
	e := &Engine{hash: hash, desks: make(chan *desk, o.Parallel)}
	if err := e.load(folder, o); err != nil {
		return nil, errors.Join(ErrNotThere.With(err), e.nets.destroy())
	}
	return e, nil
}

func (e *Engine) load(folder string, o Options) error {
	if err := e.nets.load(folder, !o.SkipLiveness); err != nil {
		return err
	}
	for range o.Parallel {
		d, err := newDesk(&e.nets)
		if err != nil {
			return err
		}
		e.desks <- d
	}
	return nil
}

func hashOf(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the feature model: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// Model tells the hash of the weights that make embeddings.
func (e *Engine) Model() identity.Model { return identity.Model{Engine: EngineName, Hash: e.hash} }

// Examine tells what is on a picture; see identity.Verifier.
func (e *Engine) Examine(ctx context.Context, picture []byte) (s identity.Sight, err error) {
	if err := checkSize(picture); err != nil {
		return identity.Sight{}, err
	}
	d, err := e.take(ctx)
	if err != nil {
		return identity.Sight{}, err
	}
	defer func() {
		e.desks <- d
		if p := recover(); p != nil {
			s, err = identity.Sight{}, identity.ErrEngine.With(fmt.Errorf("panic: %v", p))
		}
	}()
	s, err = d.examine(ctx, picture)
	s.Model = e.Model()
	return s, err
}

func (e *Engine) take(ctx context.Context) (*desk, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	select {
	case d, open := <-e.desks:
		if !open {
			return nil, identity.ErrEngine.With(errors.New("closed"))
		}
		return d, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close waits for the pictures being looked at and frees the models. Examine must not be called after it.
func (e *Engine) Close() error {
	var errs []error
	e.closing.Do(func() {
		for range cap(e.desks) {
			errs = append(errs, (<-e.desks).destroy())
		}
		close(e.desks)
		errs = append(errs, e.nets.destroy())
	})
	return errors.Join(errs...)
}
