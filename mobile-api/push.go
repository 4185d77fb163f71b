package mobileapi

import (
	"context"
	"net/http"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/push"
)

// PushChannels tells which push channels there are.
type PushChannels struct {
	VAPIDPublicKey string `json:"vapid_public_key" doc:"base64url of the application server key (RFC 8292); empty without Web Push"`
	FCM            bool   `json:"fcm"`
}

// Subscription is an address of this phone on a channel.
type Subscription struct {
	Channel  PushChannel `json:"channel"`
	Endpoint string      `json:"endpoint" minLength:"1" maxLength:"2048" doc:"Push resource (webpush) or registration token (fcm)"`
	P256DH   string      `json:"p256dh,omitempty" maxLength:"200" doc:"webpush: the client's key (RFC 8291)"`
	Auth     string      `json:"auth,omitempty" maxLength:"200" doc:"webpush: the client's secret (RFC 8291)"`
}

// SubscriptionRef names a subscription.
type SubscriptionRef struct {
	ID string `json:"id"`
}

// SubscriptionPath names a subscription.
type SubscriptionPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerPush(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getPushConfig", Method: http.MethodGet, Path: "/v1/push/config", Tag: "push", Summary: "Which push channels there are",
		Action: authz.SelfMessage, Example: PushChannels{VAPIDPublicKey: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"},
	}, d.pushConfig)
	httpapi.Register(api, httpapi.Op{
		ID: "subscribePush", Method: http.MethodPost, Path: "/v1/push/subscriptions", Tag: "push", Summary: "Add this phone's address on a channel",
		Action: authz.SelfMessage, Status: http.StatusCreated, Errors: []*fault.Error{push.ErrSubscription}, Example: SubscriptionRef{ID: sampleID(6)},
	}, d.subscribe)
	httpapi.Register(api, httpapi.Op{
		ID: "unsubscribePush", Method: http.MethodDelete, Path: "/v1/push/subscriptions/{id}", Tag: "push", Summary: "Drop an address",
		Action: authz.SelfMessage, Status: http.StatusNoContent,
	}, d.unsubscribe)
}

func (d Deps) pushConfig(context.Context, *none) (*httpapi.Body[PushChannels], error) {
	return httpapi.OK(PushChannels{VAPIDPublicKey: d.Push.VAPIDPublicKey, FCM: d.Push.FCM}), nil
}

func (d Deps) subscribe(ctx context.Context, in *httpapi.Body[Subscription]) (*httpapi.Body[SubscriptionRef], error) {
	actor := httpapi.Actor(ctx)
	s, err := d.Inbox.Subscribe(ctx, actor, push.Subscription{
		DeviceID: actor.DeviceID, PersonID: person.ID(actor.PersonID), Channel: push.Channel(in.Body.Channel),
		Endpoint: in.Body.Endpoint, P256DH: in.Body.P256DH, Auth: in.Body.Auth,
	})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(SubscriptionRef{ID: s.ID}), nil
}

func (d Deps) unsubscribe(ctx context.Context, in *SubscriptionPath) (*none, error) {
	return nil, d.Inbox.Unsubscribe(ctx, httpapi.Actor(ctx), in.ID)
}
