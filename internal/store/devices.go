package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"diandao/internal/device"
	"diandao/internal/org"
	"diandao/internal/person"
)

type deviceRow struct {
	bun.BaseModel `bun:"table:devices"`
	ID            string `bun:",pk"`
	PersonID      string
	PublicKey     []byte
	Name          string
	CreatedAt     int64
	RevokedAt     *int64
	LastSeenAt    *int64
}

func fromDeviceRow(r deviceRow) (device.Device, error) {
	return device.Device{
		ID: device.ID(r.ID), PersonID: person.ID(r.PersonID), PublicKey: r.PublicKey, Name: r.Name,
		CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), RevokedAt: instant(r.RevokedAt),
	}, nil
}

type activationRow struct {
	bun.BaseModel `bun:"table:activations"`
	CodeHash      string `bun:",pk"`
	PersonID      string
	Path          string
	CreatedBy     string
	CreatedAt     int64
	ExpiresAt     int64
	UsedAt        *int64
}

type refreshRow struct {
	bun.BaseModel `bun:"table:refresh_tokens"`
	TokenHash     string `bun:",pk"`
	DeviceID      string
	FamilyID      string
	IssuedAt      int64
	ExpiresAt     int64
	UsedAt        *int64
	RevokedAt     *int64
	NextHash      string
}

// Devices keeps phones, activation codes and refresh tokens.
type Devices struct{ s *Store }

var _ device.Store = (*Devices)(nil)

// Devices returns the phones.
func (s *Store) Devices() *Devices { return &Devices{s} }

// InTx runs fn in one transaction.
func (d *Devices) InTx(ctx context.Context, fn func(device.Tx) error) error {
	return d.s.InTx(ctx, func(tx *Tx) error { return fn(tx) })
}

// Get returns device.ErrNotFound.
func (d *Devices) Get(ctx context.Context, id device.ID) (device.Device, error) {
	var r deviceRow
	if err := d.s.read.NewSelect().Model(&r).Where("id = ?", string(id)).Scan(ctx); err != nil {
		return device.Device{}, one(err, device.ErrNotFound)
	}
	return fromDeviceRow(r)
}

// ListByPerson returns all devices of a person, newest first.
func (d *Devices) ListByPerson(ctx context.Context, p person.ID) ([]device.Device, error) {
	var rows []deviceRow
	if err := d.s.read.NewSelect().Model(&rows).Where("person_id = ?", string(p)).Order("created_at DESC", "id DESC").Limit(100).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	return convert(rows, fromDeviceRow)
}

// PersonPlace returns the person's station and its path. It returns person.ErrNotFound.
func (d *Devices) PersonPlace(ctx context.Context, p person.ID) (org.UnitID, org.Path, error) {
	who, err := d.s.Persons().Get(ctx, p)
	return who.StationID, who.Path, err
}

// Touch notes that a device was seen, at most once a minute.
func (d *Devices) Touch(ctx context.Context, id device.ID, now time.Time) error {
	_, err := d.s.write.NewUpdate().Table("devices").Set("last_seen_at = ?", now.UnixMicro()).
		Where("id = ? AND (last_seen_at IS NULL OR last_seen_at < ?)", string(id), now.Add(-time.Minute).UnixMicro()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("touch device: %w", err)
	}
	return nil
}

// PutReport keeps what a device says of itself at now, unless what it said after the given instant is the same
// about notices. It looks before it writes: a phone that is in use asks every few seconds.
func (d *Devices) PutReport(ctx context.Context, id device.ID, r device.Report, now, after time.Time) error {
	isNew := func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("id = ?", string(id)).Where("(said_at IS NULL OR said_at <= ? OR coalesce(notices, '') <> ?)", after.UnixMicro(), string(r.Notices))
	}
	due, err := isNew(d.s.read.NewSelect().Table("devices")).Exists(ctx)
	if err != nil {
		return fmt.Errorf("look for a device's report: %w", err)
	}
	if !due {
		return nil
	}
	_, err = d.s.write.NewUpdate().Table("devices").Set("battery_pct = ?, notices = ?, said_at = ?", r.BatteryPct, text(string(r.Notices)), now.UnixMicro()).
		Where("id = ?", string(id)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep a device's report: %w", err)
	}
	return nil
}

// InsertActivation stores a code.
func (tx *Tx) InsertActivation(ctx context.Context, a device.Activation) error {
	return tx.insert(ctx, &activationRow{
		CodeHash: a.CodeHash, PersonID: string(a.PersonID), Path: string(a.Path), CreatedBy: a.CreatedBy,
		CreatedAt: a.CreatedAt.UnixMicro(), ExpiresAt: a.ExpiresAt.UnixMicro(), UsedAt: micros(a.UsedAt),
	}, nil)
}

