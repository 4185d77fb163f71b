// Package sfu forwards media: peers that send a camera and a microphone, and slots in which others see
// and hear them. It knows opaque peer ids, no people and no websocket; all of Pion is in here.
//
// Terms: an uplink is one RTP stream that a peer sends; a slot is one place of a peer that receives
// video, and may be pointed at another uplink at any time without a new negotiation; to rewrite is to
// give a slot's packets one continuous sequence, whoever they come from.
//
// The client offers, the server answers. Nothing is negotiated after that but ICE restarts.
//
// Cost. In a roll call many send and few watch, so what a packet costs on its way in decides. One
// goroutine reads an uplink into a ring of buffers, keeps its bookkeeping without locks, and writes to
// the slots that show it from a list behind an atomic pointer: nothing is allocated, copied or locked
// for a packet. A slot's VP8 picture id is patched in the buffer and put back after the write, since
// slots are served one after another. Pion's stock interceptors are left out: they cost half as much
// again as forwarding itself. What is needed of them is here, per uplink and without locks: receiver
// reports and REMB once a second (RFC 3550 §6.4.2, draft-alvestrand-rmcat-remb), NACK for gaps
// (RFC 4585 §6.2.1), key frame requests (§6.3.1) with a limit. RTX (RFC 4588) is not offered, so that
// there are no copies to be told apart; a repeat arrives on the stream itself and is known by its number.
//
// Invariants: a switch begins with a key frame; one bad peer costs others nothing, for its bytes,
// tracks, candidates and SDP are bounded; every goroutine ends with its peer, and Node.Close waits for all.
package sfu
