package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

// NodeState tells whether a node takes new roll calls.
type NodeState string

// Node is one server that runs live roll calls.
type Node struct {
	ID        string    `json:"id"`
	URL       string    `json:"url" doc:"Of its websocket"`
	State     NodeState `json:"state" enum:"up,draining" doc:"draining takes no new roll calls; those it has end or move"`
	RollCalls int       `json:"roll_calls"`
	Peers     int       `json:"peers" doc:"Phones and officers with a seat"`
	CPU       float64   `json:"cpu" minimum:"0" maximum:"1" doc:"Share of the machine's cores in use by the server"`
	StartedAt time.Time `json:"started_at"`
	SeenAt    time.Time `json:"seen_at" doc:"Last heartbeat"`
}

// NewDrain asks a node to drain.
type NewDrain struct {
	GraceSeconds *int `json:"grace_seconds,omitempty" minimum:"0" maximum:"3600" doc:"How long roll calls may go on before they move; left out: as the deployment is set"`
}

// Nodes is the registry of servers.
type Nodes interface {
	List(ctx context.Context) ([]Node, error)
	// Drain asks a node to take no new roll calls and to move those it has after grace, nil for the usual one.
	// It returns ErrNode.
	Drain(ctx context.Context, actor authz.Actor, id string, grace *time.Duration) (Node, error)
}

// ErrNode is returned for a node that is not there.
var ErrNode = fault.New(fault.NotFound, "node.not_found", "There is no such server, or it has gone.")

type drainInput struct {
	ID   string `path:"id" maxLength:"64"`
	Body NewDrain
}

func (d Deps) registerNodes(api *httpapi.API) {
	const base = "/console/v1/nodes"
	httpapi.Register(api, httpapi.Op{
		ID: "listNodes", Method: http.MethodGet, Path: base, Tag: "node", Summary: "Servers of live roll calls, with their load",
		Action: authz.NodeManage, Example: httpapi.List[Node]{Items: []Node{sampleNode()}},
	}, d.listNodes)
	httpapi.Register(api, httpapi.Op{
		ID: "drainNode", Method: http.MethodPost, Path: base + "/{id}/drain", Tag: "node", Summary: "Have a server take no new roll calls and move those it has",
		Action: authz.NodeManage, Errors: []*fault.Error{ErrNode, httpapi.ErrCSRF}, Example: sampleNode(),
	}, d.drainNode)
}

func sampleNode() Node {
	return Node{ID: sampleID(9), URL: "wss://node-1.example.org/signal", State: "up", RollCalls: 3, Peers: 64, CPU: 0.31, StartedAt: sampleTime(), SeenAt: sampleTime()}
}

func (d Deps) listNodes(ctx context.Context, _ *struct{}) (*httpapi.Body[httpapi.List[Node]], error) {
	all, err := d.Nodes.List(ctx)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[Node]{Items: all}), nil
}

func (d Deps) drainNode(ctx context.Context, in *drainInput) (*httpapi.Body[Node], error) {
	var grace *time.Duration
	if s := in.Body.GraceSeconds; s != nil {
		grace = new(time.Duration(*s) * time.Second)
	}
	n, err := d.Nodes.Drain(ctx, httpapi.Actor(ctx), in.ID, grace)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(n), nil
}
