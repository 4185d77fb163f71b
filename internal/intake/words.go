package intake

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"diandao/internal/person"
)

// headings are the words by which a column is known, in lower case and without spaces, signs and what stands in brackets.
func headings() map[Field][]string {
	return map[Field][]string{
		Station:  {"司法所", "所属司法所", "执行司法所", "负责司法所", "受委托司法所", "矫正单位", "执行单位", "管理单位", "所属单位", "station", "justicestation", "justiceoffice", "unit"},
		Name:     {"姓名", "对象姓名", "矫正对象姓名", "社区矫正对象姓名", "人员姓名", "name", "fullname"},
		Number:   {"编号", "案件编号", "矫正编号", "人员编号", "对象编号", "社区矫正人员编号", "社区矫正对象编号", "档案号", "档案编号", "casenumber", "caseno", "number", "no", "fileno"},
		Sex:      {"性别", "sex", "gender"},
		BornOn:   {"出生日期", "出生年月日", "出生年月", "生日", "出生", "dateofbirth", "birthdate", "birthday", "bornon", "born", "dob"},
		Category: {"矫正类别", "矫正类型", "类别", "矫正种类", "刑罚种类", "category", "type", "ground"},
		Level:    {"管理等级", "管理级别", "监管等级", "矫正等级", "管理类别", "处遇等级", "等级", "级别", "分级", "level", "managementlevel"},
		Phone:    {"联系电话", "手机", "手机号", "手机号码", "电话", "电话号码", "联系方式", "本人电话", "phone", "phonenumber", "mobile", "telephone", "tel"},
		TermFrom: {"矫正起始日期", "矫正开始日期", "矫正开始", "矫正起始", "矫正期起", "矫正期限起", "起始日期", "开始日期", "矫正起日", "起日", "termfrom", "termstart", "startofterm", "startdate", "start", "from"},
		TermTo:   {"矫正结束日期", "矫正终止日期", "矫正截止日期", "矫正结束", "矫正终止", "矫正期止", "矫正期限止", "结束日期", "终止日期", "截止日期", "矫正止日", "止日", "termto", "termend", "endofterm", "enddate", "end", "to", "until"},
	}
}

// plain is text in lower case, in narrow letters, without spaces and signs and without what stands in brackets.
func plain(text string) string {
	text = strings.ToLower(width.Narrow.String(text))
	if i := strings.IndexAny(text, "([【"); i > 0 {
		text = text[:i]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// Columns tells in which column, counted from 0, a field is.
type Columns map[Field]int

// match finds the columns by their headings; of two that say the same the first counts.
func match(heads []string) Columns {
	out, words := Columns{}, headings()
	for n, head := range heads {
		for _, f := range Fields() {
			if _, found := out[f]; !found && slices.Contains(words[f], plain(head)) {
				out[f] = n
				break
			}
		}
	}
	return out
}

// check returns ErrColumns for columns that the file does not have, or two fields of one column.
func (c Columns) check(heads int) error {
	seen := map[int]bool{}
	for f, n := range c {
		if !slices.Contains(Fields(), f) || n < 0 || n >= heads || seen[n] {
			return ErrColumns
		}
		seen[n] = true
	}
	return nil
}

func sexOf(text string) (person.Sex, bool) {
	switch plain(text) {
	case "男", "男性", "male", "m", "1":
		return person.Male, true
	case "女", "女性", "female", "f", "2": // 1 and 2 are the codes of GB/T 2261.1
		return person.Female, true
	}
	return "", false
}

func categoryOf(text string) (person.Category, bool) {
	switch plain(text) {
	case "管制", "判处管制", "publicsurveillance", "surveillance":
		return person.PublicSurveillance, true
	case "缓刑", "宣告缓刑", "probation", "suspendedsentence":
		return person.Probation, true
	case "假释", "裁定假释", "parole":
		return person.Parole, true
	case "暂予监外执行", "监外执行", "outsideprison":
		return person.OutsidePrison, true
	}
	return "", false
}

func levelOf(text string) (person.Level, bool) {
	switch strings.TrimSuffix(plain(text), "级") {
	case "严管", "严格管理", "从严", "strict":
		return person.Strict, true
	case "普管", "普通管理", "一般", "普通", "ordinary", "normal":
		return person.Ordinary, true
	case "宽管", "宽松管理", "从宽", "light", "lenient":
		return person.Light, true
	}
	return "", false
}
