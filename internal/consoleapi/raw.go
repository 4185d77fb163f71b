package consoleapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/authz"
	"diandao/internal/evidence"
	"diandao/internal/httpapi"
	"diandao/internal/id"
	"diandao/internal/oversight"
	"diandao/internal/rollcall"
)

const mimeCSV = "text/csv; charset=utf-8"

// registerRaw adds what is not JSON; httpapi.RawRoutes has the reasons.
func (d Deps) registerRaw(app *httpapi.App) {
	app.Raw(http.MethodGet, ssoPath, nil, d.leave)
	app.Raw(http.MethodGet, ssoPath+"/callback", nil, d.comeBack)
	app.Raw(http.MethodGet, "/console/v1/events", d.Authenticate, newStreams(d).serve)
	app.Raw(http.MethodGet, "/console/v1/evidence/:id", d.Authenticate, d.picture)
	app.Raw(http.MethodGet, "/console/v1/roll-calls/:id/sheet.pdf", d.Authenticate, d.sheet)
	app.Raw(http.MethodGet, "/console/v1/roll-calls/:id/sheet.xlsx", d.Authenticate, d.spreadsheet)
	app.Raw(http.MethodGet, "/console/v1/reports/:id/report.pdf", d.Authenticate, d.reportFile(oversight.FormPDF, "application/pdf"))
	app.Raw(http.MethodGet, "/console/v1/reports/:id/report.xlsx", d.Authenticate, d.reportFile(oversight.FormXLSX, mimeXLSX))
	app.Raw(http.MethodGet, "/console/v1/reports/:id/report.csv", d.Authenticate, d.reportFile(oversight.FormCSV, mimeCSV))
	for form, mime := range map[oversight.Form]string{oversight.FormPDF: "application/pdf", oversight.FormXLSX: mimeXLSX, oversight.FormCSV: mimeCSV} {
		app.Raw(http.MethodGet, "/console/v1/oversight/overview."+string(form), d.Authenticate, d.spanFile(oversight.ListOverview, form, mime, d.overviewFile))
		app.Raw(http.MethodGet, "/console/v1/oversight/fairness."+string(form), d.Authenticate, d.spanFile(oversight.ListFairness, form, mime, d.fairnessFile))
	}
}

// picturePolicy lets a picture, a recording or a paper that is opened by itself do nothing at all.
const picturePolicy = "default-src 'none'; sandbox"

// picture answers with the bytes of a photo, snapshot, recording or paper. What a browser would not just
// show or play is a download, so that no file from outside runs as a page of ours.
func (d Deps) picture(c *fiber.Ctx) error {
	ctx, actor := httpapi.Authenticated(c)
	if !id.Valid(c.Params("id")) {
		return evidence.ErrNotFound
	}
	data, mime, err := d.Pictures.Open(ctx, actor, evidence.ID(c.Params("id")))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, mime)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	c.Set(fiber.HeaderContentSecurityPolicy, picturePolicy)
	if strings.HasPrefix(mime, "video/webm") {
		return sendRange(c, data)
	}
	if !strings.HasPrefix(mime, "image/") && !strings.HasPrefix(mime, "audio/") {
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+c.Params("id")+suffixOf(mime)+`"`)
	}
	return c.Send(data)
}

// suffixOf is how the name of a download ends.
func suffixOf(mime string) string {
	if mime == evidence.MIMEPDF {
		return ".pdf"
	}
	return ".bin"
}

// sheet answers with the attendance sheet of a roll call.
func (d Deps) sheet(c *fiber.Ctx) error {
	ctx, actor := httpapi.Authenticated(c)
	if !id.Valid(c.Params("id")) {
		return rollcall.ErrNotFound
	}
	s, err := d.RollCalls.Sheet(ctx, actor, rollcall.ID(c.Params("id")))
	if err != nil {
		return err
	}
	pictures, err := d.snapshots(ctx, actor, s.Invitees)
	if err != nil {
		return err
	}
	pdf, err := d.Sheets.SheetPDF(ctx, s, pictures)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="roll-call-`+string(s.RollCall.ID)+`.pdf"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(pdf)
}

// mimeXLSX is a spreadsheet (ECMA-376).
const mimeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// spreadsheet answers with the attendance sheet as a spreadsheet.
func (d Deps) spreadsheet(c *fiber.Ctx) error {
	ctx, actor := httpapi.Authenticated(c)
	if !id.Valid(c.Params("id")) {
		return rollcall.ErrNotFound
	}
	s, err := d.RollCalls.Sheet(ctx, actor, rollcall.ID(c.Params("id")))
	if err != nil {
		return err
	}
	xlsx, err := d.Sheets.SheetXLSX(ctx, s)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, mimeXLSX)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="roll-call-`+string(s.RollCall.ID)+`.xlsx"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.Send(xlsx)
}

// snapshots opens the pictures that a sheet shows.
func (d Deps) snapshots(ctx context.Context, actor authz.Actor, invitees []rollcall.Invitee) (map[evidence.ID][]byte, error) {
	out := make(map[evidence.ID][]byte)
	for _, i := range invitees {
		if i.SnapshotID == "" {
			continue
		}
		data, _, err := d.Pictures.Open(ctx, actor, i.SnapshotID)
		if err != nil {
			return nil, err
		}
		out[i.SnapshotID] = data
	}
	return out, nil
}
