package app

import (
	"context"
	"fmt"

	"diandao/internal/authz"
	"diandao/internal/consoleapi"
	"diandao/internal/demo"
	"diandao/internal/staff"
	"diandao/internal/store"
)

// SeedDemo invents the demo city if the store is empty, and reports whether it did.
func (a *App) SeedDemo(ctx context.Context, password string, progress func(done, total int)) (bool, error) {
	seeded, err := demo.IsSeeded(ctx, a.store.Orgs())
	if err != nil || seeded {
		return false, err
	}
	err = demo.Seed(ctx, demo.Deps{
		Orgs: a.store.Orgs(), Persons: a.store.Persons(), Devices: a.store.Devices(), Checkins: a.store.Checkins(), Staff: a.services.staff,
		Fences: a.store.Fences(), Receipts: a.store.Push(),
		Vault: a.services.vault, Clock: a.clock, Progress: progress,
	}, password)
	return err == nil, err
}

// demoLogins are what the login page of an invented city shows; nil for every real one.
func (a *App) demoLogins() []consoleapi.DemoLogin {
	if a.opts.DemoPassword == "" {
		return nil
	}
	var out []consoleapi.DemoLogin
	for _, l := range demo.Logins() {
		out = append(out, consoleapi.DemoLogin{Username: l.Username, Password: a.opts.DemoPassword, Role: consoleapi.Role(l.Role)})
	}
	return out
}

// DemoPhonePath issues an activation code for the demo's person and returns the phone's address below the server.
func (a *App) DemoPhonePath(ctx context.Context) (string, error) {
	p, err := a.store.Persons().ByNumber(ctx, demo.PhoneNumber())
	if err != nil {
		return "", fmt.Errorf("demo person: %w", err)
	}
	actor := authz.Actor{Role: authz.Admin, ID: "demo", Scope: p.Path}
	code, _, err := a.services.devices.IssueCode(ctx, actor, p.ID)
	if err != nil {
		return "", err
	}
	return "/phone/#/activate?now&code=" + code, nil
}

// AddStaff adds a staff member by the system's own hand, for the first of a deployment and for tests.
func (a *App) AddStaff(ctx context.Context, m staff.Member, password string) (staff.Member, error) {
	return a.services.staff.Add(ctx, authz.SystemActor(), m, password)
}

// Store is the open database, for commands and tests.
func (a *App) Store() *store.Store { return a.store }
