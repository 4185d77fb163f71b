package stage

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Film is what ffprobe tells of a recording.
type Film struct {
	Length  time.Duration
	Streams []FilmStream
}

// FilmStream is one track of a recording.
type FilmStream struct {
	Codec  string `json:"codec_name"`
	Width  int
	Height int
	Frames int    `json:"-"`
	Count  string `json:"nb_read_frames"`
}

// Probe has ffprobe describe a recording and ffmpeg decode all of it; neither may complain.
func Probe(tb testing.TB, data []byte) Film {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "call.webm")
	require.NoError(tb, os.WriteFile(name, data, 0o600))
	out, err := exec.CommandContext(tb.Context(), "ffprobe", "-v", "warning", "-of", "json", "-count_frames", "-show_format", "-show_streams", name).Output()
	require.NoError(tb, err)
	var told struct {
		Format  struct{ Duration string }
		Streams []FilmStream
	}
	require.NoError(tb, json.Unmarshal(out, &told))
	said, err := exec.CommandContext(tb.Context(), "ffmpeg", "-v", "warning", "-xerror", "-i", name, "-map", "0", "-f", "null", "-").CombinedOutput()
	require.NoError(tb, err, string(said))
	require.Empty(tb, string(said))
	seconds, err := strconv.ParseFloat(told.Format.Duration, 64)
	require.NoError(tb, err)
	film := Film{Length: time.Duration(seconds * float64(time.Second)), Streams: told.Streams}
	for i := range film.Streams {
		film.Streams[i].Frames, err = strconv.Atoi(film.Streams[i].Count)
		require.NoError(tb, err)
	}
	return film
}
