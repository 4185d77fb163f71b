package evidence_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
)

// webm is the head of what a browser records, with a track of each kind and codec.
func webm(docType string, tracks ...[2]string) []byte {
	el := func(id []byte, body []byte) []byte {
		return append(append(append([]byte{}, id...), 0x40, byte(len(body))), body...) // sizes below 256 in two bytes
	}
	var entries []byte
	for i, t := range tracks {
		entries = append(entries, el([]byte{0xAE}, bytes.Join([][]byte{el([]byte{0xD7}, []byte{byte(i)}), el([]byte{0x83}, []byte(t[0])), el([]byte{0x86}, []byte(t[1]))}, nil))...)
	}
	head := el([]byte{0x1A, 0x45, 0xDF, 0xA3}, el([]byte{0x42, 0x82}, []byte(docType)))
	segment := append([]byte{0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, el([]byte{0x15, 0x49, 0xA9, 0x66}, []byte("info"))...)
	segment = append(segment, el([]byte{0x16, 0x54, 0xAE, 0x6B}, entries)...)
	return append(append(head, segment...), 0x1F, 0x43, 0xB6, 0x75, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 'c')
}

func ogg(packet string) []byte {
	page := append([]byte("OggS\x00\x02"), make([]byte, 20)...)
	return append(append(page, 1, byte(len(packet))), packet...)
}

func sound() [2]string { return [2]string{"\x02", "A_OPUS"} }

func TestCheckRecording(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data []byte
		mime string
		want error
	}{
		"what a browser records":            {webm("webm", sound()), evidence.MIMEWebM, nil},
		"Ogg":                               {ogg("OpusHead\x01"), evidence.MIMEOgg, nil},
		"with a picture":                    {webm("webm", sound(), [2]string{"\x01", "V_VP8"}), "", evidence.ErrNotVoice},
		"a picture that calls itself sound": {webm("webm", [2]string{"\x02", "V_VP8"}), "", evidence.ErrNotVoice},
		"another codec":                     {webm("webm", [2]string{"\x02", "A_AAC"}), "", evidence.ErrNotVoice},
		"another document":                  {webm("matroska", sound()), "", evidence.ErrNotVoice},
		"no track":                          {webm("webm"), "", evidence.ErrNotVoice},
		"Vorbis":                            {ogg("\x01vorbis"), "", evidence.ErrNotVoice},
		"cut off":                           {webm("webm", sound())[:30], "", evidence.ErrNotVoice},
		"an Ogg head alone":                 {ogg("")[:27], "", evidence.ErrNotVoice},
		"an Ogg table beyond it":            {append([]byte("OggS\x00\x02"), append(make([]byte, 20), 255, 'O')...), "", evidence.ErrNotVoice},
		"nothing":                           {nil, "", evidence.ErrNotVoice},
		"a page":                            {[]byte("<html>"), "", evidence.ErrNotVoice},
		"over 1 MB":                         {append(webm("webm", sound()), make([]byte, 1<<20)...), "", evidence.ErrVoiceLarge},
	} {
		mime, err := evidence.CheckRecording(c.data)
		require.ErrorIs(t, err, c.want, name)
		require.Equal(t, c.mime, mime, name)
	}
}

func TestCheckPaper(t *testing.T) {
	t.Parallel()
	var jpg, tiny bytes.Buffer
	require.NoError(t, jpeg.Encode(&jpg, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	require.NoError(t, png.Encode(&tiny, image.NewGray(image.Rect(0, 0, 2, 2))))
	pdf := []byte("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n")
	for name, c := range map[string]struct {
		data []byte
		mime string
		want error
	}{
		"a picture":           {jpg.Bytes(), "image/jpeg", nil},
		"a PDF":               {pdf, evidence.MIMEPDF, nil},
		"a PDF without end":   {pdf[:20], "", evidence.ErrNotPaper},
		"a PDF behind a page": {append([]byte("<html>"), pdf...), "", evidence.ErrNotPaper},
		"a page":              {[]byte("<html><script>"), "", evidence.ErrNotPaper},
		"nothing":             {nil, "", evidence.ErrNotPaper},
		"two pixels":          {tiny.Bytes(), "", evidence.ErrDimensions},
		"over 5 MB":           {append(pdf, make([]byte, 5<<20)...), "", evidence.ErrPaperLarge},
		"a picture over 5 MB": {append(jpg.Bytes(), make([]byte, 5<<20)...), "", evidence.ErrPaperLarge},
	} {
		mime, err := evidence.CheckPaper(c.data)
		require.ErrorIs(t, err, c.want, name)
		require.Equal(t, c.mime, mime, name)
	}
	_, err := evidence.CheckAll(evidence.AppealPaper, [][]byte{jpg.Bytes(), pdf}, evidence.CheckSmallPicture)
	require.ErrorIs(t, err, evidence.ErrNotPicture, "an appeal takes pictures only")
	_, err = evidence.CheckAll(evidence.LeavePaper, make([][]byte, 6), evidence.CheckPaper)
	require.ErrorIs(t, err, evidence.ErrTooMany)
	files, err := evidence.CheckAll(evidence.LeavePaper, [][]byte{pdf, jpg.Bytes()}, evidence.CheckPaper)
	require.NoError(t, err)
	require.Equal(t, []evidence.File{{Kind: evidence.LeavePaper, MIME: evidence.MIMEPDF, Data: pdf}, {Kind: evidence.LeavePaper, MIME: "image/jpeg", Data: jpg.Bytes()}}, files)
}

// Whatever comes from outside ends in a type that is served safely, or in a refusal.
func FuzzCheckRecording(f *testing.F) {
	f.Add(webm("webm", sound()))
	f.Add(ogg("OpusHead\x01"))
	f.Add([]byte{0x1A, 0x45, 0xDF, 0xA3, 0x08, 0xFF, 0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, data []byte) {
		mime, err := evidence.CheckRecording(data)
		require.Equal(t, err == nil, mime == evidence.MIMEWebM || mime == evidence.MIMEOgg)
	})
}

func FuzzCheckPaper(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n%%EOF"))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		mime, err := evidence.CheckPaper(data)
		require.Equal(t, err == nil, mime == evidence.MIMEPDF || mime == "image/jpeg" || mime == "image/png")
	})
}
