package report_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"diandao/internal/report"
	"diandao/internal/rollcall"
)

func TestSheetXLSX_HoldsTheTableAndNoFormula(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 3)
	s.Invitees[1].MarkReason = `=HYPERLINK("http://example.org","看这里")`
	s.Invitees[1].Calls, s.Invitees[1].Rung = 2, rollcall.RungStill
	data, err := report.SheetXLSX(s, at())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("签到表")
	require.NoError(t, err)
	const head = 12 // title, ten facts, an empty line
	require.Equal(t, []string{"视频点名签到表", "", "周一晨点"}, rows[0])
	require.Equal(t, []string{"序号", "姓名", "编号", "结果", "轮次", "进入时间", "点名时间", "画面", "说明"}, rows[head])
	require.Equal(t, []string{"2", "李秀英", "YZ202600001", "迟到", "2", "—", "09:01:00", "静图", s.Invitees[1].MarkReason}, rows[head+2])
	require.Contains(t, rows[len(rows)-1][0], report.Digest(s))
	formula, err := f.GetCellFormula("签到表", "I15")
	require.NoError(t, err)
	require.Empty(t, formula)
}
