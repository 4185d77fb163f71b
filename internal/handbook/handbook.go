package handbook

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// File is one file of the built guide.
type File struct {
	Type string // media type
	Body []byte
}

// Languages are the folders of the guide; the first one is what / leads to.
func Languages() []string { return []string{"zh", "en"} }

// Names are the pages of each language, in the order of the contents.
func Names() []string {
	return []string{"index", "officer", "person", "supervisor", "operator", "integrator"}
}

// ErrNoTitle is returned for a page without a heading of the first level.
var ErrNoTitle = errors.New("page has no title")

const (
	typeHTML = "text/html; charset=utf-8"
	typeCSS  = "text/css; charset=utf-8"
	typeWebP = "image/webp"
)

//go:embed page.html
var layoutText string

//go:embed style.css
var style []byte

// Build renders a guide. The keys are paths below the address it is served at: "zh/officer.html", "style.css",
// "pictures/zh/desk.webp". It returns ErrNoTitle, or an error of the file system or the renderer.
func Build(guide fs.FS) (map[string]File, error) {
	layout, err := template.New("page").Parse(layoutText)
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	out := map[string]File{"style.css": {typeCSS, style}}
	for _, language := range Languages() {
		if err := pages(guide, language, layout, out); err != nil {
			return nil, err
		}
	}
	pictures, err := fs.Glob(guide, "pictures/*/*.webp")
	if err != nil {
		return nil, fmt.Errorf("list pictures: %w", err)
	}
	for _, name := range pictures {
		body, err := fs.ReadFile(guide, name)
		if err != nil {
			return nil, fmt.Errorf("read picture: %w", err)
		}
		out[name] = File{typeWebP, body}
	}
	return out, nil
}

// page is what the layout shows.
type page struct {
	Name, Title, Language string
	Body                  template.HTML
	Contents              []page
}

// Lang is the language as HTML names it.
func (p page) Lang() string {
	if p.Language == "zh" {
		return "zh-CN"
	}
	return p.Language
}

// Other is the language of the switch.
func (p page) Other() string {
	if p.Language == "zh" {
		return "en"
	}
	return "zh"
}

func pages(guide fs.FS, language string, layout *template.Template, out map[string]File) error {
	all := make([]page, 0, len(Names()))
	for _, name := range Names() {
		source, err := fs.ReadFile(guide, path.Join(language, name+".md"))
		if err != nil {
			return fmt.Errorf("read page: %w", err)
		}
		p, err := render(source)
		if err != nil {
			return fmt.Errorf("page %s/%s: %w", language, name, err)
		}
		p.Name, p.Language = name, language
		all = append(all, p)
	}
	for _, p := range all {
		p.Contents = all
		var b bytes.Buffer
		if err := layout.Execute(&b, p); err != nil {
			return fmt.Errorf("lay out %s/%s: %w", language, p.Name, err)
		}
		out[language+"/"+p.Name+".html"] = File{typeHTML, b.Bytes()}
	}
	return nil
}

// render turns one page into HTML. Raw HTML in the source is left out, as goldmark does unless told otherwise.
func render(source []byte) (page, error) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	doc := md.Parser().Parse(text.NewReader(source))
	var p page
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 1 && p.Title == "" {
				p.Title = words(n, source)
			}
		case *ast.Link:
			n.Destination = htmlOf(n.Destination)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return p, fmt.Errorf("walk: %w", err)
	}
	if p.Title == "" {
		return p, ErrNoTitle
	}
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, source, doc); err != nil {
		return p, fmt.Errorf("render: %w", err)
	}
	p.Body = template.HTML(b.String()) //nolint:gosec // our own Markdown, rendered without raw HTML
	return p, nil
}

func words(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(source))
		}
	}
	return b.String()
}

// htmlOf leads a link to another page to its HTML.
func htmlOf(link []byte) []byte {
	to, isPage := bytes.CutSuffix(link, []byte(".md"))
	if !isPage || bytes.Contains(to, []byte("://")) {
		return link
	}
	return append(bytes.Clone(to), ".html"...)
}
