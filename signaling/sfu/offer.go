package sfu

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pion/sdp/v3"

	"diandao/signaling/sfu/link"
)

// direction is what the client does with an m-line.
type direction string

const (
	sendrecv direction = "sendrecv"
	sendonly direction = "sendonly"
	recvonly direction = "recvonly"
	inactive direction = "inactive"
)

// Header extensions that we use.
const (
	extMID         = "urn:ietf:params:rtp-hdrext:sdes:mid"
	extRID         = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
	extRepairedRID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
	extTransport   = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
)

// maxLayers is how many sizes of one picture a camera may send at once.
const maxLayers = 2

// maxICE bounds a client's user fragment and password (RFC 8839 §5.4).
const maxICE = 256

// line is one m-line of an offer, and what we take of it.
type line struct {
	kind      Kind
	mid       string
	direction direction
	protocol  string
	payloads  []payload
	layers    []string         // ids of the sizes of one picture (RFC 8853), from small to large; empty is one size
	exts      map[string]uint8 // by URI
	isScreen  bool             // by its own words (RFC 4796)
}

// sends reports whether the client sends media on it.
func (l line) sends() bool { return l.direction == sendonly || l.direction == sendrecv }

// receives reports whether the client takes media on it. A camera is its own m-line.
func (l line) receives() bool {
	return l.direction == recvonly || (l.kind == Audio && l.direction == sendrecv)
}

// offer is what we understand of an offer.
type offer struct {
	remote link.Remote
	lines  []line
}

// read checks an offer and returns what is in it.
func (p *Peer) read(text string) (offer, error) {
	if len(text) > p.node.cfg.Limits.SDPBytes {
		return offer{}, ErrSDPTooLarge
	}
	var d sdp.SessionDescription
	if err := d.UnmarshalString(text); err != nil {
		return offer{}, ErrSDP.With(err)
	}
	var o offer
	for _, m := range d.MediaDescriptions {
		l, ok := readLine(m)
		if !ok {
			return offer{}, ErrSDP
		}
		o.lines = append(o.lines, l)
	}
	if len(o.lines) == 0 {
		return offer{}, ErrSDP
	}
	if err := p.bound(o.lines); err != nil {
		return offer{}, err
	}
	var ok bool
	if o.remote, ok = readRemote(&d); !ok {
		return offer{}, ErrSDP
	}
	return o, nil
}

func readLine(m *sdp.MediaDescription) (line, bool) {
	l := line{
		kind: Kind(m.MediaName.Media), mid: attribute(m, "mid"), direction: readDirection(m),
		protocol: strings.Join(m.MediaName.Protos, "/"), payloads: payloads(m), exts: map[string]uint8{},
	}
	if l.mid == "" || len(l.mid) > 32 || (l.kind != Video && l.kind != Audio) {
		return l, false
	}
	for _, a := range m.Attributes {
		switch a.Key {
		case "extmap":
			id, uri, _ := strings.Cut(a.Value, " ")
			id, _, _ = strings.Cut(id, "/")
			if n, err := strconv.ParseUint(id, 10, 4); err == nil && n > 0 && n < 15 {
				l.exts[uri] = uint8(n)
			}
		case "simulcast":
			l.layers = readLayers(a.Value)
		case "content":
			l.isScreen = slices.Contains(strings.Split(a.Value, ","), "slides")
		}
	}
	if l.isScreen {
		l.payloads = nil // a roll call looks at faces
	}
	return l, true
}

// readLayers reads "send q;f" (RFC 8853 §5.1). Of more than two sizes the smallest and the largest are taken.
func readLayers(value string) []string {
	way, list, _ := strings.Cut(strings.TrimSpace(value), " ")
	if way != "send" {
		return nil
	}
	list, _, _ = strings.Cut(list, " ")
	var ids []string
	for alternatives := range strings.SplitSeq(list, ";") {
		first, _, _ := strings.Cut(alternatives, ",")
		if id := strings.TrimPrefix(first, "~"); isToken(id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > maxLayers {
		ids = []string{ids[0], ids[len(ids)-1]}
	}
	return ids
}

// isToken reports whether a client's word may be repeated in our answer.
func isToken(s string) bool {
	return s != "" && len(s) <= 32 && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
}

func (p *Peer) bound(lines []line) error {
	up, down, audio := 0, 0, 0
	for _, l := range lines {
		switch {
		case l.kind == Audio:
			audio++
		case l.direction == recvonly:
			down++
		default:
			up++
		}
	}
	if up > 1 || audio > 1 || down > p.maxSlots() {
		return ErrTracks
	}
	return nil
}

// readRemote finds the client's end: on its first m-line, or above all of them.
func readRemote(d *sdp.SessionDescription) (link.Remote, bool) {
	find := func(key string) string {
		if v := attribute(d.MediaDescriptions[0], key); v != "" {
			return v
		}
		v, _ := d.Attribute(key)
		return v
	}
	algorithm, fingerprint, _ := strings.Cut(find("fingerprint"), " ")
	r := link.Remote{Ufrag: find("ice-ufrag"), Password: find("ice-pwd"), Fingerprint: strings.ToUpper(fingerprint), Passive: find("setup") != "active"}
	isBounded := len(r.Ufrag) <= maxICE && len(r.Password) <= maxICE
	return r, isBounded && r.Ufrag != "" && r.Password != "" && strings.EqualFold(algorithm, "sha-256")
}

func (p *Peer) maxSlots() int {
	if p.cfg.Role == Viewer {
		return p.node.cfg.Limits.Slots
	}
	return 1
}

func attribute(m *sdp.MediaDescription, key string) string {
	v, _ := m.Attribute(key)
	return v
}

func readDirection(m *sdp.MediaDescription) direction {
	for _, d := range []direction{sendonly, recvonly, inactive} {
		if _, ok := m.Attribute(string(d)); ok {
			return d
		}
	}
	return sendrecv
}

func sameLines(a, b []line) bool {
	return slices.EqualFunc(a, b, func(x, y line) bool { return x.kind == y.kind && x.mid == y.mid })
}
