package evidence

import "bytes"

// MIME types of what is no picture.
const (
	MIMEPDF  = "application/pdf"
	MIMEWebM = "audio/webm"
	MIMEOgg  = "audio/ogg"
)

// CheckRecording tells the MIME type of a recording by its bytes: sound in Opus, in WebM (what browsers
// record) or Ogg. A file with a picture track is none. It returns ErrVoiceLarge or ErrNotVoice.
func CheckRecording(data []byte) (mime string, err error) {
	switch {
	case len(data) > MaxVoiceBytes:
		return "", ErrVoiceLarge
	case isWebMOpus(data):
		return MIMEWebM, nil
	case isOggOpus(data):
		return MIMEOgg, nil
	}
	return "", ErrNotVoice
}

// isPDF looks for the header and, near the end, the end mark (ISO 32000-1, 7.5.2 and 7.5.5).
func isPDF(data []byte) bool {
	tail := data[max(0, len(data)-1024):]
	return (bytes.HasPrefix(data, []byte("%PDF-1.")) || bytes.HasPrefix(data, []byte("%PDF-2."))) && bytes.Contains(tail, []byte("%%EOF"))
}

// isOggOpus looks at the first page (RFC 3533, section 6): it begins a stream whose first packet is an Opus
// head (RFC 7845, section 5.1).
func isOggOpus(data []byte) bool {
	const head = 27
	if len(data) < head || !bytes.HasPrefix(data, []byte("OggS\x00")) || data[5]&2 == 0 {
		return false
	}
	packet := head + int(data[26]) // after the segment table
	return len(data) > packet && bytes.HasPrefix(data[packet:], []byte("OpusHead"))
}

// Elements of a WebM file (RFC 8794 and 9559).
const (
	ebmlHead    = 0x1A45DFA3
	ebmlDocType = 0x4282
	mkvSegment  = 0x18538067
	mkvTracks   = 0x1654AE6B
	mkvEntry    = 0xAE
	mkvType     = 0x83
	mkvCodec    = 0x86
	audioTrack  = 2
)

// maxSiblings bounds how many elements are passed over on one level.
const maxSiblings = 32

// isWebMOpus looks for the document type and for tracks that are all of sound in Opus.
func isWebMOpus(data []byte) bool {
	id, head, rest, ok := element(data)
	if !ok || id != ebmlHead || string(child(head, ebmlDocType)) != "webm" {
		return false
	}
	id, segment, _, ok := element(rest)
	if !ok || id != mkvSegment {
		return false
	}
	tracks, count := child(segment, mkvTracks), 0
	for range maxSiblings {
		id, entry, next, ok := element(tracks)
		if !ok {
			break
		}
		tracks = next
		if id != mkvEntry {
			continue
		}
		if kind := child(entry, mkvType); len(kind) != 1 || kind[0] != audioTrack || string(child(entry, mkvCodec)) != "A_OPUS" {
			return false
		}
		count++
	}
	return count > 0 && len(tracks) == 0
}

// child is the body of the first element with the id among data's, nil when there is none.
func child(data []byte, id uint64) []byte {
	for range maxSiblings {
		found, body, rest, ok := element(data)
		if !ok {
			return nil
		}
		if found == id {
			return body
		}
		data = rest
	}
	return nil
}

// element reads the first element of data (RFC 8794, sections 4 to 6). One of unknown size, or one that was
// cut off, reaches to the end.
func element(data []byte) (id uint64, body, rest []byte, ok bool) {
	id, n, _ := vint(data, 4, true)
	if n == 0 {
		return 0, nil, nil, false
	}
	size, m, unknown := vint(data[n:], 8, false)
	if m == 0 {
		return 0, nil, nil, false
	}
	body = data[n+m:]
	if unknown || size >= uint64(len(body)) {
		return id, body, nil, true
	}
	return id, body[:size], body[size:], true
}

// vint reads a variable-size integer of at most limit bytes and tells its length, 0 when there is none.
// Unknown tells that all its value bits are set. Ids keep their marker.
func vint(data []byte, limit int, keepMarker bool) (value uint64, length int, unknown bool) {
	if len(data) == 0 || data[0] == 0 {
		return 0, 0, false
	}
	length = 1
	for mask := byte(0x80); data[0]&mask == 0; mask >>= 1 {
		length++
	}
	if length > limit || length > len(data) {
		return 0, 0, false
	}
	for _, b := range data[:length] {
		value = value<<8 | uint64(b)
	}
	bits := uint64(1)<<(7*length) - 1
	unknown = value&bits == bits
	if !keepMarker {
		value &= bits
	}
	return value, length, unknown
}
