package privacy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/privacy"
)

// A no to the face leads to a way without it at once; a way that an officer chose without the face stays; a yes
// brings no way back by itself.
func TestWayAfter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		now         checkin.Way
		face, voice privacy.Choice
		want        checkin.Way
		isOther     bool
	}{
		{checkin.ByFace, privacy.Yes, privacy.Yes, checkin.ByFace, false},
		{checkin.ByFace, privacy.Yes, privacy.No, checkin.ByFace, false},
		{checkin.ByFace, privacy.No, privacy.Yes, checkin.ByVoice, true},
		{checkin.ByFace, privacy.No, privacy.No, checkin.ByCall, true},
		{checkin.ByVoice, privacy.No, privacy.No, checkin.ByCall, true},
		{checkin.ByVoice, privacy.Yes, privacy.No, checkin.ByCall, true},
		{checkin.ByVoice, privacy.Yes, privacy.Yes, checkin.ByVoice, false},
		{checkin.ByKiosk, privacy.No, privacy.No, checkin.ByKiosk, false},
		{checkin.ByGuardian, privacy.No, privacy.Yes, checkin.ByGuardian, false},
	} {
		got, isOther := privacy.WayAfter(c.now, privacy.Answer{Face: c.face, Voice: c.voice})
		require.Equal(t, c.want, got, "%v", c)
		require.Equal(t, c.isOther, isOther, "%v", c)
	}
}

// The text that comes with the product says in both languages what the law wants said, in the same order.
func TestBuiltIn_SaysTheSameInBothLanguages(t *testing.T) {
	t.Parallel()
	p := privacy.BuiltIn(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC))
	shape := func(s string) (out []string) {
		for _, line := range strings.Split(s, "\n") {
			switch {
			case strings.HasPrefix(line, "## "):
				out = append(out, "heading")
			case strings.HasPrefix(line, "- "):
				out = append(out, "item")
			case line != "":
				out = append(out, "paragraph")
			}
		}
		return out
	}
	require.Equal(t, shape(p.Chinese), shape(p.English))
	require.Equal(t, 1, p.Version)
	require.Equal(t, p.Hash(), p.SHA256)
	for _, said := range []string{"第二十六条", "人脸", "位置", "保存多久", "不用人脸也可以", "申诉", "更正", "解释"} {
		require.Contains(t, p.Chinese, said)
	}
	changed := p
	changed.English += "."
	require.NotEqual(t, p.SHA256, changed.Hash())
}
