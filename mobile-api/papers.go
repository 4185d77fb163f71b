package mobileapi

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
)

// paperPolicy lets a paper that is opened by itself do nothing at all.
const paperPolicy = "default-src 'none'; sandbox"

// PaperPath names a paper.
type PaperPath struct {
	ID string `path:"id" format:"uuid"`
}

func (d Deps) registerPapers(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "getMyPaper", Method: http.MethodGet, Path: "/v1/papers/{id}", Tag: "profile", Summary: "The bytes of a paper that I sent with a leave or an appeal: a JPEG or PNG picture or a PDF",
		Action: authz.SelfRead, Errors: []*fault.Error{evidence.ErrNotFound, evidence.ErrDamaged},
	}, d.paper)
}

func (d Deps) paper(ctx context.Context, in *PaperPath) (*huma.StreamResponse, error) {
	data, mime, err := d.Papers.OpenOwn(ctx, httpapi.Actor(ctx), evidence.ID(in.ID))
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(c huma.Context) {
		c.SetHeader("Content-Type", mime)
		c.SetHeader("Cache-Control", "private, no-store")
		c.SetHeader("Content-Security-Policy", paperPolicy)
		_, _ = c.BodyWriter().Write(data) // who went away reads nothing
	}}, nil
}
