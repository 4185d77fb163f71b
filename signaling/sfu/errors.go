package sfu

import "diandao/internal/fault"

// Faults of this package.
var (
	ErrPeerExists   = fault.New(fault.Conflict, "sfu.peer_exists", "This peer is connected already.")
	ErrNodeClosed   = fault.New(fault.Unavailable, "sfu.node_closed", "The media server is going.")
	ErrPeerClosed   = fault.New(fault.Conflict, "sfu.peer_closed", "The media connection has ended.")
	ErrSDPTooLarge  = fault.New(fault.TooLarge, "sfu.sdp_too_large", "The offer is too large.")
	ErrSDP          = fault.New(fault.Invalid, "sfu.sdp_invalid", "The offer can't be understood.")
	ErrTracks       = fault.New(fault.Invalid, "sfu.tracks_exceeded", "The offer has more tracks than a peer may have.")
	ErrOfferChanged = fault.New(fault.Invalid, "sfu.offer_changed", "A later offer must have the same tracks as the first.")
	ErrCandidates   = fault.New(fault.Invalid, "sfu.candidates_exceeded", "There are too many ICE candidates.")
	ErrSlot         = fault.New(fault.Invalid, "sfu.slot_unknown", "There is no such slot.")
	ErrNoAudio      = fault.New(fault.Invalid, "sfu.no_audio", "The offer has no audio to receive.")
	ErrNoVideo      = fault.New(fault.Conflict, "sfu.no_video", "No picture arrives from this person.")
	ErrCodec        = fault.New(fault.Unsupported, "sfu.codec", "No picture can be taken from this camera: it sends another format.")
	ErrSnapshot     = fault.New(fault.Unavailable, "sfu.snapshot_timeout", "No whole picture arrived in time. Try again.")
	ErrFrame        = fault.New(fault.Invalid, "sfu.frame_invalid", "The picture can't be decoded.")
)
