package evidence

import (
	"context"
	"errors"
	"fmt"
)

// File is something that comes with a record, checked and not yet sealed.
type File struct {
	Kind Kind
	MIME string
	Data []byte
}

// CheckSmallPicture tells the MIME type of a picture that comes beside others, as CheckPicture does. It
// returns ErrPaperLarge, ErrNotPicture or ErrDimensions.
func CheckSmallPicture(data []byte) (mime string, err error) {
	if len(data) > MaxPaperBytes {
		return "", ErrPaperLarge
	}
	return CheckPicture(data)
}

// CheckPaper tells the MIME type of a paper: a picture or a PDF. It returns ErrPaperLarge, ErrNotPaper or
// ErrDimensions.
func CheckPaper(data []byte) (mime string, err error) {
	if len(data) <= MaxPaperBytes && isPDF(data) {
		return MIMEPDF, nil
	}
	mime, err = CheckSmallPicture(data)
	if errors.Is(err, ErrNotPicture) {
		return "", ErrNotPaper.With(err)
	}
	return mime, err
}

// CheckAll checks the files of one record, each with check. It returns ErrTooMany, or what check returns.
func CheckAll(kind Kind, all [][]byte, check func([]byte) (string, error)) ([]File, error) {
	if len(all) > MaxPapers {
		return nil, ErrTooMany
	}
	files := make([]File, len(all))
	for i, data := range all {
		mime, err := check(data)
		if err != nil {
			return nil, err
		}
		files[i] = File{Kind: kind, MIME: mime, Data: data}
	}
	return files, nil
}

// SealAll seals the files of one record, in their order. of tells whose they are, when they came and with
// what; the objects are for InsertAll in the record's transaction.
func SealAll(ctx context.Context, v Vault, of Input, files []File) ([]Object, error) {
	objects := make([]Object, len(files))
	for i, f := range files {
		of.Kind, of.MIME, of.Data = f.Kind, f.MIME, f.Data
		var err error
		if objects[i], err = v.Put(ctx, of); err != nil {
			return nil, fmt.Errorf("seal %s: %w", f.Kind, err)
		}
	}
	return objects, nil
}

// InsertAll stores objects.
func InsertAll(ctx context.Context, tx Writer, all []Object) error {
	for _, o := range all {
		if err := tx.InsertEvidence(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// Hashes are the SHA-256 of objects, for a record's entry in the ledger.
func Hashes(all []Object) []string {
	out := make([]string, len(all))
	for i, o := range all {
		out[i] = o.SHA256
	}
	return out
}
