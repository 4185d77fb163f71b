package httpapi

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
)

// Document is one page or picture of the guide.
type Document struct {
	Type string // media type
	Body []byte
}

// Documents are what explains this server to people: the guide, and a viewer of the contracts as they are served.
type Documents struct {
	Guide     map[string]Document // by the path below /docs/
	Home      string              // the page that /docs leads to
	Reference fs.FS               // the viewer's files; nil is answered with 404
	Contracts map[string]*API     // by name: /reference/console.json is the contract "console"
}

// RegisterDocuments serves the guide under /docs/, and under /reference/ the viewer with the contracts as JSON.
// Everybody may read them: they hold nothing of anybody. All comes from this server's own files.
func RegisterDocuments(app *App, d Documents) {
	lead := func(to string) fiber.Handler {
		return func(c *fiber.Ctx) error { return c.Redirect(to, http.StatusFound) }
	}
	app.Raw(http.MethodGet, "/docs", nil, lead("/docs/"+d.Home))
	app.Raw(http.MethodGet, "/docs/*", nil, d.guide)
	app.Raw(http.MethodGet, "/reference", nil, lead("/reference/"))
	app.Raw(http.MethodGet, "/reference/*", nil, d.reference())
}

func (d Documents) guide(c *fiber.Ctx) error {
	name := strings.TrimPrefix(c.Path(), "/docs/")
	if name == "" {
		return c.Redirect("/docs/"+d.Home, http.StatusFound)
	}
	doc, ok := d.Guide[name]
	if !ok {
		return ErrNoSuchPath
	}
	c.Set(fiber.HeaderContentType, doc.Type)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(doc.Body)
}

// reference answers with a contract or a file of the viewer. A contract is written out when it is first asked for.
func (d Documents) reference() fiber.Handler {
	written := make(map[string]func() ([]byte, error), len(d.Contracts))
	for name, api := range d.Contracts {
		written[name+".json"] = sync.OnceValues(func() ([]byte, error) { return json.Marshal(api.OpenAPI()) })
	}
	viewer := serve(d.Reference, "/reference/")
	return func(c *fiber.Ctx) error {
		contract, ok := written[strings.TrimPrefix(c.Path(), "/reference/")]
		if !ok {
			return viewer(c)
		}
		body, err := contract()
		if err != nil {
			return fmt.Errorf("write contract: %w", err)
		}
		c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
		c.Set(fiber.HeaderCacheControl, "no-cache")
		return c.Send(body)
	}
}
