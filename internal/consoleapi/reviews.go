package consoleapi

import (
	"context"
	"net/http"
	"time"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
)

// Comparison is what an officer sets side by side to tell who is on a photo.
type Comparison struct {
	Sample          httpapi.Nullable[ComparedPicture] `json:"sample" doc:"The photo of the check-in; null without one"`
	Enrolled        []ComparedPicture                 `json:"enrolled" nullable:"false" doc:"By which the person is known; empty while no pictures were taken"`
	EnrolledAt      *time.Time                        `json:"enrolled_at"`
	FramesURL       *string                           `json:"frames_url"`
	SurroundingsURL *string                           `json:"surroundings_url"`
	VoiceURL        *string                           `json:"voice_url"`
	Accepted        []AcceptedPhoto                   `json:"accepted" nullable:"false" doc:"Of the person's last check-ins that count, newest first, at most five"`
	Likeness        *float64                          `json:"likeness" doc:"Cosine, -1 to 1; null when nothing was compared"`
	MatchFrom       float64                           `json:"match_from" doc:"Likeness from which a picture is called the person's"`
	UnlikeBelow     float64                           `json:"unlike_below" doc:"Likeness below which it is called unlike"`
	IsScoreShown    bool                              `json:"is_score_shown" doc:"This deployment shows the likeness at once; else after the officer has looked"`
}

// ComparedPicture is a picture of a face and where the eyes are on it.
type ComparedPicture struct {
	URL  string                 `json:"url"`
	Eyes httpapi.Nullable[Eyes] `json:"eyes" doc:"null without a face, or without an engine to find one"`
}

// Eyes are the middles of both eyes in pixels of the upright picture; left is left on the picture.
type Eyes struct {
	LeftX  float64 `json:"left_x"`
	LeftY  float64 `json:"left_y"`
	RightX float64 `json:"right_x"`
	RightY float64 `json:"right_y"`
	Width  int     `json:"width" doc:"Of the picture"`
	Height int     `json:"height"`
}

// AcceptedPhoto is the photo of an earlier check-in that counts.
type AcceptedPhoto struct {
	RequestID string    `json:"request_id"`
	URL       string    `json:"url"`
	At        time.Time `json:"at"`
}

// ReviewClaim tells who looks at a review now.
type ReviewClaim struct {
	RequestID string    `json:"request_id"`
	ByID      string    `json:"by_id"`
	ByName    string    `json:"by_name"`
	Since     time.Time `json:"since"`
	Until     time.Time `json:"until" doc:"When it ends unless it is renewed"`
}

// ClaimState is who has a review after one asked for it.
type ClaimState struct {
	Claim httpapi.Nullable[ReviewClaim] `json:"claim" doc:"null when it is no review any more, and while claims can't be kept"`
}

// NewClaim says that one looks at a review, or still does.
type NewClaim struct {
	Seat     string `json:"seat" format:"uuid" doc:"The window in which one looks"`
	TakeOver bool   `json:"take_over,omitempty" doc:"Also when somebody else looks at it"`
}

type compareInput struct {
	IDPath
	Reason string `query:"reason" maxLength:"200" doc:"Why a minor's pictures are needed; audited"`
}

type claimInput struct {
	IDPath
	Body NewClaim
}

type releaseInput struct {
	IDPath
	Seat string `query:"seat" format:"uuid" doc:"Only the claim of this window"`
}

