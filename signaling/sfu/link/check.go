package link

import (
	"encoding/binary"
	"errors"
	"net"
	"strings"
	"time"

	"github.com/pion/stun/v4"
)

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
	c, ok := l.credentialsFor(local, remote)
	if !ok {
		return nil
	}
	integrity := stun.NewShortTermIntegrity(c.Password)
	if err := errors.Join(integrity.Check(request), stun.Fingerprint.Check(request)); err != nil {
		return nil
	}
	response, err := answer(request, from.remote(), integrity)
	if err != nil {
		m.cfg.Logger.Debug("answer a connectivity check", "error", err)
		return nil
	}
	b.sendTo(&from, copy(b.Buffer(), response.Raw))
	if request.Contains(stun.AttrICEControlled) {
		return nil // it will come again as the one that controls
	}
	if l.reached(from, local, request.Contains(stun.AttrUseCandidate), now) {
		m.checkBack(from, c, b)
	}
	return l
}

// checkBack sends a check to where one came from (RFC 8445 §7.3.1.4). What it would tell is known already; a client
// that controls nominates when it sees it, instead of at its next turn.
func (m *Mux) checkBack(to path, c credentials, b *Batch) {
	request, err := stun.Build(stun.TransactionID, stun.BindingRequest, stun.NewUsername(c.remote+":"+c.Ufrag), controlled(m.tie), priority(hostPriority),
		stun.NewShortTermIntegrity(c.remotePassword), stun.Fingerprint)
	if err != nil {
		m.cfg.Logger.Debug("make a connectivity check", "error", err)
		return
	}
	b.sendTo(&to, copy(b.Buffer(), request.Raw))
}

// hostPriority is of a peer reflexive candidate (RFC 8445 §7.1.1), below any of its own.
const hostPriority = 110<<24 | 65535<<8 | 255

// controlled is the attribute of the agent that does not nominate, with its tie breaker.
type controlled uint64

// AddTo implements stun.Setter.
func (c controlled) AddTo(m *stun.Message) error {
	m.Add(stun.AttrICEControlled, binary.BigEndian.AppendUint64(nil, uint64(c)))
	return nil
}

// priority is the attribute of a candidate's priority.
type priority uint32

// AddTo implements stun.Setter.
func (p priority) AddTo(m *stun.Message) error {
	m.Add(stun.AttrPriority, binary.BigEndian.AppendUint32(nil, uint32(p)))
	return nil
}

// answer makes the response to a check: success, or that both sides believe the other controls (§7.3.1.1).
func answer(request *stun.Message, from net.Addr, integrity stun.MessageIntegrity) (*stun.Message, error) {
	id := stun.NewTransactionIDSetter(request.TransactionID)
	if request.Contains(stun.AttrICEControlled) {
		return stun.Build(id, stun.NewType(stun.MethodBinding, stun.ClassErrorResponse), stun.CodeRoleConflict, integrity, stun.Fingerprint)
	}
	mapped := &stun.XORMappedAddress{}
	switch a := from.(type) {
	case *net.UDPAddr:
		mapped.IP, mapped.Port = a.IP, a.Port
	case *net.TCPAddr:
		mapped.IP, mapped.Port = a.IP, a.Port
	}
	return stun.Build(id, stun.BindingSuccess, mapped, integrity, stun.Fingerprint)
}
