// Command openapi writes the two HTTP contracts, api/mobile.yaml and api/console.yaml, from their Go
// definitions. Run it in the root of the repository, or name the folder to write to.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"diandao/internal/consoleapi"
	"diandao/internal/httpapi"
	mobileapi "diandao/mobile-api"
)

func main() {
	dir := "api"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	if err := write(dir); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// documents renders the contracts by file name. No handler ever runs, so none needs a service.
func documents() (map[string][]byte, error) {
	apis := map[string]*httpapi.API{
		"mobile.yaml":  mobileapi.Register(httpapi.New(httpapi.Options{}), mobileapi.Deps{}),
		"console.yaml": consoleapi.Register(httpapi.New(httpapi.Options{}), consoleapi.Deps{}),
	}
	out := make(map[string][]byte, len(apis))
	for name, api := range apis {
		b, err := api.OpenAPI().YAML()
		if err != nil {
			return nil, fmt.Errorf("render %s: %w", name, err)
		}
		out[name] = b
	}
	return out, nil
}

func write(dir string) error {
	all, err := documents()
	if err != nil {
		return err
	}
	for name, b := range all {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			return fmt.Errorf("write contract: %w", err)
		}
	}
	return nil
}
