//go:build cgo

package onnx

import (
	"errors"
	"fmt"
	"path/filepath"

	ort "github.com/yalue/onnxruntime_go"

	"diandao/internal/identity"
)

// Sizes that the models take, in pixels.
const (
	detectWidth   = 320
	detectHeight  = 240
	landmarkSide  = 64
	featureSide   = 112
	livenessSide  = 128
	detectPlaces  = 4420 // where the detector looks
	livenessKinds = 3    // live, and two kinds of picture
)

// nets are the models, shared by all desks: ONNX Runtime's Run may be called at once from many threads.
type nets struct {
	detect, landmark, feature, liveness *ort.DynamicAdvancedSession
}

func (n *nets) load(folder string, liveness bool) error {
	options, err := ort.NewSessionOptions()
	if err != nil {
		return fmt.Errorf("make session options: %w", err)
	}
	defer func() { _ = options.Destroy() }() // the sessions keep what they need
	// one core a picture: pictures are many, and threads of one picture wait for each other
	if err := errors.Join(options.SetIntraOpNumThreads(1), options.SetInterOpNumThreads(1)); err != nil {
		return fmt.Errorf("set session options: %w", err)
	}
	for _, m := range []struct {
		into    **ort.DynamicAdvancedSession
		name    string
		outputs []string
	}{
		{&n.detect, "detect", []string{"scores", "boxes"}},
		{&n.landmark, "landmark", []string{"output"}},
		{&n.feature, "feature", []string{"output"}},
		{&n.liveness, "liveness", []string{"output"}},
	} {
		if m.name == "liveness" && !liveness {
			continue
		}
		file := filepath.Join(folder, "fr_"+m.name+".onnx")
		if *m.into, err = ort.NewDynamicAdvancedSession(file, []string{"input"}, m.outputs, options); err != nil {
			return fmt.Errorf("load model %s: %w", m.name, err)
		}
	}
	return nil
}

func (n *nets) destroy() error {
	var errs []error
	for _, s := range []*ort.DynamicAdvancedSession{n.detect, n.landmark, n.feature, n.liveness} {
		if s != nil {
			errs = append(errs, s.Destroy())
		}
	}
	return errors.Join(errs...)
}

// net is a model with the buffers of one desk.
type net struct {
	session *ort.DynamicAdvancedSession
	in      *ort.Tensor[float32]
	outs    []*ort.Tensor[float32]
	ins     []ort.Value
	values  []ort.Value
}

func newNet(session *ort.DynamicAdvancedSession, in ort.Shape, outs ...ort.Shape) (net, error) {
	n := net{session: session}
	var err error
	if n.in, err = ort.NewEmptyTensor[float32](in); err != nil {
		return n, fmt.Errorf("make tensor: %w", err)
	}
	n.ins = []ort.Value{n.in}
	for _, shape := range outs {
		out, err := ort.NewEmptyTensor[float32](shape)
		if err != nil {
			return n, fmt.Errorf("make tensor: %w", err)
		}
		n.outs = append(n.outs, out)
		n.values = append(n.values, out)
	}
	return n, nil
}

// run fills outs from in.
func (n *net) run() error {
	if err := n.session.Run(n.ins, n.values); err != nil {
		return identity.ErrEngine.With(err)
	}
	return nil
}

func (n *net) destroy() error {
	var errs []error
	for _, v := range append(n.ins, n.values...) {
		errs = append(errs, v.Destroy())
	}
	return errors.Join(errs...)
}
