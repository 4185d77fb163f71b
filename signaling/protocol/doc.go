// Package protocol is the language phones and consoles speak with the server during a live roll call:
// one Go struct per message, the envelope that carries them, the codes of errors and closings. It is
// version 1; api/signaling.md describes it in prose and api/signaling.schema.json as JSON Schema, which
// a test generates from the types here.
//
// Terms: a client is a phone (role "phone") or a console (role "officer"); a message is one JSON text
// frame; every client message has an id and is answered by exactly one ack or error that names it.
//
// Invariants: what Decode returns has been checked for size, depth, unknown fields and the limits of
// each field; the package knows nothing of rooms, media, storage or of any other package of ours.
package protocol
