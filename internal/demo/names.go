package demo

import (
	"fmt"
	"math/rand/v2"
)

// Everything here is invented: no unit, person or number of these exists.

const cityName, cityCode = "云州市", "9901"

func districtNames() []string {
	return []string{
		"东湖区", "西岭区", "南桥区", "北原区", "青山区", "白石区", "临江区", "望海区", "安宁区",
		"长乐区", "永丰区", "新安区", "清河区", "凤台区", "龙泉县", "云溪县", "松阳县", "枫林县",
	}
}

func stationNames() []string {
	return []string{"文昌", "朝阳", "和平", "城东", "城西", "新街", "古井", "桃园", "柳河", "向阳", "幸福", "光明"}
}

func surnames() []rune {
	return []rune("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾")
}

func givenNames(female bool) []string {
	if female {
		return []string{"秀英", "桂兰", "玉梅", "丽华", "晓燕", "婷", "雪", "春花", "静", "美玲", "红霞", "芳", "海燕", "佳怡", "子涵", "丹"}
	}
	return []string{"建国", "志强", "伟", "勇", "军", "明亮", "国庆", "小龙", "海涛", "宏伟", "波", "大山", "子轩", "文博", "立新", "鹏飞"}
}

// minorityNames show that long names with “·” fit everywhere.
func minorityNames() []string {
	return []string{"阿卜杜热合曼·买买提", "古丽娜尔·吐尔逊", "欧阳明月", "次仁·多吉", "司马长青"}
}

func inventName(r *rand.Rand, female bool, n int) string {
	if n%97 == 41 {
		return minorityNames()[(n/97)%len(minorityNames())]
	}
	sur, given := surnames(), givenNames(female)
	return string(sur[r.IntN(len(sur))]) + given[r.IntN(len(given))]
}

func caseNumber(n int) string { return fmt.Sprintf("YZ2026%05d", n) }
