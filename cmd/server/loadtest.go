package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"diandao/internal/loadtest"
)

type loadtestCmd struct {
	Rollcall loadtestRollcallCmd `cmd:"" help:"Measure our media server and a bare Pion forwarder in turns, with bots as phones and officers."`
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
	Storm    int     `help:"So many more phones come within a second, after the window." default:"0"`
	Browser  bool    `help:"Bots ask for what is missing and report as browsers do."`
	JSON     string  `name:"json" help:"Write everything measured to FILE." placeholder:"FILE"`
}

// Run measures and prints. It fails only when nothing could be measured; targets missed are told.
func (l loadtestRollcallCmd) Run(e env) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	children := loadtest.Children{
		Program: program, Errors: os.Stderr, Bots: []string{"loadtest", "bots"},
		Serve: func(s loadtest.Server, socket string) []string {
			return []string{"loadtest", "serve", "--server", string(s), "--socket", socket}
		},
	}
	all, err := loadtest.Series(e.ctx, children, l.subjects(), l.Runs, e.out)
	if err != nil {
		return err
	}
	if l.JSON != "" {
		data, err := json.MarshalIndent(all, "", " ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(l.JSON, data, 0o600); err != nil {
			return fmt.Errorf("write what was measured: %w", err)
		}
	}
	return loadtest.Report(e.out, all)
}

func (l loadtestRollcallCmd) subjects() []loadtest.Subject {
	if l.Idle && l.Page == 0 {
		l.Page = 20 // an officer's offer of a thousand lines is not what idle phones cost
	}
	return loadtest.Subjects(loadtest.Spec{
		Phones: l.Phones, Officers: l.Officers, Window: time.Duration(l.Seconds * float64(time.Second)), Page: l.Page, Idle: l.Idle, Storm: l.Storm,
		Late: true, Bots: loadtest.BotOptions{Layers: l.Layers, Browser: l.Browser},
	}, loadtest.Server(l.Against))
}

type loadtestServeCmd struct {
	Server string `help:"Which." required:""`
	Socket string `help:"Where bots come." required:""`
}

// Run serves bots until they leave.
func (l loadtestServeCmd) Run(e env) error {
	return loadtest.Serve(e.ctx, loadtest.Server(l.Server), l.Socket, e.out)
}

type loadtestBotsCmd struct{}

// Run sends bots and writes what they saw as JSON.
func (loadtestBotsCmd) Run(e env) error { return loadtest.Bots(e.ctx, os.Stdin, e.out) }
