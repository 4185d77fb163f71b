package consoleapi

import (
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/casefile"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/fence"
	"diandao/internal/httpapi"
	"diandao/internal/identity"
	"diandao/internal/intake"
	"diandao/internal/person"
)

// Enrolment is by which pictures a person is known.
type Enrolment struct {
	ID       string            `json:"id"`
	TakenAt  time.Time         `json:"taken_at"`
	Pictures []EnrolledPicture `json:"pictures" nullable:"false"`
	IsStale  bool              `json:"is_stale" doc:"Described by another model than the engine's, or by none: the pictures have to be taken anew to be compared"`
}

// EnrolledPicture is one of them.
type EnrolledPicture struct {
	URL       string  `json:"url"`
	FaceWidth float64 `json:"face_width" doc:"Pixels; 0 when nothing was measured"`
}

// Enrolments is how a person is known, and whether pictures are compared by machine at all.
type Enrolments struct {
	IsCompared bool                        `json:"is_compared" doc:"This server has a face engine; without one officers look"`
	Current    httpapi.Nullable[Enrolment] `json:"current" doc:"null while no pictures were taken"`
}

// enrolmentPath is how the path of an enrolment ends.
const enrolmentPath = "/enrolment"

// FilePaths tells, by the end of its path, the request that carries files, and what it is refused with when
// they are too large to be read at all.
func FilePaths() map[string]httpapi.FileBody {
	return map[string]httpapi.FileBody{
		enrolmentPath:   {Limit: httpapi.MaxBody, TooLarge: evidence.ErrTooLarge},
		sanctionsPath:   {Limit: httpapi.MaxFilesBody, TooLarge: evidence.ErrPaperLarge},
		importCheckPath: {Limit: maxImportForm, TooLarge: intake.ErrTooLarge},
		fenceImportPath: {Limit: maxFenceFile, TooLarge: fence.ErrFileLarge},
	}
}

type enrolInput struct {
	IDPath
	RawBody multipart.Form
}

func (d Deps) registerEnrolments(api *httpapi.API) {
	path := "/console/v1/persons/{id}" + enrolmentPath
	httpapi.Register(api, httpapi.Op{
		ID: "getEnrolment", Method: http.MethodGet, Path: path, Tag: "identity", Summary: "The pictures by which a person is known",
		Action: authz.PersonRead, Errors: []*fault.Error{person.ErrNotFound, casefile.ErrReason, authz.ErrOutOfScope}, Example: sampleEnrolments(),
	}, d.enrolment)
	httpapi.Register(api, httpapi.Op{
		ID: "enrol", Method: http.MethodPut, Path: path, Tag: "identity", Summary: "Take the pictures by which a person is known",
		Action: authz.PersonWrite, Unkeyed: "the same pictures again begin an equal enrolment", MaxBody: httpapi.MaxBody, Request: enrolForm(), Example: sampleEnrolments(),
		Errors: []*fault.Error{
			identity.ErrEnrolment, identity.ErrEnrolmentMoved, identity.ErrFaceRefused, identity.ErrPicture, identity.ErrEngine, person.ErrNotFound, evidence.ErrTooLarge, evidence.ErrNotPicture, evidence.ErrDimensions,
			authz.ErrOutOfScope, httpapi.ErrCSRF,
		},
	}, d.enrol)
}

func enrolForm() *huma.RequestBody {
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {
		Schema: &huma.Schema{Type: huma.TypeObject, Required: []string{"pictures"}, Properties: map[string]*huma.Schema{
			"pictures": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"}, Description: "3 to 5 JPEG or PNG pictures of at most 8 MB, 16 MB together"},
		}},
		Encoding: map[string]*huma.Encoding{"pictures": {ContentType: "image/jpeg, image/png"}},
	}}}
}

func (d Deps) enrolment(ctx context.Context, in *personInput) (*httpapi.Body[Enrolments], error) {
	actor := httpapi.Actor(ctx)
	if _, err := d.Persons.Get(ctx, actor, person.ID(in.ID), in.Reason); err != nil {
		return nil, err
	}
	e, err := d.Enrolments.Current(ctx, actor, person.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(d.fromEnrolment(e)), nil
}

func (d Deps) enrol(ctx context.Context, in *enrolInput) (*httpapi.Body[Enrolments], error) {
	pictures, err := filesOf(in.RawBody.File["pictures"])
	if err != nil {
		return nil, err
	}
	e, err := d.Enrolments.Enrol(ctx, httpapi.Actor(ctx), person.ID(in.ID), pictures)
	if err != nil {
		return nil, err
	}
	return httpapi.OK(d.fromEnrolment(&e)), nil
}

// filesOf reads one file more than an enrolment may have, so that too many are told as such.
func filesOf(headers []*multipart.FileHeader) ([][]byte, error) {
	headers = headers[:min(len(headers), identity.MaxPictures+1)]
	out := make([][]byte, 0, len(headers))
	for _, h := range headers {
		if h.Size > evidence.MaxPhotoBytes {
			return nil, evidence.ErrTooLarge
		}
		data, err := fileOf(h)
		if err != nil {
			return nil, err
		}
		out = append(out, data)
	}
	return out, nil
}

// fileOf reads a file that a form brought.
func fileOf(h *multipart.FileHeader) ([]byte, error) {
	f, err := h.Open()
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	data, err := io.ReadAll(f)
	if err = firstOf(err, f.Close()); err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	return data, nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (d Deps) fromEnrolment(e *identity.Enrolment) Enrolments {
	model := d.Enrolments.Model()
	out := Enrolments{IsCompared: model.Hash != ""}
	if e == nil {
		return out
	}
	out.Current = httpapi.Some(Enrolment{
		ID: string(e.ID), TakenAt: e.CreatedAt.UTC(), IsStale: e.Stale(model),
		Pictures: httpapi.Map(e.Pictures, func(p identity.Enrolled) EnrolledPicture {
			return EnrolledPicture{URL: *evidenceURL(string(p.EvidenceID)), FaceWidth: p.FaceWidth}
		}),
	})
	return out
}

func sampleEnrolments() Enrolments {
	return Enrolments{IsCompared: true, Current: httpapi.Some(Enrolment{
		ID: sampleID(1), TakenAt: sampleTime(), Pictures: []EnrolledPicture{{URL: *evidenceURL(sampleID(11)), FaceWidth: 312}},
	})}
}
