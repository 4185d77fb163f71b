package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"github.com/signintech/gopdf"
	"github.com/xuri/excelize/v2"
)

// pdf prints a report, for signing.
func (r paper) pdf(now time.Time) ([]byte, error) {
	p := &printer{pdf: &gopdf.GoPdf{}, zone: r.zone, now: now}
	p.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	p.pdf.SetInfo(gopdf.PdfInfo{Title: r.title + " " + r.about, Producer: "Diandao", CreationDate: now})
	if err := p.loadFonts(); err != nil {
		return nil, err
	}
	if err := r.print(p); err != nil {
		return nil, fmt.Errorf("print monthly report: %w", err)
	}
	var buf bytes.Buffer
	if _, err := p.pdf.WriteTo(&buf); err != nil {
		return nil, fmt.Errorf("write monthly report: %w", err)
	}
	return buf.Bytes(), nil
}

func (r paper) print(p *printer) error {
	p.addPage()
	if err := r.head(p); err != nil {
		return err
	}
	for n, b := range r.tables {
		if b.isBulk {
			continue
		}
		if err := b.print(p); err != nil {
			return fmt.Errorf("table %s: %w", b.title, err)
		}
		if n == 0 {
			if err := r.chart.print(p); err != nil {
				return fmt.Errorf("chart: %w", err)
			}
		}
	}
	if err := r.end(p); err != nil {
		return err
	}
	return p.numbered(r.words.printed+" "+p.moment(p.now)+"　　"+r.foot, r.words.pageOf)
}

// end is where one signs.
func (r paper) end(p *printer) error {
	if r.isUnsigned {
		return nil
	}
	if p.y+signatureHeight > bottom {
		p.addPage()
	}
	return r.sign(p)
}

const factLabel = 66.0

func (r paper) head(p *printer) error {
	p.ink()
	if err := p.text(medium, 20, left, p.y, r.title); err != nil {
		return err
	}
	p.y += 30
	if err := p.text(medium, 12, left, p.y, r.about); err != nil {
		return err
	}
	p.y += 24
	for n, f := range r.facts {
		if n > 4 { // a reason takes as many lines as it needs
			return r.reason(p, f)
		}
		p.faint()
		x := left + float64(n%2)*260
		if err := p.text(regular, 10, x, p.y, f.label); err != nil {
			return err
		}
		p.ink()
		if err := p.text(regular, 10, x+factLabel, p.y, f.value); err != nil {
			return err
		}
		if n%2 == 1 || n == 4 || n == len(r.facts)-1 {
			p.y += 17
		}
	}
	p.y += 8
	return nil
}

func (r paper) reason(p *printer, f fact) error {
	lines, err := p.wrap(regular, 10, right-left-factLabel, f.value)
	if err != nil {
		return err
	}
	p.faint()
	if err := p.text(regular, 10, left, p.y, f.label); err != nil {
		return err
	}
	p.ink()
	for _, line := range lines {
		if err := p.text(regular, 10, left+factLabel, p.y, line); err != nil {
			return err
		}
		p.y += 15
	}
	p.y += 8
	return nil
}

const (
	cellSize   = 8.5
	headSize   = 8.0
	cellLead   = 12.0
	cellPad    = 4.5
	tableSpace = 14.0
)

// print draws a table; its title never stands alone at the end of a page.
func (b board) print(p *printer) error {
	note, err := p.wrap(regular, headSize, right-left-8, b.note)
	if err != nil {
		return err
	}
	if p.y+30+float64(len(note))*cellLead+3*(cellLead+2*cellPad) > bottom {
		p.addPage()
	}
	p.ink()
	if err := p.text(medium, 11.5, left, p.y, b.title); err != nil {
		return err
	}
	p.y += 18
	p.faint()
	for _, line := range note {
		if err := p.text(regular, headSize, left, p.y, line); err != nil {
			return err
		}
		p.y += cellLead
	}
	p.y += 3
	if err := b.headings(p); err != nil {
		return err
	}
	for _, row := range b.rows {
		if err := b.row(p, row); err != nil {
			return err
		}
	}
	p.y += tableSpace
	return nil
}

func (b board) headings(p *printer) error {
	cells := make([]any, len(b.heads))
	for n, h := range b.heads {
		cells[n] = h
	}
	lines, height, err := b.layOut(p, medium, headSize, cells)
	if err != nil {
		return err
	}
	p.pdf.SetFillColor(240, 243, 247)
	p.pdf.RectFromUpperLeftWithStyle(left, p.y, right-left, height, "F")
	p.faint()
	return b.write(p, medium, headSize, lines, b.kinds(), height)
}

// kinds tells of each column whether it holds numbers, which stand at the right.
func (b board) kinds() []bool {
	out := make([]bool, len(b.heads))
	for _, row := range b.rows {
		for n, v := range row {
			if _, isText := v.(string); !isText {
				out[n] = true
			}
		}
	}
	return out
}

