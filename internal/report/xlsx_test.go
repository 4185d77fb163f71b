package report_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"diandao/internal/report"
)

func TestSheetXLSX_HoldsTheTableAndNoFormula(t *testing.T) {
	t.Parallel()
	s, _ := sheet(t, 3)
	s.Invitees[1].MarkReason = `=HYPERLINK("http://example.org","看这里")`
	data, err := report.SheetXLSX(s, at())
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	rows, err := f.GetRows("签到表")
	require.NoError(t, err)
	const head = 11 // title, nine facts, an empty line
	require.Equal(t, []string{"视频点名签到表", "", "周一晨点"}, rows[0])
	require.Equal(t, []string{"序号", "姓名", "编号", "结果", "点名时间", "说明"}, rows[head])
	require.Equal(t, []string{"2", "李秀英", "YZ202600001", "迟到", "09:01:00", s.Invitees[1].MarkReason}, rows[head+2])
	require.Contains(t, rows[len(rows)-1][0], report.Digest(s))
	formula, err := f.GetCellFormula("签到表", "F14")
	require.NoError(t, err)
	require.Empty(t, formula)
}
