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
