package main

import (
	"diandao/internal/app"
	"diandao/internal/config"
)

// serverFlags are the settings that are often changed by hand.
type serverFlags struct {
	Role    string `help:"Which parts run here." enum:",all,api,signaling,worker" default:""`
	Listen  string `help:"Address and port of HTTP and websocket."`
	DataDir string `help:"Folder of everything the server writes." placeholder:"DIR"`
	TLS     string `name:"tls" help:"off, self-signed or files." enum:",off,self-signed,files" default:""`
}

func (f serverFlags) apply(c *config.Config) {
	set := func(to *string, v string) {
		if v != "" {
			*to = v
		}
	}
	role := string(c.Role)
	set(&role, f.Role)
	c.Role = config.Role(role)
	set(&c.Listen, f.Listen)
	set(&c.DataDir, f.DataDir)
	set(&c.TLS.Mode, f.TLS)
}

type serveCmd struct{ serverFlags }

// Run serves until the process is told to stop.
func (s serveCmd) Run(e env) error {
	cfg, err := e.load(s.apply)
	if err != nil {
		return err
	}
	a, err := app.New(e.ctx, cfg, app.Options{})
	if err != nil {
		return err
	}
	return a.Run(e.ctx)
}
