package sfu

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pion/sdp/v3"
)

// codec is a way media is encoded.
type codec uint8

// The codecs: what every phone sends and every officer's browser decodes, and H264 for devices that have no other.
const (
	codecVP8 codec = iota + 1
	codecH264
	codecOpus
)

// payload is one codec as a client numbers it.
type payload struct {
	codec codec
	pt    uint8
	rtx   uint8 // payload type of its retransmissions (RFC 4588), 0 when there are none
	fmtp  string
}

func (c codec) rtpmap() string {
	return map[codec]string{codecVP8: "VP8/90000", codecH264: "H264/90000", codecOpus: "opus/48000/2"}[c]
}

// payloads picks the codecs that both sides know, in the order we prefer them, each once.
func payloads(m *sdp.MediaDescription) []payload {
	names, params := map[uint8]string{}, map[uint8]string{}
	for _, a := range m.Attributes {
		number, value, ok := strings.Cut(a.Value, " ")
		pt, err := strconv.ParseUint(number, 10, 7)
		if !ok || err != nil {
			continue
		}
		switch a.Key {
		case "rtpmap":
			names[uint8(pt)] = strings.ToLower(value)
		case "fmtp":
			params[uint8(pt)] = value
		}
	}
	var out []payload
	for _, c := range []codec{codecVP8, codecH264, codecOpus} {
		if p, ok := pick(m.MediaName.Formats, c, names, params); ok {
			p.rtx = rtxOf(p.pt, names, params)
			out = append(out, p)
		}
	}
	return out
}

// pick takes the first payload type of a codec that we can forward; the client lists them as it prefers.
func pick(formats []string, c codec, names, params map[uint8]string) (payload, bool) {
	for _, f := range formats {
		n, err := strconv.ParseUint(f, 10, 7)
		pt := uint8(n)
		if err != nil || names[pt] != strings.ToLower(c.rtpmap()) {
			continue
		}
		// Packets of mode 0 hold one unit each, which some decoders expect and few encoders send.
		if c == codecH264 && !strings.Contains(params[pt], "packetization-mode=1") {
			continue
		}
		return payload{codec: c, pt: pt, fmtp: params[pt]}, true
	}
	return payload{}, false
}

func rtxOf(pt uint8, names, params map[uint8]string) uint8 {
	want := "apt=" + strconv.Itoa(int(pt))
	for rtx, name := range names {
		if strings.HasPrefix(name, "rtx/") && slices.Contains(strings.Split(params[rtx], ";"), want) {
			return rtx
		}
	}
	return 0
}

// h264KeyFrame reports whether a packet begins a picture that needs no other: it holds a sequence parameter set or
// an IDR slice (RFC 6184 §5.2).
func h264KeyFrame(b []byte) bool {
	if len(b) < 2 {
		return false
	}
	switch kind := b[0] & 0x1f; kind {
	case 5, 7:
		return true
	case 24: // STAP-A: units with their lengths before them
		for b = b[1:]; len(b) > 2; {
			n := int(b[0])<<8 | int(b[1])
			if u := b[2] & 0x1f; u == 5 || u == 7 {
				return true
			}
			b = b[min(len(b), 2+n):]
		}
	case 28: // FU-A: the first piece of a unit
		return b[1]&0x80 != 0 && b[1]&0x1f == 5
	}
	return false
}
