package report

import (
	"strconv"
	"time"

	"github.com/signintech/gopdf"

	"diandao/internal/rollcall"
)

// column is one column of the table.
type column struct {
	title  string
	width  float64
	family string
	size   float64
}

func columns() []column {
	return []column{
		{"序号", 30, regular, 10}, {"姓名", 110, medium, 10}, {"编号", 84, regular, 10}, {"结果", 54, medium, 10}, {"点名时间", 54, regular, 10}, {"说明", 107, regular, 9}, {"照片", 72, regular, 8},
	}
}

// Geometry of a row.
const (
	gutter     = 4.0 // left and right of a cell's text
	leading    = 1.35
	padding    = 8.0 // above and below the lines of a row
	pictureBox = 48.0
)

// row is an invitee ready to be drawn.
type row struct {
	cells   [][]string // lines of each column but the picture's
	picture *thumbnail
	height  float64
}

// invitee draws one person, on a new page with the columns' titles when this one is full.
func (p *printer) invitee(i rollcall.Invitee, jpeg []byte) error {
	r, err := p.layOut(i, jpeg)
	if err != nil {
		return err
	}
	if p.y+r.height > bottom {
		p.addPage()
		if err := p.columnTitles(); err != nil {
			return err
		}
	}
	return p.draw(r)
}

func (p *printer) layOut(i rollcall.Invitee, jpeg []byte) (row, error) {
	r := row{height: 10*leading + 2*padding}
	texts := []string{strconv.Itoa(i.Seq), i.Name, i.Number, statusWord(i.Mark), p.called(i), reasonWord(i.MarkReason)}
	if jpeg != nil {
		t, err := shrink(jpeg)
		if err != nil {
			texts = append(texts, "照片无法读取")
		} else {
			r.picture = &t
			r.height = pictureBox + padding
		}
	}
	for n, text := range texts {
		c := columns()[n]
		lines, err := p.wrap(c.family, c.size, c.width-2*gutter, text)
		if err != nil {
			return row{}, err
		}
		r.cells = append(r.cells, lines)
		r.height = max(r.height, float64(len(lines))*c.size*leading+2*padding)
	}
	return r, nil
}

// called is the time of day when a person was called.
func (p *printer) called(i rollcall.Invitee) string {
	if i.CalledAt.IsZero() {
		return "—"
	}
	return i.CalledAt.In(p.zone).Format(time.TimeOnly)
}

func (p *printer) draw(r row) error {
	p.ink()
	x := left
	for n, c := range columns() {
		if n < len(r.cells) {
			if err := p.lines(c, x+gutter, r.height, r.cells[n]); err != nil {
				return err
			}
		} else if r.picture != nil {
			if err := p.picture(*r.picture, x, r.height); err != nil {
				return err
			}
		}
		x += c.width
	}
	p.y += r.height
	p.rule(left, right, p.y)
	return nil
}

// lines writes the lines of a cell in the middle of the row's height.
func (p *printer) lines(c column, x, height float64, lines []string) error {
	step := c.size * leading
	y := p.y + (height-step*float64(len(lines)))/2 + (step-c.size)/2
	for n, l := range lines {
		if err := p.text(c.family, c.size, x, y+step*float64(n), l); err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) picture(t thumbnail, x, height float64) error {
	holder, err := gopdf.ImageHolderByBytes(t.jpeg)
	if err != nil {
		return err
	}
	x += gutter
	return p.pdf.ImageByHolder(holder, x, p.y+(height-t.height)/2, &gopdf.Rect{W: t.width, H: t.height})
}

func (p *printer) columnTitles() error {
	p.pdf.SetFillColor(240, 243, 247)
	p.pdf.RectFromUpperLeftWithStyle(left, p.y, right-left, 22, "F")
	p.faint()
	x := left
	for _, c := range columns() {
		if err := p.text(medium, 9, x+gutter, p.y+6.5, c.title); err != nil {
			return err
		}
		x += c.width
	}
	p.y += 22
	return nil
}
