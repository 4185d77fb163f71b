package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
	"diandao/internal/report"
)

// october is the report of a district with n stations, the second version.
func october(n int) oversight.ReportDetail {
	counts := func(k int) oversight.Counts {
		c := oversight.Counts{}
		for i, f := range oversight.Figures() {
			c[f] = (k + i*7) % 40
		}
		c[oversight.Present], c[oversight.Officers], c[oversight.Persons] = 400+k, 2, 61
		return c
	}
	b := oversight.Body{
		Schema: oversight.Schema, UnitID: "u", UnitName: "西湖区司法局", Zone: "Asia/Shanghai", Month: "2026-10", First: "2026-10-01", Last: "2026-10-31", MadeAt: at(), Counts: counts(0),
		Fairness: []oversight.NotedGroup{
			{Dimension: oversight.ByPhone, Value: "android_old", Occasions: 120, Missed: 24, MissedPart: 200, Decided: 3, IsHigh: true},
			{Dimension: oversight.ByPhone, Value: "ios", IsFew: true},
			{Dimension: oversight.ByNetwork, Value: oversight.NoNetwork, Occasions: 64, Missed: 32, MissedPart: 500},
			{Dimension: oversight.ByWay, Value: "kiosk", Occasions: 40, Missed: 1, MissedPart: 25},
		},
		Incidents: []oversight.NotedIncident{{Kind: "service", From: at(), To: at().Add(time.Hour), Moved: 12}, {Kind: "provider", Channel: "fcm", From: at()}},
	}
	for i := range n {
		b.Below = append(b.Below, oversight.Below{ID: "s", Name: fmt.Sprintf("=文新%d司法所", i), Counts: counts(i)})
	}
	for day := 1; day <= 31; day++ {
		b.Days = append(b.Days, oversight.Day{Day: fmt.Sprintf("2026-10-%02d", day), Counts: map[attendance.Status]int{
			attendance.Present: day, attendance.Late: day % 4, attendance.Absent: day % 6, attendance.Excused: day % 3, attendance.Review: day % 5, attendance.NotReached: day % 2 * 2,
		}})
	}
	_, sum, err := b.Freeze()
	if err != nil {
		panic(err)
	}
	return oversight.ReportDetail{
		Report:    oversight.Report{ID: "r", Month: b.Month, Version: 2, Body: b, Sum: sum, MadeAt: at(), MadeBy: "s", Reason: "王某的申诉已经成立，未到改为请假，因此重新生成本月月报，并通知各司法所"},
		MakerName: "陈静", Corrected: []oversight.Change{{Figure: oversight.Absent, Before: 22, After: 21}},
	}
}

func TestMonthlyPDF_SaysEverythingInBothLanguages(t *testing.T) {
	t.Parallel()
	for lang, words := range map[report.Language][]string{
		report.Chinese: {"社区矫正月报", "2026年10月", "西湖区司法局", "到场率", "失联查找", "安卓", "次数太少", "本系统中断", "更正内容", "负责人（签字）", "第 1 /"},
		report.English: {"Monthly report", "October 2026", "Came %", "Lost contacts", "Android 9 or older", "too few", "This system was down", "Corrected", "signature", "Page 1 of"},
	} {
		r := october(30)
		data, err := report.MonthlyFile(r, oversight.FormPDF, lang, at())
		if errors.Is(err, report.ErrFont) {
			needed(t, "the font: run scripts/fetch-font.sh")
		}
		require.NoError(t, err)
		text := squeezed(pdfText(t, data, "month-"+string(lang)))
		for _, w := range append(words, r.Sum[:20], "陈静", "29司法所") {
			require.Contains(t, text, squeezed(w), lang)
		}
		require.NotContains(t, text, "2026-10-17", "the table of days is for the spreadsheet")
		require.Contains(t, text, "10-31", "the chart of days has its axis")
	}
}

// pdfText is what a PDF says; with DIANDAO_KEEP it stays in that folder to be looked at.
func pdfText(t *testing.T, data []byte, name string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		needed(t, "pdftotext: install poppler-utils")
	}
	dir := t.TempDir()
	if keep := os.Getenv("DIANDAO_KEEP"); keep != "" {
		dir = keep
	}
	file := filepath.Join(dir, name+".pdf")
	require.NoError(t, os.WriteFile(file, data, 0o600))
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", file, "-").Output()
	require.NoError(t, err)
	return string(out)
}

func TestMonthlyXLSX_HasATableASheetAndNoFormula(t *testing.T) {
	t.Parallel()
	data, err := report.MonthlyFile(october(3), oversight.FormXLSX, report.Chinese, at())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"报到与点名结果", "其他数字", "下级单位", "公平情况", "故障与顺延", "更正内容", "每天"}, f.GetSheetList())
	rows, err := f.GetRows("下级单位")
	require.NoError(t, err)
	require.Equal(t, []string{"1", "=文新0司法所", "61", "31"}, rows[1][:4])
	formula, err := f.GetCellFormula("下级单位", "B2")
	require.NoError(t, err)
	require.Empty(t, formula)
	days, err := f.GetRows("每天")
	require.NoError(t, err)
	require.Len(t, days, 32)
	require.Equal(t, []string{"2026-10-31", "31", "3"}, days[31][:3])
	kind, err := f.GetCellType("每天", "B32")
	require.NoError(t, err)
	require.NotEqual(t, excelize.CellTypeSharedString, kind, "a number to work with")
}

func TestMonthlyCSV_IsReadBackAndHarmless(t *testing.T) {
	t.Parallel()
	data, err := report.MonthlyFile(october(2), oversight.FormCSV, report.English, at())
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")))
	r := csv.NewReader(bytes.NewReader(data[3:]))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"Monthly report", "October 2026　西湖区司法局"}, rows[0])
	var units []string
	for _, row := range rows {
		for _, cell := range row {
			require.False(t, strings.HasPrefix(cell, "="), cell)
			if strings.Contains(cell, "司法所") && len(row) > 5 {
				units = append(units, cell)
			}
		}
	}
	require.Equal(t, []string{"'=文新0司法所", "'=文新1司法所"}, units)
}

// Every figure, dimension and group has its words in both languages.
func TestMonthlyWords_AreWhole(t *testing.T) {
	t.Parallel()
	for _, lang := range []report.Language{report.Chinese, report.English} {
		data, err := report.MonthlyFile(october(1), oversight.FormCSV, lang, at())
		require.NoError(t, err)
		for _, f := range oversight.Figures() {
			require.NotEmpty(t, report.FigureName(lang, f), "%s %s", lang, f)
		}
		require.NotContains(t, string(data), "android_old")
		require.NotContains(t, string(data), "kiosk")
	}
}
