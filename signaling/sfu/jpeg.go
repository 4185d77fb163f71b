package sfu

import (
	"bytes"
	"fmt"
	"image/jpeg"

	"golang.org/x/image/vp8"
)

// DecodeJPEG turns a key frame into a JPEG of the given quality (1 to 100). The size is checked before
// anything is decoded. Fault: "sfu.frame_invalid".
func DecodeJPEG(f Frame, quality int) (out []byte, err error) {
	if _, _, ok := vp8Size(f.Data); !ok {
		return nil, ErrFrame
	}
	defer func() { // the decoder was not written for what strangers send
		if p := recover(); p != nil {
			out, err = nil, ErrFrame.With(fmt.Errorf("decoder: %v", p))
		}
	}()
	d := vp8.NewDecoder()
	d.Init(bytes.NewReader(f.Data), len(f.Data))
	if _, err := d.DecodeFrameHeader(); err != nil {
		return nil, ErrFrame.With(err)
	}
	img, err := d.DecodeFrame()
	if err != nil {
		return nil, ErrFrame.With(err)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, ErrFrame.With(err)
	}
	return buf.Bytes(), nil
}
