package webhook_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/partner"
)

// calls give a sample of the guide what a receiver has, and print what it says.
func calls() map[string]string {
	return map[string]string{
		"go":     "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n\t\"strconv\"\n\t\"time\"\n)\n\nfunc main() {\n\tnow, _ := strconv.ParseInt(os.Args[6], 10, 64)\n\tfmt.Println(Verify(os.Args[1], os.Args[2], os.Args[3], os.Args[4], []byte(os.Args[5]), time.Unix(now, 0)))\n}\n",
		"python": "\nimport sys\n\na = sys.argv[1:]\nprint(str(verify(a[0], a[1], a[2], a[3], a[4].encode(), int(a[5]))).lower())\n",
		"js":     "\nconst a = process.argv.slice(2)\nconsole.log(verify(a[0], a[1], a[2], a[3], Buffer.from(a[4]), Number(a[5])))\n",
	}
}

// command writes a sample with its call into a folder and returns how it is run.
func command(t *testing.T, language, sample string) []string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	switch language {
	case "python":
		return []string{"python3", write("verify.py", sample+calls()[language])}
	case "js":
		return []string{"node", write("verify.mjs", sample+calls()[language])}
	}
	binary := filepath.Join(dir, "verify")
	files := []string{write("verify.go", strings.Replace(sample, "package webhooks", "package main", 1)), write("main.go", calls()[language])}
	out, err := exec.CommandContext(t.Context(), "go", append([]string{"build", "-o", binary}, files...)...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	return []string{binary}
}

// What the guide tells integrators to write believes what is ours and nothing else, in each language.
func TestGuide_SamplesVerify(t *testing.T) {
	t.Parallel()
	fence := regexp.MustCompile("(?s)```(go|python|js)\n(.*?)```")
	texts := map[string]string{}
	for _, page := range []string{"zh", "en"} {
		text, err := os.ReadFile("../../../docs/guide/" + page + "/integrator.md")
		require.NoError(t, err)
		for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
			if earlier, ok := texts[m[1]]; ok {
				require.Equal(t, earlier, m[2], "the same in both languages")
			}
			texts[m[1]] = m[2]
		}
	}
	require.Len(t, texts, 3)
	const body, now = `{"type":"leave.decided"}`, "1795406400"
	both, err := partner.Sign([]string{"whsec_b2xkZXIgc2VjcmV0", secret}, "d1", noon(), body)
	require.NoError(t, err)
	for language, sample := range texts {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			run := command(t, language, sample)
			if _, err := exec.LookPath(run[0]); err != nil {
				require.Empty(t, os.Getenv("CI"), "%s is missing", run[0])
				t.Skip(run[0] + " is not here")
			}
			says := func(args ...string) string {
				out, err := exec.CommandContext(t.Context(), run[0], append(run[1:], args...)...).CombinedOutput()
				require.NoError(t, err, "%s", out)
				return strings.TrimSpace(string(out))
			}
			require.Equal(t, "true", says(secret, "d1", now, both, body, "1795406699"))
			require.Equal(t, "false", says(secret, "d1", now, both, body, "1795406701"), "too old")
			require.Equal(t, "false", says(secret, "d1", now, both, body+" ", now))
			require.Equal(t, "false", says(secret, "d2", now, both, body, now))
			require.Equal(t, "false", says("whsec_b3RoZXI=", "d1", now, both, body, now))
			require.Equal(t, "false", says(secret, "d1", "soon", both, body, now))
			require.Equal(t, "false", says(secret, "d1", now, "v2,"+strings.TrimPrefix(strings.Fields(both)[1], "v1,"), body, now), "another scheme")
		})
	}
}
