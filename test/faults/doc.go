// Package faults kills real server processes in the middle of their work, and starts them again.
package faults
