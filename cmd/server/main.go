// Command server is Diandao: `server serve` runs it, `server demo` runs it with an invented city; the
// other subcommands help whoever operates it.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"diandao/internal/config"
)

// cli is the tree of subcommands, one file each.
type cli struct {
	Serve    serveCmd    `cmd:"" default:"withargs" help:"Run the server."`
	Demo     demoCmd     `cmd:"" help:"Run the server with an invented city, for a look around."`
	City     cityCmd     `cmd:"" help:"Begin a real city: its first administrator, its districts and stations."`
	Migrate  migrateCmd  `cmd:"" help:"Bring the database's schema up to date, or show where it stands."`
	Config   configCmd   `cmd:"" help:"Check, print or describe the settings."`
	Verify   verifyCmd   `cmd:"" help:"Walk the audit chains and name the first break."`
	Drain    drainCmd    `cmd:"" help:"Have one of several servers take no new roll calls and move those it has; or list the servers."`
	Health   healthCmd   `cmd:"" help:"Ask a running server whether it is ready; for container health checks."`
	Loadtest loadtestCmd `cmd:"" help:"Measure what a roll call's media costs, beside a bare forwarder."`
}

// env is what subcommands get from the outside.
type env struct {
	ctx     context.Context //nolint:containedctx // kong hands it to Run methods
	in      io.Reader
	out     io.Writer
	environ []string
}

// load reads the settings and applies flags.
func (e env) load(change func(*config.Config)) (config.Config, error) {
	c, err := config.Load(e.environ)
	if err != nil {
		return c, err
	}
	if change != nil {
		change(&c)
	}
	return c, c.Validate()
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	go forceOnSecond(ctx)
	code := runReading(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// forceOnSecond ends the process at the second signal, when stopping hangs.
func forceOnSecond(ctx context.Context) {
	<-ctx.Done()
	again := make(chan os.Signal, 1)
	signal.Notify(again, os.Interrupt, syscall.SIGTERM)
	<-again
	os.Exit(1)
}

// run is runReading without any input.
func run(ctx context.Context, args, environ []string, out, errs io.Writer) int {
	return runReading(ctx, args, environ, strings.NewReader(""), out, errs)
}

func runReading(ctx context.Context, args, environ []string, in io.Reader, out, errs io.Writer) int {
	var c cli
	parser, err := kong.New(&c, kong.Name("server"), kong.Description("Diandao (点到): check-ins and roll calls for community corrections."),
		kong.UsageOnError(), kong.Writers(out, errs), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(errs, err)
		return 1
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(errs, "server:", err)
		return 2
	}
	if err := command.Run(env{ctx: ctx, in: in, out: out, environ: environ}); err != nil {
		fmt.Fprintln(errs, "server:", err)
		return 1
	}
	return 0
}
