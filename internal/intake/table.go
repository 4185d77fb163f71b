package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Row is a line of a file as it is written there.
type Row struct {
	Number int // counted from 1
	Cells  []string
}

// Encoding is how a file is written.
type Encoding string

// The encodings.
const (
	UTF8    Encoding = "utf-8"
	GB18030 Encoding = "gb18030"
	XLSX    Encoding = "xlsx"
)

// Encodings lists every encoding.
func Encodings() []Encoding { return []Encoding{UTF8, GB18030, XLSX} }

// Table is what a file says, before anybody asks what it means.
type Table struct {
	Encoding Encoding
	SHA256   string // of the file, in hex
	Heads    []string
	Rows     []Row // without those that are empty
	dates    func(string) string
}

// zipMagic begins every XLSX file.
const zipMagic = "PK\x03\x04"

// ReadRows reads the lines of a file as they are written there, without those that are empty. It returns ErrTooLarge,
// ErrFormat, ErrEncoding or ErrTooMany.
func ReadRows(data []byte) ([]Row, error) {
	_, rows, err := read(data)
	return rows, err
}

func read(data []byte) (Table, []Row, error) {
	if len(data) > MaxBytes {
		return Table{}, nil, ErrTooLarge
	}
	if bytes.HasPrefix(data, []byte(zipMagic)) {
		return readXLSX(data)
	}
	return readCSV(data)
}

// Read reads a file. It returns ErrTooLarge, ErrFormat, ErrEncoding, ErrTooMany or ErrEmpty.
func Read(data []byte) (Table, error) {
	t, rows, err := read(data)
	if err != nil {
		return Table{}, err
	}
	sum := sha256.Sum256(data)
	t.SHA256 = hex.EncodeToString(sum[:])
	return t.headed(rows)
}

// headDepth is how many lines a title above the headings may take.
const headDepth = 10

// headed finds the headings: the line, of the first ten, in which most columns are known.
func (t Table) headed(rows []Row) (Table, error) {
	best, most := 0, -1
	for n, r := range rows[:min(len(rows), headDepth)] {
		if known := len(match(r.Cells)); known > most {
			best, most = n, known
		}
	}
	if best+1 >= len(rows) {
		return Table{}, ErrEmpty
	}
	t.Heads, t.Rows = rows[best].Cells, rows[best+1:]
	if len(t.Rows) > MaxLines {
		return Table{}, ErrTooMany
	}
	for i, r := range t.Rows {
		t.Rows[i].Cells = r.Cells[:min(len(r.Cells), len(t.Heads))]
	}
	return t, nil
}

// rowsOf gathers rows up to one more than a file may have, so that too many are told as such.
type rowsOf struct{ rows []Row }

// add takes a line and reports whether another one may come.
func (g *rowsOf) add(number int, cells []string) bool {
	kept, isEmpty := make([]string, min(len(cells), MaxColumns)), true
	for i := range kept {
		kept[i] = clean(cells[i])
		isEmpty = isEmpty && kept[i] == ""
	}
	if !isEmpty {
		g.rows = append(g.rows, Row{number, kept})
	}
	return len(g.rows) <= MaxLines+headDepth
}

// clean is the text of a cell, cut to what tells that it is too long. Exports mark with an apostrophe a text that
// a spreadsheet would take for a formula.
func clean(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", ""))
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune("=+-@", rune(text[1])) {
		text = text[1:]
	}
	if utf8.RuneCountInString(text) > MaxCell {
		text = string([]rune(text)[:MaxCell+1])
	}
	return text
}

const byteOrderMark = "\ufeff"

func readCSV(data []byte) (Table, []Row, error) {
	t := Table{Encoding: UTF8, dates: func(s string) string { return s }}
	if bytes.IndexByte(data, 0) >= 0 { // no text, or UTF-16
		return t, nil, ErrFormat
	}
	text := strings.TrimPrefix(string(data), byteOrderMark)
	if !utf8.ValidString(text) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().String(text)
		if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
			return t, nil, ErrEncoding
		}
		t.Encoding, text = GB18030, decoded
	}
	rows, err := records(text)
	return t, rows, err
}

func records(text string) ([]Row, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord, r.Comma = -1, true, true, separator(text)
	var all rowsOf
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all.rows, nil
		}
		if err != nil {
			return nil, ErrFormat.With(err)
		}
		line, _ := r.FieldPos(0)
		if !all.add(line, cells) {
			return nil, ErrTooMany
		}
	}
}

// separator is what most often parts the first lines.
func separator(text string) rune {
	head := text[:min(len(text), 4096)]
	best, most := ',', strings.Count(head, ",")
	for _, c := range "\t;" {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// lines takes the texts of the fields out of the rows. Dates that a workbook keeps as numbers become dates, in the
// rows too, so that a corrected file says them in words.
func (t Table) lines(c Columns) []Line {
	out := make([]Line, len(t.Rows))
	for i, r := range t.Rows {
		l := Line{Number: r.Number, Values: make(map[Field]string, len(c))}
		for f, n := range c {
			if n >= len(r.Cells) {
				continue
			}
			if f.isDate() {
				r.Cells[n] = t.dates(r.Cells[n])
			}
			l.Values[f] = r.Cells[n]
		}
		out[i] = l
	}
	return out
}