func (b board) row(p *printer, cells []any) error {
	lines, height, err := b.layOut(p, regular, cellSize, cells)
	if err != nil {
		return err
	}
	if p.y+height > bottom {
		p.addPage()
		if err := b.headings(p); err != nil {
			return err
		}
	}
	p.ink()
	if err := b.write(p, regular, cellSize, lines, b.kinds(), height); err != nil {
		return err
	}
	p.rule(left, right, p.y)
	return nil
}

func (b board) layOut(p *printer, family string, size float64, cells []any) ([][]string, float64, error) {
	out, most := make([][]string, len(cells)), 1
	for n, v := range cells {
		lines, err := p.wrap(family, size, b.widths[n]-2*gutter, shown(v))
		if err != nil {
			return nil, 0, err
		}
		out[n], most = lines, max(most, len(lines))
	}
	return out, float64(most)*cellLead + 2*cellPad, nil
}

// write writes the cells of a row and moves below it.
func (b board) write(p *printer, family string, size float64, cells [][]string, numbers []bool, height float64) error {
	x := left
	for n, lines := range cells {
		for i, line := range lines {
			at := x + gutter
			if numbers[n] {
				if err := p.pdf.SetFont(family, "", size); err != nil {
					return err
				}
				width, err := p.pdf.MeasureTextWidth(line)
				if err != nil {
					return err
				}
				at = x + b.widths[n] - gutter - width
			}
			if err := p.text(family, size, at, p.y+cellPad+float64(i)*cellLead, line); err != nil {
				return err
			}
		}
		x += b.widths[n]
	}
	p.y += height
	return nil
}

func (r paper) sign(p *printer) error {
	p.ink()
	y := p.y + 20
	if err := p.text(regular, 10, left, y, r.words.signature); err != nil {
		return err
	}
	if err := p.text(regular, 10, left+320, y, r.words.date); err != nil {
		return err
	}
	p.rule(left+124, left+290, y+13)
	p.rule(left+350, right, y+13)
	if !p.missing {
		return nil
	}
	p.faint()
	return p.text(regular, 8, left, y+22, r.words.missing)
}

// xlsx writes a report as a spreadsheet, a worksheet for each table. Every cell is text or a number, never a formula.
func (r paper) xlsx() (_ []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close spreadsheet: %w", closing)
		}
	}()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return nil, fmt.Errorf("style of spreadsheet: %w", err)
	}
	for n, b := range r.tables {
		var facts [][]any
		if n == 0 {
			facts = r.preface()
		}
		if err := b.spread(f, n, bold, facts); err != nil {
			return nil, fmt.Errorf("write worksheet: %w", err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write spreadsheet: %w", err)
	}
	return buf.Bytes(), nil
}

// preface is what stands above the first table where there are no pages.
func (r paper) preface() [][]any {
	out := [][]any{{r.title, r.about}}
	for _, f := range r.facts {
		out = append(out, []any{f.label, f.value})
	}
	if r.foot != "" {
		out = append(out, []any{r.foot})
	}
	return append(out, nil)
}

func (b board) spread(f *excelize.File, n, bold int, facts [][]any) error {
	if n == 0 {
		if err := f.SetSheetName("Sheet1", b.name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(b.name); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(b.name)
	if err != nil {
		return err
	}
	for col := range b.heads {
		if err := w.SetColWidth(col+1, col+1, 18); err != nil {
			return err
		}
	}
	rows := append(append([][]any{}, facts...), anys(b.heads))
	heading := len(rows)
	rows = append(rows, b.rows...)
	if b.note != "" {
		rows = append(rows, nil, []any{b.note})
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		style := 0
		if i+1 == heading {
			style = bold
		}
		if err := w.SetRow(cell, row, excelize.RowOpts{StyleID: style}); err != nil {
			return err
		}
	}
	return w.Flush()
}

func anys(texts []string) []any {
	out := make([]any, len(texts))
	for n, t := range texts {
		out[n] = t
	}
	return out
}

// csv writes all tables one below the other (RFC 4180), with the mark by which spreadsheets know UTF-8.
func (r paper) csv() ([]byte, error) {
	var buf bytes.Buffer
	buf.WriteString("\uFEFF")
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	rows := r.preface()
	for _, b := range r.tables {
		rows = append(rows, []any{b.title}, anys(b.heads))
		rows = append(append(rows, b.rows...), nil)
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for n, v := range row {
			cells[n] = harmless(v)
		}
		if len(cells) == 0 {
			cells = []string{""}
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	w.Flush()
	return buf.Bytes(), w.Error()
}

// harmless is a cell that no spreadsheet reads as a formula.
func harmless(v any) string {
	text := shown(v)
	if _, isText := v.(string); isText && text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
