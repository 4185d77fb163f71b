package faults_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// host is a machine of its own: a network namespace joined to the test's by a wire. Where namespaces can't be made
// it is an address of the loopback.
type host struct {
	ip      string
	gateway string // the test's own address on the wire
	prefix  []string
	wire    string // interface on the test's side of the wire, "" on the loopback

	mu    sync.Mutex
	isCut bool
	open  map[net.Conn]bool
}

// newHosts makes as many machines, which end with the test.
func newHosts(t *testing.T, n int) []*host {
	t.Helper()
	hosts := make([]*host, n)
	for i := range hosts {
		h, err := namespace(t)
		if err != nil {
			t.Logf("a server has an address of the loopback instead of a namespace: %v", err)
			ip := fmt.Sprintf("127.0.0.%d", 11+i)
			h = &host{ip: ip, gateway: ip, open: map[net.Conn]bool{}}
		}
		hosts[i] = h
	}
	return hosts
}

// namespace makes a network namespace with a wire to this one: a /30 of 10.213.0.0/16, drawn until it is free.
func namespace(t *testing.T) (*host, error) {
	t.Helper()
	for range 20 {
		number := rand.IntN(1 << 14)
		at := func(k int) string { return fmt.Sprintf("10.213.%d.%d", number>>6, number<<2&0xff+k) }
		name, near, far := fmt.Sprintf("diandao-%d", number), fmt.Sprintf("dd%dn", number), fmt.Sprintf("dd%df", number)
		err := run(t.Context(), "ip netns add "+name)
		if err != nil && strings.Contains(err.Error(), "File exists") {
			continue
		}
		if err != nil {
			return nil, err
		}
		t.Cleanup(func() { _ = run(context.WithoutCancel(t.Context()), "ip netns delete "+name) })
		return &host{ip: at(2), gateway: at(1), prefix: []string{"ip", "netns", "exec", name}, wire: near, open: map[net.Conn]bool{}}, errors.Join(
			run(t.Context(), "ip link add "+near+" type veth peer name "+far+" netns "+name),
			run(t.Context(), "ip addr add "+at(1)+"/30 dev "+near),
			run(t.Context(), "ip link set "+near+" up"),
			run(t.Context(), "ip -n "+name+" addr add "+at(2)+"/30 dev "+far),
			run(t.Context(), "ip -n "+name+" link set "+far+" up"),
			run(t.Context(), "ip -n "+name+" link set lo up"))
	}
	return nil, errors.New("no free network")
}

func run(ctx context.Context, words string) error {
	w := strings.Fields(words)
	out, err := exec.CommandContext(ctx, w[0], w[1:]...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", words, err, strings.TrimSpace(string(out)))
	}
	return nil
}

// command is one that runs on the host.
func (h *host) command(name string) *exec.Cmd {
	words := append(append([]string{}, h.prefix...), name)
	return exec.Command(words[0], words[1:]...)
}

// address is a free one on the host.
func (h *host) address(t *testing.T) string {
	t.Helper()
	if h.wire != "" {
		return h.ip + ":8080"
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", h.ip+":0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().String()
}

// reach makes what listens elsewhere on the test's side reachable from the host, and returns where.
func (h *host) reach(t *testing.T, network, address string) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", h.gateway+":0")
	require.NoError(t, err)
	var all sync.WaitGroup
	t.Cleanup(func() { _ = l.Close(); h.drop(); all.Wait() })
	all.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial(network, address)
			if err != nil || !h.keep(near, far) {
				_ = near.Close()
				continue
			}
			all.Go(func() { _, _ = io.Copy(far, near); h.end(near, far) })
			all.Go(func() { _, _ = io.Copy(near, far); h.end(near, far) })
		}
	})
	return l.Addr().String()
}

func (h *host) keep(near, far net.Conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.isCut {
		_ = far.Close()
		return false
	}
	h.open[near], h.open[far] = true, true
	return true
}

func (h *host) end(all ...net.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range all {
		_ = c.Close()
		delete(h.open, c)
	}
}

func (h *host) drop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.open {
		_ = c.Close()
	}
	clear(h.open)
}

// cut pulls the wire: nothing comes or goes, and nobody is told. On the loopback what the host reaches is closed.
func (h *host) cut(t *testing.T) {
	t.Helper()
	if h.wire != "" {
		require.NoError(t, run(t.Context(), "ip link set "+h.wire+" down"))
		return
	}
	h.mu.Lock()
	h.isCut = true
	h.mu.Unlock()
	h.drop()
}

// mend puts the wire back.
func (h *host) mend(t *testing.T) {
	t.Helper()
	if h.wire != "" {
		require.NoError(t, run(t.Context(), "ip link set "+h.wire+" up"))
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.isCut = false
}

// local is the test's address as the host sees it.
func (h *host) local() net.IP { return net.ParseIP(h.gateway) }

// database is the URL by which the host reaches a database on the test's side.
func (h *host) database(t *testing.T, at string) string {
	t.Helper()
	u, err := url.Parse(at)
	require.NoError(t, err)
	u.Host = h.reach(t, "tcp", u.Host)
	return u.String()
}

// redis is the URL by which the host reaches a Redis on a unix socket of the test's side.
func (h *host) redis(t *testing.T, at string) string {
	t.Helper()
	u, err := url.Parse(at)
	require.NoError(t, err)
	return "redis://" + h.reach(t, "unix", u.Path)
}
