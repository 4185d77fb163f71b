package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Entry describes one setting.
type Entry struct {
	Name    string // environment variable
	Default string
	Doc     string
	Secret  bool
	Value   string // as set, secrets hidden
}

// Entries walks c and returns its settings in order of the tree.
func Entries(c Config) []Entry { return walk(reflect.ValueOf(c), Prefix) }

func walk(v reflect.Value, prefix string) []Entry {
	var out []Entry
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if sub, ok := f.Tag.Lookup("envPrefix"); ok {
			out = append(out, walk(v.Field(i), prefix+sub)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("env"), ",")
		out = append(out, Entry{
			Name: prefix + name, Default: f.Tag.Get("envDefault"), Doc: f.Tag.Get("doc"),
			Secret: f.Type == reflect.TypeFor[Secret](), Value: fmt.Sprint(v.Field(i).Interface()),
		})
	}
	return out
}

func names() []string {
	var out []string
	for _, e := range Entries(Config{}) {
		out = append(out, e.Name)
	}
	return out
}

// Markdown is the reference page of all settings.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Settings\n\nEvery setting is an environment variable; append `_FILE` to read a secret from a file. Unknown `DIANDAO_` variables stop the server.\n\n| variable | default | meaning |\n|---|---|---|\n")
	for _, e := range Entries(Config{}) {
		doc := e.Doc
		if e.Secret {
			doc += " (secret)"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", e.Name, e.Default, doc)
	}
	return b.String()
}

// String shows all settings, secrets hidden.
func (c Config) String() string {
	var b strings.Builder
	for _, e := range Entries(c) {
		fmt.Fprintf(&b, "%s=%s\n", e.Name, e.Value)
	}
	return b.String()
}
