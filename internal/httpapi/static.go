package httpapi

import (
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Pages are the built pages of the two web apps; a nil one is answered with 404.
type Pages struct {
	Console fs.FS
	Phone   fs.FS
}

// RegisterPages serves the web apps under /console/ and /phone/ and leads / to the console. It goes
// after the contracts, whose paths lie below.
func RegisterPages(app *App, p Pages) {
	lead := func(to string) fiber.Handler {
		return func(c *fiber.Ctx) error { return c.Redirect(to, http.StatusFound) }
	}
	app.Raw(http.MethodGet, "/", nil, lead("/console/"))
	app.Raw(http.MethodGet, "/console", nil, lead("/console/"))
	app.Raw(http.MethodGet, "/phone", nil, lead("/phone/"))
	app.Raw(http.MethodGet, "/console/*", nil, serve(p.Console, "/console/"))
	app.Raw(http.MethodGet, "/phone/*", nil, serve(p.Phone, "/phone/"))
}

const (
	index     = "index.html"
	immutable = "public, max-age=31536000, immutable"
	askAgain  = "no-cache"
)

// serve answers with the files of one app. A path that names no file is a page of the app, which its
// index draws; a missing file is missing.
func serve(files fs.FS, prefix string) fiber.Handler {
	shelf := newShelf(files)
	return func(c *fiber.Ctx) error {
		name := strings.TrimPrefix(c.Path(), prefix)
		isAPI := strings.HasPrefix(name, "v1/")
		if files == nil || isAPI {
			return ErrNoSuchPath
		}
		if name == "" || path.Ext(name) == "" {
			name = index
		}
		f, err := shelf.get(name)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
			return ErrNoSuchPath
		}
		if err != nil {
			return err
		}
		return f.send(c, cacheOf(name))
	}
}

// cacheOf lets browsers keep what carries a hash in its name (Vite's assets folder) and ask again for
// everything else, service workers above all: a stale one would pin an old app.
func cacheOf(name string) string {
	if strings.HasPrefix(name, "assets/") {
		return immutable
	}
	return askAgain
}

// typeOf is the media type by the name's ending; the machine's own table is asked last, since it differs
// between machines.
func typeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".html":
		return fiber.MIMETextHTMLCharsetUTF8
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json", ".map":
		return fiber.MIMEApplicationJSON
	case ".webmanifest":
		return "application/manifest+json"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".wasm":
		return "application/wasm"
	default:
		if t := mime.TypeByExtension(ext); t != "" {
			return t
		}
		return fiber.MIMEOctetStream
	}
}
