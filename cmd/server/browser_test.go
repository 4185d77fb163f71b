package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestOpener_NeedsATerminalAndADisplay(t *testing.T) {
	t.Parallel()
	terminal, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0) // a character device, as a terminal is
	require.NoError(t, err)
	defer terminal.Close()
	display := []string{"DISPLAY=:0"}
	for name, c := range map[string]struct {
		goos string
		e    env
		want string
	}{
		"a desk":            {"linux", env{out: terminal, environ: display}, "xdg-open"},
		"wayland":           {"linux", env{out: terminal, environ: []string{"WAYLAND_DISPLAY=wayland-0"}}, "xdg-open"},
		"a Mac":             {"darwin", env{out: terminal}, "open"},
		"no display":        {"linux", env{out: terminal, environ: []string{"DISPLAY="}}, ""},
		"a Mac from afar":   {"darwin", env{out: terminal, environ: []string{"SSH_CONNECTION=a b"}}, ""},
		"no terminal":       {"linux", env{out: &bytes.Buffer{}, environ: display}, ""},
		"a build server":    {"linux", env{out: terminal, environ: []string{"DISPLAY=:0", "CI=true"}}, ""},
		"an unknown system": {"plan9", env{out: terminal, environ: display}, ""},
	} {
		program, ok := opener(c.goos, c.e)
		require.Equal(t, c.want != "", ok, name)
		if ok {
			require.Equal(t, c.want, program, name)
		}
	}
}

func TestOpenWhenUp_OpensOnceTheServerListens(t *testing.T) {
	t.Parallel()
	address, told := freeAddress(t), filepath.Join(t.TempDir(), "told")
	opened := make(chan error, 1)
	go func() { opened <- openWhenUp(t.Context(), address, "touch", told) }()
	require.Never(t, func() bool { return exists(told) }, 150*time.Millisecond, 50*time.Millisecond, "nobody listens yet")
	l := listenOn(t, address)
	defer l.Close()
	require.NoError(t, <-opened)
	require.True(t, exists(told))
	require.Error(t, openWhenUp(t.Context(), address, "false", told), "a browser that does not open is said")
}

func TestIsOwn_OnlyWhatThisMachineReaches(t *testing.T) {
	t.Parallel()
	for _, listen := range []string{"127.0.0.1:8080", "[::1]:8080", "localhost:8080"} {
		require.True(t, isOwn(listen), listen)
	}
	for _, listen := range []string{"0.0.0.0:8080", ":8080", "[::]:8080", "192.0.2.7:8080", "8080"} {
		require.False(t, isOwn(listen), listen)
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func listenOn(t *testing.T, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", address)
	require.NoError(t, err)
	return l
}
