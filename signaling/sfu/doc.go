// Package sfu forwards media between peers: it knows opaque peer ids, and neither people nor websockets.
package sfu
