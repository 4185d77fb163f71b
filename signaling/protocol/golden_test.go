package protocol

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write golden files and the schema")

func ptr[T any](v T) *T { return &v }

// samples has one filled value for each message that carries data.
func samples() map[string]any {
	at := time.Date(2026, 11, 23, 1, 2, 3, 4000, time.UTC)
	invitee := Invitee{
		PersonID: "p-1", Name: "王小明", Number: "A-0007", Seq: 7, Presence: "on_line", OnLineAt: &at, CalledAt: &at,
		Mark: ptr("late"), MarkReason: "traffic", MarkedBy: ptr("s-1"), MarkedAt: &at, SnapshotURL: ptr("/console/v1/evidence/e-1"),
		Challenge: &Challenge{
			Attempt: 1, Kind: "gestures", Gestures: []string{"turn_left", "nod"}, AskedAt: at, Deadline: at.Add(8 * time.Second),
			PictureURL: "/console/v1/evidence/e-2", FramesURL: "/console/v1/evidence/e-3", Frames: []ShotFrame{{Step: -1, OffsetMS: 700, Bytes: 61234}},
		},
		Findings: []Finding{{Code: "face_unlike", Weight: "asks", Evidence: "picture", Value: 0.12, Attempt: 1, At: at}}, Proposal: "review",
	}
	return map[string]any{
		"session.hello":   Hello{Versions: []int{1}, Ticket: "ticket"},
		"session.resume":  Hello{Versions: []int{1}, ResumeToken: "token"},
		"sdp.offer":       Offer{SDP: "v=0\r\n", Restart: true},
		"ice.candidate":   Candidate{Candidate: ptr("candidate:1 1 udp 1 127.0.0.1 9 typ host"), SDPMid: ptr("0"), SDPMLineIndex: ptr(0)},
		"ice.end":         Candidate{},
		"hand.raise":      Hand{Raised: true},
		"media.state":     MediaReport{Camera: true, Microphone: true, Rung: RungStill, Network: &Network{RoundTripMS: 40, LossPercent: 0.5, BitrateKbps: 70}},
		"view.show":       View{Slots: []SlotView{{Slot: 0, PersonID: ptr("p-1")}, {Slot: 1}}},
		"person.call":     PersonRef{PersonID: "p-1"},
		"snapshot.take":   PersonRef{PersonID: "p-1"},
		"attendance.mark": Mark{PersonID: "p-1", Status: "late", Reason: "traffic"},
		"session.ping":    Empty{}, "session.leave": Empty{}, "roster.get": Empty{}, "call.end": Empty{}, "rollcall.close": Empty{},
		"call.next": Empty{}, "lead.take": Empty{},
		"person.recall":      People{PersonIDs: []string{"p-1"}},
		"attendance.confirm": People{PersonIDs: []string{"p-1", "p-2"}},
		"auto.set":           Auto{On: true, Seconds: 12},
		"speech.set":         Speech{ToAll: true},
		"listen.set":         Listen{To: ListenLead},
		"person.mute":        Mute{PersonID: "p-1", Muted: true},
		"hand.lower":         PersonRef{PersonID: "p-1"},
		"text.send":          Text{PersonID: ptr("p-1"), Text: "请靠近窗户"},
		"lead.give":          StaffRef{StaffID: "s-2"},

		"ack.session.hello": Session{
			Version: 1, Role: Phone, PeerID: "peer", ResumeToken: "token", ServerTime: at, SlotsMax: 1,
			ICEServers: []ICEServer{{URLs: []string{"turn:127.0.0.1:3478"}, Username: "u", Credential: "c"}},
			RollCall:   RollCall{ID: "r-1", Title: "周一点名", StationName: "城东司法所", State: "lobby"},
			Self:       &Self{PersonID: "p-1", Presence: "connecting"}, Nodes: []string{"wss://b.example.org/signal"},
		},
		"ack.sdp.offer":          Answer{SDP: "v=0\r\n", Slots: []string{"1", "2"}, AudioMid: "3"},
		"ack.roster.get":         Roster{Invitees: []Invitee{invitee, {PersonID: "p-2", Seq: 8, Presence: "invited"}}},
		"ack.snapshot.take":      Snapshot{SnapshotURL: "/console/v1/evidence/e-1", Width: 640, Height: 480, At: at},
		"ack.attendance.mark":    Marked{Invitee: invitee},
		"ack.rollcall.close":     Closed{Counts: map[string]int{"present": 2}},
		"ack.call.next":          Next{PersonID: ptr("p-1")},
		"ack.person.recall":      Recalled{PersonIDs: []string{"p-1"}},
		"ack.attendance.confirm": Confirmed{PersonIDs: []string{"p-1"}, Refused: []Refused{{PersonID: "p-2", Code: CodeNotAnswered}}},
		"ack.text.send":          Reached{Phones: 1},
		"ack":                    Empty{},
		"error":                  Problem{Code: CodeMessageUnknown, Message: "There is no such message."},
		"invitee.changed":        InviteeState{Invitee: invitee, Network: &Network{RoundTripMS: 40, LossPercent: 0.5, BitrateKbps: 400}, HasVideo: true, HandRaised: true, Rung: RungVideo, FrozenSeconds: 3, HandAt: &at, Muted: true, Calls: 1, Answer: AnswerSeen, Trouble: TroubleTooMuch, WorstRung: RungStill},
		"roster.counts":          Counts{Presences: map[string]int{"on_line": 1}, Marks: map[string]int{"late": 1}, Unmarked: 1},
		"call.started":           Empty{},
		"call.ended":             CallResult{Mark: ptr("present")},
		"queue.position":         Queue{Ahead: 2},
		"media.request":          MediaWish{Camera: true, Small: true, Rung: RungLow},
		"auto.state":             Walk{On: true, Seconds: 12, StaffID: ptr("s-1"), PersonID: ptr("p-1"), EndsAt: &at, Remaining: 7},
		"hand.state":             HandReport{Raised: true},
		"staff.state":            Staff{LeadID: ptr("s-1"), ToAll: true, Seats: []StaffSeat{{StaffID: "s-1", Name: "林静", OnLine: true}}},
		"text.sent":              Said{Seq: 1, PersonID: ptr("p-1"), Text: "请靠近窗户", At: at},
		"officer.state":          OfficerReport{OnLine: true},
		"rollcall.closed":        RollCallResult{Mark: ptr("present"), Counts: map[string]int{"present": 1}},
		"session.going":          Going{Reason: "server_going", URL: "wss://b.example.org/signal"},
		"challenge.started": Asked{
			Attempt: 1, Kind: "gestures", Gestures: []string{"turn_left", "nod"}, BeginsAt: at, Deadline: at.Add(8 * time.Second), StraightMS: 2000, StepMS: 3000,
		},
		"challenge.ended":   Empty{},
		"location.report":   Location{Fix: &Fix{Lat: 30.25, Lng: 120.15, AccuracyM: 15, Datum: "wgs84", TakenAt: at}},
		"camera.report":     Camera{Label: "camera2 1, facing front", Pictures: 90, MeanGapUS: 66_000, SpreadUS: 4_000},
		"session.elsewhere": Place{URL: "wss://b.example.org/signal"},
	}
}

