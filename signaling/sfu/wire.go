package sfu

import (
	"github.com/pion/rtcp"
	"github.com/pion/rtp"

	"diandao/signaling/sfu/link"
)

// wire is a peer's transport: *link.Link. Opening is done with Peer.in held, sealing with Peer.out held.
type wire interface {
	OpenRTP(dst, raw []byte, h *rtp.Header) ([]byte, error)
	OpenRTCP(raw []byte) ([]byte, error)
	SealRTP(dst, packet []byte, h *rtp.Header) (int, error)
	SealRTCP(packets []rtcp.Packet) ([]byte, error)
	Enqueue(b *link.Batch, n int)
	Send(packet []byte)
	Close()
}

var _ wire = (*link.Link)(nil)
