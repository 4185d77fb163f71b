package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"

	"diandao/internal/app"
	"diandao/internal/badlink"
	"diandao/internal/config"
	"diandao/internal/loadtest"
)

type loadtestCmd struct {
	Rollcall loadtestRollcallCmd `cmd:"" help:"Measure our media server and a bare Pion forwarder in turns, with bots as phones and officers."`
	Netem    loadtestNetemCmd    `cmd:"" help:"Watch faces and voices over a network that loses, delays and reorders."`
	Serve    loadtestServeCmd    `cmd:"" hidden:"" help:"A server under test."`
	Bots     loadtestBotsCmd     `cmd:"" hidden:"" help:"Bots; what to do comes on standard input."`
}

type loadtestRollcallCmd struct {
	Phones   int     `help:"Bots that send." default:"100"`
	Officers int     `help:"Bots that look at them." default:"1"`
	Seconds  float64 `help:"How long to measure, after everybody is there." default:"20"`
	Runs     int     `help:"How often, in turns; medians are told." default:"3"`
	Against  string  `help:"Forwarder beside ours: bare (a socket a client), port (one port), stock (default interceptors), none." enum:"bare,port,stock,none" default:"bare"`
	Page     int     `help:"Faces an officer looks at beside the one called; 0 is everybody." default:"0"`
	Layers   int     `help:"Layers a phone sends." default:"1"`
	Idle     bool    `help:"Nobody sends anything: memory and keep-alives."`
	Full     bool    `help:"Measure the whole server too: tickets, websockets, records, a page of 20 unless --page says otherwise."`
	Storm    int     `help:"So many more phones come within a second, after the window." default:"0"`
	Urgent   bool    `help:"Run bots and servers before other work of this machine (nice), where permitted."`
	Browser  bool    `help:"Bots ask for what is missing and report as browsers do."`
	Profile  string  `help:"Write a CPU profile of each server and run into DIR." placeholder:"DIR" type:"existingdir"`
	JSON     string  `name:"json" help:"Write everything measured to FILE." placeholder:"FILE"`
}

// Run measures and prints. It fails only when nothing could be measured; targets missed are told.
func (l loadtestRollcallCmd) Run(e env) error {
	all, err := series(e, l.subjects(), l.Runs, l.Urgent, l.JSON)
	if err != nil {
		return err
	}
	return loadtest.Report(e.out, all)
}

// series measures in child processes and writes what was measured to a file, if one is named.
func series(e env, subjects []loadtest.Subject, runs int, urgent bool, file string) ([]loadtest.Measured, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	children := loadtest.Children{
		Program: program, Urgent: urgent, Errors: os.Stderr, Bots: []string{"loadtest", "bots"},
		Serve: func(s loadtest.Server, spec loadtest.Spec) []string {
			return []string{"loadtest", "serve", "--server", string(s), "--socket", spec.Socket, "--persons", strconv.Itoa(spec.Phones + spec.Storm), "--profile", spec.Profile}
		},
	}
	all, err := loadtest.Series(e.ctx, children, subjects, runs, e.out)
	if err != nil || file == "" {
		return all, err
	}
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return all, err
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return all, fmt.Errorf("write what was measured: %w", err)
	}
	return all, nil
}

func (l loadtestRollcallCmd) subjects() []loadtest.Subject {
	if l.Idle && l.Page == 0 {
		l.Page = 20 // an officer's offer of a thousand lines is not what idle phones cost
	}
	spec := loadtest.Spec{
		Phones: l.Phones, Officers: l.Officers, Window: time.Duration(l.Seconds * float64(time.Second)), Page: l.Page, Idle: l.Idle, Storm: l.Storm,
		Late: true, Profile: l.Profile, Bots: loadtest.BotOptions{Layers: l.Layers, Browser: l.Browser},
	}
	subjects := loadtest.Subjects(spec, loadtest.Server(l.Against))
	if l.Full {
		subjects = append(subjects, loadtest.WholeServer(spec))
	}
	return subjects
}

type loadtestServeCmd struct {
	Server  string `help:"Which." required:""`
	Socket  string `help:"Where bots come." required:""`
	Persons int    `help:"How many are invited to the roll call of a whole server."`
	Profile string `help:"Write a CPU profile to FILE." placeholder:"FILE"`
}

