package loadtest

import (
	"fmt"

	"github.com/pion/webrtc/v4"

	"diandao/signaling/sfu"
)

// node is our media server behind the control connection.
type node struct{ node *sfu.Node }

func newNode() (*node, error) {
	n, err := sfu.New(sfu.Config{Loopback: true, TCPPort: -1, Limits: sfu.Limits{Slots: 1000, SDPBytes: 4 << 20}})
	if err != nil {
		return nil, err
	}
	return &node{n}, nil
}

func (n *node) peer(id string) (*sfu.Peer, error) {
	p, ok := n.node.Peer(sfu.PeerID(id))
	if !ok {
		return nil, fmt.Errorf("no peer %s", id)
	}
	return p, nil
}

func (n *node) open(id string, officer bool, _ func(webrtc.ICECandidateInit)) error {
	role := sfu.Publisher
	if officer {
		role = sfu.Viewer
	}
	_, err := n.node.NewPeer(sfu.PeerID(id), sfu.PeerConfig{Role: role, Events: ear{}})
	return err
}

func (n *node) offer(id, sdp string) (string, error) {
	p, err := n.peer(id)
	if err != nil {
		return "", err
	}
	return p.Answer(sdp)
}

func (n *node) candidate(id string, c webrtc.ICECandidateInit) error {
	p, err := n.peer(id)
	if err != nil {
		return err
	}
	return p.AddCandidate(sfu.Candidate{Candidate: c.Candidate, SDPMid: c.SDPMid, SDPMLineIndex: c.SDPMLineIndex, UsernameFragment: c.UsernameFragment})
}

func (n *node) show(id string, slot int, from string, isLarge bool) error {
	p, err := n.peer(id)
	if err != nil {
		return err
	}
	if err := p.Show(slot, sfu.PeerID(from)); err != nil {
		return err
	}
	return p.Enlarge(slot, isLarge)
}

func (n *node) hear(id, from string) error {
	p, err := n.peer(id)
	if err != nil {
		return err
	}
	return p.Hear(sfu.PeerID(from))
}

func (n *node) shut(id string) error {
	p, err := n.peer(id)
	if err != nil {
		return err
	}
	return p.Close()
}

func (n *node) Close() error { return n.node.Close() }

// ear hears nothing: what happens to a peer is seen by the bots.
type ear struct{}

func (ear) OnConnected(sfu.PeerID)             {}
func (ear) OnDisconnected(sfu.PeerID)          {}
func (ear) OnFailed(sfu.PeerID)                {}
func (ear) OnUplink(sfu.PeerID, sfu.Kind)      {}
func (ear) OnUplinkEnded(sfu.PeerID, sfu.Kind) {}
func (ear) OnFlood(sfu.PeerID, sfu.Kind)       {}
