package link

import (
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
)

// OpenRTP decrypts a packet into dst, which must have room for it, and its header into h. Callers of one link
// come one after another.
func (l *Link) OpenRTP(dst, raw []byte, h *rtp.Header) ([]byte, error) {
	k := l.keys.Load()
	if k == nil {
		return nil, ErrClosed
	}
	return k.in.DecryptRTP(dst, raw, h)
}

// OpenRTCP decrypts a packet. Callers of one link come one after another.
func (l *Link) OpenRTCP(raw []byte) ([]byte, error) {
	k := l.keys.Load()
	if k == nil {
		return nil, ErrClosed
	}
	return k.in.DecryptRTCP(nil, raw, nil)
}

// SealRTP encrypts a packet into dst. h is room for its header. Callers of one link come one after another.
func (l *Link) SealRTP(dst, packet []byte, h *rtp.Header) (int, error) {
	k := l.keys.Load()
	if k == nil {
		return 0, ErrClosed
	}
	out, err := k.out.EncryptRTP(dst, packet, h)
	return len(out), err
}

// SealRTCP encrypts packets. Callers of one link come one after another.
func (l *Link) SealRTCP(packets []rtcp.Packet) ([]byte, error) {
	k := l.keys.Load()
	if k == nil {
		return nil, ErrClosed
	}
	raw, err := rtcp.Marshal(packets)
	if err != nil {
		return nil, err
	}
	return k.out.EncryptRTCP(nil, raw, nil)
}

// Send sends a sealed packet at once, or drops it when the client can't be reached.
func (l *Link) Send(packet []byte) {
	if p := l.path.Load(); p != nil {
		p.send(packet)
	}
}

// Enqueue queues the first n bytes of the batch's Buffer for the client, or drops them when it can't be reached.
func (l *Link) Enqueue(b *Batch, n int) { b.Send(l, n) }
