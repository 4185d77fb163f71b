package sfu

import (
	"testing"

	"github.com/pion/sdp/v3"
	"github.com/stretchr/testify/require"
)

func TestPayloads_OursInOurOrder(t *testing.T) {
	t.Parallel()
	m := &sdp.MediaDescription{MediaName: sdp.MediaName{Media: "video", Formats: []string{"102", "103", "104", "96", "97", "45", "x"}}}
	for _, a := range [][2]string{
		{"rtpmap", "102 H264/90000"},
		{"fmtp", "102 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f"},
		{"rtpmap", "103 H264/90000"},
		{"fmtp", "103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"},
		{"rtpmap", "104 rtx/90000"},
		{"fmtp", "104 apt=103"},
		{"rtpmap", "96 VP8/90000"},
		{"rtpmap", "97 rtx/90000"},
		{"fmtp", "97 apt=96"},
		{"rtpmap", "45 AV1/90000"},
		{"rtpmap", "nonsense"},
		{"fmtp", "300 apt=96"},
	} {
		m.Attributes = append(m.Attributes, sdp.Attribute{Key: a[0], Value: a[1]})
	}
	require.Equal(t, []payload{
		{codec: codecVP8, pt: 96, rtx: 97},
		{codec: codecH264, pt: 103, rtx: 104, fmtp: "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"},
	}, payloads(m))
	m.MediaName.Formats = []string{"45"}
	require.Empty(t, payloads(m), "AV1 only: the line is refused")
}

func TestH264KeyFrame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   []byte
		want bool
	}{
		"nothing":                     {nil, false},
		"an IDR slice":                {[]byte{0x65, 1}, true},
		"another slice":               {[]byte{0x41, 1}, false},
		"parameters and a slice":      {[]byte{24, 0, 2, 0x67, 1, 0, 1, 0x65}, true},
		"two slices":                  {[]byte{24, 0, 2, 0x41, 1, 0, 1, 0x41}, false},
		"lengths that lie":            {[]byte{24, 0xff, 0xff, 0x41}, false},
		"first piece of an IDR slice": {[]byte{28, 0x85, 0}, true},
		"another piece of it":         {[]byte{28, 0x05, 0}, false},
	} {
		require.Equal(t, c.want, h264KeyFrame(c.in), name)
	}
}

func TestReadLayers(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"send q;f": {"q", "f"}, "send q;h;f": {"q", "f"}, "send ~q;f": {"q", "f"}, "send q,x;f recv z": {"q", "f"},
		"recv q;f": nil, "send": nil, "send q\r\na=evil;f": {"f"}, "": nil,
	} {
		require.Equal(t, want, readLayers(in), "%q", in)
	}
}

func FuzzPeer_Read(f *testing.F) {
	f.Add("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=fingerprint:sha-256 AA\r\na=ice-ufrag:u\r\na=ice-pwd:p\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\na=rtpmap:96 VP8/90000\r\na=simulcast:send q;f\r\na=extmap:4 urn:x\r\n")
	st := newStage(1)
	f.Fuzz(func(t *testing.T, text string) {
		p := st.node.newPeer("p", PeerConfig{Role: Publisher, Events: deaf{}})
		o, err := p.read(text)
		if err != nil {
			return
		}
		require.NotEmpty(t, o.remote.Ufrag)
		for _, l := range o.lines {
			require.LessOrEqual(t, len(l.layers), maxLayers)
			require.NotContains(t, l.mid, "\n")
		}
	})
}
