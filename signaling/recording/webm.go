package recording

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/at-wat/ebml-go"
	"github.com/at-wat/ebml-go/webm"
)

// MIME is the type of the file.
const MIME = "video/webm"

// clusterLength is how much of a recording is in one cluster; a key frame begins another one.
const clusterLength = 5 * time.Second

// head is what comes before the clusters of a WebM file (https://www.webmproject.org/docs/container/, RFC 9559).
// The cues stand there, so that a player that reads from the beginning knows where to seek.
type head struct {
	Info   webm.Info   `ebml:"Info"`
	Tracks webm.Tracks `ebml:"Tracks"`
	Cues   webm.Cues   `ebml:"Cues"`
}

// WebM makes the file.
func (reel *Reel) WebM() ([]byte, error) {
	h := head{Info: webm.Info{
		TimecodeScale: uint64(time.Millisecond), MuxingApp: "diandao", WritingApp: "diandao", DateUTC: reel.From,
		Duration: float64(reel.Length.Milliseconds()),
	}}
	numbers := reel.addTracks(&h.Tracks)
	clusters, cues := reel.clusters(numbers)
	h.Cues = cues
	bodies, offsets, err := marshalClusters(clusters)
	if err != nil {
		return nil, err
	}
	front, err := h.point(offsets)
	if err != nil {
		return nil, err
	}
	return assemble(front, bodies)
}

// assemble writes the file's header and the segment around its parts.
func assemble(front, clusters []byte) ([]byte, error) {
	top := struct {
		Header  webm.EBMLHeader `ebml:"EBML"`
		Segment struct{}        `ebml:"Segment,size=unknown"`
	}{Header: webm.EBMLHeader{
		EBMLVersion: 1, EBMLReadVersion: 1, EBMLMaxIDLength: 4, EBMLMaxSizeLength: 8, DocType: "webm", DocTypeVersion: 4, DocTypeReadVersion: 2,
	}}
	var out bytes.Buffer
	out.Grow(128 + len(front) + len(clusters))
	if err := ebml.Marshal(&top, &out); err != nil {
		return nil, fmt.Errorf("write WebM: %w", err)
	}
	// An unknown size has eight bytes, all bits set (RFC 8794 §6.2); now it is known.
	binary.BigEndian.PutUint64(out.Bytes()[out.Len()-8:], 1<<56|uint64(len(front)+len(clusters)))
	out.Write(front)
	out.Write(clusters)
	return out.Bytes(), nil
}

// marshalClusters writes the clusters and tells where each begins.
func marshalClusters(all []webm.Cluster) (out []byte, offsets []uint64, err error) {
	var b bytes.Buffer
	for i := range all {
		offsets = append(offsets, uint64(b.Len()))
		one := struct {
			Cluster *webm.Cluster `ebml:"Cluster"`
		}{&all[i]}
		if err := ebml.Marshal(&one, &b); err != nil {
			return nil, nil, fmt.Errorf("write cluster: %w", err)
		}
	}
	return b.Bytes(), offsets, nil
}

// point turns the numbers of clusters in the cues into positions in the segment and returns the head's bytes.
// Larger positions make the cues longer and move the clusters on, so it is repeated until nothing moves.
func (h *head) point(offsets []uint64) ([]byte, error) {
	cues := h.Cues.CuePoint
	index := make([]uint64, len(cues))
	for i, c := range cues {
		index[i] = c.CueTrackPositions[0].CueClusterPosition
	}
	for {
		var b bytes.Buffer
		if err := ebml.Marshal(h, &b); err != nil {
			return nil, fmt.Errorf("write head: %w", err)
		}
		moved := false
		for i, n := range index {
			p, at := &cues[i].CueTrackPositions[0].CueClusterPosition, uint64(b.Len())+offsets[n]
			moved, *p = moved || *p != at, at
		}
		if !moved {
			return b.Bytes(), nil
		}
	}
}

// addTracks describes the tracks that have frames and returns their numbers.
func (reel *Reel) addTracks(to *webm.Tracks) (numbers [tracks]uint64) {
	for _, t := range Tracks() {
		if reel.Frames[t] == 0 {
			continue
		}
		n := uint64(len(to.TrackEntry) + 1)
		e := webm.TrackEntry{Name: t.String(), TrackNumber: n, TrackUID: n, CodecID: "A_OPUS", TrackType: 2}
		if t == Picture {
			e.CodecID, e.TrackType = "V_VP8", 1
			e.Video = &webm.Video{PixelWidth: uint64(reel.Width), PixelHeight: uint64(reel.Height)}
		} else {
			e.CodecPrivate, e.SeekPreRoll = opusHead(), uint64(80*time.Millisecond)
			e.Audio = &webm.Audio{SamplingFrequency: 48_000, Channels: 2}
		}
		to.TrackEntry = append(to.TrackEntry, e)
		numbers[t] = n
	}
	return numbers
}

// opusHead is the identification header (RFC 7845 §5.1): two channels, nothing skipped, 48 kHz.
func opusHead() []byte {
	b := append([]byte("OpusHead"), 1, 2, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, 48_000)
	return append(b, 0, 0, 0)
}

// clusters puts the frames into clusters, and a cue, which holds the number of its cluster, for each that can
// be played from.
func (reel *Reel) clusters(numbers [tracks]uint64) ([]webm.Cluster, webm.Cues) {
	var all []webm.Cluster
	var cues webm.Cues
	lead := reel.leadTrack()
	for _, f := range reel.frames {
		at := uint64(f.At.Milliseconds())
		age := time.Duration(0)
		if len(all) > 0 {
			age = time.Duration(at-all[len(all)-1].Timecode) * time.Millisecond
		}
		isEntry := f.Track == lead && f.Key && (lead == Picture || len(all) == 0 || age >= clusterLength)
		if isEntry || len(all) == 0 || age >= 2*clusterLength {
			all = append(all, webm.Cluster{Timecode: at})
		}
		if isEntry {
			cues.CuePoint = append(cues.CuePoint, webm.CuePoint{
				CueTime: at, CueTrackPositions: []webm.CueTrackPosition{{CueTrack: numbers[lead], CueClusterPosition: uint64(len(all) - 1)}},
			})
		}
		c := &all[len(all)-1]
		c.SimpleBlock = append(c.SimpleBlock, ebml.Block{
			TrackNumber: numbers[f.Track], Timecode: int16(at - c.Timecode), Keyframe: f.Key, Lacing: ebml.LacingNo, Data: [][]byte{f.Data},
		})
	}
	return all, cues
}

// leadTrack is the one that is sought in: the picture, if there is one.
func (reel *Reel) leadTrack() Track {
	for _, t := range Tracks() {
		if reel.Frames[t] > 0 {
			return t
		}
	}
	return Picture
}
