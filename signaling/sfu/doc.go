// Package sfu forwards media: peers that send a camera and a microphone, and slots in which others see
// and hear them. It knows opaque peer ids, no people and no websocket; all of Pion is in here and in
// its package link.
//
// Terms: a source is a peer's camera or microphone; a camera may send its picture in two sizes at once
// (simulcast, RFC 8853), and each RTP stream is an uplink; a slot is one place of a peer that receives
// video, and may be pointed at another source at any time without a new negotiation; to rewrite is to
// give a slot's packets one continuous sequence, whoever they come from.
//
// The client offers, the server answers. Nothing is negotiated after that but ICE restarts.
//
// Cost. In a roll call many send and few watch, so what a packet costs on its way in decides. Package
// link hands a packet over in the goroutine that has read it; here it is decrypted into the place where
// it is kept, and for each slot that shows it a header is written in front of its payload and the two are
// encrypted into the batch of what is sent next. Nothing is allocated, nothing copied, and no goroutine
// is woken for a packet. A lock a peer is held meanwhile, for which hardly ever anybody waits. What
// feedback is needed is sent from here: receiver and sender reports (RFC 3550 §6.4), REMB
// (draft-alvestrand-rmcat-remb), transport-wide feedback to who numbers packets so
// (draft-holmer-rmcat-transport-wide-cc-extensions-01), NACK for gaps (RFC 4585 §6.2.1) with
// retransmissions beside the stream (RFC 4588), key frame requests (§6.3.1) with a limit.
//
// Invariants: a switch begins with a key frame; one bad peer costs others nothing, for its bytes,
// streams, candidates and SDP are bounded; every goroutine ends with the Node, and Node.Close waits for all.
package sfu
