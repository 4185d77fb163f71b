package consoleapi

import (
	"time"

	"diandao/internal/httpapi"
	"diandao/internal/push"
)

// Notice is the ledger of one message on one channel: each step has its own instant or null.
type Notice struct {
	Channel     Channel    `json:"channel"`
	AcceptedAt  *time.Time `json:"accepted_at" doc:"The provider took it; for the inbox: written"`
	DeliveredAt *time.Time `json:"delivered_at" doc:"The device says it arrived"`
	ShownAt     *time.Time `json:"shown_at"`
	OpenedAt    *time.Time `json:"opened_at"`
	FailedAt    *time.Time `json:"failed_at"`
	Failure     string     `json:"failure" doc:"Reason code; empty without a failure"`
}

func fromDelivery(v push.Delivery) Notice {
	return Notice{
		Channel: Channel(v.Channel), AcceptedAt: httpapi.At(v.AcceptedAt), DeliveredAt: httpapi.At(v.DeliveredAt), ShownAt: httpapi.At(v.ShownAt),
		OpenedAt: httpapi.At(v.OpenedAt), FailedAt: httpapi.At(v.FailedAt), Failure: v.Failure,
	}
}
