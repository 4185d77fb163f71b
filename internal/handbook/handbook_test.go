package handbook_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"diandao/docs"
	"diandao/internal/handbook"
)

// maxPictures keeps the repository and the binary small.
const maxPictures = 4 << 20 // bytes

func guide(t *testing.T) map[string]handbook.File {
	t.Helper()
	files, err := docs.Guide()
	require.NoError(t, err)
	out, err := handbook.Build(files)
	require.NoError(t, err)
	return out
}

// served are addresses of this server outside of the guide that pages may lead to.
func served() []string {
	return []string{"/reference/?of=console", "/reference/?of=mobile", "/reference/console.json", "/reference/mobile.json", "/console/icon.svg"}
}

func TestGuide_NoLinkIsDeadAndEveryPictureIsShown(t *testing.T) {
	t.Parallel()
	files := guide(t)
	address := regexp.MustCompile(`(?:href|src)="([^"]+)"`)
	used := map[string]bool{}
	for name, f := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, m := range address.FindAllStringSubmatch(string(f.Body), -1) {
			to := strings.ReplaceAll(m[1], "&amp;", "&")
			if strings.HasPrefix(to, "/") {
				require.Contains(t, served(), to, "what %s leads to", name)
				continue
			}
			require.NotContains(t, to, ":", "%s leads out of the guide", name)
			target := path.Join(path.Dir(name), to)
			_, there := files[target]
			require.True(t, there, "%s leads to %s", name, to)
			used[target] = true
		}
	}
	sum := 0
	for name, f := range files {
		if path.Ext(name) == ".webp" {
			require.True(t, used[name], "no page shows %s", name)
			require.Equal(t, "RIFF", string(f.Body[:4]), name)
			sum += len(f.Body)
		}
	}
	require.Less(t, sum, maxPictures)
}

func TestGuide_BothLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	files := guide(t)
	shape := regexp.MustCompile(`<(h[1-3]|table|tr|li|pre|img)\b`)
	picture := regexp.MustCompile(`src="\.\./pictures/(\w+)/([^"]+)"`)
	for _, name := range handbook.Names() {
		zh, en := string(files["zh/"+name+".html"].Body), string(files["en/"+name+".html"].Body)
		require.Equal(t, shape.FindAllString(zh, -1), shape.FindAllString(en, -1), "%s: headings, rows, steps and pictures", name)
		shown := func(page, language string) (out []string) {
			for _, m := range picture.FindAllStringSubmatch(page, -1) {
				require.Equal(t, language, m[1], "%s shows a picture of the other language", name)
				out = append(out, m[2])
			}
			return out
		}
		require.Equal(t, shown(zh, "zh"), shown(en, "en"), name)
		require.NotRegexp(t, `alt=""`, zh+en, "%s: a picture without words", name)
		require.Contains(t, zh, `lang="zh-CN"`)
	}
}

func TestGuide_WordsForPersonsBlameNobody(t *testing.T) {
	t.Parallel()
	files := guide(t)
	for page, banned := range map[string][]string{
		"zh/person.html": {"违规", "逃避", "脱管", "失败", "异常", "系统检测到", "！"},
		"zh/index.html":  {"违规", "逃避", "脱管", "失败", "异常", "系统检测到", "！"},
		"en/person.html": {"violat", "evade", "absconded", "fail", "!</"},
		"en/index.html":  {"violat", "evade", "absconded", "fail", "!</"},
	} {
		for _, word := range banned {
			require.NotContains(t, string(files[page].Body), word, page)
		}
	}
	require.Contains(t, string(files["zh/person.html"].Body), "会先由人了解原因", "what a miss means is said without the word")
	require.Contains(t, string(files["en/person.html"].Body), "somebody asks first why")
}

func TestBuild_RefusesAPageWithoutATitleAndLeavesRawHTMLOut(t *testing.T) {
	t.Parallel()
	fsys := fstest.MapFS{}
	for _, language := range handbook.Languages() {
		for _, name := range handbook.Names() {
			fsys[language+"/"+name+".md"] = &fstest.MapFile{Data: []byte("# One & two\n\n<script>x()</script>\n\n[a](officer.md) [b](https://example.org/a.md)\n")}
		}
	}
	files, err := handbook.Build(fsys)
	require.NoError(t, err)
	body := string(files["en/officer.html"].Body)
	require.Contains(t, body, "<title>One &amp; two · 点到</title>")
	require.NotContains(t, body, "<script>")
	require.Contains(t, body, `href="officer.html"`)
	require.Contains(t, body, `href="https://example.org/a.md"`)

	fsys["en/operator.md"].Data = []byte("no title")
	_, err = handbook.Build(fsys)
	require.ErrorIs(t, err, handbook.ErrNoTitle)
	delete(fsys, "en/operator.md")
	_, err = handbook.Build(fsys)
	require.Error(t, err)
}

// What stands in the repository links by files: there must be such files.
func TestDocs_NoLinkBetweenFilesIsDead(t *testing.T) {
	t.Parallel()
	root := os.DirFS(filepath.Join("..", ".."))
	link := regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"`)
	pages := []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"}
	for _, pattern := range []string{"docs/*.md", "docs/adr/*.md", "docs/ops/*.md", "docs/guide/*/*.md"} {
		found, err := fs.Glob(root, pattern)
		require.NoError(t, err)
		require.NotEmpty(t, found, pattern)
		pages = append(pages, found...)
	}
	for _, page := range pages {
		text, err := fs.ReadFile(root, page)
		require.NoError(t, err)
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			to := m[1] + m[2]
			if strings.Contains(to, "://") || strings.HasPrefix(to, "/") || strings.HasPrefix(to, "mailto:") {
				continue
			}
			_, err := fs.Stat(root, path.Join(path.Dir(page), to))
			require.NoError(t, err, "%s leads to %s", page, to)
		}
	}
}
