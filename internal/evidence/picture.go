package evidence

import (
	"bytes"
	"image"
	_ "image/jpeg" // registers the decoder
	_ "image/png"  // registers the decoder
)

// CheckPicture tells the MIME type of data after checking, without decoding its pixels, that it is a
// JPEG or PNG within the limits. It returns ErrTooLarge, ErrNotPicture or ErrDimensions.
func CheckPicture(data []byte) (mime string, err error) {
	if len(data) > MaxPhotoBytes {
		return "", ErrTooLarge
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return "", ErrNotPicture.With(err)
	}
	if cfg.Width < 16 || cfg.Height < 16 || cfg.Width > MaxPhotoSide || cfg.Height > MaxPhotoSide || cfg.Width*cfg.Height > MaxPixels {
		return "", ErrDimensions
	}
	return "image/" + format, nil
}
