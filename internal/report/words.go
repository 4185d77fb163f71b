package report

import "diandao/internal/attendance"

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
		return "未加入"
	case "notice_not_delivered":
		return "通知未送达"
	case "on_line_not_called":
		return "在线，未点到"
	}
	return reason
}
