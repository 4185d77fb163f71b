package report

import (
	"fmt"
	"strconv"
	"time"

	"diandao/internal/oversight"
)

// monthlyWords is what a report says in one language.
type monthlyWords struct {
	title, digest, printed, unitLabel, span, made, maker, itself, reason, versionLabel, signature, date, missing string
	outcomes, outcomesHow, rate, figures, what, number, how                                                      string
	caseload, caseloadShort, caseloadHow, rollCallRate, rollCallRateHow, wait, waitHow                           string
	ranking, rankingHow, unit, fairness, fairnessHow, trait, group, occasions, missed, missedPart, decided       string
	remark, tooFew, high, incidents, from, to, moved, running, corrected, correctedHow, version, days, day, page string
	ours, provider                                                                                               string
	overview, counted, spanHow, now, nowHow, rollCallsNow, overdue, openAlerts, hoursName, hoursHow              string
	weekday, hour, due, notDone                                                                                  string
	weekdays                                                                                                     [7]string // Monday first
	monthLayout                                                                                                  string
	names                                                                                                        map[oversight.Figure]figureWords
	dimension                                                                                                    map[oversight.Dimension]string
	traits                                                                                                       map[string]string
}

// figureWords is what a figure is called, in brief, and how it is counted.
type figureWords struct{ name, short, how string }

func (w monthlyWords) figure(f oversight.Figure) string { return w.names[f].name }

func (w monthlyWords) howOf(f oversight.Figure) string { return w.names[f].how }

func (w monthlyWords) short(f oversight.Figure) string {
	if s := w.names[f].short; s != "" {
		return s
	}
	return w.names[f].name
}

func (w monthlyWords) traitName(d oversight.Dimension, value string) string {
	if s := w.traits[string(d)+"."+value]; s != "" {
		return s
	}
	return value
}

func (w monthlyWords) month(m oversight.Month) string {
	at, err := time.Parse("2006-01", string(m))
	if err != nil {
		return string(m)
	}
	return at.Format(w.monthLayout)
}

// hours is minutes as hours with one decimal.
func (w monthlyWords) hours(minutes int) any {
	if minutes < 0 {
		return "—"
	}
	return float64(minutes*10/60) / 10
}

func (w monthlyWords) incident(kind, channel string) string {
	if kind == "provider" {
		return w.provider + " " + channel
	}
	return w.ours
}

func (w monthlyWords) facts(r oversight.ReportDetail, zone *time.Location) []fact {
	maker := w.itself
	if r.MakerName != "" {
		maker = r.MakerName
	}
	out := []fact{
		{w.unitLabel, r.Body.UnitName},
		{w.span, r.Body.First + " – " + r.Body.Last},
		{w.made, r.MadeAt.In(zone).Format(minute)},
		{w.maker, maker},
		{w.versionLabel, strconv.Itoa(r.Version)},
	}
	if r.Reason != "" {
		out = append(out, fact{w.reason, r.Reason})
	}
	return out
}

func (w monthlyWords) pageOf(n, of int) string { return fmt.Sprintf(w.page, n, of) }

func wordsIn(lang Language) monthlyWords {
	if lang == English {
		return english()
	}
	return chinese()
}

