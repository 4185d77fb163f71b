package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver
	"github.com/stretchr/testify/require"

	"diandao/internal/id"
	"diandao/internal/store"
)

// URLVariable names a PostgreSQL server whose databases the tests may create; without it they start
// their own when the binaries are there.
const URLVariable = "TEST_POSTGRES_URL"

var cluster = sync.OnceValues(startCluster)

// server is a PostgreSQL that tests share; template holds the newest schema.
type server struct {
	admin string // URL of the database from which others are made
}

// Postgres returns the URL of an empty, migrated database of its own, dropped when the test ends. A
// machine without PostgreSQL skips the test, CI fails it.
func Postgres(tb testing.TB) string {
	tb.Helper()
	s, err := cluster()
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("PostgreSQL is needed: %v", err)
		}
		tb.Skipf("no PostgreSQL: %v", err)
	}
	name := "t_" + strings.ReplaceAll(id.New(), "-", "")
	s.exec(tb, "CREATE DATABASE "+name+" TEMPLATE "+templateName)
	tb.Cleanup(func() { s.exec(tb, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return s.url(name)
}

const templateName = "diandao_template"

func (s server) url(database string) string {
	return strings.Replace(s.admin, "/postgres?", "/"+database+"?", 1)
}

func (s server) exec(tb testing.TB, statement string) {
	tb.Helper()
	db, err := sql.Open("pgx", s.admin)
	require.NoError(tb, err)
	defer db.Close()
	_, err = db.ExecContext(context.Background(), statement)
	require.NoError(tb, err)
}

func startCluster() (server, error) {
	admin := os.Getenv(URLVariable)
	if admin == "" {
		var err error
		if admin, err = launch(); err != nil {
			return server{}, err
		}
	}
	s := server{admin: admin}
	return s, s.makeTemplate()
}

func (s server) makeTemplate() error {
	ctx := context.Background()
	db, err := sql.Open("pgx", s.admin)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + templateName + " WITH (FORCE)", "CREATE DATABASE " + templateName} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make template database: %w", err)
		}
	}
	st, err := store.Open(ctx, store.Config{URL: s.url(templateName)})
	if err != nil {
		return err
	}
	return errors.Join(st.Migrate(ctx), st.Close())
}

// launch starts a PostgreSQL of its own that dies with this process.
func launch() (string, error) {
	bin, err := binaries()
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "diandao-postgres-")
	if err != nil {
		return "", err
	}
	attr, err := unprivileged(dir)
	if err != nil {
		return "", err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
	initdb.SysProcAttr = attr
	initdb.Dir = dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	postgres := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", strconv.Itoa(port), "-k", dir,
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	// The server must not outlive the tests, however they end.
	serverAttr := *attr
	serverAttr.Pdeathsig = syscall.SIGINT
	postgres.SysProcAttr = &serverAttr
	postgres.Dir = dir
	if err := startAndKeep(postgres); err != nil {
		return "", fmt.Errorf("start postgres: %w", err)
	}
	url := fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port)
	return url, waitFor(url)
}

// startAndKeep starts the command from a thread that lives as long as the process: the kernel sends
// Pdeathsig when the starting thread ends, not the process.
func startAndKeep(cmd *exec.Cmd) error {
	started := make(chan error)
	go keepThread(cmd, started)
	return <-started
}

func waitFor(url string) error {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer db.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if err = db.PingContext(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("postgres does not answer: %w", err)
		case <-tick.C:
		}
	}
}

func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(target), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("no initdb on the path or below /usr/lib/postgresql")
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// unprivileged tells how to run the server as somebody else when we are root, which it refuses to be.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, err
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
