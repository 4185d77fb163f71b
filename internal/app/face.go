package app

import (
	"context"
	"errors"
	"time"

	"diandao/internal/config"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/identity/off"
	"diandao/internal/identity/onnx"
	"diandao/internal/obs"
)

// openFace opens the face engine. Without its files the server runs, and officers look at the pictures.
func (a *App) openFace(s *services) error {
	engine := a.opts.Face
	if engine == nil {
		engine = off.Engine{}
	}
	if a.opts.Face == nil && (a.runs(config.API) || a.runs(config.Signaling)) {
		opened, err := onnx.Open(a.cfg.Face.Dir, onnx.Options{Parallel: a.cfg.Face.Parallel})
		switch {
		case errors.Is(err, onnx.ErrNotThere), errors.Is(err, onnx.ErrNotBuilt):
			a.log.Warn("no face engine: officers look at the pictures", obs.KeyError, err)
		case err != nil:
			return err
		default:
			engine = opened
			a.onClose("face", func(context.Context) error { return opened.Close() })
		}
	}
	var err error
	s.identity, err = identity.New(identity.Parts{
		Store: a.store.Enrolments(), Persons: a.store.Persons(), Vault: s.vault, Engine: metered{engine, a.metrics}, Clock: a.clock,
		Thresholds: identity.Thresholds{Match: a.cfg.Face.Match, Review: a.cfg.Face.Review},
	})
	return err
}

// metered measures an engine.
type metered struct {
	identity.Verifier
	metrics *obs.Metrics
}

// Examine tells what is on a picture; see identity.Verifier.
func (m metered) Examine(ctx context.Context, picture []byte) (identity.Sight, error) {
	began := time.Now() //nolint:forbidigo // how long it took, not when
	s, err := m.Verifier.Examine(ctx, picture)
	outcome := "looked"
	switch {
	case errors.Is(err, identity.ErrPicture):
		outcome = "unreadable"
	case err != nil:
		outcome = "failed"
	case !s.Checked:
		outcome = "off"
	case s.FaceCount == 0:
		outcome = "no_face"
	}
	m.metrics.PictureExamined(outcome, time.Since(began))
	return s, err
}

// facePart tells whether pictures are compared.
func (a *App) facePart() httpapi.Part {
	if a.services.identity.Model().Hash == "" {
		return httpapi.Part{Name: "face", Ready: true, Note: "off: pictures go to an officer"}
	}
	return httpapi.Part{Name: "face", Ready: true, Note: a.services.identity.Model().Engine}
}
