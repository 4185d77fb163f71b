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
	"runtime"
	"strings"
	"time"

	"diandao/internal/app"
	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/demo"
)

type demoCmd struct {
	serverFlags
	Password  string    `help:"Password of the demo's staff; default: made once in the data folder."`
	NoBrowser bool      `help:"Leave the browser closed; otherwise the console opens where there is a terminal and a display."`
	At        time.Time `help:"Instant at which the demo's clock starts (RFC 3339), so that pictures of it stay the same; default: now."`
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
	var opts app.Options
	if isOwn(cfg.Listen) {
		opts.DemoPassword = password // a network is not told it by the login page
	}
	if !d.At.IsZero() {
		opts.Clock = clock.StartingAt(d.At)
	}
	a, err := app.New(e.ctx, cfg, opts)
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
	if open, ok := opener(runtime.GOOS, e); ok && !d.NoBrowser {
		go func() {
			if err := openWhenUp(e.ctx, cfg.Listen, open, cfg.PublicURL+"/console/"); err != nil && e.ctx.Err() == nil {
				fmt.Fprintln(e.out, err) // the address stands above
			}
		}()
	}
	return a.Run(e.ctx)
}

// configure suits a look around on one machine, or with TLS in one network; what flags say wins.
func (d demoCmd) configure(c *config.Config) {
	c.DataDir, c.LogFormat, c.LogLevel = "var/demo", "text", "warn"
	c.Media.Loopback, c.Media.BindIP = true, "127.0.0.1"
	if d.TLS == "self-signed" { // browsers give a camera only to pages that came over TLS, or from this machine
		c.Media.BindIP = "0.0.0.0"
		if _, port, err := net.SplitHostPort(c.Listen); err == nil {
			c.Listen = net.JoinHostPort("0.0.0.0", port)
		}
	}
	d.apply(c)
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

// addresses are the URLs under which other machines of the network reach this one.
func (d demoCmd) addresses(cfg config.Config) []string {
	_, port, err := net.SplitHostPort(cfg.Listen)
	if err != nil {
		return nil
	}
	var out []string
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && !n.IP.IsLoopback() {
			out = append(out, "https://"+net.JoinHostPort(n.IP.String(), port))
		}
	}
	return out
}

func (d demoCmd) greet(e env, cfg config.Config, password, phone string) {
	fmt.Fprintf(e.out, "\nDiandao 点到 – demo\n\n  console   %s/console/\n", cfg.PublicURL)
	for _, l := range demo.Logins() {
		fmt.Fprintf(e.out, "            %-12s %s   %s\n", l.Username, password, l.Post)
	}
	fmt.Fprintf(e.out, "  phone     %s%s\n            open it in a second window: it is a phone, activated for 陈建国\n", cfg.PublicURL, phone)
	if cfg.TLS.Mode == "self-signed" {
		fmt.Fprintf(e.out, "            phones in this network: accept the certificate at one of %s\n", strings.Join(d.addresses(cfg), "  "))
	}
	fmt.Fprintf(e.out, "  data      %s   (delete it to begin anew)\n\nCtrl-C stops.\n\n", cfg.DataDir)
}
