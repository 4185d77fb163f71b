package signaling_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/signaling"
	"diandao/signaling/ice"
	"diandao/signaling/protocol"
	"diandao/signaling/sfu"
)

// brawl is a roll call in which everybody says whatever comes to mind.
type brawl struct {
	t        *testing.T
	records  *records
	desk     *desk
	service  *signaling.Service
	seats    map[string]*script
	observer *script
}

func (b *brawl) ticket(who string) string {
	switch who {
	case "a", "b", "c":
		return b.desk.issue(b.records.rc.ID, personActor(who))
	case "w":
		return b.desk.watch(b.records.rc.ID, supervisorActor(who))
	}
	return b.desk.issue(b.records.rc.ID, officerActor(who))
}

// come takes a seat, in place of the one there was.
func (b *brawl) come(who string) {
	if old := b.seats[who]; old != nil {
		defer func() { <-old.served }() // it is replaced
	}
	s := speak(b.t, b.service)
	if got := s.hello(b.ticket(who)); got != "ok" {
		require.Contains(b.t, []string{protocol.CodeBusy, "rollcall.state"}, got)
		s.Close(protocol.CloseLeft, "")
		if old := b.seats[who]; old != nil {
			old.Close(protocol.CloseLeft, "")
		}
		delete(b.seats, who)
		return
	}
	b.seats[who] = s
}

// names are whom messages are about: those who are there, who is not, who is nobody, and what is no name.
var names = []string{"a", "b", "c", "o", "p", "nobody", strings.Repeat("长", 21), "'; DROP TABLE"}

// data makes the data of a message out of one byte.
func data(kind protocol.Type, n byte) any {
	name, on := names[int(n>>1)%len(names)], n&1 == 1
	switch kind {
	case protocol.SessionHello:
		return &protocol.Hello{Versions: []int{1}, Ticket: name}
	case protocol.SDPOffer:
		return &protocol.Offer{SDP: []string{onlySound, "v=0", name, onlySound[:int(n)%len(onlySound)]}[int(n)%4], Restart: on}
	case protocol.ICECandidate:
		return &protocol.Candidate{Candidate: &name}
	case protocol.HandRaise:
		return &protocol.Hand{Raised: on}
	case protocol.MediaState:
		return &protocol.MediaReport{Camera: on, Rung: protocol.Rungs()[int(n)%5], Network: &protocol.Network{LossPercent: float64(n % 101)}}
	case protocol.LocationReport:
		return &protocol.Location{None: []string{"", "denied", name}[int(n)%3], Fix: &protocol.Fix{Lat: float64(n), Lng: float64(n), AccuracyM: float64(n), Datum: "wgs84"}}
	case protocol.CameraReport:
		return &protocol.Camera{Label: name, Pictures: int(n), MeanGapUS: int(n), SpreadUS: int(n)}
	case protocol.ViewShow:
		return &protocol.View{Slots: []protocol.SlotView{{Slot: int(n) % protocol.MaxSlots, PersonID: &name, Large: on}}}
	case protocol.PersonCall, protocol.SnapshotTake, protocol.HandLower:
		return &protocol.PersonRef{PersonID: name}
	case protocol.AttendanceMark:
		return &protocol.Mark{PersonID: name, Status: []string{"present", "late", "absent", "burnt"}[int(n)%4], Reason: name}
	case protocol.PersonRecall, protocol.AttendanceConfirm:
		return &protocol.People{PersonIDs: []string{name, "a"}}
	case protocol.AutoSet:
		return &protocol.Auto{On: on, Seconds: 100}
	case protocol.SpeechSet:
		return &protocol.Speech{ToAll: on}
	case protocol.ListenSet:
		return &protocol.Listen{To: protocol.ListenLead}
	case protocol.PersonMute:
		return &protocol.Mute{PersonID: name, Muted: on}
	case protocol.TextSend:
		return &protocol.Text{PersonID: &name, Text: name}
	case protocol.LeadGive:
		return &protocol.StaffRef{StaffID: name}
	default:
		return &protocol.Empty{}
	}
}

// others is what is told of everybody but one person.
func (b *brawl) others(who string) map[string]any {
	var all map[string]any
	require.NoError(b.t, json.Unmarshal([]byte(b.observer.knows()), &all))
	maps.DeleteFunc(all, func(key string, _ any) bool {
		return key == string(protocol.InviteeChanged)+" "+who || key == string(protocol.AutoState) // which runs by itself
	})
	return all
}