// envelopeOf tells which message a sample is.
func envelopeOf(name string) (t Type, re string) {
	switch {
	case strings.HasPrefix(name, "ack"):
		return Ack, "7"
	case name == "error":
		return Error, "7"
	case name == "session.resume":
		return SessionHello, ""
	case name == "ice.end":
		return ICECandidate, ""
	}
	return Type(name), ""
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, got, 0o600))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the test with -update")
	require.Equal(t, string(want), string(got))
}

func TestEncode_Golden(t *testing.T) {
	t.Parallel()
	for name, data := range samples() {
		kind, re := envelopeOf(name)
		id := ""
		if re == "" && slices.Contains(ClientTypes(), kind) {
			id = "7"
		}
		frame, err := Encode(kind, id, re, data)
		require.NoError(t, err)
		var pretty bytes.Buffer
		require.NoError(t, json.Indent(&pretty, frame, "", "  "))
		golden(t, filepath.Join("testdata", name+".json"), append(pretty.Bytes(), '\n'))
	}
}

func TestSamples_CoverEveryMessage(t *testing.T) {
	t.Parallel()
	all := samples()
	for _, kind := range append(ClientTypes(), ServerTypes()...) {
		require.Contains(t, all, string(kind))
	}
	for _, kind := range ClientTypes() {
		require.IsType(t, reflect.New(reflect.TypeOf(all[string(kind)])).Interface(), newData(kind))
		if sample, ok := all["ack."+string(kind)]; ok {
			require.IsType(t, reflect.New(reflect.TypeOf(sample)).Interface(), answerData(kind))
		} else {
			require.IsType(t, &Empty{}, answerData(kind))
		}
	}
	for _, kind := range ServerTypes() {
		require.IsType(t, reflect.New(reflect.TypeOf(all[string(kind)])).Interface(), eventData(kind))
	}
}

func TestDecode_ReturnsWhatWasEncoded(t *testing.T) {
	t.Parallel()
	for name, data := range samples() {
		kind, re := envelopeOf(name)
		if re == "" && slices.Contains(ClientTypes(), kind) {
			frame, err := Encode(kind, "7", "", data)
			require.NoError(t, err)
			m, err := DecodeClient(frame)
			require.NoError(t, err, name)
			require.Equal(t, kind, m.Type)
			require.Equal(t, "7", m.ID)
			require.Equal(t, data, reflect.ValueOf(m.Data).Elem().Interface())
			continue
		}
		frame, err := Encode(kind, "", re, data)
		require.NoError(t, err)
		e, err := DecodeServer(frame)
		require.NoError(t, err, name)
		require.Equal(t, re, e.Re)
		got := reflect.New(reflect.TypeOf(data))
		require.NoError(t, e.Read(got.Interface()), name)
		require.Equal(t, data, got.Elem().Interface())
	}
}
