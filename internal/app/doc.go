// Package app is the composition root: it alone knows every part, builds them by hand in one order and
// takes them down in the reverse one. What does not fit between two parts is adapted here.
//
// Terms: a part is something with a life (store, Redis, job queue, media, HTTP); roles are the parts that
// run in this process.
package app
