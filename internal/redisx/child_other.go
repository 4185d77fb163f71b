//go:build !linux

package redisx

import "syscall"

// childAttributes has no way to say that the child dies with us.
func childAttributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{} }