// act lets somebody say one thing.
func (b *brawl) act(who string, kind protocol.Type, data any) {
	s := b.seats[who]
	if s == nil {
		return
	}
	isPerson := slices.Contains([]string{"a", "b", "c"}, who)
	var before map[string]any
	if isPerson {
		before = b.others(who)
	}
	got := s.ask(kind, data)
	require.NotEqual(b.t, protocol.CodeInternal, got, "%s by %s", kind, who)
	if got == "closed" || kind == protocol.SessionLeave && got == "ok" {
		<-s.served
		delete(b.seats, who)
	}
	if isPerson {
		require.Equal(b.t, before, b.others(who), "%s by %s changed what is known of others", kind, who)
	}
}

// check says what holds whatever was said.
func (b *brawl) check() {
	var roster protocol.Roster
	answer := b.observer.say(protocol.RosterGet, &protocol.Empty{})
	select {
	case got := <-answer:
		roster = got.(protocol.Roster)
	case <-time.After(15 * time.Second):
		require.Fail(b.t, "the room does not answer")
	}
	require.Len(b.t, roster.Invitees, 3, "nobody was invented")
	called := 0
	for _, i := range roster.Invitees {
		if i.Presence == "called" {
			called++
		}
	}
	require.LessOrEqual(b.t, called, 1, "one is called at a time")
	for who, s := range b.seats {
		require.Equal(b.t, "ok", s.ask(protocol.SessionPing, &protocol.Empty{}), "%s is still heard", who)
	}
}

// FuzzSession has persons, officers and a watcher say anything in any order, come again, and leave. Three bytes are one
// deed: who, which message, about what. raw is tried as the data of messages as it comes over the wire.
func FuzzSession(f *testing.F) {
	kinds := protocol.ClientTypes()
	who := []string{"a", "b", "c", "o", "p", "w"}
	everything := []byte{}
	for k := range kinds {
		if slices.Contains([]protocol.Type{protocol.SessionLeave, protocol.RollCallClose}, kinds[k]) {
			continue
		}
		for n := range byte(len(who)) {
			everything = append(everything, n, byte(k), n)
		}
	}
	f.Add(everything, `{"person_id":"a"}`)
	f.Add([]byte{3, 9, 0, 0, 5, 1, 4, 9, 2, 0, 2, 0, 4, 22, 0, 1, 250, 0, 3, 13, 0, 0, 250, 0}, `{"slots":[{"slot":63,"person_id":null}]}`)
	f.Add([]byte{0, 255, 0, 3, 255, 1, 5, 255, 2, 0, 6, 3, 0, 250, 0, 0, 250, 0, 0, 250, 0}, `{"rung":"video","camera":true,"microphone":true,"network":{"round_trip_ms":60000,"loss_percent":1e308}}`)
	node, err := sfu.New(sfu.Config{Loopback: true, TCPPort: -1, ReadBuffer: 1 << 18, WriteBuffer: 1 << 18})
	require.NoError(f, err)
	f.Cleanup(func() { require.NoError(f, node.Close()) })
	f.Fuzz(func(t *testing.T, deeds []byte, raw string) {
		if len(deeds) > 3*200 {
			return
		}
		b := &brawl{t: t, records: newRecords("a", "b", "c"), desk: newDesk(), seats: map[string]*script{}}
		var relay *ice.Relay
		b.service = signaling.New(context.Background(), signaling.Deps{
			RollCalls: b.records, Stations: b.desk, Tickets: b.desk, Resumes: b.desk, Media: node, ICE: relay, Clock: clock.System{},
		}, signaling.Config{})
		t.Cleanup(func() {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			require.NoError(t, b.service.Close(ctx), "nobody holds up the end")
			rooms, peers := b.service.Counts()
			require.Zero(t, rooms+peers)
		})
		b.observer = speak(t, b.service)
		require.Equal(t, "ok", b.observer.hello(b.desk.watch(b.records.rc.ID, supervisorActor("observer"))))
		for _, w := range []string{"o", "p", "a", "b", "w"} {
			b.come(w)
		}
		offers := 0
		for d := range slices.Chunk(deeds, 3) {
			if len(d) < 3 {
				break
			}
			w := who[int(d[0])%len(who)]
			kind := kinds[int(d[1])%len(kinds)]
			switch {
			case d[1] == 250:
				b.come(w)
				continue
			case kind == protocol.SDPOffer:
				if offers++; offers > 4 {
					continue // a seat that goes on offering has to wait
				}
				b.act(w, kind, data(kind, d[2]))
			case d[1] == 255:
				frame := `{"type":"` + string(kinds[int(d[2])%len(kinds)]) + `","id":"x","data":` + raw + `}`
				if m, err := protocol.DecodeClient([]byte(frame)); err == nil && m.Type != protocol.SDPOffer {
					b.act(w, m.Type, m.Data)
				}
			default:
				b.act(w, kind, data(kind, d[2]))
			}
			if rc, _, err := b.records.Standing(t.Context(), ""); err == nil && !rc.State.IsRunning() {
				return // everybody has gone home
			}
		}
		b.check()
	})
}
