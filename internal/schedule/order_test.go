package schedule_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/schedule"
)

// goldenOrder is one order as docs/draws.md describes it; the browser's checker is tested against the same file.
type goldenOrder struct {
	Seed    string   `json:"seed"`
	Subject string   `json:"subject"`
	IDs     []string `json:"ids"`
	Order   []string `json:"order"`
}

func goldenOrders(t *testing.T) []goldenOrder {
	t.Helper()
	var all []goldenOrder
	for i, n := range []int{1, 2, 3, 8, 40} {
		g := goldenOrder{Subject: fmt.Sprintf("0193a5f0-7c00-7000-8000-%012d", i+1)}
		for k := range len(schedule.Seed{}) {
			g.Seed += fmt.Sprintf("%02x", (41*i+13*k+7)%256)
		}
		for k := range n {
			g.IDs = append(g.IDs, fmt.Sprintf("0193a5f0-7c00-7000-9000-%012d", (k*7919)%9973))
		}
		seed, err := schedule.ParseSeed(g.Seed)
		require.NoError(t, err)
		g.Order = schedule.Order(seed, g.Subject, g.IDs)
		all = append(all, g)
	}
	return all
}

// What was drawn once is drawn for ever.
func TestOrder_IsAsPublished(t *testing.T) {
	t.Parallel()
	got, err := json.MarshalIndent(goldenOrders(t), "", "  ")
	require.NoError(t, err)
	file := filepath.Join("testdata", "orders.golden.json")
	if *update {
		require.NoError(t, os.WriteFile(file, append(got, '\n'), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run the test with -update")
	require.JSONEq(t, string(want), string(got))
}

func TestOrder_LosesNobodyAndDoesNotCareForTheOrderGiven(t *testing.T) {
	t.Parallel()
	for _, g := range goldenOrders(t) {
		seed, err := schedule.ParseSeed(g.Seed)
		require.NoError(t, err)
		back := slices.Clone(g.IDs)
		slices.Reverse(back)
		require.Equal(t, g.Order, schedule.Order(seed, g.Subject, back))
		require.ElementsMatch(t, g.IDs, g.Order)
	}
}

// Each of three comes first, and each order comes up, about equally often.
func TestOrder_IsFair(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	const draws = 6000
	seed := schedule.Seed{1, 2, 3}
	for n := range draws {
		counts[fmt.Sprint(schedule.Order(seed, fmt.Sprint(n), []string{"a", "b", "c"}))]++
	}
	require.Len(t, counts, 6)
	for order, n := range counts {
		require.InDelta(t, draws/6, n, 120, order) // about four standard deviations
	}
}
