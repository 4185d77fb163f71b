package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/attendance"
	"diandao/internal/org"
	"diandao/internal/person"
	"diandao/internal/report"
	"diandao/internal/rollcall"
)

func at() time.Time { return time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC) }

// sheet is a closed roll call of n persons; every second one has a picture.
func sheet(tb testing.TB, n int) (rollcall.Sheet, map[person.ID][]byte) {
	tb.Helper()
	s := rollcall.Sheet{
		RollCall: rollcall.RollCall{
			ID: "r", Title: "周一晨点", State: rollcall.Closed, Audience: rollcall.Adults, Zone: "Asia/Shanghai",
			CreatedAt: at(), LiveAt: at().Add(time.Minute), ClosedAt: at().Add(20 * time.Minute),
		},
		Station: org.Unit{Name: "东湖区文昌司法所"}, Officer: "陈静",
	}
	names := []string{"王建国", "李秀英", "阿卜杜热合曼·买买提"}
	reasons := []string{"", "did_not_join", "路上堵车，晚到十分钟，已电话说明，下次提前出门", "notice_not_delivered", "on_line_not_called"}
	pictures := map[person.ID][]byte{}
	for i := range n {
		pid := person.ID(fmt.Sprintf("p%d", i))
		s.Invitees = append(s.Invitees, rollcall.Invitee{
			PersonID: pid, Seq: i + 1, Name: names[i%3], Number: fmt.Sprintf("YZ2026%05d", i),
			Mark: attendance.Statuses()[i%6], MarkReason: reasons[i%5], CalledAt: at().Add(time.Duration(i) * time.Minute),
		})
		if i%2 == 0 {
			pictures[pid] = picture(tb, []image.Point{{X: 640, Y: 480}, {X: 360, Y: 640}}[i/2%2])
		}
	}
	s.Counts = rollcall.CountMarks(s.Invitees)
	return s, pictures
}

// picture is a disc before a wall.
func picture(tb testing.TB, size image.Point) []byte {
	tb.Helper()
	img := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			dx, dy := x-size.X/2, y-size.Y/2
			c := color.RGBA{R: 196, G: 205, B: 214, A: 255}
			if dx*dx+dy*dy < 150*150 {
				c = color.RGBA{R: 214, G: 170, B: 140, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var buf bytes.Buffer
	require.NoError(tb, jpeg.Encode(&buf, img, nil))
	return buf.Bytes()
}

// printed prints a sheet and returns the text of its pages.
func printed(t *testing.T, s rollcall.Sheet, pictures map[person.ID][]byte) []string {
	t.Helper()
	pdf, err := report.SheetPDF(s, pictures, at().Add(time.Hour))
	if errors.Is(err, report.ErrFont) {
		needed(t, "the font: run scripts/fetch-font.sh")
	}
	require.NoError(t, err)
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		needed(t, "pdftotext: install poppler-utils")
	}
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	out, err := exec.CommandContext(t.Context(), tool, "-layout", file, "-").Output()
	require.NoError(t, err)
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// squeezed is a text without its spaces, which depend on where things stand.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// needed skips a test on a machine without a tool; in CI that is a failure.
func needed(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal("needs " + what)
	}
	t.Skip("needs " + what)
}

func TestSheetPDF_HoldsEverythingOnNumberedPages(t *testing.T) {
	t.Parallel()
	s, pictures := sheet(t, 20)
	pages := printed(t, s, pictures)
	require.Len(t, pages, 2)
	for _, word := range []string{
		"视频点名签到表", "周一晨点", "东湖区文昌司法所", "陈静", "成年人", "已结束", "20人", "到4", "通知未达3",
		"王建国", "李秀英", "阿卜杜热合曼·买买提", "没有进入点名", "通知没有任何送达回执", "在线但没有被点到",
		"开始2026-11-2309:00", "结束2026-11-2309:20", "09:01:00",
	} {
		require.Contains(t, squeezed(pages[0]), word)
	}
	for n, page := range pages {
		for _, word := range []string{"序号", "姓名", "结果", report.Digest(s), fmt.Sprintf("第%d/2页", n+1), "打印于2026-11-2310:00"} {
			require.Contains(t, squeezed(page), word)
		}
	}
	require.Contains(t, pages[1], "YZ202600019", "the last person")
	require.Contains(t, pages[1], "工作人员（签字）")
}

func TestSheetPDF_LeavesNothingOut(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 1)
	word := strings.Repeat("因故说明，", 100) // 500 characters, the most that a reason has
	s.Invitees[0].MarkReason = word + "完"
	s.Invitees[0].Name = strings.Repeat("长", person.MaxNameRunes)
	s.RollCall.Title = strings.Repeat("题", rollcall.MaxTitle)
	text := strings.Join(printed(t, s, nil), "")
	require.Equal(t, 100, strings.Count(text, "因"))
	require.Contains(t, text, "完")
	require.Equal(t, person.MaxNameRunes, strings.Count(text, "长"))
	require.Equal(t, rollcall.MaxTitle, strings.Count(text, "题"))
	require.NotContains(t, text, "…")
	for line := range strings.Lines(text) {
		require.False(t, strings.HasPrefix(strings.TrimSpace(line), "，"), "no line begins with a comma")
	}
}

func TestSheetPDF_SaysWhatItCannotShow(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 2)
	s.RollCall.State, s.RollCall.ClosedAt = rollcall.Live, time.Time{}
	s.Invitees[0].Name = "王\U000e0041国" // a character that no font has
	s.Invitees[1].Mark = ""
	text := strings.Join(printed(t, s, map[person.ID][]byte{"p0": []byte("not a picture")}), "")
	require.Contains(t, text, "结果未定")
	require.Contains(t, text, "照片无法读取")
	require.Contains(t, text, "王□国")
	require.Contains(t, text, "以系统中的记录为准")
}

func TestSheetPDF_RefusesAZoneThatIsNone(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 1)
	s.RollCall.Zone = "Asia/Nowhere"
	_, err := report.SheetPDF(s, nil, at())
	require.ErrorContains(t, err, "zone of roll call")
}

func TestDigest_ChangesWithWhatTheSheetSays(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 3)
	seen := map[string]bool{report.Digest(s): true}
	again, _ := sheet(t, 3)
	require.True(t, seen[report.Digest(again)], "the same sheet has the same digest")
	for _, change := range []func(){
		func() { s.Invitees[1].Mark = attendance.Excused },
		func() { s.Invitees[1].MarkReason = "另一个原因" },
		func() { s.Invitees[1].Name = "李秀兰" },
		func() { s.Invitees[0].SnapshotID = "e" },
		func() { s.Officer = "林川" },
	} {
		change()
		require.False(t, seen[report.Digest(s)])
		seen[report.Digest(s)] = true
	}
}

func BenchmarkSheetPDF(b *testing.B) {
	s, pictures := sheet(b, 30)
	for b.Loop() {
		if _, err := report.SheetPDF(s, pictures, at()); err != nil {
			b.Fatal(err)
		}
	}
}
