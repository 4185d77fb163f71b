package mobileapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
)

// Challenge is what the person is asked to do in front of the camera. Frames are taken before the first step,
// over a white screen, and during each step, while the whole screen shows its colour.
type Challenge struct {
	Nonce     string          `json:"nonce" doc:"To be given back with the frames"`
	Steps     []ChallengeStep `json:"steps" nullable:"false" doc:"Empty when only digits are to be read out"`
	Digits    string          `json:"digits" doc:"To be read out on the recording; empty when nothing is recorded"`
	IssuedAt  time.Time       `json:"issued_at" doc:"To be given back with the frames"`
	ExpiresAt time.Time       `json:"expires_at"`
}

// ChallengeStep is one gesture under one colour.
type ChallengeStep struct {
	Gesture Gesture `json:"gesture"`
	Colour  Colour  `json:"colour"`
}

func (d Deps) registerChallenge(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getChallenge", Method: http.MethodGet, Path: "/v1/checkin-requests/{id}/challenge", Tag: "check-in",
		Summary: "What to do in front of the camera; asking again soon brings the same",
		Action:  authz.SelfCheckin,
		Errors:  []*fault.Error{checkin.ErrNotFound, checkin.ErrNotYours, checkin.ErrNotOpen, checkin.ErrClosed, checkin.ErrDone, checkin.ErrNoChallenge},
		Example: sampleChallenge(),
	}, d.challenge)
}

func (d Deps) challenge(ctx context.Context, in *RequestPath) (*httpapi.Body[Challenge], error) {
	c, err := d.Checkins.Challenge(ctx, httpapi.Actor(ctx), checkin.RequestID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(Challenge{
		Digits: c.Digits, Nonce: c.Nonce, IssuedAt: c.IssuedAt.UTC(), ExpiresAt: c.ExpiresAt.UTC(),
		Steps: httpapi.Map(c.Steps, func(s identity.Step) ChallengeStep {
			return ChallengeStep{Gesture: Gesture(s.Gesture), Colour: Colour(s.Colour)}
		}),
	}), nil
}

func sampleChallenge() Challenge {
	return Challenge{
		Nonce: "5feceb66ffc86f38d952786c6d696c79", IssuedAt: sampleTime(), ExpiresAt: sampleTime().Add(2 * time.Minute),
		Steps: []ChallengeStep{{"turn_left", "red"}, {"nod", "blue"}, {"blink", "green"}},
	}
}
