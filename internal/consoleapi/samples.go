package consoleapi

import (
	"fmt"
	"time"

	"diandao/internal/httpapi"
)

// Samples for the contract's examples; all names are invented.

func sampleID(n int) string { return fmt.Sprintf("0193a5f0-7c00-7000-8000-%012d", n) }

func sampleTime() time.Time { return time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC) }

func sampleTimePointer() *time.Time { return httpapi.At(sampleTime()) }

func sampleUnit() Unit {
	parent := sampleID(30)
	return Unit{ID: sampleID(3), ParentID: &parent, Kind: "station", Code: "330106003", Name: "文新司法所", Path: "/3301/330106/330106003/", Telephone: "0999-0000000", Version: 1}
}

func sampleStation() UnitRef { return UnitRef{ID: sampleID(3), Name: "文新司法所"} }

func samplePersonRef() PersonRef {
	return PersonRef{ID: sampleID(2), Name: "王小明", Number: "330106-2026-0001"}
}

func sampleSession() Session {
	return Session{
		Member:    Member{ID: sampleID(9), Name: "李司法", Role: "officer", Unit: sampleUnit()},
		CSRFToken: "nB0c…", ExpiresAt: sampleTime().Add(12 * time.Hour), Actions: []Action{"checkin.decide", "checkin.read"}, Grantable: []Role{},
		Map: MapBase{Datum: "wgs84"},
	}
}

func sampleSummary() Summary {
	counts := Counts{Present: 40, Late: 2, Absent: 1, Review: 3}
	return Summary{
		Unit: sampleUnit(), Days: []DayCounts{{Day: "2026-11-23", Counts: counts}}, Children: []UnitCounts{}, Totals: counts, Persons: 46,
	}
}

func sampleFinding() Finding {
	return Finding{Code: "face_not_checked", Weight: "asks", Evidence: "photo"}
}

func sampleDesk() Desk {
	request, checkin := sampleID(4), sampleID(7)
	return Desk{Incidents: []Incident{}, More: []string{}, Counts: DeskCounts{Review: 1}, Items: []DeskItem{{
		Kind: "review", ID: request, Person: samplePersonRef(), Station: sampleStation(), At: sampleTime(), TitleCode: "face_not_checked", Severity: "warning", Level: "station", Card: DeskCard{ID: request, Reason: "single", Persons: 1, Items: 1},
		Causes: []Cause{}, Findings: []Finding{sampleFinding()}, RequestID: &request, CheckinID: &checkin,
	}}}
}

func samplePersonRow() PersonRow {
	return PersonRow{
		ID: sampleID(2), Name: "王小明", Number: "330106-2026-0001", Sex: "male", Level: "ordinary", Category: "probation", Status: "active",
		Station: sampleStation(), DevicesCount: 1,
	}
}

func samplePerson() Person {
	return Person{
		ID: sampleID(2), Name: "王小明", Number: "330106-2026-0001", Sex: "male", BornOn: "1990-05-01", Category: "probation", Level: "ordinary",
		Status: "active", Phone: "00000000000", TermFrom: "2026-01-01", TermTo: "2027-12-31", Station: sampleStation(), CreatedAt: sampleTime(), Version: 1,
	}
}

func samplePersonFile() PersonFile {
	return PersonFile{
		Person: samplePerson(), Portrait: Portrait{URL: evidenceURL(sampleID(11)), TakenAt: sampleTimePointer()}, Plans: []Plan{samplePlan()}, Requests: []Request{sampleRequest()},
		Devices:    []Device{{ID: sampleID(1), Name: "Android 13, Chrome 120", CreatedAt: sampleTime()}},
		Attendance: []AttendanceDay{{Day: "2026-11-23", Status: "review", Source: "checkin", SourceID: sampleID(4), At: sampleTime()}},
	}
}

func sampleRequirements() Requirements {
	return Requirements{Face: true, Location: true, Questions: []Question{{ID: "q1", Text: "今天在哪里工作？", Options: []string{}}}}
}

func samplePlan() Plan {
	return Plan{
		ID: sampleID(10), PersonID: sampleID(2), Kind: "recurring", Version: 1, NextOpens: sampleTimePointer(), CreatedAt: sampleTime(), PlanDraft: PlanDraft{
			Title: "每周报到", Recurrence: "FREQ=WEEKLY;BYDAY=MO,TH", StartsOn: "2026-11-23", Zone: "Asia/Shanghai", OpensAt: "08:00",
			LengthMinutes: 120, GraceMinutes: 60, Requires: sampleRequirements(),
		},
	}
}