// UseActivation marks a code used, once. It returns device.ErrCode.
func (tx *Tx) UseActivation(ctx context.Context, codeHash string, now time.Time) (device.Activation, error) {
	ok, err := changed(tx.db.NewUpdate().Table("activations").Set("used_at = ?", now.UnixMicro()).
		Where("code_hash = ? AND used_at IS NULL AND expires_at > ?", codeHash, now.UnixMicro()).Exec(ctx))
	if err != nil {
		return device.Activation{}, fmt.Errorf("use activation code: %w", err)
	}
	if !ok {
		return device.Activation{}, device.ErrCode
	}
	var r activationRow
	if err := tx.db.NewSelect().Model(&r).Where("code_hash = ?", codeHash).Scan(ctx); err != nil {
		return device.Activation{}, fmt.Errorf("read activation: %w", err)
	}
	return fromActivationRow(r), nil
}

func fromActivationRow(r activationRow) device.Activation {
	return device.Activation{
		CodeHash: r.CodeHash, PersonID: person.ID(r.PersonID), Path: org.Path(r.Path), CreatedBy: r.CreatedBy,
		CreatedAt: time.UnixMicro(r.CreatedAt).UTC(), ExpiresAt: time.UnixMicro(r.ExpiresAt).UTC(), UsedAt: instant(r.UsedAt),
	}
}

// GetActivated returns a used code that has not expired, with the device that this key made of it: the one that
// was made at the moment of the code's use. It returns device.ErrCode.
func (tx *Tx) GetActivated(ctx context.Context, codeHash string, publicKey []byte, now time.Time) (device.Activation, device.Device, error) {
	var a activationRow
	err := tx.db.NewSelect().Model(&a).Where("code_hash = ? AND used_at IS NOT NULL AND expires_at > ?", codeHash, now.UnixMicro()).Scan(ctx)
	if err != nil {
		return device.Activation{}, device.Device{}, one(err, device.ErrCode)
	}
	var d deviceRow
	err = tx.db.NewSelect().Model(&d).Where("person_id = ? AND created_at = ? AND public_key = ? AND revoked_at IS NULL", a.PersonID, *a.UsedAt, publicKey).Scan(ctx)
	if err != nil {
		return device.Activation{}, device.Device{}, one(err, device.ErrCode)
	}
	made, err := fromDeviceRow(d)
	return fromActivationRow(a), made, err
}

// InsertDevice stores a device.
func (tx *Tx) InsertDevice(ctx context.Context, d device.Device) error {
	return tx.insert(ctx, &deviceRow{
		ID: string(d.ID), PersonID: string(d.PersonID), PublicKey: d.PublicKey, Name: d.Name, CreatedAt: d.CreatedAt.UnixMicro(), RevokedAt: micros(d.RevokedAt),
	}, nil)
}

// Revoke ends a device and all its refresh tokens.
func (tx *Tx) Revoke(ctx context.Context, id device.ID, now time.Time) error {
	// Always in this order, so that two who revoke at once do not wait for each other in a circle.
	for _, t := range []struct{ table, key string }{{"devices", "id"}, {"refresh_tokens", "device_id"}} {
		_, err := tx.db.NewUpdate().Table(t.table).Set("revoked_at = ?", now.UnixMicro()).
			Where("? = ? AND revoked_at IS NULL", bun.Ident(t.key), string(id)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("revoke %s: %w", t.table, err)
		}
	}
	_, err := tx.db.NewDelete().Table("push_subscriptions").Where("device_id = ?", string(id)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("drop subscriptions: %w", err)
	}
	return nil
}

func toRefreshRow(r device.Refresh) *refreshRow {
	return &refreshRow{
		TokenHash: r.TokenHash, DeviceID: string(r.DeviceID), FamilyID: r.FamilyID, IssuedAt: r.IssuedAt.UnixMicro(), ExpiresAt: r.ExpiresAt.UnixMicro(),
		UsedAt: micros(r.UsedAt), RevokedAt: micros(r.RevokedAt), NextHash: r.NextHash,
	}
}

// InsertRefresh stores a refresh token.
func (tx *Tx) InsertRefresh(ctx context.Context, r device.Refresh) error {
	return tx.insert(ctx, toRefreshRow(r), nil)
}

// GetRefresh reads a token and locks it. It returns device.ErrToken.
func (tx *Tx) GetRefresh(ctx context.Context, tokenHash string) (device.Refresh, error) {
	var r refreshRow
	q := tx.db.NewSelect().Model(&r).Where("token_hash = ?", tokenHash)
	if err := tx.store.engine.forUpdate(q).Scan(ctx); err != nil {
		return device.Refresh{}, one(err, device.ErrToken)
	}
	return device.Refresh{
		TokenHash: r.TokenHash, DeviceID: device.ID(r.DeviceID), FamilyID: r.FamilyID, IssuedAt: time.UnixMicro(r.IssuedAt).UTC(),
		ExpiresAt: time.UnixMicro(r.ExpiresAt).UTC(), UsedAt: instant(r.UsedAt), RevokedAt: instant(r.RevokedAt), NextHash: r.NextHash,
	}, nil
}

// PutRefresh stores UsedAt, RevokedAt and NextHash.
func (tx *Tx) PutRefresh(ctx context.Context, r device.Refresh) error {
	_, err := tx.db.NewUpdate().Model(toRefreshRow(r)).Column("used_at", "revoked_at", "next_hash").WherePK().Exec(ctx)
	if err != nil {
		return fmt.Errorf("store refresh token: %w", err)
	}
	return nil
}
