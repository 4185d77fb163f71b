// Package docs embeds the guide, a page for each role in Chinese and in English with its pictures, which the
// server shows under /docs/. The Markdown files are read on a code host as well, so links between them are
// relative and name Markdown files.
package docs

import (
	"embed"
	"io/fs"
)

//go:embed guide
var files embed.FS

// Guide is the folder guide: zh/*.md, en/*.md and pictures/{zh,en}/*.webp.
func Guide() (fs.FS, error) { return fs.Sub(files, "guide") }
