package httpapi

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
)

// file is a public file as it is sent: plain, and packed where that is smaller. Packing is for what is the same
// for everybody only: the length of a packed answer tells of what is in it.
type file struct {
	mime   string
	body   []byte
	packed []byte // gzip; nil where nothing is gained
	tag    string
}

func newFile(mime string, body []byte) (file, error) {
	sum := sha256.Sum256(body)
	f := file{mime: mime, body: body, tag: `W/"` + hex.EncodeToString(sum[:16]) + `"`} // weak: of both forms
	if !isPackable(mime) {
		return f, nil
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return file{}, fmt.Errorf("pack file: %w", err)
	}
	if out.Len() < len(body) {
		f.packed = out.Bytes()
	}
	return f, nil
}

// isPackable tells texts from pictures and fonts, which are packed already.
func isPackable(mime string) bool {
	return strings.HasPrefix(mime, "text/") || strings.HasPrefix(mime, "application/") || strings.HasPrefix(mime, "image/svg")
}

// send answers with the file, packed for whoever takes that, or with no more than that it is as it was.
func (f file) send(c *fiber.Ctx, cache string) error {
	c.Set(fiber.HeaderContentType, f.mime)
	c.Set(fiber.HeaderCacheControl, cache)
	c.Set(fiber.HeaderETag, f.tag)
	c.Vary(fiber.HeaderAcceptEncoding)
	if c.Fresh() {
		return c.SendStatus(http.StatusNotModified)
	}
	// without the header Fiber takes the first offer
	if f.packed != nil && c.Get(fiber.HeaderAcceptEncoding) != "" && c.AcceptsEncodings("gzip") == "gzip" {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(f.packed)
	}
	return c.Send(f.body)
}

// shelf reads and packs each file when it is first asked for, and keeps it.
type shelf struct {
	files fs.FS
	mu    sync.Mutex
	kept  map[string]file
}

func newShelf(files fs.FS) *shelf { return &shelf{files: files, kept: make(map[string]file)} }

func (s *shelf) get(name string) (file, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, ok := s.kept[name]; ok {
		return f, nil
	}
	body, err := fs.ReadFile(s.files, name)
	if err != nil {
		return file{}, err
	}
	f, err := newFile(typeOf(name), body)
	if err == nil {
		s.kept[name] = f
	}
	return f, err
}
