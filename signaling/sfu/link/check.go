package link

import (
	"errors"
	"net"
	"strings"
	"time"

	"github.com/pion/stun/v4"
)

// Attributes of ICE (RFC 8445 §16.1).
const attrUseCandidate = stun.AttrUseCandidate

// isSTUN tells STUN by its first byte (RFC 7983).
func isSTUN(packet []byte) bool { return packet[0] < 4 && stun.IsMessage(packet) }

// check answers a connectivity check (RFC 8445 §7.3) and returns the link that it belongs to, or nil.
func (m *Mux) check(packet []byte, from path, now time.Time, b *Batch) *Link {
	request := &stun.Message{Raw: append(make([]byte, 0, len(packet)), packet...)}
	if err := request.Decode(); err != nil || request.Type != stun.BindingRequest {
		return nil
	}
	var name stun.Username
	if err := name.GetFrom(request); err != nil {
		return nil
	}
	local, remote, _ := strings.Cut(name.String(), ":")
	m.mu.RLock()
	l := m.links[local]
	m.mu.RUnlock()
	if l == nil {
		return nil
	}
	password, ok := l.passwordFor(local, remote)
	if !ok {
		return nil
	}
	integrity := stun.NewShortTermIntegrity(password)
	if err := errors.Join(integrity.Check(request), stun.Fingerprint.Check(request)); err != nil {
		return nil
	}
	response, err := answer(request, from.remote(), integrity)
	if err != nil {
		m.cfg.Logger.Debug("answer a connectivity check", "error", err)
		return nil
	}
	b.sendTo(&from, copy(b.Buffer(), response.Raw))
	l.reached(from, local, request.Contains(attrUseCandidate), now)
	return l
}

// answer makes the response to a check.
func answer(request *stun.Message, from net.Addr, integrity stun.MessageIntegrity) (*stun.Message, error) {
	mapped := &stun.XORMappedAddress{}
	switch a := from.(type) {
	case *net.UDPAddr:
		mapped.IP, mapped.Port = a.IP, a.Port
	case *net.TCPAddr:
		mapped.IP, mapped.Port = a.IP, a.Port
	}
	response := stun.New()
	err := response.Build(stun.NewTransactionIDSetter(request.TransactionID), stun.BindingSuccess, mapped, integrity, stun.Fingerprint)
	return response, err
}
