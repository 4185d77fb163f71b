// Package link carries packets between this server and WebRTC clients: one UDP port and one TCP port for
// everybody, ICE, DTLS and SRTP. It knows nothing of tracks or rooms.
//
// Terms: a Mux owns the sockets; a link is one client's transport; a path is where a client is reached at the
// moment, an address behind one of the sockets or a TCP connection; a batch is what is sent after what has just
// been read has been dealt with.
//
// ICE (RFC 8445). The server is told its addresses and is always the one that is controlled. It answers the checks of
// clients and checks back where they come from, but has no checks of its own to plan: a client that can't reach it
// can't be reached by it either. So a link costs no timer and no goroutine of ICE. Whoever proves knowledge of the
// link's password in a binding request owns the path; the one nominated last is used. A client that is silent for
// SilentAfter is disconnected, for LostAfter lost.
//
// Cost. Whoever reads a packet deals with it: the reader of a socket tells SRTP by its first byte (RFC 7983),
// finds the link in a table that belongs to it alone, and hands the packet to the link's Handler, which decrypts
// and forwards it in the same goroutine. Nothing is queued from one goroutine to another but DTLS, which is a
// handful of packets a link.
//
// Invariants: no packet of media reaches a Handler before DTLS has proven the fingerprint of the offer; nobody is
// sent anything but answers to authenticated checks before that; all queues, connections and handshakes are
// bounded; every goroutine ends with its link or its Mux.
package link
