package mobileapi

import (
	"context"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/checkin"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
)

// submissionPath is how the path of a submission ends.
const submissionPath = "/submission"

// FilePaths tells, by the end of its path, which requests carry files, how much, and what they are refused
// with when they are too large to be read at all.
func FilePaths() map[string]httpapi.FileBody {
	return map[string]httpapi.FileBody{
		submissionPath: {Limit: httpapi.MaxFilesBody, TooLarge: evidence.ErrTooLarge},
		papersPath:     {Limit: httpapi.MaxFilesBody, TooLarge: evidence.ErrPaperLarge},
		picturesPath:   {Limit: httpapi.MaxFilesBody, TooLarge: evidence.ErrPaperLarge},
	}
}

// Submitted is a submission as it was taken.
type Submitted struct {
	ID         string        `json:"id" doc:"As the phone chose it"`
	RequestID  string        `json:"request_id"`
	Outcome    RequestStatus `json:"outcome"`
	MadeAt     time.Time     `json:"made_at" doc:"When it counts as made"`
	ReceivedAt time.Time     `json:"received_at"`
	Findings   []Finding     `json:"findings" nullable:"false"`
}

type submissionInput struct {
	RequestPath
	RawBody multipart.Form
}

type submissionOutput struct {
	Status int
	Body   Submitted
}

func (d Deps) registerSubmission(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "submitCheckin", Method: http.MethodPost, Path: "/v1/checkin-requests/{id}" + submissionPath, Tag: "check-in",
		Summary: "Hand in a check-in; an exact retry answers 200 with the same",
		Action:  authz.SelfCheckin, Unkeyed: "the id within the signed bytes is the key", Status: http.StatusCreated, MaxBody: httpapi.MaxFilesBody,
		Errors: []*fault.Error{
			checkin.ErrSubmission, checkin.ErrSignature, checkin.ErrReplayed, checkin.ErrNotFound, checkin.ErrNotYours, checkin.ErrNotOpen, checkin.ErrClosed,
			checkin.ErrDone, checkin.ErrChallenge, checkin.ErrFramesMismatch, identity.ErrBurst, checkin.ErrSkewed, checkin.ErrTimeToken, checkin.ErrCoordinates, checkin.ErrPhotoMissing, checkin.ErrPhotoMismatch,
			checkin.ErrVersion, checkin.ErrAttachment, evidence.ErrPaperLarge, evidence.ErrNotVoice, evidence.ErrVoiceLarge,
			evidence.ErrTooLarge, evidence.ErrNotPicture, evidence.ErrDimensions,
		},
		Request: submissionForm(), Example: sampleSubmitted(),
	}, d.submit)
}

func submissionForm() *huma.RequestBody {
	text := func(doc string) *huma.Schema { return &huma.Schema{Type: huma.TypeString, Description: doc} }
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"submission", "signature"}, Properties: map[string]*huma.Schema{
			"submission": text("The exact bytes of the JSON that was signed, at most 16 KiB: id, request_id, device_id, signed_at, photo_sha256, location, " +
				"no_location, no_photo, answers, help_needed, challenge (nonce, issued_at, frames_sha256, frames of step, offset_ms and bytes), no_challenge, helper, time_token, elapsed_ms, clock, device; and with version 2 attachments (a list of kind, " +
				"surroundings or voice, and sha256, hex), no_surroundings (denied, no_camera, cannot), no_voice (denied, no_microphone, cannot); unknown fields are refused"),
			"signature":    text("base64url of r ‖ s (64 bytes) over \"diandao.submission.v1\\n\" followed by the bytes of submission"),
			"photo":        {Type: huma.TypeString, Format: "binary", Description: "JPEG or PNG of at most 8 MB"},
			"frames":       {Type: huma.TypeString, Format: "binary", Description: "JPEG pictures one after the other, 12 and 2 MiB at most, as challenge.frames says"},
			"surroundings": {Type: huma.TypeString, Format: "binary", Description: "JPEG or PNG of at most 5 MB, named in attachments"},
			"voice":        {Type: huma.TypeString, Format: "binary", Description: "WebM or Ogg with Opus of at most 1 MB (30 seconds are enough), named in attachments"},
		}},
		Encoding: map[string]*huma.Encoding{
			"submission": {ContentType: "application/json"}, "photo": {ContentType: "image/jpeg, image/png"},
			"surroundings": {ContentType: "image/jpeg, image/png"}, "voice": {ContentType: "audio/webm, audio/ogg"},
		},
	}}}
}

func (d Deps) submit(ctx context.Context, in *submissionInput) (*submissionOutput, error) {
	sub, err := toSubmit(in)
	if err != nil {
		return nil, err
	}
	c, replayed, err := d.Checkins.Submit(ctx, httpapi.Actor(ctx), sub)
	if err != nil {
		return nil, err
	}
	out := &submissionOutput{Status: http.StatusCreated, Body: Submitted{
		ID: string(c.ID), RequestID: string(c.RequestID), Outcome: RequestStatus(c.Outcome), MadeAt: c.MadeAt.UTC(), ReceivedAt: c.ReceivedAt.UTC(),
		Findings: httpapi.Map(c.Findings, fromFinding),
	}}
	if replayed {
		out.Status = http.StatusOK
	}
	return out, nil
}

func toSubmit(in *submissionInput) (checkin.SubmitInput, error) {
	payload, err := part(in.RawBody, "submission", checkin.MaxPayload, checkin.ErrSubmission)
	if err != nil {
		return checkin.SubmitInput{}, err
	}
	text, err := part(in.RawBody, "signature", 128, checkin.ErrSignature)
	if err != nil {
		return checkin.SubmitInput{}, err
	}
	signature, err := decode(string(text), "signature", checkin.ErrSignature)
	if err != nil {
		return checkin.SubmitInput{}, err
	}
	photo, err := part(in.RawBody, "photo", evidence.MaxPhotoBytes, evidence.ErrTooLarge)
	if err != nil {
		return checkin.SubmitInput{}, err
	}
	out := checkin.SubmitInput{RequestID: checkin.RequestID(in.ID), Payload: payload, Signature: signature, Photo: photo, Attachments: map[checkin.AttachmentKind][]byte{}}
	if out.Frames, err = part(in.RawBody, "frames", checkin.MaxFramesBytes, checkin.ErrFramesMismatch); err != nil {
		return checkin.SubmitInput{}, err
	}
	if out.Attachments[checkin.Surroundings], err = part(in.RawBody, "surroundings", evidence.MaxPaperBytes, evidence.ErrPaperLarge); err != nil {
		return checkin.SubmitInput{}, err
	}
	if out.Attachments[checkin.Voice], err = part(in.RawBody, "voice", evidence.MaxVoiceBytes, evidence.ErrVoiceLarge); err != nil {
		return checkin.SubmitInput{}, err
	}
	return out, nil
}
