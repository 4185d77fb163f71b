package org_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/org"
)

func TestIsTelephone(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"", "110", "0999-0000000", "+86 (999) 0000-0000", "0999 0000 000", strings.Repeat("0", 20)} {
		require.True(t, org.IsTelephone(good), good)
	}
	for _, bad := range []string{"11", "1-2", "( - )", " 110", "110 ", "0999-0000000转8", "abc", "０９９９", "0999\t0000", "0999/0000000", strings.Repeat("0", 21)} {
		require.False(t, org.IsTelephone(bad), bad)
	}
}
