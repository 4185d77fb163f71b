// Package onnx is the face engine: ONNX Runtime with four small models (detection, landmarks, feature,
// liveness) from a folder, see scripts/fetch-face.sh.
//
// A picture's way: size and kind are checked before it is decoded; its EXIF orientation is applied while it
// is brought to a working size; faces are found, the largest is measured by 68 landmarks, turned and scaled
// onto the ArcFace template by five of them, and described by 512 numbers of unit length. Models are shared,
// buffers are not: at most Options.Parallel pictures are in work together, others wait for their turn or
// for their context's end. Nothing here logs, stores or decides.
//
// It needs cgo, glibc and libstdc++. Built without cgo, Open says ErrNotBuilt.
package onnx

import (
	"diandao/internal/fault"
)

// EngineName is how identity.Model names this engine.
const EngineName = "onnx"

// Errors of opening the engine.
var (
	ErrNotBuilt = fault.New(fault.Unavailable, "identity.engine_not_built", "The server was built without the face engine.")
	ErrNotThere = fault.New(fault.Unavailable, "identity.engine_not_there", "The files of the face engine are not there.")
)

// Options of the engine. The zero value is good.
type Options struct {
	// Parallel is how many pictures are in work together, each on one core; 0 is one per core.
	Parallel int
	// SkipLiveness leaves the liveness model out.
	SkipLiveness bool
}
