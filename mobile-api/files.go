package mobileapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/evidence"
	"diandao/internal/fault"
)

// Ends of the paths that take files beside a record.
const (
	papersPath   = "/with-papers"
	picturesPath = "/with-pictures"
)

// maxRecord bounds the JSON of a record that comes with files.
const maxRecord = 16 << 10

// Paper is a file that came with a record, as its sender may know it.
type Paper struct {
	ID   string `json:"id"`
	MIME string `json:"mime" enum:"image/jpeg,image/png,application/pdf"`
	Size int64  `json:"size" doc:"Bytes"`
}

func fromObject(o evidence.Object) Paper {
	return Paper{ID: string(o.ID), MIME: o.MIME, Size: o.Size}
}

// recordForm describes a form of a record in JSON and the files that come with it.
func recordForm(record, file, types, doc string) *huma.RequestBody {
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{record}, Properties: map[string]*huma.Schema{
			record: {Type: huma.TypeString, Description: doc},
			file:   {Type: huma.TypeArray, Items: binary, Description: "At most five, each of at most 5 MB"},
		}},
		Encoding: map[string]*huma.Encoding{record: {ContentType: "application/json"}, file: {ContentType: types}},
	}}}
}

// readRecord reads the JSON of a record that came in a form, strictly. It returns invalid.
func readRecord(form multipart.Form, name string, into any, invalid *fault.Error) error {
	data, err := part(form, name, maxRecord, invalid)
	if err != nil {
		return err
	}
	dec := json.NewDecoder(strings.NewReader(string(data)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return invalid.With(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return invalid.On(fault.Field{Path: name, Reason: "one JSON object and nothing after it"})
	}
	return nil
}

// part returns a copy of the bytes of a form's part, which browsers send as a file when it is a Blob and
// as a value when it is a string; nil when there is none. It returns tooLong when there are more than limit.
func part(form multipart.Form, name string, limit int64, tooLong *fault.Error) ([]byte, error) {
	if values := form.Value[name]; len(values) > 0 {
		if int64(len(values[0])) > limit {
			return nil, tooLong
		}
		return []byte(values[0]), nil
	}
	files := form.File[name]
	if len(files) == 0 {
		return nil, nil
	}
	return readFile(files[0], name, limit, tooLong)
}

// parts returns copies of the files of a name, in their order. It returns evidence.ErrTooMany, or
// evidence.ErrPaperLarge when one is too large.
func parts(form multipart.Form, name string) ([][]byte, error) {
	files := form.File[name]
	if len(files) > evidence.MaxPapers {
		return nil, evidence.ErrTooMany
	}
	out := make([][]byte, len(files))
	for i, f := range files {
		var err error
		if out[i], err = readFile(f, name, evidence.MaxPaperBytes, evidence.ErrPaperLarge); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func readFile(h *multipart.FileHeader, name string, limit int64, tooLong *fault.Error) ([]byte, error) {
	if h.Size > limit {
		return nil, tooLong
	}
	f, err := h.Open()
	if err != nil {
		return nil, fmt.Errorf("open part %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read part %s: %w", name, err)
	}
	return data, nil
}
