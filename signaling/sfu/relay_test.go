package sfu_test

import (
	"net"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
	"github.com/stretchr/testify/require"

	"diandao/signaling/ice"
	"diandao/signaling/sfu"
	"diandao/signaling/signalingtest"
)

func TestNode_ThroughTheRelayOnly(t *testing.T) {
	for name, c := range map[string]ice.Config{"udp": {TCPPort: -1}, "tcp": {UDPPort: -1}} {
		t.Run(name, func(t *testing.T) {
			c.BindIP, c.AllowLoopback = net.IPv4(127, 0, 0, 1), true
			relay, err := ice.Open(t.Context(), c)
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, relay.Close()) })
			n := newNode(t, sfu.Config{TCPPort: -1})
			relayed := func(id string) signalingtest.MediaOptions {
				s := relay.Servers(id, time.Now())[0]
				return signalingtest.MediaOptions{RelayOnly: true, ICEServers: []webrtc.ICEServer{{URLs: s.URLs, Username: s.Username, Credential: s.Credential}}}
			}
			look, show := relayed("officer"), relayed("phone")
			look.Slots, show.Clip = 1, signalingtest.Bars
			officer := connect(t, n, "officer", sfu.Viewer, look)
			connect(t, n, "phone", sfu.Publisher, show)
			require.NoError(t, officer.peer.Show(0, "phone"))
			eventually(t, "pictures move through the relay", func() bool { return officer.media.Received(officer.answer.Slots[0]).Frames > 5 })
		})
	}
}
