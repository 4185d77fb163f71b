package consoleapi_test

import (
	"context"
	"testing"
	"time"

	"diandao/internal/authz"
	"diandao/internal/consoleapi"
)

// nodes is a registry with one node.
type nodes struct{}

func (nodes) List(context.Context) ([]consoleapi.Node, error) {
	return []consoleapi.Node{{ID: known, URL: "wss://node-1.example.org/signal", State: "up", RollCalls: 1, Peers: 20, CPU: 0.5, StartedAt: instant(), SeenAt: instant()}}, nil
}

func (n nodes) Drain(ctx context.Context, _ authz.Actor, id string, grace *time.Duration) (consoleapi.Node, error) {
	if id != known {
		return consoleapi.Node{}, consoleapi.ErrNode
	}
	all, err := n.List(ctx)
	all[0].State = "draining"
	if grace != nil {
		all[0].Peers = int(grace.Seconds())
	}
	return all[0], err
}

func TestNodes_AreForAdministrators(t *testing.T) {
	t.Parallel()
	newConsole(t).Run(t, []scenario{
		{Name: "listed", As: "admin", Method: "GET", Path: "/console/v1/nodes", Want: 200},
		{Name: "not for officers", As: "officer", Method: "GET", Path: "/console/v1/nodes", Want: 403, Code: "authz.forbidden"},
		{Name: "drained", As: "admin", Method: "POST", Path: "/console/v1/nodes/" + known + "/drain", Body: map[string]any{"grace_seconds": 90}, Want: 200, Holds: map[string]any{"state": "draining", "peers": 90.0}},
		{Name: "drained with the usual grace", As: "admin", Method: "POST", Path: "/console/v1/nodes/" + known + "/drain", Body: map[string]any{}, Want: 200, Holds: map[string]any{"peers": 20.0}},
		{Name: "gone", As: "admin", Method: "POST", Path: "/console/v1/nodes/" + unknown + "/drain", Body: map[string]any{}, Want: 404, Code: "node.not_found"},
		{Name: "too long", As: "admin", Method: "POST", Path: "/console/v1/nodes/" + known + "/drain", Body: map[string]any{"grace_seconds": 7200}, Want: 422, Code: "request.invalid"},
	})
}
