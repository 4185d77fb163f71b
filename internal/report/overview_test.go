package report_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
	"diandao/internal/report"
)

// autumn is the overview of a city over n days, among them one on which nobody was due.
func autumn(n int) report.Overview {
	o := report.Overview{
		UnitName: "示范市司法局", Zone: "Asia/Shanghai", From: "2026-09-01", To: "2026-11-30", Persons: 812, Counts: map[attendance.Status]int{attendance.Present: 4012, attendance.Absent: 97},
		Load: oversight.Load{Officers: 31, OpenAlerts: 12, OverdueAlerts: 3, Unreachable: 7, RollCallsNow: 1, Upheld: 2}, Hours: []oversight.Hour{{Weekday: time.Sunday, Hour: 8, Due: 40, NotDone: 3}},
	}
	for i := range n {
		day := oversight.Day{Day: time.Date(2026, 9, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), Counts: map[attendance.Status]int{attendance.Present: 30 + i%9, attendance.Absent: i % 5, attendance.Late: i % 3}}
		if i == 7 {
			day.Counts = map[attendance.Status]int{attendance.Excused: 4}
		}
		o.Days = append(o.Days, day)
	}
	for i := range 18 {
		o.Below = append(o.Below, report.OverviewUnit{Name: fmt.Sprintf("=第%d区司法局", i+1), Persons: 40 + i, Counts: map[attendance.Status]int{attendance.Present: 200 + i}, Load: oversight.Load{Officers: 2, OpenAlerts: i}})
	}
	return o
}

func TestOverviewFile_SaysWhatTheScreenShows(t *testing.T) {
	t.Parallel()
	for lang, words := range map[report.Language][]string{
		report.Chinese: {"出勤总览", "示范市司法局", "2026-09-01 – 2026-11-30", "到场率", "逾期未处理的提醒", "下级单位", "第18区司法局", "11-30", "第 1 /"},
		report.English: {"Attendance", "Overdue alerts", "Units below", "Came %", "11-30", "Page 1 of"},
	} {
		data, err := report.OverviewFile(autumn(91), oversight.FormPDF, lang, at())
		if err != nil {
			require.ErrorIs(t, err, report.ErrFont)
			needed(t, "the font: run scripts/fetch-font.sh")
		}
		text := squeezed(pdfText(t, data, "overview-"+string(lang)))
		for _, w := range words {
			require.Contains(t, text, squeezed(w), lang)
		}
		require.NotContains(t, text, squeezed("签字"), "nobody signs what is counted anew each time")
	}
}

func TestOverviewXLSX_HoldsDaysUnitsAndHours(t *testing.T) {
	t.Parallel()
	data, err := report.OverviewFile(autumn(30), oversight.FormXLSX, report.Chinese, at())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	require.Equal(t, []string{"报到与点名结果", "现在", "下级单位", "每天", "时段"}, f.GetSheetList())
	days, err := f.GetRows("每天")
	require.NoError(t, err)
	require.Len(t, days, 31)
	units, err := f.GetRows("下级单位")
	require.NoError(t, err)
	require.Equal(t, []string{"1", "=第1区司法局", "40", "20"}, units[1][:4])
	hours, err := f.GetRows("时段")
	require.NoError(t, err)
	require.Equal(t, []string{"周日", "8", "40", "3"}, hours[1])
}

func TestFairnessFile_NamesFewWithoutNumbers(t *testing.T) {
	t.Parallel()
	g := report.Groups{UnitName: "示范市司法局", Zone: "Asia/Shanghai", From: "2026-11-01", To: "2026-11-30", Fairness: oversight.Fairness{Groups: []oversight.Group{
		{Dimension: oversight.ByNetwork, Value: "3g", Occasions: 120, Missed: 36, Decided: 9, Misses: oversight.Share{Part: 0.3, IsKnown: true, IsHigh: true}},
		{Dimension: oversight.ByNetwork, Value: oversight.NoNetwork, Occasions: 29, Missed: 28},
	}}}
	data, err := report.FairnessFile(g, oversight.FormCSV, report.English, at())
	require.NoError(t, err)
	r := csv.NewReader(bytes.NewReader(data[3:]))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	require.Contains(t, rows, []string{"Network", "Mobile, slow", "120", "36", "30.0", "9", "clearly higher"})
	require.Contains(t, rows, []string{"Network", "not known", "—", "—", "—", "—", "too few"})
	_, err = report.FairnessFile(report.Groups{Zone: "Nowhere/At all"}, oversight.FormCSV, report.English, at())
	require.Error(t, err)
}
