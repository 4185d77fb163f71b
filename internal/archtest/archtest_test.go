package archtest_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "diandao"

// pkg is one package of ours with what it imports outside tests.
type pkg struct {
	ImportPath string
	Dir        string
	Doc        string
	Imports    []string
}

func (p pkg) path() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

// packages lists all packages of the module, by the go command, once.
var packages = sync.OnceValues(func() ([]pkg, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Doc,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []pkg
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
})

func moduleRoot() (string, error) {
	out, err := exec.Command("go", "env", "GOMOD").Output()
	return filepath.Dir(strings.TrimSpace(string(out))), err
}

// fence says who alone may import a library, and why.
type fence struct {
	library string
	allowed []string // prefixes of our package paths
	reason  string
}

func fences() []fence {
	return []fence{
		{"github.com/gofiber/", []string{"internal/httpapi", "internal/consoleapi", "signaling/ws", "signaling/whip", "internal/app"}, "handlers speak huma's types; only the edges know the web framework"},
		{"github.com/danielgtaylor/huma/", []string{"internal/httpapi", "internal/consoleapi", "mobile-api", "cmd/openapi", "internal/app"}, "contracts are written in three places"},
		{"github.com/uptrace/bun", []string{"internal/store", "internal/jobqueue"}, "SQL lives in internal/store"},
		{"github.com/jackc/pgx/", []string{"internal/store", "internal/jobqueue"}, "SQL lives in internal/store"},
		{"modernc.org/sqlite", []string{"internal/store"}, "SQL lives in internal/store"},
		{"github.com/pressly/goose/", []string{"internal/store"}, "migrations live in internal/store"},
		{"github.com/riverqueue/", []string{"internal/jobqueue"}, "the domain knows internal/job only"},
		{"github.com/redis/", []string{"internal/redisx"}, "one client, one place"},
		{"github.com/alicebob/miniredis/", []string{"internal/redisx"}, "one client, one place"},
		{"github.com/at-wat/ebml-go", []string{"signaling/recording"}, "files of recordings are written in one place"},
		{"github.com/pion/", []string{"signaling/sfu", "signaling/ice", "signaling/recording", "signaling/signalingtest", "internal/loadtest"}, "media lives in signaling/sfu"},
		{"firebase.google.com/", []string{"internal/push/fcm"}, "one adapter per provider"},
		{"github.com/SherClockHolmes/webpush-go", []string{"internal/push/webpush", "internal/push/pushtest"}, "one adapter per provider"},
		{"github.com/yalue/onnxruntime_go", []string{"internal/identity/onnx"}, "the domain knows identity.Verifier only"},
		{"github.com/bep/imagemeta", []string{"internal/identity/onnx"}, "pictures are turned upright in one place"},
		{"github.com/yuin/goldmark", []string{"internal/handbook"}, "the guide is rendered in one place"},
		{"github.com/xuri/excelize/", []string{"internal/report", "internal/intake"}, "spreadsheets are written in one place and read in one"},
		{"github.com/coreos/go-oidc/", []string{"internal/oidc"}, "one adapter per provider"},
		{"golang.org/x/oauth2", []string{"internal/oidc"}, "one adapter per provider"},
		{"github.com/prometheus/", []string{"internal/obs", "internal/app"}, "figures are named in one place"},
		{"github.com/stretchr/testify", []string{"internal/store/storetest", "internal/push/pushtest", "internal/oidc/oidctest", "internal/httpapi/httpapitest", "signaling/signalingtest", "internal/redisx/redistest", "test/stage"}, "tests only"},
	}
}

func TestFences_LibrariesStayBehindTheirDoor(t *testing.T) {
	t.Parallel()
	all, err := packages()
	require.NoError(t, err)
	for _, p := range all {
		for _, imported := range p.Imports {
			for _, f := range fences() {
				if strings.HasPrefix(imported, f.library) && !under(p.path(), f.allowed) {
					t.Errorf("%s imports %s: %s", p.path(), imported, f.reason)
				}
			}
		}
	}
}

