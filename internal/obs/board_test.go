package obs_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const root = "../.."

// The board of an operator shows every metric that the server has, and none that it does not have.
func TestBoard_ShowsWhatIsMeasured(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile(filepath.Join(root, "deploy/grafana.json"))
	require.NoError(t, err)
	var board struct {
		Panels []struct {
			Title   string `json:"title"`
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	require.NoError(t, json.Unmarshal(file, &board))
	metric := regexp.MustCompile(`diandao_[a-z_]+`)
	var shown []string
	for _, p := range board.Panels {
		for _, target := range p.Targets {
			require.Equal(t, strings.Count(target.Expr, "("), strings.Count(target.Expr, ")"), p.Title)
			for _, name := range metric.FindAllString(target.Expr, -1) {
				shown = append(shown, strings.TrimSuffix(name, "_bucket"))
			}
		}
	}
	slices.Sort(shown)
	require.Equal(t, measured(t), slices.Compact(shown))
}

// measured are the names of all metrics, as the sources give them.
func measured(t *testing.T) []string {
	t.Helper()
	named := regexp.MustCompile(`(?:Name: |Counter\(|Gauge\(|GaugeFunc\()"(diandao_[a-z_]+)"`)
	var out []string
	for _, dir := range []string{"internal", "signaling"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			for _, m := range named.FindAllStringSubmatch(string(source), -1) {
				out = append(out, m[1])
			}
			return err
		})
		require.NoError(t, err)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
