//go:build !noweb

package web

import (
	"embed"
	"io/fs"
)

//go:embed all:console/dist all:phone/dist all:reference/dist
var dist embed.FS

// Console is the built console; without index.html when it was not built.
func Console() (fs.FS, error) { return fs.Sub(dist, "console/dist") }

// Phone is the built phone app; without index.html when it was not built.
func Phone() (fs.FS, error) { return fs.Sub(dist, "phone/dist") }

// Reference is the built viewer of the contracts; without index.html when it was not built.
func Reference() (fs.FS, error) { return fs.Sub(dist, "reference/dist") }
