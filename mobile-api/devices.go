package mobileapi

import (
	"context"
	"encoding/base64"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/device"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

// Activation is what a new phone sends with the code from the officer.
type Activation struct {
	Code      string `json:"code" minLength:"1" maxLength:"32" doc:"Case, spaces and dashes don't matter."`
	PublicKey string `json:"public_key" minLength:"1" maxLength:"512" doc:"SubjectPublicKeyInfo of an ECDSA P-256 key, DER in base64url"`
	Name      string `json:"name" maxLength:"200" doc:"How the phone describes itself; cut to 80 characters."`
	Signature string `json:"signature" minLength:"1" maxLength:"128" doc:"base64url of r ‖ s (64 bytes) over \"diandao.activate.v1\\n\" followed by code as sent"`
}

// Activated is a signed-in phone.
type Activated struct {
	DeviceID string    `json:"device_id"`
	Person   PersonRef `json:"person"`
	Tokens
}

// PersonRef names a person.
type PersonRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Tokens keep a phone signed in. A refresh token is used once.
type Tokens struct {
	AccessToken     string    `json:"access_token" doc:"For the header Authorization: Bearer"`
	AccessExpiresAt time.Time `json:"access_expires_at"`
	RefreshToken    string    `json:"refresh_token"`
	ServerTime      time.Time `json:"server_time"`
}

// Refresh asks for new tokens.
type Refresh struct {
	RefreshToken string `json:"refresh_token" minLength:"1" maxLength:"128"`
	Signature    string `json:"signature" minLength:"1" maxLength:"128" doc:"base64url of r ‖ s over \"diandao.refresh.v1\\n\" followed by refresh_token"`
}

func (d Deps) registerDevices(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "activateDevice", Method: http.MethodPost, Path: "/v1/activations", Tag: "device", Summary: "Turn an activation code into a signed-in device",
		Action: authz.SelfDevice, Open: "the code and the key's signature are the credentials", Status: http.StatusCreated,
		Errors:  []*fault.Error{device.ErrCode, device.ErrKey, device.ErrSignature, device.ErrTooManyTries},
		Example: Activated{DeviceID: sampleID(1), Person: PersonRef{ID: sampleID(2), Name: "王小明"}, Tokens: sampleTokens()},
	}, d.activate)
	httpapi.Register(api, httpapi.Op{
		ID: "refreshTokens", Method: http.MethodPost, Path: "/v1/tokens", Tag: "device", Summary: "Exchange a refresh token for new tokens",
		Action: authz.SelfDevice, Open: "the refresh token and the device's signature are the credentials",
		Errors:  []*fault.Error{device.ErrToken, device.ErrSignature, device.ErrReused, device.ErrRevoked, device.ErrTooManyTries},
		Example: sampleTokens(),
	}, d.refresh)
	httpapi.Register(api, httpapi.Op{
		ID: "signOutDevice", Method: http.MethodPost, Path: "/v1/device/sign-out", Tag: "device", Summary: "Sign this device out for good",
		Action: authz.SelfDevice, Unkeyed: "revoking twice is the same as once, and the device can't ask again", Status: http.StatusNoContent,
	}, d.signOut)
}

func (d Deps) activate(ctx context.Context, in *httpapi.Body[Activation]) (*httpapi.Body[Activated], error) {
	key, err := decode(in.Body.PublicKey, "public_key", device.ErrKey)
	if err != nil {
		return nil, err
	}
	signature, err := decode(in.Body.Signature, "signature", device.ErrSignature)
	if err != nil {
		return nil, err
	}
	g, err := d.Devices.Activate(ctx, device.ActivateInput{Code: in.Body.Code, PublicKey: key, Name: in.Body.Name, Signature: signature}, httpapi.Place(ctx))
	if err != nil {
		return nil, err
	}
	p, err := d.Profiles.Own(ctx, authz.Actor{Role: authz.Self, ID: string(g.Device.PersonID), PersonID: string(g.Device.PersonID), DeviceID: string(g.Device.ID)})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Activated{
		DeviceID: string(g.Device.ID), Person: PersonRef{ID: string(p.Person.ID), Name: p.Person.Name}, Tokens: d.tokens(g),
	}), nil
}

func (d Deps) refresh(ctx context.Context, in *httpapi.Body[Refresh]) (*httpapi.Body[Tokens], error) {
	signature, err := decode(in.Body.Signature, "signature", device.ErrSignature)
	if err != nil {
		return nil, err
	}
	g, err := d.Devices.RefreshTokens(ctx, in.Body.RefreshToken, signature, httpapi.Place(ctx))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(d.tokens(g)), nil
}

func (d Deps) signOut(ctx context.Context, _ *none) (*none, error) {
	return nil, d.Devices.Revoke(ctx, httpapi.Actor(ctx), deviceOf(ctx).ID)
}

func (d Deps) tokens(g device.Grant) Tokens {
	return Tokens{AccessToken: g.AccessToken, AccessExpiresAt: g.AccessExpiresAt.UTC(), RefreshToken: g.RefreshToken, ServerTime: d.Clock.Now().UTC()}
}

// decode reads base64url, with or without padding.
func decode(s, path string, otherwise *fault.Error) ([]byte, error) {
	for _, enc := range []*base64.Encoding{base64.RawURLEncoding, base64.URLEncoding} {
		if b, err := enc.DecodeString(s); err == nil {
			return b, nil
		}
	}
	return nil, otherwise.On(fault.Field{Path: path, Reason: "base64url"})
}
