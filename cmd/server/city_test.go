package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/store/storetest"
)

const unitsFile = "编码,名称,上级编码\n990101,东湖区,9901\n990101001,文昌司法所,990101\n"

// command runs the program with settings and a word on standard input.
func command(t *testing.T, settings []string, in string, args ...string) (code int, told string) {
	t.Helper()
	var out output
	code = runReading(t.Context(), args, settings, strings.NewReader(in), &out, &out)
	return code, out.String()
}

func writeUnits(t *testing.T, dir, text string) string {
	t.Helper()
	path := filepath.Join(dir, "units.csv")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// eachEmpty runs the test once on every engine, with the settings of a server whose database has no table and whose
// folder is not there yet.
func eachEmpty(t *testing.T, test func(t *testing.T, settings []string)) {
	t.Helper()
	t.Parallel()
	storetest.EachUnmigrated(t, func(t *testing.T, url string) {
		test(t, []string{"DIANDAO_DATA_DIR=" + filepath.Join(t.TempDir(), "data"), "DIANDAO_DATABASE_URL=" + url, "DIANDAO_REDIS_URL=memory", "DIANDAO_MEDIA_UDP_PORT=0", "DIANDAO_MEDIA_TCP_PORT=-1"})
	})
}

// An operator's first evening: a list with a mistake, a look without consequences, the city; then the administrator signs in
// with what was printed, must choose a password, and sees the units.
func TestCity_FromAnEmptyDatabaseToTheFirstLogin(t *testing.T) {
	eachEmpty(t, func(t *testing.T, settings []string) {
		dir := t.TempDir()
		create := func(more ...string) (int, string) {
			return command(t, settings, "", append([]string{"city", "create", "--code", "9901", "--name", "云州市", "--admin-username", "wu.min", "--admin-name", "吴敏"}, more...)...)
		}
		code, told := create("--units", writeUnits(t, dir, unitsFile+"990101001,学府司法所,990101\n990109001,无区所,990109\n"), "--dry-run")
		require.Equal(t, 1, code)
		require.Contains(t, told, "line 4: code: 990101001: line 3 has it already")
		require.Contains(t, told, "line 5: parent: 990109 is neither the city nor in the list")
		require.Contains(t, told, "city.units_invalid")
		good := writeUnits(t, dir, unitsFile)
		code, told = create("--units", good, "--dry-run")
		require.Zero(t, code, told)
		require.Contains(t, told, "1 districts and 1 stations; nothing was kept")
		code, told = command(t, settings, "", "city", "units", good)
		require.Equal(t, 1, code)
		require.Contains(t, told, "city.none")

		code, told = create("--units", good)
		require.Zero(t, code, told)
		first := regexp.MustCompile(`password {2}(\S+)`).FindStringSubmatch(told)
		require.NotNil(t, first, told)
		code, told = create()
		require.Equal(t, 1, code)
		require.Contains(t, told, "city.exists")
		code, told = command(t, settings, "", "city", "units", writeUnits(t, dir, unitsFile+"990101002,学府司法所,990101\n"))
		require.Zero(t, code, told)
		require.Contains(t, told, "0 districts and 1 stations added; 2 lines were there already")
		code, told = command(t, settings, "", "verify")
		require.Zero(t, code, told)
		require.Contains(t, told, "4 chains, 5 entries")
		numbered := writeUnits(t, dir, "编码,名称,上级编码,电话\n990101,东湖区,9901,\n990101001,文昌司法所,990101,0999-0000001\n")
		code, told = command(t, settings, "", "city", "units", numbered)
		require.Zero(t, code, told)
		require.Contains(t, told, "0 districts and 0 stations added; 2 lines were there already, 1 of them without a telephone until now")

		c := serving(t, settings)
		require.Equal(t, http.StatusOK, c.send(http.MethodPost, "session", map[string]any{"username": "wu.min", "password": first[1]}))
		require.Equal(t, http.StatusForbidden, c.send(http.MethodGet, "units", nil))
		require.Contains(t, c.answer, "staff.password_change_required")
		require.Equal(t, http.StatusNoContent, c.send(http.MethodPut, "account/password", map[string]any{"old": first[1], "new": "a quiet morning 7"}))
		require.Equal(t, http.StatusOK, c.send(http.MethodGet, "units", nil))
		for _, name := range []string{"云州市", "东湖区", "文昌司法所", "学府司法所", "0999-0000001"} {
			require.Contains(t, c.answer, name)
		}
		// the last way in for an administrator who has forgotten it, beside a running server
		code, told = command(t, settings, "a word from a paper\n", "city", "password", "--admin-username", "Wu.Min", "--password-stdin")
		require.Zero(t, code, told)
		require.NotContains(t, told, "a word from a paper")
		require.Equal(t, http.StatusUnauthorized, c.send(http.MethodPost, "session", map[string]any{"username": "wu.min", "password": "a quiet morning 7"}))
		require.Equal(t, http.StatusOK, c.send(http.MethodPost, "session", map[string]any{"username": "wu.min", "password": "a word from a paper"}))
		require.Contains(t, c.answer, `"must_change_password":true`)
	})
}

// client is a browser at a running server.
type client struct {
	t      *testing.T
	http   http.Client
	base   string
	csrf   string
	answer string
}

// serving runs the server until the test ends.
func serving(t *testing.T, settings []string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	address := freeAddress(t)
	c := &client{t: t, base: "http://" + address, http: http.Client{Jar: jar}}
	ctx, stop := context.WithCancel(t.Context())
	var out output
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve", "--listen", address}, settings, &out, &out) }()
	t.Cleanup(func() {
		stop()
		select {
		case code := <-ended:
			require.Zero(t, code, out.String())
		case <-time.After(30 * time.Second):
			require.FailNow(t, "the server did not stop within 30 s")
		}
	})
	require.Eventually(t, func() bool {
		res, err := http.Get(c.base + "/readyz")
		return err == nil && res.Body.Close() == nil && res.StatusCode == http.StatusOK
	}, 60*time.Second, 50*time.Millisecond, "the server is ready")
	return c
}

func (c *client) send(method, path string, body any) int {
	c.t.Helper()
	var b bytes.Buffer
	if body != nil {
		require.NoError(c.t, json.NewEncoder(&b).Encode(body))
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.base+"/console/v1/"+path, &b)
	require.NoError(c.t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-CSRF-Token", c.csrf)
	res, err := c.http.Do(req)
	require.NoError(c.t, err)
	defer res.Body.Close()
	var text bytes.Buffer
	_, err = text.ReadFrom(res.Body)
	require.NoError(c.t, err)
	c.answer = text.String()
	var told struct {
		CSRF string `json:"csrf_token"`
	}
	if json.Unmarshal(text.Bytes(), &told) == nil && told.CSRF != "" {
		c.csrf = told.CSRF
	}
	return res.StatusCode
}

func TestCity_RefusesWhoCouldNotSignIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	settings := []string{"DIANDAO_DATA_DIR=" + dir}
	create := func(in string, more ...string) (int, string) {
		return command(t, settings, in, append([]string{"city", "create", "--code", "9901", "--name", "云州市", "--admin-username", "wu.min"}, more...)...)
	}
	for want, args := range map[string][]string{
		"needs OIDC_ISSUER":      {"--no-password"},
		"exclude each other":     {"--no-password", "--password-stdin"},
		"staff.password_weak":    {"--password-stdin"},
		"org.unit_invalid":       {"--zone", "Mars/Base"},
		"staff.username_invalid": {"--admin-username", "x"},
		"no such file":           {"--units", filepath.Join(dir, "missing.csv")},
		"city.units_columns":     {"--units", writeUnits(t, dir, "a,b\n1,2\n")},
		"missing flags: --name":  nil,
	} {
		var code int
		var told string
		if args == nil {
			code, told = command(t, settings, "", "city", "create", "--code", "9901", "--admin-username", "wu.min")
		} else {
			code, told = create("\n", args...)
		}
		require.NotZero(t, code, want)
		require.Contains(t, told, want)
	}
	code, told := command(t, []string{"DIANDAO_DATA_DIR=" + t.TempDir()}, "", "city", "units", writeUnits(t, dir, unitsFile))
	require.Equal(t, 1, code)
	require.Contains(t, told, "lacks step")
	settings = append(settings, "DIANDAO_OIDC_ISSUER=https://sso.example.org", "DIANDAO_OIDC_CLIENT_ID=x", "DIANDAO_OIDC_CLIENT_SECRET=y", "DIANDAO_OIDC_NAME=市统一认证")
	code, told = create("", "--no-password")
	require.Zero(t, code, told)
	require.Contains(t, told, "by 市统一认证, as wu.min there")
	require.NotContains(t, told, "password")
}
