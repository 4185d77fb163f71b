package cluster

import (
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/clock"
	"diandao/internal/redisx/live"
	"diandao/internal/redisx/redistest"
	"diandao/internal/rollcall"
)

// What a node has been given counts until a heartbeat of its own tells, through however many lists.
func TestDirectory_RemembersWhatItGave(t *testing.T) {
	t.Parallel()
	client := redistest.Client(t, redistest.Memory(t))
	nodes := live.NewNodes(client)
	for _, id := range []string{"a", "b"} {
		_, err := nodes.Beat(t.Context(), live.Node{ID: id, State: live.NodeUp})
		require.NoError(t, err)
	}
	d := NewDirectory(nodes, live.NewRooms(client, clock.System{}), nil)
	given := map[string]int{}
	for _, id := range []rollcall.ID{"r1", "r2", "r3", "r4"} {
		d.forget()
		n, ok, err := d.Where(t.Context(), id)
		require.NoError(t, err)
		require.True(t, ok)
		given[n.ID]++
	}
	require.Equal(t, map[string]int{"a": 2, "b": 2}, given)
	_, err := nodes.Beat(t.Context(), live.Node{ID: "a", State: live.NodeUp, Rooms: 2})
	require.NoError(t, err)
	d.forget()
	all, err := d.List(t.Context())
	require.NoError(t, err)
	require.Equal(t, []int{2, 2}, []int{all[0].Rooms, all[1].Rooms}, "not counted twice")
}
