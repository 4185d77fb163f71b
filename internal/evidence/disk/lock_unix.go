//go:build unix

package disk

import (
	"os"
	"syscall"
)

// lock takes the lock of an open file, or fails at once when another open file has it. It ends when the file is
// closed, however its process ends.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