func chinese() monthlyWords {
	return monthlyWords{
		title: "社区矫正月报", digest: "内容摘要", printed: "打印于", unitLabel: "单　位", span: "期　间", made: "生成时间", maker: "生　成", itself: "系统自动生成", reason: "更正原因", versionLabel: "版　本",
		signature: "负责人（签字）", date: "日期", missing: "“□”是字库中没有的字，以系统中的记录为准。",
		outcomes: "报到与点名结果", outcomesHow: "本月所有报到和视频点名的结果。到场率 =（到 + 迟到）÷（全部 − 请假）。", rate: "到场率 %", figures: "其他数字", what: "项目", number: "数量", how: "怎么算的",
		caseload: "每名工作人员负责", caseloadShort: "人均", caseloadHow: "在册人数 ÷ 能登录的司法所工作人员数，四舍五入", rollCallRate: "点名到场率 %", rollCallRateHow: "点名到场 ÷ 点名应到",
		wait: "平均处理用时（小时）", waitHow: "从提交到工作人员处理；多次处理的取最短一次",
		ranking: "下级单位", rankingHow: "按到场率从低到高排列。", unit: "单位", fairness: "公平情况", fairnessHow: "未完成多的人，可能是手机或网络的原因，不说明任何人的表现。不满 %d 次的分组不列数字。", trait: "按", group: "分组", occasions: "次数",
		missed: "未完成", missedPart: "未完成 %", decided: "人工处理", remark: "说明", tooFew: "次数太少", high: "明显高于其他", incidents: "故障与顺延", from: "开始", to: "结束", moved: "顺延报到数",
		running: "仍在持续", corrected: "更正内容", correctedHow: "与上一版相比有变化的数字。", version: "第 %d 版", days: "每天", day: "日期", page: "第 %d / %d 页", ours: "本系统中断", provider: "通道故障", monthLayout: "2006年1月",
		overview: "出勤总览", counted: "统计时间", spanHow: "这些天所有报到和视频点名的结果。到场率 =（到 + 迟到）÷（全部 − 请假）。", now: "现在", nowHow: "统计时的数字；申诉成立针对这些天。", rollCallsNow: "正在点名",
		overdue: "逾期未处理的提醒", openAlerts: "未处理的提醒", hoursName: "时段", hoursHow: "按报到开放的钟点；还没结束和已取消的不算。没完成 = 未到和通知未达。", weekday: "星期", hour: "钟点", due: "应报到", notDone: "没完成",
		weekdays: [7]string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"},
		names: map[oversight.Figure]figureWords{
			oversight.Persons: {"在册人数", "", "生成时在册的社区矫正对象"}, oversight.Officers: {"工作人员", "", "生成时能登录的司法所工作人员"}, oversight.Unreachable: {"推送不到的人", "", "生成时在册、但没有一部手机能收到推送"},
			oversight.Present: {"到", "", ""}, oversight.Late: {"迟到", "", ""}, oversight.Absent: {"未到", "", ""}, oversight.Excused: {"请假", "", ""}, oversight.ToReview: {"待核实", "核实", ""}, oversight.NotReached: {"通知未达", "未达", ""},
			oversight.RollCalls: {"视频点名", "", "本月举行并已结束或归档的点名"}, oversight.RollCallCame: {"点名到场", "", "点名结果为到或迟到"}, oversight.RollCallDue: {"点名应到", "", "有点名结果的人次，不含请假"},
			oversight.CheckinsDecided: {"人工处理的报到", "", "本月的报到中，由工作人员处理的"}, oversight.DecidedInDay: {"24 小时内处理", "", "其中提交后 24 小时内处理的"}, oversight.DecidedMinutes: {"处理用时合计（分钟）", "", "各次处理用时之和"},
			oversight.Alerts: {"提醒", "", "本月发出的提醒"}, oversight.AlertsPassedUp: {"逾期上报的提醒", "", "其中逾期未处理、转到上一级的"}, oversight.AlertsOpen: {"尚未办结的提醒", "", "其中生成时还没有办结的"},
			oversight.AppealsLodged: {"申诉", "", "针对本月某一天的申诉"}, oversight.AppealsUpheld: {"申诉成立", "成立", "其中成立的"}, oversight.LeavesGranted: {"准假外出", "", "本月开始、已批准的请假"}, oversight.LeavesLate: {"逾期销假", "", "其中到期后才销假的"},
			oversight.LostContacts: {"失联查找", "", "本月开始的失联查找"}, oversight.Extended: {"顺延的报到", "", "本月因故障顺延时限的报到"},
		},
		dimension: map[oversight.Dimension]string{oversight.ByPhone: "手机", oversight.ByNetwork: "网络", oversight.ByAge: "年龄", oversight.BySex: "性别", oversight.ByWay: "核实方式"},
		traits: map[string]string{
			"phone.android_old": "安卓 9 及以前", "phone.android": "安卓 10 以后", "phone.ios": "苹果", "phone.harmony": "鸿蒙", "phone.none": "没有手机", "phone.other": "其他",
			"network.wifi": "无线网络", "network.cellular": "移动网络", "network.4g": "移动网络，快", "network.3g": "移动网络，慢", "network.2g": "移动网络，很慢", "network.none": "没有网络时完成", "network.unknown": "不知道",
			"age.under_18": "18 岁以下", "age.18_29": "18–29 岁", "age.30_44": "30–44 岁", "age.45_59": "45–59 岁", "age.60_up": "60 岁以上", "sex.male": "男", "sex.female": "女",
			"way.face": "人脸", "way.voice": "语音，由工作人员听", "way.call": "工作人员打电话", "way.kiosk": "到司法所当面确认", "way.guardian": "由他人帮助",
		},
	}
}

