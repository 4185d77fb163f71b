package report_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/report"
	"diandao/internal/rollcall"
)

func sheet(n int) (rollcall.Sheet, map[person.ID][]byte) {
	at := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	s := rollcall.Sheet{
		RollCall: rollcall.RollCall{ID: "r", Title: "周一晨点", State: rollcall.Closed, Zone: "Asia/Shanghai", CreatedAt: at, LiveAt: at.Add(time.Minute), ClosedAt: at.Add(20 * time.Minute)},
		Station:  org.Unit{Name: "东湖区文昌司法所"}, Officer: "陈静",
	}
	names := []string{"王建国", "李秀英", "阿卜杜热合曼·买买提"}
	marks := attendance.Statuses()
	pictures := map[person.ID][]byte{}
	for i := range n {
		id := person.ID(fmt.Sprintf("p%d", i))
		s.Invitees = append(s.Invitees, rollcall.Invitee{
			PersonID: id, Seq: i + 1, Name: names[i%3], Number: fmt.Sprintf("YZ2026%05d", i), Mark: marks[i%6], MarkReason: []string{"", "did_not_join", "路上堵车，晚到十分钟，已电话说明"}[i%3], CalledAt: at.Add(time.Duration(i) * time.Minute),
		})
		if i%2 == 0 {
			img := image.NewRGBA(image.Rect(0, 0, 64, 48))
			for x := range 64 * 48 {
				img.Set(x%64, x/64, color.RGBA{R: 90, G: uint8(x), B: 160, A: 255})
			}
			var buf bytes.Buffer
			if err := jpeg.Encode(&buf, img, nil); err != nil {
				panic(err)
			}
			pictures[id] = buf.Bytes()
		}
	}
	s.Counts = rollcall.CountMarks(s.Invitees)
	return s, pictures
}

func TestSheetPDF_HoldsEveryNameInChinese(t *testing.T) {
	t.Parallel()
	s, pictures := sheet(30)
	pdf, err := report.SheetPDF(s, pictures, time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
	if os.Getenv("CI") != "true" && err != nil {
		t.Skipf("no font: %v", err)
	}
	require.NoError(t, err)
	tool, err := exec.LookPath("pdftotext")
	if err != nil && os.Getenv("CI") != "true" {
		t.Skip("no pdftotext")
	}
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	out, err := exec.Command(tool, "-layout", file, "-").Output()
	require.NoError(t, err)
	for _, word := range []string{"王建国", "李秀英", "阿卜杜热合曼·买买提", "视频点名签到表", "东湖区文昌司法所", "陈静", "通知未达", "未加入", "路上堵车", "应到 30 人", "09:00", report.Digest(s)} {
		require.Contains(t, string(out), word)
	}
}

func TestDigest_ChangesWithAMark(t *testing.T) {
	t.Parallel()
	s, _ := sheet(3)
	before := report.Digest(s)
	require.Equal(t, before, report.Digest(s))
	s.Invitees[1].Mark = attendance.Absent
	require.NotEqual(t, before, report.Digest(s))
}
