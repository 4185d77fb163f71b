package redisx

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"
)

const (
	childMemory   = "256mb"
	maxSocketPath = 100 // sun_path has 108 bytes on Linux, 104 elsewhere
	restartMin    = 100 * time.Millisecond
	restartMax    = 10 * time.Second
	stableAfter   = time.Minute
	stopGrace     = 5 * time.Second
	startTimeout  = 5 * time.Second
)

// child keeps one redis-server process running. Its goroutine owns the process.
type child struct {
	binary string
	args   []string
	log    *slog.Logger
	done   chan struct{}
	wg     sync.WaitGroup
	ended  func(error) // told of every end of the process that was not asked for
}

func openChild(ctx context.Context, binary, dir string, log *slog.Logger) (*Redis, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("folder of redis: %w", err)
	}
	socket, remove, err := socketPath(dir)
	if err != nil {
		return nil, err
	}
	// A process that ends at once is not waited for: it would not do better the next time.
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	ctx, ended := context.WithCancelCause(ctx)
	defer ended(nil)
	c := &child{binary: binary, args: childArgs(dir, socket), log: log, done: make(chan struct{}), ended: ended}
	c.wg.Go(c.run)
	stop := func() { c.close(); remove() }
	client, err := ParseURL((&url.URL{Scheme: "unix", Path: socket}).String())
	if err != nil {
		stop()
		return nil, err
	}
	if err := awaitPing(ctx, client); err != nil {
		err = errors.Join(fmt.Errorf("reach redis-server child: %w", err), context.Cause(ctx), client.Close())
		stop()
		return nil, err
	}
	return &Redis{client: client, mode: ModeChild, stop: stop}, nil
}

// socketPath is in dir, unless that makes it longer than a socket's path may be.
func socketPath(dir string) (path string, remove func(), err error) {
	if path = filepath.Join(dir, "redis.sock"); len(path) <= maxSocketPath {
		return path, func() {}, nil
	}
	short, err := os.MkdirTemp("", "diandao-")
	if err != nil {
		return "", nil, fmt.Errorf("folder of redis's socket: %w", err)
	}
	return filepath.Join(short, "redis.sock"), func() { _ = os.RemoveAll(short) }, nil
}

// childArgs: no port, all keys may be evicted before memory runs out (the soonest to expire first), at
// most a second of writes is lost in a crash.
func childArgs(dir, socket string) []string {
	return []string{
		"--port", "0", "--unixsocket", socket, "--unixsocketperm", "700", "--dir", dir, "--daemonize", "no",
		"--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory", childMemory,
		"--maxmemory-policy", "volatile-ttl", "--loglevel", "warning", "--logfile", "",
	}
}

// run starts the process and starts it again, later and later, when it ends by itself.
func (c *child) run() {
	// The kernel's signal at the parent's death is bound to the thread that started the child.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for wait := restartMin; ; wait = min(2*wait, restartMax) {
		began := time.Now()
		err := c.once()
		select {
		case <-c.done:
			return
		default:
		}
		c.ended(err)
		if time.Since(began) > stableAfter {
			wait = restartMin
		}
		c.log.Error("redis-server child ended; it is started again", "error", err, "duration", wait)
		select {
		case <-c.done:
			return
		case <-time.After(wait):
		}
	}
}

// once runs the process until it ends, by itself or because done is closed.
func (c *child) once() error {
	select {
	case <-c.done:
		return nil
	default:
	}
	cmd := exec.Command(c.binary, c.args...)
	cmd.SysProcAttr = childAttributes()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	ended := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { c.endOnDone(cmd.Process, ended) })
	err := cmd.Wait()
	close(ended)
	wg.Wait()
	return err
}

func (c *child) endOnDone(p *os.Process, ended <-chan struct{}) {
	select {
	case <-ended:
		return
	case <-c.done:
	}
	_ = p.Signal(syscall.SIGTERM) // fails only when it has ended
	select {
	case <-ended:
	case <-time.After(stopGrace):
		_ = p.Kill()
	}
}

func (c *child) close() {
	close(c.done)
	c.wg.Wait()
}