func english() monthlyWords {
	return monthlyWords{
		title: "Monthly report", digest: "Digest", printed: "Printed", unitLabel: "Unit", span: "Days", made: "Made", maker: "By", itself: "by itself", reason: "Reason", versionLabel: "Version",
		signature: "Head of unit (signature)", date: "Date", missing: "“□” stands for a character that the font lacks; the record in the system counts.",
		outcomes: "Check-ins and roll calls", outcomesHow: "Outcomes of all check-ins and video roll calls of the month. Came = (present + late) ÷ (all − excused).", rate: "Came %", figures: "Other figures", what: "What", number: "Number", how: "How it is counted",
		caseload: "Persons per officer", caseloadShort: "Each", caseloadHow: "Active persons ÷ officers who may sign in, rounded", rollCallRate: "Came to roll calls %", rollCallRateHow: "Came ÷ due",
		wait: "Mean time to a decision (hours)", waitHow: "From handing in to the decision; of several the shortest",
		ranking: "Units below", rankingHow: "By rate, lowest first.", unit: "Unit", fairness: "Fairness", fairnessHow: "Misses may come from phones or networks; this says nothing about anybody. Groups of fewer than %d occasions have no numbers.", trait: "By", group: "Group", occasions: "Occasions",
		missed: "Missed", missedPart: "Missed %", decided: "Decided", remark: "Note", tooFew: "too few", high: "clearly higher", incidents: "Incidents", from: "From", to: "To", moved: "Check-ins moved",
		running: "running", corrected: "Corrected", correctedHow: "Figures that differ from the version before.", version: "Version %d", days: "By day", day: "Day", page: "Page %d of %d", ours: "This system was down", provider: "Channel down:", monthLayout: "January 2006",
		overview: "Attendance", counted: "Counted", spanHow: "Outcomes of all check-ins and video roll calls of these days. Came = (present + late) ÷ (all − excused).", now: "Now", nowHow: "As it stood when this was counted; appeals upheld are about these days.", rollCallsNow: "Roll calls running",
		overdue: "Overdue alerts", openAlerts: "Open alerts", hoursName: "Hours", hoursHow: "By the hour at which check-ins opened; those still open or cancelled do not count. Not done = absent or not reached.", weekday: "Weekday", hour: "Hour", due: "Due", notDone: "Not done",
		weekdays: [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
		names: map[oversight.Figure]figureWords{
			oversight.Persons: {"Persons", "", "Active when the report was made"}, oversight.Officers: {"Officers", "", "Who could sign in when it was made"}, oversight.Unreachable: {"Persons without push", "", "Active, and no phone of theirs took push, when it was made"},
			oversight.Present: {"Present", "Pres.", ""}, oversight.Late: {"Late", "", ""}, oversight.Absent: {"Absent", "Abs.", ""}, oversight.Excused: {"Excused", "Exc.", ""}, oversight.ToReview: {"To review", "Rev.", ""}, oversight.NotReached: {"Not reached", "N.r.", ""},
			oversight.RollCalls: {"Roll calls", "", "Held in the month and closed or sealed"}, oversight.RollCallCame: {"Came to roll calls", "", "Present or late in one"}, oversight.RollCallDue: {"Due at roll calls", "", "Had an outcome in one, without the excused"},
			oversight.CheckinsDecided: {"Check-ins decided", "", "Of the month, by an officer"}, oversight.DecidedInDay: {"Decided within 24 hours", "", "Of these, after handing in"}, oversight.DecidedMinutes: {"Waiting in all (minutes)", "", "Sum over all that were decided"},
			oversight.Alerts: {"Alerts", "", "Opened in the month"}, oversight.AlertsPassedUp: {"Alerts passed up", "", "Of these, not dealt with in time and gone a level up"}, oversight.AlertsOpen: {"Alerts still open", "", "Of these, not resolved when the report was made"},
			oversight.AppealsLodged: {"Appeals", "", "About a day of the month"}, oversight.AppealsUpheld: {"Appeals upheld", "Uph.", "Of these"}, oversight.LeavesGranted: {"Leave granted", "", "That began in the month"}, oversight.LeavesLate: {"Late returns", "", "Of these, returned from after the last day"},
			oversight.LostContacts: {"Lost contacts", "", "Searches that began in the month"}, oversight.Extended: {"Check-ins moved", "", "Of the month, by an incident"},
		},
		dimension: map[oversight.Dimension]string{oversight.ByPhone: "Phone", oversight.ByNetwork: "Network", oversight.ByAge: "Age", oversight.BySex: "Sex", oversight.ByWay: "Way"},
		traits: map[string]string{
			"phone.android_old": "Android 9 or older", "phone.android": "Android 10 or newer", "phone.ios": "Apple", "phone.harmony": "HarmonyOS", "phone.none": "no phone", "phone.other": "other",
			"network.wifi": "Wi-Fi", "network.cellular": "Mobile", "network.4g": "Mobile, fast", "network.3g": "Mobile, slow", "network.2g": "Mobile, very slow", "network.none": "made without network", "network.unknown": "not known",
			"age.under_18": "under 18", "age.18_29": "18–29", "age.30_44": "30–44", "age.45_59": "45–59", "age.60_up": "60 and older", "sex.male": "Male", "sex.female": "Female",
			"way.face": "Face", "way.voice": "Voice", "way.call": "A call by an officer", "way.kiosk": "In person", "way.guardian": "With help",
		},
	}
}
