package disk_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVault_SecretOpensUnderItsLabelOnly(t *testing.T) {
	t.Parallel()
	v, _ := vault(t, keys{})
	sealed := v.SealSecret("a", []byte(text))
	require.NotContains(t, string(sealed), text)
	require.NotEqual(t, sealed, v.SealSecret("a", []byte(text)), "a nonce of its own")
	plain, err := v.OpenSecret("a", sealed)
	require.NoError(t, err)
	require.Equal(t, text, string(plain))
	_, err = v.OpenSecret("b", sealed)
	require.Error(t, err)
	sealed[len(sealed)-1] ^= 1
	_, err = v.OpenSecret("a", sealed)
	require.Error(t, err)
	_, err = v.OpenSecret("a", nil)
	require.Error(t, err)
}
