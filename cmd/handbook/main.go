// Command handbook writes the guide as static HTML into a folder, bin/docs unless another is named. The server
// shows the same pages under /docs/.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"diandao/docs"
	"diandao/internal/handbook"
)

func main() {
	dir := filepath.Join("bin", "docs")
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := write(dir); err != nil {
		fmt.Fprintln(os.Stderr, "handbook:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	guide, err := docs.Guide()
	if err != nil {
		return err
	}
	files, err := handbook.Build(guide)
	if err != nil {
		return err
	}
	for name, f := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		if err := os.WriteFile(to, f.Body, 0o644); err != nil {
			return fmt.Errorf("write page: %w", err)
		}
	}
	return nil
}
