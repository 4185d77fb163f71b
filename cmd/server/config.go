package main

import (
	"fmt"

	"diandao/internal/config"
)

type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Name everything that is wrong."`
	Print configPrintCmd `cmd:"" help:"Print all settings, secrets hidden."`
	Doc   configDocCmd   `cmd:"" help:"Print the reference of all settings as Markdown."`
}

type (
	configCheckCmd struct{}
	configPrintCmd struct{}
	configDocCmd   struct{}
)

// Run names everything that is wrong.
func (configCheckCmd) Run(e env) error {
	if _, err := e.load(nil); err != nil {
		return err
	}
	fmt.Fprintln(e.out, "the settings are sound")
	return nil
}

// Run prints all settings.
func (configPrintCmd) Run(e env) error {
	c, err := e.load(nil)
	fmt.Fprint(e.out, c)
	return err
}

// Run prints the reference.
func (configDocCmd) Run(e env) error {
	_, err := fmt.Fprint(e.out, config.Markdown())
	return err
}
