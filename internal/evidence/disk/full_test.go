//go:build unix

package disk_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/evidence"
	"diandao/internal/evidence/disk"
)

// childVariable tells the test binary to play the server on a disk that fills up.
const childVariable = "DIANDAO_TEST_FULL_DISK"

// TestVault_AFullDiskLosesNothingAndSaysSo runs itself in a process that may write no file above 4 KiB,
// so that a write ends in the middle.
func TestVault_AFullDiskLosesNothingAndSaysSo(t *testing.T) {
	if dir := os.Getenv(childVariable); dir != "" {
		fillUp(t, dir)
		return
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), childVariable+"="+t.TempDir())
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "--- PASS: "+t.Name())
}

func fillUp(t *testing.T, dir string) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}))
	v, err := disk.Open(filepath.Join(dir, "evidence"), filepath.Join(dir, "master.key"), keys{})
	require.NoError(t, err)
	defer v.Close()
	before := put(t, v, "p")
	_, err = v.Put(t.Context(), evidence.Input{PersonID: "p", Kind: evidence.CheckinPhoto, Data: make([]byte, 1<<20)})
	require.ErrorContains(t, err, "write evidence")
	data, err := v.Open(t.Context(), before)
	require.NoError(t, err)
	require.Equal(t, text, string(data))
	sealedFile(t, dir) // one file alone: the half one is gone
	put(t, v, "p")
}
