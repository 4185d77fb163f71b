package room

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/signaling/protocol"
)

// deaf is a connection that drops what it is sent.
type deaf struct{}

func (deaf) Send(protocol.Type, any)          {}
func (deaf) Close(protocol.CloseCode, string) {}

// BenchmarkReconcile is one pass over a full room, as it happens four times a second.
func BenchmarkReconcile(b *testing.B) {
	w := &world{}
	r := New(Config{Clock: clock.System{}, Events: w, Tick: time.Hour})
	defer r.Stop()
	join := func(role protocol.Role, id string) {
		cam := &camera{slots: map[int]string{}, large: map[int]bool{}, at: time.Now().Add(time.Hour)}
		require.NoError(b, r.Join(b.Context(), Joining{Role: role, ActorID: id, PeerID: string(role) + id, Conn: deaf{}, Media: cam}))
		require.NoError(b, r.Negotiated(b.Context(), string(role)+id))
	}
	join(protocol.Officer, "o")
	for n := range 1000 {
		join(protocol.Phone, strconv.Itoa(n))
	}
	b.ReportAllocs()
	require.NoError(b, r.do(b.Context(), func() error {
		for b.Loop() {
			r.reconcile(time.Now())
		}
		return nil
	}))
}
