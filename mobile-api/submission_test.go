package mobileapi_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi"
	"diandao/internal/httpapi/httpapitest"
)

const payload = `{"id":"0193a5f0-7c00-7000-8000-0000000000aa", "help_needed" : false}`

// part is one part of a form; filename is what a browser sends for a Blob.
type part struct {
	name, filename, mime string
	data                 []byte
}

func form(t *testing.T, parts ...part) (body []byte, contentType string) {
	t.Helper()
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for _, p := range parts {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf(`form-data; name="%s"`, p.name)
		if p.filename != "" {
			disposition += fmt.Sprintf(`; filename="%s"`, p.filename)
		}
		h.Set("Content-Disposition", disposition)
		if p.mime != "" {
			h.Set("Content-Type", p.mime)
		}
		pw, err := w.CreatePart(h)
		require.NoError(t, err)
		_, err = pw.Write(p.data)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return buf.Bytes(), w.FormDataContentType()
}

func photo(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	require.NoError(t, jpeg.Encode(&buf, image.NewGray(image.Rect(0, 0, 64, 64)), nil))
	return buf.Bytes()
}

// widePNG is a PNG that claims to be 40,000 pixels wide: the head of the file is all that is looked at.
func widePNG() []byte {
	head := []byte("IHDR")
	head = binary.BigEndian.AppendUint32(head, 40_000)
	head = binary.BigEndian.AppendUint32(head, 100)
	head = append(head, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(out, head...), crc32.ChecksumIEEE(head))
}

func (p phone) submit(t *testing.T, parts ...part) httpapitest.Answer {
	t.Helper()
	body, contentType := form(t, parts...)
	return p.Do(t, httpapitest.Scenario{
		As: "person", Method: http.MethodPost, Path: "/v1/checkin-requests/" + mine + "/submission", Body: body,
		Header: map[string]string{"Content-Type": contentType, "Idempotency-Key": ""},
	})
}

func signed(extra ...part) []part {
	return append([]part{{name: "submission", mime: "application/json", data: []byte(payload)}, {name: "signature", data: []byte(b64("sig"))}}, extra...)
}

func TestSubmission_TakesTheExactBytes(t *testing.T) {
	t.Parallel()
	for name, parts := range map[string][]part{
		"as values": signed(part{name: "photo", filename: "p.jpg", mime: "image/jpeg", data: photo(t)}),
		"as blobs": {
			{name: "submission", filename: "blob", mime: "application/json", data: []byte(payload)},
			{name: "signature", filename: "blob", data: []byte(b64("sig"))},
			{name: "photo", filename: "blob", mime: "image/jpeg", data: photo(t)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPhone(t)
			a := p.submit(t, parts...)
			require.Equal(t, http.StatusCreated, a.Status, "%s", a.Body)
			require.Equal(t, "accepted", a.JSON(t)["outcome"])
			require.Equal(t, []any{}, a.JSON(t)["findings"])
			in := p.services.submits[0]
			require.Equal(t, []byte(payload), in.Payload, "byte for byte") //nolint:testifylint // the signature is over bytes, not over JSON
			require.Equal(t, "sig", string(in.Signature))
			require.Equal(t, photo(t), in.Photo)
			again := p.submit(t, parts...)
			require.Equal(t, http.StatusOK, again.Status, "an exact retry")
			require.Equal(t, string(a.Body), string(again.Body))
		})
	}
}

func TestSubmission_Refusals(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		parts  []part
		status int
		code   string
	}{
		"photo over 8 MB":            {signed(part{name: "photo", filename: "p", data: append(photo(t), make([]byte, 8<<20)...)}), 413, "evidence.picture_too_large"},
		"not a picture":              {signed(part{name: "photo", filename: "p", mime: "image/jpeg", data: []byte("%PDF-1.7")}), 415, "evidence.not_a_picture"},
		"40,000 pixels wide":         {signed(part{name: "photo", filename: "p", data: widePNG()}), 422, "evidence.picture_dimensions"},
		"submission over 16 KiB":     {[]part{{name: "submission", data: make([]byte, 17<<10)}}, 422, "checkin.submission_invalid"},
		"signature not base64url":    {[]part{{name: "submission", data: []byte(payload)}, {name: "signature", data: []byte("!")}}, 422, "checkin.signature_invalid"},
		"photo as a value, too long": {signed(part{name: "photo", data: make([]byte, 9<<20)}), 413, "evidence.picture_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPhone(t)
			a := p.submit(t, tc.parts...)
			require.Equal(t, tc.status, a.Status, "%s", a.Body)
			httpapitest.CheckProblem(t, a, tc.code)
			require.Empty(t, p.services.drain(), "nothing was taken")
		})
	}
}

func TestSubmission_NeedsAForm(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	p.Run(t, []httpapitest.Scenario{
		{Name: "JSON instead", As: "person", Method: "POST", Path: "/v1/checkin-requests/" + mine + "/submission", Body: "{}", Want: 422, Code: "request.invalid", Calls: []string{}},
	})
}

// Over the limit of a whole request the body is never read, and still the answer is a problem. This needs
// a real connection: in-process tests hand the body over whole.
func TestSubmission_OverTheRequestLimit(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	base := listen(t, p.App)
	for path, c := range map[string]struct {
		limit int
		want  string
	}{
		"/v1/checkin-requests/" + mine + "/submission": {httpapi.MaxFilesBody, "evidence.picture_too_large"},
		withPapers:        {httpapi.MaxFilesBody, "evidence.paper_too_large"},
		withPicture:       {httpapi.MaxFilesBody, "evidence.paper_too_large"},
		"/v1/activations": {httpapi.MaxSmallBody, "request.too_large"},
	} {
		// Only the head is sent: a server that answers at once may close before a large body is out.
		conn, err := net.Dial("tcp", base)
		require.NoError(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
		_, err = fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n", path, c.limit+1)
		require.NoError(t, err)
		text, err := io.ReadAll(conn)
		require.NoError(t, err)
		require.Contains(t, string(text), "HTTP/1.1 413 ", path)
		require.Contains(t, string(text), "application/problem+json")
		require.Contains(t, string(text), c.want)
	}
}

// Requests that carry no file have a small limit of their own, whoever sends them.
func TestSmallBodies(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	resp, err := http.Post("http://"+listen(t, p.App)+"/v1/tokens", "application/json", bytes.NewReader(make([]byte, httpapi.MaxSmallBody+1)))
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
}

func listen(t *testing.T, app *httpapi.App) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- app.Fiber().Listener(l) }()
	t.Cleanup(func() {
		require.NoError(t, app.Fiber().ShutdownWithTimeout(5*time.Second))
		require.NoError(t, <-done)
	})
	return l.Addr().String()
}
