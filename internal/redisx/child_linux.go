package redisx

import "syscall"

// childAttributes: the child dies with us, however we die, and a Ctrl-C at the terminal is ours alone.
func childAttributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
}