func (d Deps) registerReviews(api *httpapi.API) {
	wrong := []*fault.Error{checkin.ErrNotFound, authz.ErrOutOfScope}
	httpapi.Register(api, httpapi.Op{
		ID: "compareCheckin", Method: http.MethodGet, Path: "/console/v1/checkins/{id}/comparison", Tag: "check-in", Summary: "The pictures of a check-in beside those by which the person is known",
		Action: authz.CheckinRead, Errors: append([]*fault.Error{checkin.ErrMinor}, wrong...), Example: sampleComparison(),
	}, d.compareCheckin)
	httpapi.Register(api, httpapi.Op{
		ID: "listClaims", Method: http.MethodGet, Path: "/console/v1/claims", Tag: "check-in", Summary: "Who looks at which review now",
		Action: authz.CheckinRead, Example: httpapi.List[ReviewClaim]{Items: []ReviewClaim{sampleClaim()}},
	}, d.listClaims)
	httpapi.Register(api, httpapi.Op{
		ID: "claimCheckin", Method: http.MethodPut, Path: "/console/v1/checkins/{id}/claim", Tag: "check-in", Summary: "Say that one looks at a review, again every 20 seconds",
		Action: authz.CheckinDecide, Unkeyed: "claiming twice is the same as once", Errors: append([]*fault.Error{httpapi.ErrCSRF}, wrong...), Example: ClaimState{Claim: httpapi.Some(sampleClaim())},
	}, d.claimCheckin)
	httpapi.Register(api, httpapi.Op{
		ID: "releaseCheckin", Method: http.MethodDelete, Path: "/console/v1/checkins/{id}/claim", Tag: "check-in", Summary: "Say that one looks at a review no longer",
		Action: authz.CheckinDecide, Unkeyed: "leaving twice is the same as once", Status: http.StatusNoContent, Errors: append([]*fault.Error{httpapi.ErrCSRF}, wrong...),
	}, d.releaseCheckin)
}

func (d Deps) compareCheckin(ctx context.Context, in *compareInput) (*httpapi.Body[Comparison], error) {
	actor := httpapi.Actor(ctx)
	look, err := d.Checkins.Look(ctx, actor, checkin.RequestID(in.ID), in.Reason)
	if err != nil {
		return nil, err
	}
	e, err := d.Enrolments.Current(ctx, actor, look.Request.PersonID)
	if err != nil {
		return nil, err
	}
	t := d.Enrolments.Thresholds()
	out := Comparison{
		Enrolled: []ComparedPicture{}, MatchFrom: t.Match, UnlikeBelow: t.Review, IsScoreShown: d.ShowScore,
		Accepted: httpapi.Map(look.Accepted, func(p checkin.AcceptedPhoto) AcceptedPhoto {
			return AcceptedPhoto{RequestID: string(p.RequestID), URL: *evidenceURL(p.PhotoID), At: p.At.UTC()}
		}),
	}
	way, err := d.Ways.Way(ctx, actor, look.Request.PersonID)
	if err != nil {
		return nil, err
	}
	d.lay(ctx, &out, look.Checkin, e, way.Way)
	if c := look.Checkin; c != nil {
		seen := fromCheckin(*c, look.Attached)
		out.FramesURL, out.SurroundingsURL, out.VoiceURL, out.Likeness = seen.FramesURL, seen.SurroundingsURL, seen.VoiceURL, likenessOf(c.Findings)
	}
	return httpapi.OK(out), nil
}

// lay puts the photo and the enrolled pictures side by side. Nothing is looked for on the pictures of somebody who
// shows who they are without the face, whenever they were taken: an officer's eyes do.
func (d Deps) lay(ctx context.Context, out *Comparison, c *checkin.Checkin, e *identity.Enrolment, way checkin.Way) {
	var all []evidence.ID
	if c != nil && c.PhotoID != "" {
		all = append(all, evidence.ID(c.PhotoID))
	}
	if e != nil {
		at := e.CreatedAt.UTC()
		out.EnrolledAt = &at
		for _, p := range e.Pictures {
			all = append(all, p.EvidenceID)
		}
	}
	eyes := map[evidence.ID]identity.Eyes{}
	if !way.IsWithoutFace() {
		eyes = d.Enrolments.Eyes(ctx, all)
	}
	compared := func(id evidence.ID) ComparedPicture {
		p := ComparedPicture{URL: *evidenceURL(string(id))}
		if at, ok := eyes[id]; ok {
			p.Eyes = httpapi.Some(Eyes{LeftX: at.Left.X, LeftY: at.Left.Y, RightX: at.Right.X, RightY: at.Right.Y, Width: at.Width, Height: at.Height})
		}
		return p
	}
	if c != nil && c.PhotoID != "" {
		out.Sample, all = httpapi.Some(compared(all[0])), all[1:]
	}
	out.Enrolled = httpapi.Map(all, compared)
}

