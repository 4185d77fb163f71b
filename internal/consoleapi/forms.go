package consoleapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"

	"diandao/internal/evidence"
	"diandao/internal/fault"
)

// maxPart bounds the JSON of a record that comes with files.
const maxPart = 16 << 10

// readPart reads the JSON of a record that came in a form, as a value or as a file, strictly. It returns invalid.
func readPart(form multipart.Form, name string, into any, invalid *fault.Error) error {
	data := []byte{}
	switch {
	case len(form.Value[name]) > 0:
		data = []byte(form.Value[name][0])
	case len(form.File[name]) > 0:
		var err error
		if data, err = readFormFile(form.File[name][0], maxPart, invalid); err != nil {
			return err
		}
	}
	if len(data) > maxPart {
		return invalid
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return invalid.With(err)
	}
	return nil
}

// papersOf reads the papers of one record. It returns evidence.ErrTooMany or evidence.ErrPaperLarge.
func papersOf(headers []*multipart.FileHeader) ([][]byte, error) {
	if len(headers) > evidence.MaxPapers {
		return nil, evidence.ErrTooMany
	}
	out := make([][]byte, len(headers))
	for i, h := range headers {
		var err error
		if out[i], err = readFormFile(h, evidence.MaxPaperBytes, evidence.ErrPaperLarge); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readFormFile(h *multipart.FileHeader, limit int64, tooLarge *fault.Error) ([]byte, error) {
	if h.Size > limit {
		return nil, tooLarge
	}
	f, err := h.Open()
	if err != nil {
		return nil, fmt.Errorf("open part: %w", err)
	}
	data, err := io.ReadAll(f)
	if err = firstOf(err, f.Close()); err != nil {
		return nil, fmt.Errorf("read part: %w", err)
	}
	return data, nil
}
