package mobileapi_test

import (
	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/push"
	"diandao/internal/rollcall"
	mobileapi "diandao/mobile-api"
)

// The services that the contract is written for.
var (
	_ mobileapi.Devices   = (*device.Service)(nil)
	_ mobileapi.Checkins  = (*checkin.Service)(nil)
	_ mobileapi.RollCalls = (*rollcall.Service)(nil)
	_ mobileapi.Inbox     = (*push.Service)(nil)
)
