package report

import (
	"fmt"
	"strconv"
	"strings"
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
		{"序号", 26, regular, 10}, {"姓名", 110, medium, 10}, {"编号", 78, regular, 10}, {"结果", 50, medium, 10}, {"点名", 54, regular, 10}, {"画面", 30, regular, 9}, {"说明", 101, regular, 9}, {"照片", 62, regular, 8},
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
	texts := []string{strconv.Itoa(i.Seq), i.Name, i.Number, statusWord(i.Mark), p.calledOften(i), rungWord(i.Rung), p.explained(i)}
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

// called is the time of day when a person was last called.
func (p *printer) called(i rollcall.Invitee) string { return p.clock(i.CalledAt) }

func (p *printer) clock(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(p.zone).Format(time.TimeOnly)
}

// calledOften is the time of the last call, and the how manieth it was if there were several.
func (p *printer) calledOften(i rollcall.Invitee) string {
	if i.Calls < 2 {
		return p.called(i)
	}
	return fmt.Sprintf("%s 第%d次", p.called(i), i.Calls)
}

// explained is why a person is marked so, with what else is to be known of it.
func (p *printer) explained(i rollcall.Invitee) string {
	out := reasonWord(i.MarkReason)
	if i.Recalls > 0 {
		out += fmt.Sprintf(" 再次呼叫 %d 次", i.Recalls)
	}
	for _, s := range p.sheet.Steps {
		if s.PersonID != i.PersonID {
			continue
		}
		switch s.Kind {
		case rollcall.StepNoted:
			out += " 备注：" + s.Text
		case rollcall.StepDeclined:
			out += " 本人说明：" + declineWord(rollcall.DeclineReason(s.Text)) + "（" + s.At.In(p.zone).Format("15:04") + "）"
		case rollcall.StepPhoned:
			out += " 电话" + outcomeWord(rollcall.Outcome(s.Text)) + "（" + s.At.In(p.zone).Format("15:04") + "）"
		case rollcall.StepCalled, rollcall.StepRecalled, rollcall.StepRung, rollcall.StepExcused, rollcall.StepApart, rollcall.StepPhoneAsked, rollcall.StepHandedOver:
		}
	}
	return strings.TrimSpace(out)
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