// likenessOf is what the comparison found, nil when there was none.
func likenessOf(all []checkin.Finding) *float64 {
	for _, f := range all {
		switch f.Code {
		case checkin.FindingFaceMatch, checkin.FindingFaceInconclusive, checkin.FindingFaceUnlike:
			value := f.Value
			return &value
		}
	}
	return nil
}

func (d Deps) listClaims(ctx context.Context, _ *none) (*httpapi.Body[httpapi.List[ReviewClaim]], error) {
	claims, err := d.Checkins.Claimed(ctx, httpapi.Actor(ctx))
	if err != nil {
		return nil, err
	}
	names, err := d.Names.Staff(ctx, httpapi.Map(claims, func(c checkin.Claim) string { return c.StaffID }))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(httpapi.List[ReviewClaim]{Items: httpapi.Map(claims, func(c checkin.Claim) ReviewClaim { return fromClaim(c, names) })}), nil
}

func (d Deps) claimCheckin(ctx context.Context, in *claimInput) (*httpapi.Body[ClaimState], error) {
	c, err := d.Checkins.Claim(ctx, httpapi.Actor(ctx), checkin.RequestID(in.ID), in.Body.Seat, in.Body.TakeOver)
	if err != nil {
		return nil, err
	}
	if c.StaffID == "" {
		return httpapi.OK(ClaimState{}), nil
	}
	names, err := d.Names.Staff(ctx, []string{c.StaffID})
	if err != nil {
		return nil, err
	}
	return httpapi.OK(ClaimState{Claim: httpapi.Some(fromClaim(c, names))}), nil
}

func (d Deps) releaseCheckin(ctx context.Context, in *releaseInput) (*none, error) {
	return nil, d.Checkins.Unclaim(ctx, httpapi.Actor(ctx), checkin.RequestID(in.ID), in.Seat)
}

func fromClaim(c checkin.Claim, names map[string]string) ReviewClaim {
	return ReviewClaim{RequestID: string(c.RequestID), ByID: c.StaffID, ByName: names[c.StaffID], Since: c.Since.UTC(), Until: c.Until.UTC()}
}

// withhold leaves out where a minor's pictures and voice are; the comparison gives them for a reason.
func (c *CheckinDetail) withhold(found *Checkin) {
	c.IsSealed = found.PhotoURL != nil || found.FramesURL != nil || found.SurroundingsURL != nil || found.VoiceURL != nil
	found.PhotoURL, found.FramesURL, found.SurroundingsURL, found.VoiceURL = nil, nil, nil, nil
}

func sampleClaim() ReviewClaim {
	return ReviewClaim{RequestID: sampleID(4), ByID: sampleID(9), ByName: "李司法", Since: sampleTime(), Until: sampleTime().Add(checkin.ClaimLife)}
}

func sampleComparison() Comparison {
	likeness := 0.41
	eyes := httpapi.Some(Eyes{LeftX: 250, LeftY: 300, RightX: 390, RightY: 302, Width: 640, Height: 800})
	return Comparison{
		Sample: httpapi.Some(ComparedPicture{URL: *evidenceURL(sampleID(11)), Eyes: eyes}), Enrolled: []ComparedPicture{{URL: *evidenceURL(sampleID(12)), Eyes: eyes}},
		EnrolledAt: sampleTimePointer(), Accepted: []AcceptedPhoto{{RequestID: sampleID(5), URL: *evidenceURL(sampleID(13)), At: sampleTime()}},
		Likeness: &likeness, MatchFrom: 0.45, UnlikeBelow: 0.35,
	}
}
