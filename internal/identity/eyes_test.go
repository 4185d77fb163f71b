package identity_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/identity"
	"diandao/internal/person"
)

// album is a vault and the store of its objects: a picture's bytes are its id.
type album struct{ identity.Store }

func (album) Object(_ context.Context, id evidence.ID) (evidence.Object, error) {
	if id == "gone" {
		return evidence.Object{}, evidence.ErrNotFound
	}
	return evidence.Object{ID: id}, nil
}

func (album) Put(context.Context, evidence.Input) (evidence.Object, error) {
	return evidence.Object{}, errors.ErrUnsupported
}

func (album) Open(_ context.Context, o evidence.Object) ([]byte, error) {
	if o.ID == "damaged" {
		return nil, evidence.ErrDamaged
	}
	return []byte(o.ID), nil
}

func (album) Get(context.Context, person.ID) (person.Person, error) {
	return person.Person{}, person.ErrNotFound
}

// watcher sees a face whose eyes are level on every picture but that of a wall.
type watcher struct{ looks atomic.Int32 }

func (*watcher) Model() identity.Model { return identity.Model{Engine: "test", Hash: "m"} }

func (w *watcher) Examine(_ context.Context, picture []byte) (identity.Sight, error) {
	w.looks.Add(1)
	s := identity.Sight{Checked: true, Width: 300, Height: 400}
	switch string(picture) {
	case "wall":
		return s, nil
	case "broken":
		return identity.Sight{}, identity.ErrPicture
	}
	s.FaceCount = 1
	for i := 36; i < 42; i++ {
		s.Face.Landmarks[i] = identity.Point{X: 100 + float64(i-36), Y: 120}
		s.Face.Landmarks[i+6] = identity.Point{X: 200 + float64(i-36), Y: 124}
	}
	return s, nil
}

func TestEyes_FoundOnceAndLeftOutWhereThereAreNone(t *testing.T) {
	t.Parallel()
	w := &watcher{}
	s, err := identity.New(identity.Parts{Store: album{}, Persons: album{}, Vault: album{}, Engine: w})
	require.NoError(t, err)
	all := []evidence.ID{"photo", "wall", "broken", "gone", "damaged"}
	want := map[evidence.ID]identity.Eyes{"photo": {Left: identity.Point{X: 102.5, Y: 120}, Right: identity.Point{X: 202.5, Y: 124}, Width: 300, Height: 400}}
	got := s.Eyes(t.Context(), all)
	require.Len(t, got, 1)
	require.InDelta(t, want["photo"].Left.X, got["photo"].Left.X, 1e-9)
	require.InDelta(t, want["photo"].Right.Y, got["photo"].Right.Y, 1e-9)
	require.Equal(t, 300, got["photo"].Width)
	require.EqualValues(t, 3, w.looks.Load())
	require.Equal(t, got, s.Eyes(t.Context(), all))
	require.EqualValues(t, 4, w.looks.Load(), "only what could not be looked at is looked at again")
	require.Empty(t, s.Eyes(t.Context(), nil))
}
