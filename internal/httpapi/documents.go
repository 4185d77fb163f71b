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
	app.Raw(http.MethodGet, "/docs/*", nil, d.guide())
	app.Raw(http.MethodGet, "/reference", nil, lead("/reference/"))
	app.Raw(http.MethodGet, "/reference/*", nil, d.reference())
}

// guide answers with a page or a picture; it is packed when it is first asked for.
func (d Documents) guide() fiber.Handler {
	packed := make(map[string]func() (file, error), len(d.Guide))
	for name, doc := range d.Guide {
		packed[name] = sync.OnceValues(func() (file, error) { return newFile(doc.Type, doc.Body) })
	}
	return func(c *fiber.Ctx) error {
		name := strings.TrimPrefix(c.Path(), "/docs/")
		if name == "" {
			return c.Redirect("/docs/"+d.Home, http.StatusFound)
		}
		page, ok := packed[name]
		if !ok {
			return ErrNoSuchPath
		}
		f, err := page()
		if err != nil {
			return err
		}
		return f.send(c, askAgain)
	}
}

// reference answers with a contract or a file of the viewer. A contract is written out when it is first asked for.
func (d Documents) reference() fiber.Handler {
	written := make(map[string]func() (file, error), len(d.Contracts))
	for name, api := range d.Contracts {
		written[name+".json"] = sync.OnceValues(func() (file, error) {
			body, err := json.Marshal(api.OpenAPI())
			if err != nil {
				return file{}, err
			}
			return newFile(fiber.MIMEApplicationJSON, body)
		})
	}
	viewer := serve(d.Reference, "/reference/")
	return func(c *fiber.Ctx) error {
		contract, ok := written[strings.TrimPrefix(c.Path(), "/reference/")]
		if !ok {
			return viewer(c)
		}
		f, err := contract()
		if err != nil {
			return fmt.Errorf("write contract: %w", err)
		}
		return f.send(c, askAgain)
	}
}
