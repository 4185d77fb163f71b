package loadtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Children starts the processes of a run: this program again, as a server under test or as bots.
type Children struct {
	Program string
	Urgent  bool                               // before other work of this machine, where permitted
	Serve   func(s Server, spec Spec) []string // arguments
	Bots    []string                           // arguments; the Spec comes on standard input
	Errors  io.Writer                          // what they complain about
}

const (
	startLimit = 20 * time.Second
	stopLimit  = 15 * time.Second
)

// Measure runs bots against a fresh server.
func (c Children) Measure(ctx context.Context, s Server, spec Spec) (Result, error) {
	dir, err := os.MkdirTemp("", "loadtest")
	if err != nil {
		return Result{}, err
	}
	defer os.RemoveAll(dir)
	spec.Socket = filepath.Join(dir, "s")
	ctx, cancel := context.WithTimeout(ctx, spec.bound()+startLimit)
	defer cancel()
	server, err := c.serve(ctx, s, spec)
	if err != nil {
		return Result{}, err
	}
	spec.ServerPID = server.Process.Pid
	result, err := c.bots(ctx, spec)
	return result, errors.Join(err, stop(server))
}

func (c Children) command(ctx context.Context, args []string) *exec.Cmd {
	name := c.Program
	if c.Urgent {
		name, args = "nice", append([]string{"-n", "-15", c.Program}, args...)
	}
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = c.Errors
	return cmd
}

// serve starts a server under test and waits until it listens.
func (c Children) serve(ctx context.Context, s Server, spec Spec) (*exec.Cmd, error) {
	cmd := c.command(ctx, c.Serve(s, spec))
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", s, err)
	}
	timer := time.AfterFunc(startLimit, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		return nil, errors.Join(fmt.Errorf("%s did not start", s), err, stop(cmd))
	}
	return cmd, nil
}

// stop waits for a server to end, which it does by itself when the bots have left, and helps one that does not.
func stop(cmd *exec.Cmd) error {
	ask := time.AfterFunc(stopLimit, func() { _ = cmd.Process.Signal(syscall.SIGTERM) })
	defer ask.Stop()
	kill := time.AfterFunc(2*stopLimit, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("server under test: %w", err)
	}
	return nil
}

func (c Children) bots(ctx context.Context, spec Spec) (Result, error) {
	in, err := json.Marshal(spec)
	if err != nil {
		return Result{}, err
	}
	cmd := c.command(ctx, c.Bots)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		return Result{}, fmt.Errorf("bots: %w", err)
	}
	var r Result
	if err := json.Unmarshal(out, &r); err != nil {
		return Result{}, fmt.Errorf("read what the bots tell: %w", err)
	}
	return r, nil
}

// Bots is the bots' process: a Spec on in, a Result on out.
func Bots(ctx context.Context, in io.Reader, out io.Writer) error {
	var spec Spec
	if err := json.NewDecoder(in).Decode(&spec); err != nil {
		return fmt.Errorf("read what to do: %w", err)
	}
	r, err := Run(ctx, spec)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(r)
}
