// Package web embeds the built pages of the console and of the phone into the server.
//
// The pages are built with `npm run build` in this folder; each file system has index.html at its root. A
// server built before that, or with the tag noweb, has none and tells so.
package web
