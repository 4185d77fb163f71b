package report

import (
	"diandao/internal/attendance"
	"diandao/internal/rollcall"
)

// statusWord is an outcome in Chinese; one who is not marked yet has a dash.
func statusWord(s attendance.Status) string {
	switch s {
	case attendance.Present:
		return "到"
	case attendance.Late:
		return "迟到"
	case attendance.Absent:
		return "未到"
	case attendance.Excused:
		return "请假"
	case attendance.Review:
		return "待核实"
	case attendance.NotReached:
		return "通知未达"
	}
	return "—"
}

// reasonWord is a reason code in Chinese; an officer's own words stay as they are.
func reasonWord(reason string) string {
	switch reason {
	case "did_not_join":
		return "没有进入点名"
	case "notice_not_delivered":
		return "通知没有任何送达回执"
	case "on_line_not_called":
		return "在线但没有被点到"
	case "called_no_answer":
		return "点到后没有应答"
	case "did_not_join_recalled":
		return "再次呼叫后仍没有进入点名"
	case "reached_by_telephone":
		return "电话已联系上"
	case "declined":
		return "本人说明当时不方便"
	case "kept_apart":
		return "依规定与同场人员分开，另行联系"
	case string(rollcall.OnLeave):
		return "经批准请假外出"
	case string(rollcall.InHospital):
		return "住院"
	case string(rollcall.InCustody):
		return "羁押"
	}
	return reason
}

func audienceWord(a rollcall.Audience) string {
	switch a {
	case rollcall.Adults:
		return "成年人"
	case rollcall.Minors:
		return "未成年人"
	case rollcall.Women:
		return "成年女性"
	}
	return "—"
}

// stateWord says above all whether the sheet is final.
func stateWord(s rollcall.State) string {
	switch s {
	case rollcall.Planned:
		return "未开始"
	case rollcall.Notified:
		return "未开始，已通知"
	case rollcall.Lobby, rollcall.Live:
		return "进行中，结果未定"
	case rollcall.Closed:
		return "已结束"
	case rollcall.Sealed:
		return "已归档"
	case rollcall.Cancelled:
		return "已取消"
	}
	return "—"
}

func kindWord(k rollcall.Kind) string {
	switch k {
	case rollcall.OfStation:
		return "全所"
	case rollcall.OfDistrict:
		return "全区"
	case rollcall.OfChosen:
		return "选定人员"
	case rollcall.SpotCheck:
		return "抽点"
	}
	return "—"
}

func orderWord(o rollcall.Order) string {
	switch o {
	case rollcall.ByNumber:
		return "按编号"
	case rollcall.ByHand:
		return "人工排序"
	case rollcall.ByChance:
		return "抽签"
	}
	return "—"
}

func rungWord(r rollcall.Rung) string {
	switch r {
	case rollcall.RungVideo:
		return "视频"
	case rollcall.RungLow:
		return "小画面"
	case rollcall.RungStill:
		return "静图"
	case rollcall.RungAudio:
		return "语音"
	case rollcall.RungTelephone:
		return "电话"
	}
	return "—"
}

func outcomeWord(o rollcall.Outcome) string {
	switch o {
	case rollcall.Spoke:
		return "已联系上"
	case rollcall.NoAnswer:
		return "无人接听"
	case rollcall.WrongNumber:
		return "号码不对"
	}
	return "—"
}

func declineWord(r rollcall.DeclineReason) string {
	switch r {
	case rollcall.AtWork:
		return "在工作"
	case rollcall.Driving:
		return "在开车或骑车"
	case rollcall.Unwell:
		return "身体不适"
	case rollcall.Caring:
		return "在照顾家人"
	case rollcall.PoorNetwork:
		return "网络不好"
	case rollcall.OtherReason:
		return "其他原因"
	}
	return "—"
}
