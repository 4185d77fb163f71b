package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// opener is the program that opens an address in the default browser. There is none without somebody at a terminal with
// a display, nor in the runs of a build server.
func opener(goos string, e env) (program string, ok bool) {
	if !isTerminal(e) || e.has("CI") {
		return "", false
	}
	switch goos {
	case "darwin":
		return "open", !e.has("SSH_CONNECTION")
	case "linux", "freebsd":
		return "xdg-open", e.has("DISPLAY") || e.has("WAYLAND_DISPLAY")
	}
	return "", false
}

// has reports whether a variable of the environment is set to something.
func (e env) has(name string) bool {
	return slices.ContainsFunc(e.environ, func(v string) bool {
		return strings.HasPrefix(v, name+"=") && len(v) > len(name)+1
	})
}

func isTerminal(e env) bool {
	f, ok := e.out.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// openWhenUp opens the address once the server takes connections. It returns the error of the program, or the context's.
func openWhenUp(ctx context.Context, listen, program, address string) error {
	const tries, pause = 100, 100 * time.Millisecond
	var dialer net.Dialer
	for range tries {
		if c, err := dialer.DialContext(ctx, "tcp", listen); err == nil {
			_ = c.Close()
			if err := exec.CommandContext(ctx, program, address).Run(); err != nil {
				return fmt.Errorf("open %s: %w", address, err)
			}
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return errors.New("the server does not take connections")
}

// isOwn reports whether only this machine reaches an address to listen on.
func isOwn(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback())
}
