// Package archtest keeps the structure of the code by tests: who may import whom and why, that every
// package says what it is, that files stay small, that goroutines start only where somebody owns them.
package archtest
