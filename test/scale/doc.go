// Package scale measures what grows: opening check-ins among many persons, and submissions under way
// meanwhile. Sizes come from DIANDAO_SCALE_PERSONS and DIANDAO_SCALE_DUE; the small defaults belong to the
// tests, the large ones to make bench.
package scale
