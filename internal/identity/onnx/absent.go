//go:build !cgo

package onnx

import (
	"context"

	"diandao/internal/identity"
)

// Engine can't exist in a build without cgo.
type Engine struct{}

var _ identity.Verifier = (*Engine)(nil)

// Open returns ErrNotBuilt.
func Open(string, Options) (*Engine, error) { return nil, ErrNotBuilt }

// Model names no weights.
func (*Engine) Model() identity.Model { return identity.Model{Engine: EngineName} }

// Examine returns identity.ErrEngine.
func (*Engine) Examine(context.Context, []byte) (identity.Sight, error) {
	return identity.Sight{}, identity.ErrEngine.With(ErrNotBuilt)
}

// Close does nothing.
func (*Engine) Close() error { return nil }
