package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"diandao/internal/city"
	"diandao/internal/clock"
	"diandao/internal/config"
	"diandao/internal/fault"
	"diandao/internal/intake"
	"diandao/internal/org"
	"diandao/internal/staff"
	"diandao/internal/store"
)

type cityCmd struct {
	Create   cityCreateCmd   `cmd:"" help:"Begin a city in an empty database: its unit, its first administrator, and districts and stations from a file."`
	Units    cityUnitsCmd    `cmd:"" help:"Add districts and stations from a file (CSV or XLSX with the columns code, name, parent and, if wanted, telephone) to the city."`
	Password cityPasswordCmd `cmd:"" help:"Give an administrator a new first password, when nobody else can."`
}

type passwordFlags struct {
	PasswordStdin bool `help:"Read the first password from standard input instead of making one."`
}

type cityCreateCmd struct {
	passwordFlags
	Code          string `required:"" help:"The city's administrative division code (GB/T 2260)." placeholder:"9901"`
	Name          string `required:"" help:"The city's name."`
	Telephone     string `help:"Number of the city's office, for persons to ring." placeholder:"0999-0000000"`
	Zone          string `default:"Asia/Shanghai" help:"The IANA time zone in which plans are read."`
	AdminUsername string `required:"" help:"Username of the first administrator; with the city's login, their username there."`
	AdminName     string `help:"Name of the first administrator; default: the username."`
	NoPassword    bool   `help:"Make no password: the administrator signs in by the city's login (OIDC_ISSUER)."`
	Units         string `help:"File of districts and stations." placeholder:"FILE" type:"path"`
	DryRun        bool   `help:"Name every line of the file that is wrong and keep nothing."`
}

// Run begins a city and prints the administrator's first password, once.
func (c cityCreateCmd) Run(e env) error {
	d := city.Draft{
		Code: c.Code, Name: strings.TrimSpace(c.Name), Zone: c.Zone, Telephone: strings.TrimSpace(c.Telephone), NoPassword: c.NoPassword, Dry: c.DryRun,
		Admin: staff.Draft{Username: c.AdminUsername, Name: c.AdminName},
	}
	if d.Admin.Name == "" {
		d.Admin.Name = c.AdminUsername
	}
	cfg, err := e.load(nil)
	if err != nil {
		return err
	}
	if err := c.checkLogin(cfg); err != nil {
		return err
	}
	if d.Units, err = readUnits(c.Units); err != nil {
		return err
	}
	if d.Password, err = c.password(e); err != nil {
		return err
	}
	if err := os.MkdirAll(cfg.DataDir, 0o700); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	return withStore(e, func(s *store.Store) error {
		if err := readySchema(e.ctx, s); err != nil {
			return err
		}
		made, err := city.New(s.Cities(), clock.System{}).Create(e.ctx, d)
		tellLines(e, made.Judged)
		if err != nil {
			return say(err)
		}
		c.tell(e, cfg, made)
		return nil
	})
}

// checkLogin refuses an administrator who could not sign in.
func (c cityCreateCmd) checkLogin(cfg config.Config) error {
	switch {
	case c.NoPassword && c.PasswordStdin:
		return errors.New("--no-password and --password-stdin exclude each other")
	case c.NoPassword && cfg.OIDC.Issuer == "":
		return errors.New("--no-password needs OIDC_ISSUER: without it nobody could sign in")
	}
	return nil
}

func (c cityCreateCmd) tell(e env, cfg config.Config, made city.Created) {
	if c.DryRun {
		fmt.Fprintf(e.out, "%s could begin with %s; nothing was kept\n", made.City.Name, counted(made.Judged.Fresh))
		return
	}
	fmt.Fprintf(e.out, "%s has begun with %s\n\n  console   %s/console/\n  username  %s\n", made.City.Name, counted(made.Judged.Fresh), cfg.PublicURL, made.Admin.Username)
	switch {
	case c.NoPassword:
		fmt.Fprintf(e.out, "  login     by %s, as %s there\n", cfg.OIDC.Name, made.Admin.Username)
	default:
		c.handOut(e, made.Password)
	}
}

