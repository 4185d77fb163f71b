package intake_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"diandao/internal/intake"
	"diandao/internal/org"
	"diandao/internal/person"
)

func world() intake.World {
	return intake.World{
		Above: []org.Unit{{Name: "杭州市", Path: "/3301/"}, {Name: "西湖区", Path: "/3301/330106/"}, {Name: "余杭区", Path: "/3301/330110/"}},
		Stations: []org.Unit{
			{ID: "s1", Kind: org.Station, Code: "330106003", Name: "文新司法所", Path: "/3301/330106/330106003/"},
			{ID: "s2", Kind: org.Station, Code: "330106004", Name: "东风司法所", Path: "/3301/330106/330106004/"},
			{ID: "s3", Kind: org.Station, Code: "330110004", Name: "东风司法所", Path: "/3301/330110/330110004/"},
		},
		Taken: map[string]bool{"A-9": true}, Now: time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC), Zone: time.UTC,
	}
}

func sound() map[intake.Field]string {
	return map[intake.Field]string{
		intake.Station: "文新司法所", intake.Name: "王小明", intake.Number: "A-1", intake.Sex: "男", intake.BornOn: "1990-05-01", intake.Category: "缓刑", intake.Level: "普管",
		intake.Phone: "138 0000 0000", intake.TermFrom: "2026/1/2", intake.TermTo: "2027年1月2日",
	}
}

func with(f intake.Field, text string) intake.Line {
	v := sound()
	v[f] = text
	return intake.Line{Number: 2, Values: v}
}

func judge(l ...intake.Line) []intake.Judged { return intake.Judge(l, world()) }

func TestJudge_ASoundLineMakesAPerson(t *testing.T) {
	t.Parallel()
	got := judge(intake.Line{Number: 2, Values: sound()})[0]
	require.Empty(t, got.Problems)
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	require.Equal(t, person.Person{
		StationID: "s1", Path: "/3301/330106/330106003/", Number: "A-1", Name: "王小明", Sex: person.Male, BornOn: day(1990, 5, 1), Category: person.Probation, Level: person.Ordinary,
		Phone: "13800000000", TermFrom: day(2026, 1, 2), TermTo: day(2027, 1, 2),
	}, got.Person)
	require.NoError(t, got.Person.Validate())
}

func TestJudge_NamesEveryProblem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		field intake.Field
		text  string
		want  intake.Reason
	}{
		{intake.Station, "", intake.Missing},
		{intake.Station, "没有司法所", intake.NoStation},
		{intake.Station, "东风司法所", intake.TwoNamed},
		{intake.Station, "余杭区 东风司法所", ""},
		{intake.Station, "杭州市余杭区东风司法所", intake.NoStation},
		{intake.Station, "330110004", ""},
		{intake.Name, " ", intake.Missing},
		{intake.Name, strings.Repeat("长", 33), intake.TooLong},
		{intake.Name, strings.Repeat("长", 32), ""},
		{intake.Number, "", intake.Missing},
		{intake.Number, strings.Repeat("1", 33), intake.TooLong},
		{intake.Number, "3.3010619900307E+17", intake.Rounded},
		{intake.Number, "330106199003071000", intake.Rounded},
		{intake.Number, "330106199003071234", ""},
		{intake.Number, "A-9", intake.Taken},
		{intake.Number, "Ａ-9", intake.Taken}, // the letter is a wide one
		{intake.Sex, "女", ""},
		{intake.Sex, "?", intake.BadWord},
		{intake.BornOn, "01/02/1990", intake.BadDate},
		{intake.BornOn, "1990-02-30", intake.BadDate},
		{intake.BornOn, "1990-00-10", intake.BadDate},
		{intake.BornOn, "19900501", ""},
		{intake.BornOn, "1990-05-01 00:00:00", ""},
		{intake.BornOn, "2990-05-01", intake.BadDate},
		{intake.BornOn, "1890-05-01", intake.BadDate},
		{intake.BornOn, "2008-11-29", intake.Minor},
		{intake.BornOn, "2008-11-28", ""},
		{intake.Category, "取保候审", intake.BadWord},
		{intake.Category, "暂予监外执行", ""},
		{intake.Level, "特管", intake.BadWord},
		{intake.Level, "严管级", ""},
		{intake.Phone, "", ""},
		{intake.Phone, "打不通", intake.BadPhone},
		{intake.Phone, "1.38E+10", intake.Rounded},
		{intake.TermTo, "2026-01-02", intake.Reversed},
		{intake.TermTo, "2025-01-02", intake.Reversed},
		{intake.TermFrom, "", intake.Missing},
	} {
		got := judge(with(c.field, c.text))[0]
		if c.want == "" {
			require.Empty(t, got.Problems, "%s %q", c.field, c.text)
			continue
		}
		require.Equal(t, []intake.Problem{{Field: c.field, Reason: c.want}}, got.Problems, "%s %q", c.field, c.text)
	}
}

func TestJudge_OfTwoWithOneNumberTheFirstIsSound(t *testing.T) {
	t.Parallel()
	got := judge(intake.Line{Number: 2, Values: sound()}, intake.Line{Number: 3, Values: sound()})
	require.Empty(t, got[0].Problems)
	require.Equal(t, []intake.Problem{{Field: intake.Number, Reason: intake.Repeated}}, got[1].Problems)
}

func TestJudge_WhereThereIsOneStationItNeedsNoName(t *testing.T) {
	t.Parallel()
	w := world()
	w.Stations = w.Stations[:1]
	got := intake.Judge([]intake.Line{with(intake.Station, "")}, w)[0]
	require.Empty(t, got.Problems)
	require.Equal(t, org.UnitID("s1"), got.Person.StationID)
}

