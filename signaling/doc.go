// Package signaling runs live roll calls: it lets clients in by ticket, gives each roll call a room and
// each client a seat and a media peer, checks what each message may do, and carries what rooms see and
// officers decide to the roll calls on record.
//
// Terms: a hub is one running roll call on this node, a room and what it needs; a session is one
// connection of a client; a peer is a seat's media, which outlives the session that made it.
//
// Invariants: room and sfu never learn more of a client than an opaque id; every message type stands in
// Access, which a test walks; a hub exists while it has a seat and no longer; rooms, peers, offers and
// messages are bounded; nothing here is a record: what must be kept is written by RollCalls before it is
// answered.
package signaling
