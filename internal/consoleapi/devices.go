package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/device"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
)

// Device is a person's phone.
type Device struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	CreatedAt time.Time  `json:"created_at"`
	RevokedAt *time.Time `json:"revoked_at"`
}

// ActivationCode signs one phone in. It is shown once.
type ActivationCode struct {
	Code           string    `json:"code"`
	ExpiresAt      time.Time `json:"expires_at"`
	ActivationPath string    `json:"activation_path" doc:"Shown as a QR code, after the server's address"`
}

// DevicePath names a person's phone.
type DevicePath struct {
	IDPath
	DeviceID string `path:"device_id" format:"uuid"`
}

func (d Deps) registerDevices(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "issueActivation", Method: http.MethodPost, Path: "/console/v1/persons/{id}/activations", Tag: "device", Summary: "Make an activation code for a person's phone",
		Action: authz.DeviceActivate, Unkeyed: "the answer is a secret that is kept nowhere; a second code does no harm", Status: http.StatusCreated,
		Errors:  []*fault.Error{person.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF},
		Example: ActivationCode{Code: "K7M2P9QRTX", ExpiresAt: sampleTime(), ActivationPath: activationPath("K7M2P9QRTX")},
	}, d.issueActivation)
	httpapi.Register(api, httpapi.Op{
		ID: "revokeDevice", Method: http.MethodPost, Path: "/console/v1/persons/{id}/devices/{device_id}/revoke", Tag: "device", Summary: "Sign a phone out for good",
		Action: authz.DeviceActivate, Status: http.StatusNoContent, Errors: []*fault.Error{device.ErrNotFound, authz.ErrOutOfScope, httpapi.ErrCSRF},
	}, d.revokeDevice)
}

func activationPath(code string) string { return "/phone/#/activate?code=" + code }

func (d Deps) issueActivation(ctx context.Context, in *IDPath) (*httpapi.Body[ActivationCode], error) {
	code, a, err := d.Devices.IssueCode(ctx, httpapi.Actor(ctx), person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(ActivationCode{Code: code, ExpiresAt: a.ExpiresAt.UTC(), ActivationPath: activationPath(code)}), nil
}

func (d Deps) revokeDevice(ctx context.Context, in *DevicePath) (*none, error) {
	return nil, d.Devices.Revoke(ctx, httpapi.Actor(ctx), device.ID(in.DeviceID))
}

func fromDevice(v device.Device) Device {
	return Device{ID: string(v.ID), Name: v.Name, CreatedAt: v.CreatedAt.UTC(), RevokedAt: httpapi.At(v.RevokedAt)}
}