const sheet = "某区社区矫正对象花名册,,\r\n序号,司法所（盖章）,姓名,案件编号,性别,出生日期\r\n1,文新司法所,\"王,小明\",A-1,男,1990-05-01\r\n,,,,,\r\n2,文新司法所,李秀英,'=A-2,女\r\n"

func TestRead_FindsTheHeadingsAndCountsLinesAsASpreadsheetDoes(t *testing.T) {
	t.Parallel()
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(sheet)
	require.NoError(t, err)
	for want, text := range map[intake.Encoding]string{intake.UTF8: "\ufeff" + sheet, intake.GB18030: gb} {
		got, err := intake.Read([]byte(text))
		require.NoError(t, err)
		require.Equal(t, want, got.Encoding)
		require.Len(t, got.SHA256, 64)
		require.Equal(t, []string{"序号", "司法所（盖章）", "姓名", "案件编号", "性别", "出生日期"}, got.Heads)
		require.Equal(t, []intake.Row{
			{Number: 3, Cells: []string{"1", "文新司法所", "王,小明", "A-1", "男", "1990-05-01"}}, {Number: 5, Cells: []string{"2", "文新司法所", "李秀英", "=A-2", "女"}},
		}, got.Rows)
	}
}

func TestRead_Refuses(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "xl/worksheets/sheet1.xml"} {
		f, err := z.Create(name)
		require.NoError(t, err)
		_, err = f.Write(make([]byte, intake.MaxUnzipped))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	require.Less(t, bomb.Len(), intake.MaxBytes, "it is small as it comes")
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, intake.ErrEmpty},
		{"headings alone", []byte("姓名,编号\n"), intake.ErrEmpty},
		{"a picture", []byte("\xff\xd8\xff\xe0\x00\x10JFIF"), intake.ErrFormat},
		{"no text", []byte("姓名\n\xff\xff\xff\xfe"), intake.ErrEncoding},
		{"large", make([]byte, intake.MaxBytes+1), intake.ErrTooLarge},
		{"a broken workbook", []byte("PK\x03\x04 and no more"), intake.ErrFormat},
		{"a bomb", bomb.Bytes(), intake.ErrFormat},
		{"long", []byte("姓名\n" + strings.Repeat("a\n", intake.MaxLines+1)), intake.ErrTooMany},
		{"very long", []byte("姓名\n" + strings.Repeat("a\n", intake.MaxLines+100)), intake.ErrTooMany},
	} {
		_, err := intake.Read(c.data)
		require.ErrorIs(t, err, c.want, c.name)
	}
	_, err := intake.Read([]byte("姓名\n" + strings.Repeat("a\n", intake.MaxLines)))
	require.NoError(t, err)
}

func workbook(tb testing.TB) []byte {
	tb.Helper()
	f := excelize.NewFile()
	for n, row := range [][]any{
		{"姓名", "编号", "出生日期", "手机"},
		{"王小明", "A-1", time.Date(1990, 5, 1, 0, 0, 0, 0, time.UTC), 13800000000},
		{"李秀英", 330106199003071234.0, "1991-01-01", "13800000001"},
	} {
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		require.NoError(tb, err)
		require.NoError(tb, f.SetSheetRow("Sheet1", cell, &row))
	}
	require.NoError(tb, f.SetCellFormula("Sheet1", "A4", `HYPERLINK("http://127.0.0.1/","x")`))
	require.NoError(tb, f.SetCellStr("Sheet1", "B4", "A-3"))
	var out bytes.Buffer
	require.NoError(tb, f.Write(&out))
	return out.Bytes()
}

func TestRead_AWorkbookIsReadAsItIsKept(t *testing.T) {
	t.Parallel()
	got, err := intake.Read(workbook(t))
	require.NoError(t, err)
	require.Equal(t, intake.XLSX, got.Encoding)
	require.Equal(t, []string{"姓名", "编号", "出生日期", "手机"}, got.Heads)
	require.Equal(t, []string{"王小明", "A-1", "32994", "13800000000"}, got.Rows[0].Cells)
	require.Equal(t, "330106199003071000", got.Rows[1].Cells[1])
	require.Equal(t, []string{"", "A-3"}, got.Rows[2].Cells, "nothing is computed")
}

func FuzzRead_CSV(f *testing.F) {
	f.Add([]byte(sheet))
	f.Add([]byte("name;no;born\n\"a\"\"b;1;19900101\n"))
	f.Add([]byte("\xd0\xd5\xc3\xfb\t\xb1\xe0\xba\xc5\nx\ty\n"))
	f.Fuzz(func(t *testing.T, data []byte) { readSafely(t, data) })
}

func FuzzRead_XLSX(f *testing.F) {
	f.Add(workbook(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		readSafely(t, append([]byte("PK\x03\x04"), data[min(len(data), 4):]...))
	})
}

// readSafely checks what holds of every file that is read.
func readSafely(t *testing.T, data []byte) {
	t.Helper()
	got, err := intake.Read(data)
	if err != nil {
		return
	}
	require.NotEmpty(t, got.Rows)
	require.LessOrEqual(t, len(got.Rows), intake.MaxLines)
	require.LessOrEqual(t, len(got.Heads), intake.MaxColumns)
	last := 0
	for _, r := range got.Rows {
		require.Greater(t, r.Number, last)
		last = r.Number
		require.LessOrEqual(t, len(r.Cells), len(got.Heads))
		for _, c := range r.Cells {
			require.LessOrEqual(t, len([]rune(c)), intake.MaxCell+1)
			require.NotContains(t, c, "\x00")
		}
	}
}
