// Package signalingtest has clients of live roll calls for tests and load: Bot speaks the protocol as a
// phone or an officer does, and its media half sends and counts pictures.
package signalingtest
