// Package id makes the identifiers of every record: UUIDv7 (RFC 9562 §5.7), whose order is the order
// of their making, as 36-character strings. Typed ids live in their domain packages.
package id

import "github.com/google/uuid"

// New returns a new UUIDv7. It panics only when the system's source of randomness fails.
func New() string { return uuid.Must(uuid.NewV7()).String() }

// Valid reports whether s is a UUID in its canonical 36-character form, of any version.
func Valid(s string) bool {
	if len(s) != 36 {
		return false
	}
	_, err := uuid.Parse(s)
	return err == nil
}
