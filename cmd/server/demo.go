package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"diandao/internal/app"
	"diandao/internal/config"
	"diandao/internal/demo"
)

type demoCmd struct {
	serverFlags
	Password string `help:"Password of the demo's staff; default: made once in the data folder."`
	Lan      bool   `help:"Listen on all addresses, with a self-signed certificate, for phones in the same network."`
}

// Run seeds an empty data folder, prints addresses and logins, and serves.
func (d demoCmd) Run(e env) error {
	cfg, err := e.load(d.configure)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cfg.DataDir, 0o700); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	password, err := d.password(cfg.DataDir)
	if err != nil {
		return err
	}
	a, err := app.New(e.ctx, cfg, app.Options{})
	if err != nil {
		return err
	}
	if err := d.seed(e, a, password); err != nil {
		return errors.Join(err, a.Close(context.WithoutCancel(e.ctx)))
	}
	phone, err := a.DemoPhonePath(e.ctx)
	if err != nil {
		return errors.Join(err, a.Close(context.WithoutCancel(e.ctx)))
	}
	d.greet(e, cfg, password, phone)
	return a.Run(e.ctx)
}

// configure suits a look around on one machine; what the environment or flags say wins.
func (d demoCmd) configure(c *config.Config) {
	c.DataDir, c.LogFormat, c.LogLevel = "var/demo", "text", "warn"
	c.Media.Loopback = true
	if d.Lan {
		_, port, err := net.SplitHostPort(c.Listen)
		if err == nil {
			c.Listen = net.JoinHostPort("0.0.0.0", port)
		}
		c.TLS.Mode = "self-signed"
	} else {
		c.Media.BindIP = "127.0.0.1"
	}
	d.apply(c)
	if c.TLS.Mode == "self-signed" {
		c.Media.BindIP = "0.0.0.0"
	}
}

func (d demoCmd) password(dir string) (string, error) {
	if d.Password != "" {
		return d.Password, nil
	}
	file := filepath.Join(dir, "demo-password")
	text, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	password := strings.ToLower(rand.Text()[:12])
	return password, os.WriteFile(file, []byte(password+"\n"), 0o600)
}

func (d demoCmd) seed(e env, a *app.App, password string) error {
	_, err := a.SeedDemo(e.ctx, password, func(done, total int) {
		fmt.Fprintf(e.out, "\rinventing a city: station %d of %d", done, total)
		if done == total {
			fmt.Fprintln(e.out)
		}
	})
	return err
}

func (d demoCmd) greet(e env, cfg config.Config, password, phone string) {
	fmt.Fprintf(e.out, "\nDiandao 点到 – demo\n\n  console   %s/console/\n", cfg.PublicURL)
	for _, l := range demo.Logins() {
		fmt.Fprintf(e.out, "            %-12s %s   %s\n", l.Username, password, l.Role)
	}
	fmt.Fprintf(e.out, "  phone     %s%s\n            open it in a second window: it is a phone, activated for 陈建国\n", cfg.PublicURL, phone)
	if cfg.TLS.Mode == "self-signed" {
		fmt.Fprintln(e.out, "            phones in this network: use this machine's address, accept the certificate")
	}
	fmt.Fprintf(e.out, "  data      %s   (delete it to begin anew)\n\nCtrl-C stops.\n\n", cfg.DataDir)
}
