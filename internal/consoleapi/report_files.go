package consoleapi

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/httpapi"
	"diandao/internal/id"
	"diandao/internal/oversight"
	"diandao/internal/report"
)

// reportFile answers with a report in one form; "lang=en" asks for English, anything else gets Chinese. The download is
// noted in the audit before a byte of it is sent.
func (d Deps) reportFile(form oversight.Form, mime string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		ctx, actor := httpapi.Authenticated(c)
		if !id.Valid(c.Params("id")) {
			return oversight.ErrReport
		}
		r, err := d.Reports.Get(ctx, actor, oversight.ReportID(c.Params("id")))
		if err != nil {
			return err
		}
		lang := report.Chinese
		if c.Query("lang") == "en" {
			lang = report.English
		}
		data, err := d.Sheets.MonthlyFile(ctx, r, form, lang)
		if err != nil {
			return err
		}
		noted := oversight.Export{
			List: oversight.ListReport, Form: form, UnitID: r.UnitID, Rows: len(r.Body.Below) + 1, Filters: map[string]string{"report": string(r.ID), "month": string(r.Month)},
		}
		if err := d.Exports.Record(ctx, actor, noted); err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, mime)
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="report-`+string(r.Month)+"-v"+strconv.Itoa(r.Version)+"."+string(form)+`"`)
		c.Set(fiber.HeaderCacheControl, "private, no-store")
		return c.Send(data)
	}
}
