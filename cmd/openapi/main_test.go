package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestContractsAreFresh fails when a committed contract is not what the code says.
func TestContractsAreFresh(t *testing.T) {
	t.Parallel()
	all, err := documents()
	require.NoError(t, err)
	for name, want := range all {
		got, err := os.ReadFile(filepath.Join("..", "..", "api", name))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "api/%s is stale: run go run ./cmd/openapi", name)
	}
}
