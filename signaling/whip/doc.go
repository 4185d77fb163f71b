// Package whip lets devices and tools that speak WHIP (RFC 9725) or WHEP (draft-ietf-wish-whep) take part in a roll
// call: a kiosk's camera in a person's place, a wall screen that shows the called one.
//
// Terms: a session is one such client; to the rest of signalling it is a connection like any other, whose messages
// are written here instead of read from a websocket. So it needs the same ticket, sits in the same seat, and is
// bounded, refused and recorded alike.
//
// The ticket is the bearer token of the POST. What follows goes to the session's URL, which cannot be guessed, and
// must bear the same token.
package whip
