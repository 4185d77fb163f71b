// Package httpapitest runs tables of requests against an application as it stands, and checks what every
// contract must keep: who may call, what an operation declares, and that its example is true.
package httpapitest
