package consoleapi_test

import (
	"diandao/internal/alert"
	"diandao/internal/casefile"
	"diandao/internal/checkin"
	cities "diandao/internal/city"
	"diandao/internal/consoleapi"
	"diandao/internal/device"
	"diandao/internal/oidc"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	"diandao/internal/staff"
)

// The services that the contract is written for.
var (
	_ consoleapi.Staff     = (*staff.Service)(nil)
	_ consoleapi.StaffBook = (*staff.Service)(nil)
	_ consoleapi.SSO       = (*oidc.Flow)(nil)
	_ consoleapi.Persons   = (*casefile.Service)(nil)
	_ consoleapi.Units     = (*cities.Service)(nil)
	_ consoleapi.Devices   = (*device.Service)(nil)
	_ consoleapi.Checkins  = (*checkin.Service)(nil)
	_ consoleapi.Plans     = (*checkin.Service)(nil)
	_ consoleapi.Notices   = (*push.Service)(nil)
	_ consoleapi.Alerts    = (*alert.Service)(nil)
	_ consoleapi.RollCalls = (*rollcall.Service)(nil)
)
