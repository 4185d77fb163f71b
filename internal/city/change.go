package city

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"diandao/internal/audit"
	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/org"
)

// UnitDraft is what is told of a unit that is there.
type UnitDraft struct {
	Name      string
	Telephone string // of the office; empty is none
}

// Change gives a unit another name or telephone; version is the one that was seen. It returns org.ErrNotFound,
// org.ErrUnit, org.ErrTelephone, org.ErrNameTaken, org.ErrChanged or an authz error.
func (s *Service) Change(ctx context.Context, actor authz.Actor, id org.UnitID, version int, d UnitDraft) (org.Unit, error) {
	if err := authz.Allow(actor, authz.OrgManage); err != nil {
		return org.Unit{}, err
	}
	var after org.Unit
	err := s.store.InTx(ctx, func(tx Tx) error {
		units, err := tx.HoldUnits(ctx)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(units, func(u org.Unit) bool { return u.ID == id })
		if at < 0 {
			return org.ErrNotFound
		}
		before := units[at]
		if err := authz.Check(actor, authz.OrgManage, before.Path); err != nil {
			return err
		}
		if after, err = d.of(before, units); err != nil {
			return err
		}
		if before.Version != version {
			return org.ErrChanged
		}
		return s.setUnit(ctx, tx, actor, before, after, nil)
	})
	if err != nil {
		return org.Unit{}, fmt.Errorf("change unit: %w", err)
	}
	return after, nil
}

// of is the unit as the draft says, beside the units there are.
func (d UnitDraft) of(u org.Unit, units []org.Unit) (org.Unit, error) {
	u.Name, u.Telephone = strings.TrimSpace(d.Name), strings.TrimSpace(d.Telephone)
	if !org.IsTelephone(u.Telephone) {
		return u, org.ErrTelephone.On(fault.Field{Path: "telephone", Reason: org.TelephoneRule})
	}
	if err := u.Validate(); err != nil {
		return u, err
	}
	if slices.ContainsFunc(units, func(o org.Unit) bool { return o.ID != u.ID && o.ParentID == u.ParentID && o.Name == u.Name }) {
		return u, org.ErrNameTaken
	}
	u.Version++
	return u, nil
}

// setUnit stores after, the next version of before, with an entry that tells what was and what is; also is added to it.
func (s *Service) setUnit(ctx context.Context, tx Tx, actor authz.Actor, before, after org.Unit, also map[string]any) error {
	if err := tx.UpdateUnit(ctx, after); err != nil {
		return err
	}
	facts := map[string]any{}
	for name, value := range also {
		facts[name] = value
	}
	if before.Name != after.Name {
		facts["name"] = []string{before.Name, after.Name}
	}
	if before.Telephone != after.Telephone {
		facts["telephone"] = []string{before.Telephone, after.Telephone}
	}
	return tx.Audit(ctx, audit.New(actor, s.clock.Now(), after.Path, "unit.changed", "unit:"+string(after.ID), "").Holding(facts))
}
