package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
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

// server is a PostgreSQL that the tests of a process share.
type server struct {
	admin    string    // URL of the database from which others are made
	template string    // name of a database with the newest schema
	lifeline io.Closer // a server of our own ends when this is closed; nil for one that was given
}

// Postgres returns the URL of an empty, migrated database of its own, dropped when the test ends. A
// machine without PostgreSQL skips the test, CI fails it.
func Postgres(tb testing.TB) string {
	tb.Helper()
	return database(tb, "")
}

// database makes a copy of a template, or (empty) of the migrated one.
func database(tb testing.TB, template string) string {
	tb.Helper()
	s, err := cluster()
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatalf("PostgreSQL is needed: %v", err)
		}
		tb.Skipf("no PostgreSQL: %v", err)
	}
	if template == "" {
		template = s.template
	}
	name := "t_" + strings.ReplaceAll(id.New(), "-", "")
	s.exec(tb, "CREATE DATABASE "+name+" TEMPLATE "+template)
	tb.Cleanup(func() { s.exec(tb, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return s.url(name)
}

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
	s := server{admin: os.Getenv(URLVariable)}
	if s.admin == "" {
		var err error
		if s.admin, s.lifeline, err = launch(); err != nil {
			return server{}, err
		}
	}
	hash, err := store.SchemaHash()
	if err != nil {
		return server{}, err
	}
	s.template = "diandao_template_" + hash[:16]
	return s, s.makeTemplate()
}

// makeTemplate migrates a database to copy, unless another process that shares the server has done so.
func (s server) makeTemplate() error {
	ctx := context.Background()
	db, err := sql.Open("pgx", s.admin)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx) // the lock belongs to one connection and ends with it
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(hashtext($1))", s.template); err != nil {
		return fmt.Errorf("lock template database: %w", err)
	}
	var ready bool
	if err := conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", s.template).Scan(&ready); err != nil || ready {
		return err
	}
	making := s.template + "_making" // a half-made one never has the name that others look for
	for _, statement := range []string{"DROP DATABASE IF EXISTS " + making + " WITH (FORCE)", "CREATE DATABASE " + making} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make template database: %w", err)
		}
	}
	st, err := store.Open(ctx, store.Config{URL: s.url(making)})
	if err != nil {
		return err
	}
	if err := errors.Join(st.Migrate(ctx), st.Close()); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "ALTER DATABASE "+making+" RENAME TO "+s.template)
	return err
}

// keeper runs a server until its standard input ends, which it does when our process ends, however that
// comes about; then it stops the server and removes its folder.
const keeper = `trap "" INT TERM HUP; dir=$1; shift; "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; cd /; rm -rf "$dir"`

// launch starts a PostgreSQL of its own and returns its URL and what keeps it running.
func launch() (string, io.Closer, error) {
	bin, err := binaries()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp(inMemory(), "diandao-postgres-")
	if err != nil {
		return "", nil, err
	}
	url, lifeline, err := launchIn(dir, bin)
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(dir))
	}
	return url, lifeline, waitFor(url)
}

// inMemory returns a folder that is in memory and has room, empty if there is none. A database that lasts as long as
// one test costs a disk hundreds of files that are made and removed.
func inMemory() string {
	const dir, room = "/dev/shm", 4 << 30
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil || fs.Bavail*uint64(fs.Bsize) < room {
		return ""
	}
	return dir
}

func launchIn(dir, bin string) (string, io.Closer, error) {
	attr, err := unprivileged(dir)
	if err != nil {
		return "", nil, err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
	initdb.SysProcAttr, initdb.Dir = attr, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return "", nil, err
	}
	server := exec.Command("sh", "-c", keeper, "sh", dir, filepath.Join(bin, "postgres"), "-D", data, "-h", "127.0.0.1", "-p", strconv.Itoa(port), "-k", dir,
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB")
	server.SysProcAttr, server.Dir = attr, dir
	lifeline, err := server.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	if err := server.Start(); err != nil {
		return "", nil, fmt.Errorf("start postgres: %w", err)
	}
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port), lifeline, nil
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