// handOut prints a first password that was made here.
func (p passwordFlags) handOut(e env, password string) {
	if p.PasswordStdin {
		fmt.Fprintln(e.out, "  password  as read; it works for seven days and is changed at the first login")
		return
	}
	fmt.Fprintf(e.out, "  password  %s\n            shown this once; it works for seven days and is changed at the first login\n", password)
}

// password reads the first line of standard input; "" when none is to be read.
func (p passwordFlags) password(e env) (string, error) {
	if !p.PasswordStdin {
		return "", nil
	}
	const enough = 4*staff.MaxPassword + 2 // bytes
	line, err := bufio.NewReader(io.LimitReader(e.in, enough)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read password: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", say(staff.ErrPassword)
	}
	return line, nil
}

type cityUnitsCmd struct {
	File   string `arg:"" help:"File of districts and stations; units that are there already are left as they are, but for a telephone where they have none." type:"path"`
	DryRun bool   `help:"Name every line that is wrong and keep nothing."`
}

// Run adds what is missing of a list of units.
func (c cityUnitsCmd) Run(e env) error {
	lines, err := readUnits(c.File)
	if err != nil {
		return err
	}
	return withStore(e, func(s *store.Store) error {
		if err := neededSchema(e.ctx, s); err != nil {
			return err
		}
		judged, err := city.New(s.Cities(), clock.System{}).AddUnits(e.ctx, lines, c.DryRun)
		tellLines(e, judged)
		if err != nil {
			return say(err)
		}
		verb := "added"
		if c.DryRun {
			verb = "could be added, nothing was kept"
		}
		fmt.Fprintf(e.out, "%s %s; %d lines were there already%s\n", counted(judged.Fresh), verb, judged.Known, numbered(judged.Numbered))
		return nil
	})
}

type cityPasswordCmd struct {
	passwordFlags
	AdminUsername string `required:"" help:"Username of an active administrator."`
}

// Run gives an administrator a new first password.
func (c cityPasswordCmd) Run(e env) error {
	password, err := c.password(e)
	if err != nil {
		return err
	}
	return withStore(e, func(s *store.Store) error {
		if err := neededSchema(e.ctx, s); err != nil {
			return err
		}
		username := strings.ToLower(strings.TrimSpace(c.AdminUsername))
		password, err := city.New(s.Cities(), clock.System{}).ResetPassword(e.ctx, username, password)
		if err != nil {
			return say(err)
		}
		fmt.Fprintf(e.out, "  username  %s\n", username)
		c.handOut(e, password)
		return nil
	})
}

// readySchema migrates a database without any table; one of an older version is left to `server migrate up`.
func readySchema(ctx context.Context, s *store.Store) error {
	all, err := s.MigrationStatus(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Applied {
			return neededSchema(ctx, s)
		}
	}
	return s.Migrate(ctx)
}

// neededSchema refuses a database of another version, of which a running server may be the user.
func neededSchema(ctx context.Context, s *store.Store) error {
	all, err := s.MigrationStatus(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if !m.Applied {
			return fmt.Errorf("the database lacks step %04d: begin a city first, or run `server migrate up`", m.Version)
		}
	}
	return nil
}

// readUnits reads a list of units, none when no file is named.
func readUnits(path string) ([]city.Line, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, intake.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	lines, err := city.ReadUnits(data)
	if err != nil {
		return nil, say(err)
	}
	return lines, nil
}

func tellLines(e env, judged city.Judged) {
	for _, p := range judged.Problems {
		fmt.Fprintln(e.out, p)
	}
}

// say turns a fault into its reason, message and fields, without what is for the log alone.
func say(err error) error {
	var f *fault.Error
	if !errors.As(err, &f) || f.Code == fault.Internal {
		return err
	}
	text := f.Reason + ": " + f.Message
	for _, field := range f.Fields {
		text += " " + field.Path + ": " + field.Reason + "."
	}
	return errors.New(text)
}

func counted(units []org.Unit) string {
	n := map[org.Kind]int{}
	for _, u := range units {
		n[u.Kind]++
	}
	return fmt.Sprintf("%d districts and %d stations", n[org.District], n[org.Station])
}

// numbered tells how many units that are there take the file's telephone.
func numbered(units []org.Unit) string {
	if len(units) == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them without a telephone until now", len(units))
}