// Run serves bots until they leave.
func (l loadtestServeCmd) Run(e env) error {
	if l.Profile != "" {
		f, err := os.Create(l.Profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if loadtest.Server(l.Server) == loadtest.Full {
		return l.full(e)
	}
	return loadtest.Serve(e.ctx, loadtest.Server(l.Server), l.Socket, e.out)
}

// full runs a whole server in a folder of its own, with a roll call under way.
func (l loadtestServeCmd) full(e env) (err error) {
	dir, err := os.MkdirTemp("", "loadtest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	cfg, err := e.load(func(c *config.Config) {
		c.Listen, c.DataDir, c.Redis, c.LogLevel = "127.0.0.1:0", dir, config.RedisInProcess, "error"
		c.Media = config.Media{BindIP: "127.0.0.1", Loopback: true, TCPPort: -1}
	})
	if err != nil {
		return err
	}
	a, err := app.New(e.ctx, cfg, app.Options{NoPages: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close(context.WithoutCancel(e.ctx))) }()
	if err := a.Start(e.ctx); err != nil {
		return err
	}
	house, err := a.Rehearse(e.ctx, l.Persons)
	if err != nil {
		return err
	}
	return loadtest.ServeFull(e.ctx, house, strings.Replace(a.URL(), "http", "ws", 1)+"/signal", l.Socket, e.out)
}

type loadtestBotsCmd struct{}

// Run sends bots and writes what they saw as JSON.
func (loadtestBotsCmd) Run(e env) error { return loadtest.Bots(e.ctx, os.Stdin, e.out) }

type loadtestNetemCmd struct {
	Phones  int           `help:"Bots that send." default:"4"`
	Seconds float64       `help:"How long to watch." default:"20"`
	Runs    int           `help:"How often." default:"1"`
	Loss    float64       `help:"Percent of packets that never arrive, each way." default:"5"`
	Delay   time.Duration `help:"Of each packet, each way." default:"200ms"`
	Reorder float64       `help:"Percent of packets that are not delayed, and so overtake." default:"30"`
	Urgent  bool          `help:"As of rollcall."`
	Layers  int           `help:"Layers a phone sends; one is the low one." default:"1"`
	Against string        `help:"Forwarder beside ours: bare, port, stock, none." enum:"bare,port,stock,none" default:"none"`
	JSON    string        `name:"json" help:"Write everything measured to FILE." placeholder:"FILE"`
	Inside  bool          `hidden:"" help:"The network is bad already."`
}

// Run watches faces over a bad network: the kernel's netem where it has it, else a relay in user space.
func (l loadtestNetemCmd) Run(e env) error {
	link := badlink.Link{Loss: l.Loss / 100, Delay: l.Delay, Reorder: l.Reorder / 100}
	if !l.Inside {
		prefix, err := loadtest.Namespace(e.ctx, link)
		if err == nil {
			fmt.Fprintln(e.out, "the network is bad by netem in a namespace")
			return l.inside(e, prefix)
		}
		fmt.Fprintf(e.out, "no netem here (%v): the network is bad by a relay in user space\n", err)
	}
	spec := loadtest.Spec{
		Phones: l.Phones, Officers: 1, Window: time.Duration(l.Seconds * float64(time.Second)), Bad: true, JoinEvery: 200 * time.Millisecond,
		Bots: loadtest.BotOptions{Layers: l.Layers, Low: true, Browser: true},
	}
	if !l.Inside {
		spec.Link = &link
	}
	all, err := series(e, loadtest.Subjects(spec, loadtest.Server(l.Against)), l.Runs, l.Urgent, l.JSON)
	if err != nil {
		return err
	}
	fmt.Fprint(e.out, loadtest.PlayedTable(all))
	return nil
}

// inside runs this command again in the namespace.
func (l loadtestNetemCmd) inside(e env, prefix []string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	args := append(slices.Clone(prefix[1:]), program)
	args = append(args, os.Args[1:]...)
	cmd := exec.CommandContext(e.ctx, prefix[0], append(args, "--inside")...)
	cmd.Stdout, cmd.Stderr = e.out, os.Stderr
	return cmd.Run()
}
