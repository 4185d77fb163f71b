package identity

import (
	"encoding/binary"
	"errors"
	"math"
)

// TemplateMIME marks a sealed object that describes faces and is no picture.
const TemplateMIME = "application/octet-stream"

var errTemplate = errors.New("not a template of these pictures")

// template writes the embeddings of pictures one after the other, as little-endian float32.
func template(pictures []Enrolled) []byte {
	var out []byte
	for _, p := range pictures {
		for _, v := range p.Embedding {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	return out
}

// readTemplate gives pictures the embeddings that template wrote, all of one length.
func readTemplate(data []byte, pictures []Enrolled) error {
	if len(pictures) == 0 || len(data) == 0 || len(data)%(4*len(pictures)) != 0 {
		return errTemplate
	}
	length := len(data) / 4 / len(pictures)
	for i := range pictures {
		pictures[i].Embedding = make(Embedding, length)
		for k := range pictures[i].Embedding {
			pictures[i].Embedding[k] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*(i*length+k):]))
		}
	}
	return nil
}
