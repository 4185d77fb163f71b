package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/redisx"
)

// NodeLife is how long a node is believed to live after its last heartbeat.
const NodeLife = 6 * time.Second

// nodesKept is how long the registry outlives the last heartbeat of all.
const nodesKept = time.Minute

// NodeState tells whether a node takes new rooms.
type NodeState string

// The states.
const (
	NodeUp       NodeState = "up"
	NodeDraining NodeState = "draining" // takes no new rooms; those it has end or move
)

// NodeStates lists every state.
func NodeStates() []NodeState { return []NodeState{NodeUp, NodeDraining} }

// Node is one process that runs live roll calls, as it says of itself.
type Node struct {
	ID        string    `json:"id"`
	URL       string    `json:"url"` // of its websocket, wss://…
	State     NodeState `json:"state"`
	Rooms     int       `json:"rooms"`
	Peers     int       `json:"peers"`
	CPU       float64   `json:"cpu"` // share of the machine's cores in use by the process, 0 to 1
	StartedAt time.Time `json:"started_at"`
	// Of the last heartbeat, by Redis's clock; filled on reading.
	Age    time.Duration `json:"-"`
	BeatAt uint64        `json:"-"` // microseconds, to be compared with the token of a claim
}

// Nodes is the registry. Ages are measured by Redis's own clock, so nodes' clocks need not agree.
type Nodes struct{ client redis.UniversalClient }

// NewNodes returns the registry kept in Redis.
func NewNodes(client redis.UniversalClient) *Nodes { return &Nodes{client} }

// Both keys are in one slot of a Cluster.
const (
	nodesKey = redisx.Prefix + "{nodes}:beats"
	drainKey = redisx.Prefix + "{nodes}:drain"

	beatScript = `
local t = redis.call('TIME')
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', t[1] * 1000000 + t[2]) .. '#' .. ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.call('HGET', KEYS[2], ARGV[1]) or ''`
	listScript = `
local t = redis.call('TIME')
return {string.format('%.0f', t[1] * 1000000 + t[2]), redis.call('HGETALL', KEYS[1])}`
)

// Beat tells that a node lives, and returns the grace with which it was asked to drain; negative is not asked.
// It returns ErrAway.
func (n *Nodes) Beat(ctx context.Context, node Node) (drain time.Duration, err error) {
	raw, err := json.Marshal(node)
	if err != nil {
		return -1, fmt.Errorf("encode node: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	asked, err := redis.NewScript(beatScript).Run(ctx, n.client, []string{nodesKey, drainKey}, node.ID, string(raw), nodesKept.Milliseconds()).Text()
	if err != nil {
		return -1, away(err)
	}
	if asked == "" {
		return -1, nil
	}
	seconds, err := strconv.Atoi(asked)
	if err != nil {
		return -1, fmt.Errorf("grace of node %s: %w", node.ID, err)
	}
	return time.Duration(seconds) * time.Second, nil
}

// List returns the nodes that live, by id. It returns ErrAway.
func (n *Nodes) List(ctx context.Context) ([]Node, error) {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	answer, err := redis.NewScript(listScript).Run(ctx, n.client, []string{nodesKey}).Slice()
	if err != nil {
		return nil, away(err)
	}
	now, fields, err := readList(answer)
	if err != nil {
		return nil, err
	}
	all := []Node{}
	for i := 0; i+1 < len(fields); i += 2 {
		text, _ := fields[i+1].(string)
		if node, err := readNode(text, now); err == nil && node.Age < NodeLife {
			all = append(all, node)
		}
	}
	slices.SortFunc(all, func(a, b Node) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

var errRegistry = errors.New("live: the registry of nodes is not readable")

func readList(answer []any) (now int64, fields []any, err error) {
	if len(answer) != 2 {
		return 0, nil, errRegistry
	}
	text, _ := answer[0].(string)
	if now, err = strconv.ParseInt(text, 10, 64); err != nil {
		return 0, nil, errRegistry
	}
	fields, ok := answer[1].([]any)
	if !ok {
		return 0, nil, errRegistry
	}
	return now, fields, nil
}

func readNode(text string, now int64) (Node, error) {
	at, raw, _ := strings.Cut(text, "#")
	beat, err := strconv.ParseUint(at, 10, 63)
	if err != nil {
		return Node{}, errRegistry
	}
	var node Node
	if err := json.Unmarshal([]byte(raw), &node); err != nil {
		return Node{}, errRegistry
	}
	node.BeatAt, node.Age = beat, time.Duration(now-int64(beat))*time.Microsecond
	return node, nil
}

// Leave takes a node off the registry. It returns ErrAway.
func (n *Nodes) Leave(ctx context.Context, id string) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	_, err := n.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HDel(ctx, nodesKey, id)
		p.HDel(ctx, drainKey, id)
		return nil
	})
	return away(err)
}

// AskDrain asks a node, at its next heartbeat, to take no new rooms and to move those it has after grace,
// which is cut to whole seconds. It returns ErrAway.
func (n *Nodes) AskDrain(ctx context.Context, id string, grace time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, waitFor)
	defer cancel()
	_, err := n.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.HSet(ctx, drainKey, id, strconv.Itoa(int(grace/time.Second)))
		p.PExpire(ctx, drainKey, time.Hour)
		return nil
	})
	return away(err)
}
