//go:build noweb

package web

import (
	"embed"
	"io/fs"
)

// Console is empty: built with the tag noweb.
func Console() (fs.FS, error) { return embed.FS{}, nil }

// Phone is empty: built with the tag noweb.
func Phone() (fs.FS, error) { return embed.FS{}, nil }

// Reference is empty: built with the tag noweb.
func Reference() (fs.FS, error) { return embed.FS{}, nil }
