package main

import (
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"diandao/internal/config"
	"diandao/internal/obs"
	"diandao/internal/redisx"
	"diandao/internal/redisx/live"
)

type drainCmd struct {
	Node  string         `arg:"" optional:"" help:"Id or websocket URL of the server to drain; without it, the servers are listed."`
	Grace *time.Duration `help:"How long roll calls may go on there before they move; default: SIGNAL_GRACE."`
	Wait  time.Duration  `help:"Wait this long for its roll calls to have gone, and fail if they have not." default:"0s"`
}

// Run asks a server, through the Redis that all share, to take no new roll calls and to move those it has.
func (d drainCmd) Run(e env) error {
	cfg, err := e.load(nil)
	if err != nil {
		return err
	}
	if cfg.Redis == "" || cfg.Redis == config.RedisInProcess {
		return errors.New("REDIS_URL is not set: a server that is alone has nowhere to move roll calls to")
	}
	log, err := obs.NewLogger(e.out, "warn", "text")
	if err != nil {
		return err
	}
	r, err := redisx.Open(e.ctx, redisx.Config{URL: cfg.Redis.Reveal()}, log)
	if err != nil {
		return err
	}
	nodes := live.NewNodes(r.Client())
	return errors.Join(d.run(e, nodes, cfg.Signal.Grace), r.Close())
}

func (d drainCmd) run(e env, nodes *live.Nodes, grace time.Duration) error {
	if d.Node == "" {
		return list(e, nodes)
	}
	if d.Grace != nil {
		grace = *d.Grace
	}
	n, err := d.find(e, nodes)
	if err != nil {
		return err
	}
	if err := nodes.AskDrain(e.ctx, n.ID, grace); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%s drains; its %d roll calls may go on for %s, then they move\n", n.URL, n.Rooms, grace)
	if d.Wait == 0 {
		return nil
	}
	return d.await(e, nodes, n)
}

func (d drainCmd) find(e env, nodes *live.Nodes) (live.Node, error) {
	all, err := nodes.List(e.ctx)
	if err != nil {
		return live.Node{}, err
	}
	at := slices.IndexFunc(all, func(n live.Node) bool { return n.ID == d.Node || n.URL == d.Node })
	if at < 0 {
		return live.Node{}, fmt.Errorf("there is no server %s; server drain lists them", d.Node)
	}
	return all[at], nil
}

// await tells how many roll calls are left until there are none, or the server has gone.
func (d drainCmd) await(e env, nodes *live.Nodes, n live.Node) error {
	again := time.NewTicker(time.Second)
	defer again.Stop()
	late := time.After(d.Wait)
	for last := -1; ; {
		all, err := nodes.List(e.ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(o live.Node) bool { return o.ID == n.ID })
		if at < 0 || (all[at].State == live.NodeDraining && all[at].Rooms == 0) {
			fmt.Fprintln(e.out, "it has no roll calls any more")
			return nil
		}
		if all[at].Rooms != last {
			last = all[at].Rooms
			fmt.Fprintf(e.out, "%d roll calls are there\n", last)
		}
		select {
		case <-again.C:
		case <-late:
			return fmt.Errorf("%d roll calls are still there after %s", last, d.Wait)
		case <-e.ctx.Done():
			return e.ctx.Err()
		}
	}
}

func list(e env, nodes *live.Nodes) error {
	all, err := nodes.List(e.ctx)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(e.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tURL\tSTATE\tROLL CALLS\tPEERS\tCPU\tSINCE")
	for _, n := range all {
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%d\t%.0f%%\t%s\n", n.ID, n.URL, n.State, n.Rooms, n.Peers, 100*n.CPU, n.StartedAt.Format(time.RFC3339))
	}
	return w.Flush()
}