func sampleRequest() Request {
	return Request{
		ID: sampleID(4), PlanID: sampleID(10), PlanVersion: 1, Kind: "recurring", PersonID: sampleID(2), Title: "每周报到", Day: "2026-11-23", OpensAt: sampleTime().Add(-90 * time.Minute),
		DueAt: sampleTime().Add(30 * time.Minute), ClosesAt: sampleTime().Add(90 * time.Minute), Status: "review", Requires: sampleRequirements(), UpdatedAt: sampleTime(),
	}
}

func sampleCheckinRow() CheckinRow {
	return CheckinRow{Request: sampleRequest(), Person: samplePersonRef(), Station: sampleStation()}
}

func sampleCheckinDetail() CheckinDetail {
	return CheckinDetail{
		CheckinRow: sampleCheckinRow(), Decisions: []Decision{}, Moved: []Extension{}, Notices: []Notice{{Channel: "inbox", AcceptedAt: sampleTimePointer(), DeliveredAt: sampleTimePointer()}},
		Checkin: httpapi.Some(Checkin{
			ID: sampleID(7), ReceivedAt: sampleTime(), DeviceID: sampleID(1), PhotoURL: evidenceURL(sampleID(11)), Frames: []Frame{{OffsetMS: 0, Bytes: 24311}, {Gesture: "nod", Colour: "red", OffsetMS: 1200, Bytes: 25120}}, Findings: []Finding{sampleFinding()}, Outcome: "review",
			Submission: Submission{
				SignedAt: sampleTime(), Answers: []Answer{{QuestionID: "q1", Text: "工地"}},
				Location: httpapi.Some(Location{Point: Point{Lat: 30.28, Lng: 120.08}, AccuracyM: 20, Datum: "wgs84", TakenAt: sampleTime()}),
			},
		}),
	}
}

func sampleAlert() Alert {
	return Alert{
		ID: sampleID(12), Person: samplePersonRef(), Station: sampleStation(), Kind: "checkin_missed", Severity: "warning", State: "acknowledged", SourceID: sampleID(4),
		Causes: []Cause{{Code: "notice_delivered", At: sampleTimePointer()}}, OwnerID: sampleID(9), OwnerName: "李司法", OpenedAt: sampleTime(), UpdatedAt: sampleTime(),
	}
}

func sampleRollCall() RollCall {
	return RollCall{
		ID: sampleID(5), Title: "文新司法所", Audience: "adults", Kind: "station", State: "lobby", Station: sampleStation(), OfficerID: sampleID(9),
		StartsAt: sampleTime(), Order: "number", CreatedAt: sampleTime(), OpenedAt: sampleTimePointer(),
	}
}

func sampleInvitee() Invitee {
	return Invitee{
		PersonID: sampleID(2), Name: "王小明", Number: "330106-2026-0001", Seq: 1, Presence: "on_line", OnLineAt: sampleTimePointer(), Calls: 1, Rung: "video", Mark: "present",
		MarkedBy: sampleID(9), MarkedAt: sampleTimePointer(), SnapshotURL: evidenceURL(sampleID(13)),
		Challenges: []CallChallenge{sampleChallenge()}, Findings: []SeenFinding{sampleSeen()},
	}
}

func sampleRollCallDetail() RollCallDetail {
	return RollCallDetail{
		RollCall: sampleRollCall(), OfficerName: "李司法", Counts: Counts{Present: 1}, Invitees: []Invitee{sampleInvitee()},
		Apart: []KeptApart{{Person: samplePersonRef(), Reason: "co_accused"}}, PersonIDs: []string{}, Arranged: []string{},
		Steps: []RollCallStep{{PersonID: sampleID(2), Kind: "called", Count: 1, ByName: "李司法", At: sampleTime()}},
	}
}

func sampleAuditEntry() AuditEntry {
	return AuditEntry{
		ID: sampleID(14), Chain: "/3301/330106/330106003/", Seq: 7, At: sampleTime(), ActorRole: "officer", ActorID: sampleID(9), ActorName: "李司法",
		Action: "checkin.decided", Subject: "checkin:" + sampleID(4), PersonID: sampleID(2), Person: &AuditPerson{Name: "王小明", Number: "330106-2026-0001"},
		Data: facts(`{"kind":"accept"}`), DataNames: map[string]string{}, Hash: "9f86d081…",
	}
}