func under(path string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") })
}

// law says what a package (and all below it) may import of ours. An empty list means nothing.
type law struct {
	pkg string
	may []string
}

var leaves = []string{"internal/fault", "internal/id", "internal/clock", "internal/job", "internal/geo", "internal/page"}

// words are the packages that hold domain words and rules.
var words = []string{
	"internal/org", "internal/person", "internal/staff", "internal/authz", "internal/schedule", "internal/device", "internal/checkin",
	"internal/attendance", "internal/alert", "internal/appeal", "internal/leave", "internal/rollcall", "internal/audit", "internal/push", "internal/evidence", "internal/identity", "internal/casefile", "internal/incident", "internal/liaison", "internal/oversight", "internal/fence", "internal/sanction", "internal/record", "internal/team", "internal/privacy", "internal/partner", "internal/intake", "internal/city",
}

func join(lists ...[]string) []string { return slices.Concat(lists...) }

func laws() []law {
	base := join(leaves, []string{"internal/org", "internal/person", "internal/authz", "internal/audit"})
	return []law{
		{"internal/badlink", nil},
		{"internal/fault", nil},
		{"internal/id", nil},
		{"internal/clock", nil},
		{"internal/job", nil},
		{"internal/geo", nil},
		{"internal/page", []string{"internal/fault"}},
		{"signaling/protocol", nil},
		{"internal/config", nil},
		{"internal/obs", nil},
		{"internal/org", leaves},
		{"internal/schedule", leaves},
		{"internal/authz", join(leaves, []string{"internal/org"})},
		{"internal/person", join(leaves, []string{"internal/org"})},
		{"internal/audit", join(leaves, []string{"internal/org", "internal/authz"})},
		{"internal/staff", base},
		{"internal/oidc", join(leaves, []string{"internal/staff"})},
		{"internal/attendance", base},
		{"internal/alert", base},
		{"internal/evidence", base},
		{"internal/egress", nil},
		{"internal/push", join(base, []string{"internal/egress"})},
		{"internal/partner", join(base, []string{"internal/egress"})},
		{"internal/identity", join(base, []string{"internal/evidence"})},
		{"internal/device", join(base, []string{"internal/alert"})},
		{"internal/casefile", join(base, []string{"internal/attendance"})},
		{"internal/intake", base},
		{"internal/city", join(base, []string{"internal/staff", "internal/intake"})},
		{"internal/appeal", join(base, []string{"internal/alert", "internal/attendance", "internal/push", "internal/evidence", "internal/sanction"})},
		{"internal/sanction", join(base, []string{"internal/push", "internal/evidence"})},
		{"internal/record", join(base, []string{"internal/alert", "internal/evidence"})},
		{"internal/leave", join(base, []string{"internal/alert", "internal/push", "internal/evidence"})},
		{"internal/fence", base},
		{"internal/liaison", join(base, []string{"internal/alert"})},
		{"internal/checkin", join(base, []string{"internal/identity", "internal/schedule", "internal/attendance", "internal/alert", "internal/push", "internal/evidence"})},
		{"internal/incident", join(base, []string{"internal/checkin", "internal/push"})},
		{"internal/rollcall", join(base, []string{"internal/schedule", "internal/attendance", "internal/alert", "internal/push", "internal/evidence"})},
		{"internal/handbook", nil},
		{"internal/team", join(base, []string{"internal/staff"})},
		{"internal/privacy", join(base, []string{"internal/checkin", "internal/evidence"})},
		{"internal/oversight", join(base, []string{"internal/attendance"})},
		{"internal/report", join(leaves, words)},
		{"internal/store", join(leaves, words)},
		{"internal/jobqueue", join(leaves, []string{"internal/store", "internal/obs"})},
		{"internal/redisx", join(leaves, words)},
		{"internal/httpapi", join(leaves, []string{"internal/org", "internal/authz", "internal/staff", "internal/obs"})},
		{"mobile-api", join(leaves, words, []string{"internal/httpapi"})},
		{"internal/consoleapi", join(leaves, words, []string{"internal/httpapi", "internal/report", "internal/oidc", "internal/obs"})},
		{"internal/loadtest", join(leaves, []string{"internal/badlink", "signaling/sfu", "signaling/protocol", "signaling/signalingtest"})},
		{"signaling/sfu", leaves},
		{"signaling/ice", leaves},
		{"signaling/identify", join(leaves, []string{"internal/person", "internal/identity", "internal/rollcall", "signaling/protocol", "signaling/sfu"})},
		{"signaling/recording", join(leaves, []string{"signaling/sfu"})},
		{"signaling/archive", join(leaves, []string{"internal/evidence", "internal/person", "internal/rollcall", "signaling/recording"})},
		{"signaling/cluster", join(leaves, []string{"internal/rollcall", "internal/redisx"})},
		{"signaling/room", join(leaves, []string{"signaling/protocol"})},
		{"signaling/whip", join(leaves, []string{"signaling/protocol"})},
		{"signaling/ws", join(leaves, []string{"signaling/protocol", "signaling/room"})},
	}
}

