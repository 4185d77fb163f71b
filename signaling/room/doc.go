// Package room keeps the live half of one roll call: who has a seat, who is called, who looks at whom,
// and what every client must therefore be told, sent and asked for.
//
// Terms: a seat is one actor's place in the room; it outlives a lost connection by Config.KeepSeat. A
// phone is a person's seat, an officer a staff member's; the lead is the officer whom phones see. A watcher looks on
// and is told to nobody. The walk is auto mode: names are called one after the other, officers decide. The
// wish is what a phone is asked to send. An entry is a person of the roster, seated or not.
//
// Invariants: one goroutine owns all state and everybody else posts into its bounded mailbox; phones see
// the lead, hear it when called or when it speaks to all, and never each other; at most one person is called; a person has at most one seat.
// What a client is told follows from the state alone: after every change reconcile compares what each
// should know, show and send with what it was last told, and sends the difference.
//
// The package knows neither websockets nor WebRTC nor storage: it talks to connections through Conn, to
// media through Media and to the world through Events, none of which may block.
package room
