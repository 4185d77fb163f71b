package city_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"diandao/internal/city"
	"diandao/internal/intake"
	"diandao/internal/org"
)

func cloud() org.Unit {
	return org.Unit{ID: "c", Kind: org.City, Code: "9901", Name: "云州市", Path: "/9901/", Zone: "Asia/Shanghai"}
}

func paths(units []org.Unit) []string {
	var out []string
	for _, u := range units {
		out = append(out, fmt.Sprintf("%s %s %s", u.Kind, u.Path, u.Name))
	}
	return out
}

// A list as an office would keep it: a title above, stations before their district, in the encoding of a Chinese
// spreadsheet; the city's own line does no harm.
func TestReadUnits_AndJudge(t *testing.T) {
	t.Parallel()
	const text = "云州市司法局单位表\n编码,名称,上级编码\n990101001,文昌司法所,990101\n990101,东湖区,9901\n\n9901,云州市,\n990102,西山区,9901\n"
	encoded, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	require.NoError(t, err)
	for _, data := range []string{text, "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"), encoded} {
		lines, err := city.ReadUnits([]byte(data))
		require.NoError(t, err)
		judged := city.Judge(cloud(), nil, lines)
		require.Empty(t, judged.Problems)
		require.Equal(t, 1, judged.Known)
		require.Equal(t, []string{"district /9901/990101/ 东湖区", "district /9901/990102/ 西山区", "station /9901/990101/990101001/ 文昌司法所"}, paths(judged.Fresh))
		require.Equal(t, judged.Fresh[0].ID, judged.Fresh[2].ParentID)
		for _, u := range judged.Fresh {
			require.NoError(t, u.Validate())
		}
	}
}

func TestReadUnits_RefusesOtherFiles(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]error{
		"":                                 intake.ErrEmpty,
		"code,name,parent\n":               intake.ErrEmpty,
		"code,name\n1,a\n":                 city.ErrColumns,
		"code,code,name,parent\n1,2,a,b\n": city.ErrColumns,
		"code,name,parent,电话,电话\n1,2,a,3,4\n": city.ErrColumns,
		"%PDF\x00":                             intake.ErrFormat,
		"code,name,parent\n" + many(2001):      city.ErrTooMany,
		strings.Repeat("x", intake.MaxBytes+1): intake.ErrTooLarge,
	} {
		_, err := city.ReadUnits([]byte(data))
		require.ErrorIs(t, err, want)
	}
	_, err := city.ReadUnits([]byte("code,name,parent\n" + many(2000)))
	require.NoError(t, err)
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "9901%06d,u%d,9901\n", i, i)
	}
	return b.String()
}

// Every line that is wrong is named, once, and nothing of the others' is blamed on it.
func TestJudge_NamesEveryBadLine(t *testing.T) {
	t.Parallel()
	known := []org.Unit{
		{ID: "d", ParentID: "c", Kind: org.District, Code: "990101", Name: "东湖区", Path: "/9901/990101/", Zone: "Asia/Shanghai"},
		{ID: "s", ParentID: "d", Kind: org.Station, Code: "990101001", Name: "文昌司法所", Path: "/9901/990101/990101001/", Zone: "Asia/Shanghai"},
	}
	lines := []city.Line{
		{2, "", "无码区", "9901", ""},
		{3, "99 01", "空格区", "9901", ""},
		{4, "990102", "", "9901", ""},
		{5, "990103", strings.Repeat("长", 61), "9901", ""},
		{6, "990104", "北区", "9901", ""},
		{7, "990104", "再来", "9901", ""},
		{8, "990105", "北区", "9901", ""},
		{9, "990106", "无上级", "", ""},
		{10, "990107", "错上级", "7777", ""},
		{11, "990102001", "错区里的所", "990102", ""},
		{12, "990101001001", "太深", "990101001", ""},
		{13, "990101", "改名区", "9901", ""},
		{14, "990101001", "文昌司法所", "9901", ""},
		{15, "9908", "自环", "9908", ""},
		{16, "990104001", "好所", "990104", ""},
		{17, "990104001001", "更深", "990104001", ""},
		{18, "990104002", "错号所", "990104", "分机 12"},
	}
	judged := city.Judge(cloud(), known, lines)
	var told []string
	for _, p := range judged.Problems {
		told = append(told, p.String())
	}
	require.Equal(t, []string{
		"line 2: code: is missing",
		`line 3: code: "99 01": 1 to 24 letters, digits, _ and -`,
		"line 4: name: is missing",
		"line 5: name: longer than 60 characters",
		"line 7: code: 990104: line 6 has it already",
		"line 8: name: 990104 beside it has the same name",
		"line 9: parent: is missing: the code of the unit above, for a district the city's",
		"line 10: parent: 7777 is neither the city nor in the list",
		"line 11: parent: 990102 is not right itself",
		"line 12: parent: 990101001 is a station, below which nothing lies",
		"line 13: name: 990101 is there already by the name 东湖区",
		"line 14: parent: 990101001 is there already below 990101",
		"line 15: parent: 9908 (line 15) is no district of the city",
		"line 17: parent: 990104001 is a station, below which nothing lies",
		`line 18: telephone: "分机 12": 3 to 20 digits, spaces, + - ( ), at least three of them digits`,
	}, told)
	require.Equal(t, []string{"district /9901/990104/ 北区", "station /9901/990104/990104001/ 好所"}, paths(judged.Fresh))
}

// A file that was used before and has grown adds what is new.
func TestJudge_UsedAgain(t *testing.T) {
	t.Parallel()
	lines := []city.Line{{2, "990101", "东湖区", "9901", ""}, {3, "990101001", "文昌司法所", "990101", ""}}
	first := city.Judge(cloud(), nil, lines)
	grown := city.Judge(cloud(), first.Fresh, append(lines, city.Line{Number: 4, Code: "990101002", Name: "学府司法所", Parent: "990101"}))
	require.Empty(t, grown.Problems)
	require.Equal(t, 2, grown.Known)
	require.Equal(t, []string{"station /9901/990101/990101002/ 学府司法所"}, paths(grown.Fresh))
}

// A list may say by which number an office is reached. A number that is there already stays.
func TestJudge_Telephones(t *testing.T) {
	t.Parallel()
	lines, err := city.ReadUnits([]byte("编码,名称,上级编码,办公电话\n9901,云州市,,0999-0000000\n990101,东湖区,9901,\n990101001,文昌司法所,990101,(0999) 0000 001\n"))
	require.NoError(t, err)
	first := city.Judge(cloud(), nil, lines)
	require.Empty(t, first.Problems)
	require.Equal(t, []string{"", "(0999) 0000 001"}, []string{first.Fresh[0].Telephone, first.Fresh[1].Telephone})
	require.Len(t, first.Numbered, 1, "the city itself, which is there")
	require.Equal(t, "0999-0000000", first.Numbered[0].Telephone)

	lines[1].Telephone, lines[2].Telephone = "0999-0000002", "0999-0000003"
	again := city.Judge(cloud(), first.Fresh, lines[1:])
	require.Empty(t, again.Problems)
	require.Len(t, again.Numbered, 1)
	require.Equal(t, "990101", again.Numbered[0].Code)
	require.Equal(t, 2, again.Numbered[0].Version)
}