func TestLaw_WhoMayImportWhom(t *testing.T) {
	t.Parallel()
	all, err := packages()
	require.NoError(t, err)
	for _, p := range all {
		for _, l := range laws() {
			if !under(p.path(), []string{l.pkg}) || (strings.HasSuffix(p.path(), "test") && p.path() != l.pkg) {
				continue
			}
			for _, imported := range p.Imports {
				ours, ok := strings.CutPrefix(imported, module+"/")
				if ok && !under(ours, []string{l.pkg}) && !under(ours, l.may) {
					t.Errorf("%s imports %s: not allowed by the law of %s", p.path(), ours, l.pkg)
				}
			}
		}
	}
}

func TestLaw_OnlyCommandsAndScenariosKnowTheApp(t *testing.T) {
	t.Parallel()
	all, err := packages()
	require.NoError(t, err)
	for _, p := range all {
		if slices.Contains(p.Imports, module+"/internal/app") {
			require.True(t, under(p.path(), []string{"cmd", "test", "internal/demo"}), "%s imports the composition root", p.path())
		}
	}
}

func TestDoc_EveryPackageSaysWhatItIs(t *testing.T) {
	t.Parallel()
	all, err := packages()
	require.NoError(t, err)
	for _, p := range all {
		require.NotEmpty(t, p.Doc, "%s has no package comment", p.path())
	}
}

// MaxLines is where a file must be split; generated files are excepted.
const maxLines = 600

func TestSize_FilesStayReadable(t *testing.T) {
	t.Parallel()
	eachSource(t, func(path string, text []byte) {
		if lines := strings.Count(string(text), "\n"); lines > maxLines {
			t.Errorf("%s has %d lines, more than %d: where would a reader look for half of this?", path, lines, maxLines)
		}
	})
}

// owners are the packages whose goroutines have an owner with a stop.
var owners = []string{"cmd", "internal/app", "internal/jobqueue", "internal/redisx", "internal/consoleapi", "internal/httpapi", "signaling", "internal/push"}

func TestGoroutines_StartOnlyWhereSomebodyOwnsThem(t *testing.T) {
	t.Parallel()
	root, err := moduleRoot()
	require.NoError(t, err)
	eachSource(t, func(path string, text []byte) {
		rel, err := filepath.Rel(root, filepath.Dir(path))
		require.NoError(t, err)
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(rel, "test") || under(filepath.ToSlash(rel), owners) {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				t.Errorf("%s starts a goroutine outside the packages that own some", path)
			}
			return true
		})
	})
}

func eachSource(t *testing.T, fn func(path string, text []byte)) {
	t.Helper()
	root, err := moduleRoot()
	require.NoError(t, err)
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules" || d.Name() == "tools") && path != root {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if line, _, _ := bufio.NewReader(strings.NewReader(string(text))).ReadLine(); !strings.Contains(string(line), "Code generated") {
			fn(path, text)
		}
		return nil
	})
	require.NoError(t, err)
}
