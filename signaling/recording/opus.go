package recording

import "time"

// opusLength is how long a packet sounds (RFC 6716 §3.1), 0 when it is none.
func opusLength(b []byte) time.Duration {
	if len(b) == 0 {
		return 0
	}
	frames := 1
	switch b[0] & 0x03 {
	case 1, 2:
		frames = 2
	case 3:
		if len(b) < 2 {
			return 0
		}
		frames = int(b[1] & 0x3f)
	}
	length := time.Duration(frames) * opusFrame(b[0]>>3)
	if length > 120*time.Millisecond { // §3.2.5: never longer
		return 0
	}
	return length
}

// opusFrame is the length of one frame in a configuration (table 2).
func opusFrame(config byte) time.Duration {
	const ms = time.Millisecond
	switch {
	case config < 12: // SILK
		return [...]time.Duration{10 * ms, 20 * ms, 40 * ms, 60 * ms}[config%4]
	case config < 16: // hybrid
		return [...]time.Duration{10 * ms, 20 * ms}[config%2]
	default: // CELT
		return [...]time.Duration{2500 * time.Microsecond, 5 * ms, 10 * ms, 20 * ms}[config%4]
	}
}
