package mobileapi

import (
	"fmt"
	"time"

	"diandao/internal/httpapi"
)

// Samples for the contract's examples; all names are invented.

func sampleID(n int) string { return fmt.Sprintf("0193a5f0-7c00-7000-8000-%012d", n) }

func sampleTime() time.Time { return time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC) }

func sampleTokens() Tokens {
	return Tokens{AccessToken: "eyJhbGciOiJIUzI1NiJ9…", AccessExpiresAt: sampleTime().Add(10 * time.Minute), RefreshToken: "tYb3zK…", ServerTime: sampleTime()}
}

func sampleFinding() Finding {
	return Finding{Code: "in_time", Weight: "fact", Evidence: "received_at", Value: 1800}
}

func sampleRequest() Request {
	return Request{
		ID: sampleID(4), Kind: "recurring", Title: "周一报到", Day: "2026-11-23", OpensAt: sampleTime().Add(-90 * time.Minute), DueAt: sampleTime().Add(30 * time.Minute),
		ClosesAt: sampleTime().Add(90 * time.Minute), Status: "review",
		Way: "face", Requires: Requirements{Face: true, Challenge: true, Location: true, Questions: []Question{{ID: "q1", Text: "今天在哪里工作？", Options: []string{}}}},
		Outcome: httpapi.Some(Outcome{Status: "review", Findings: []Finding{sampleFinding()}, MadeAt: sampleTime(), ReceivedAt: sampleTime()}),
	}
}

func sampleToday() Today {
	return Today{
		Now: sampleTime(), RollCalls: []RunningRollCall{{ID: sampleID(5), Title: "文新司法所", StationName: "文新司法所", StartedAt: sampleTime()}},
		Open: []Request{}, Next: []Upcoming{{Title: "周一报到", OpensAt: sampleTime().Add(72 * time.Hour), DueAt: sampleTime().Add(74 * time.Hour)}},
		Recent: []Request{sampleRequest()}, UnreadCount: 1,
	}
}

func sampleSubmitted() Submitted {
	return Submitted{ID: sampleID(7), RequestID: sampleID(4), Outcome: "review", ReceivedAt: sampleTime(), Findings: []Finding{sampleFinding()}}
}

func sampleMessage() Message {
	return Message{ID: sampleID(8), Kind: "checkin_open", SubjectID: sampleID(4), CreatedAt: sampleTime()}
}
