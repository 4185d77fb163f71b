package report

import (
	"strconv"

	"github.com/signintech/gopdf"

	"diandao/internal/attendance"
	"diandao/internal/oversight"
)

// The chart of days: outcomes stacked from below, with the rate as a line above them.
const (
	chartHeight = 132.0
	chartLeft   = left + 26
	chartRight  = right - 28
	chartLead   = 22.0 // of the legend above it
	chartFeet   = 14.0 // of the days below it
	barMost     = 18.0
	rateHeight  = 100 // per cent
	mostLabels  = 16  // days that are named below
	axisSize    = 7.0
)

// pattern tells bars apart where there are no colours: each outcome has its own grey and its own strokes.
type pattern struct {
	fill    [3]uint8
	stroke  [3]uint8
	strokes string // "", "up", "down", "level", "grid"
}

// patternOf is the fill of an outcome, as on the screens. Lightness alone tells neighbours apart: light and dark take turns.
func patternOf(s attendance.Status) pattern {
	switch s {
	case attendance.Present:
		return pattern{[3]uint8{17, 116, 96}, [3]uint8{11, 110, 79}, ""}
	case attendance.Late:
		return pattern{[3]uint8{240, 190, 90}, [3]uint8{122, 82, 0}, "up"}
	case attendance.Absent:
		return pattern{[3]uint8{113, 9, 23}, [3]uint8{255, 255, 255}, "down"}
	case attendance.Excused:
		return pattern{[3]uint8{238, 240, 243}, [3]uint8{68, 84, 106}, ""}
	case attendance.Review:
		return pattern{[3]uint8{160, 206, 245}, [3]uint8{20, 88, 184}, "grid"}
	case attendance.NotReached:
		return pattern{[3]uint8{50, 34, 89}, [3]uint8{255, 255, 255}, "level"}
	}
	return pattern{}
}

// chart is the outcomes of each day, drawn; days without any stand as gaps.
type chart struct {
	days  []oversight.Day
	words monthlyWords
}

// print draws the chart with its title, its legend and both axes.
func (c chart) print(p *printer) error {
	if len(c.days) == 0 {
		return nil
	}
	if p.y+18+chartLead+chartHeight+chartFeet+tableSpace > bottom {
		p.addPage()
	}
	p.ink()
	if err := p.text(medium, 11.5, left, p.y, c.words.days); err != nil {
		return err
	}
	p.y += 20
	if err := c.legend(p); err != nil {
		return err
	}
	p.y += chartLead
	most := c.most()
	if err := c.axes(p, most); err != nil {
		return err
	}
	if err := c.bars(p, most); err != nil {
		return err
	}
	c.rates(p)
	p.y += chartHeight + chartFeet + tableSpace
	return nil
}

// most is the top of the axis: the first round number that no day is above.
func (c chart) most() int {
	most := 1
	for _, d := range c.days {
		sum := 0
		for _, n := range d.Counts {
			sum += n
		}
		most = max(most, sum)
	}
	step := 1
	for step*10 < most {
		step *= 10
	}
	for _, times := range []int{1, 2, 4, 5, 8} {
		if step*times >= most {
			return step * times
		}
	}
	return step * 10
}

func (c chart) legend(p *printer) error {
	x := left
	for _, s := range attendance.Statuses() {
		c.box(p, patternOf(s), x, p.y+1.5, 14, 8)
		p.ink()
		name := c.words.figure(oversight.Figure(s))
		if err := p.text(regular, headSize, x+18, p.y, name); err != nil {
			return err
		}
		width, err := p.pdf.MeasureTextWidth(name)
		if err != nil {
			return err
		}
		x += 18 + width + 16
	}
	c.pen(p, 1.1)
	p.pdf.Line(x, p.y+5.5, x+16, p.y+5.5)
	c.dot(p, x+8, p.y+5.5)
	return p.text(regular, headSize, x+20, p.y, c.words.rate)
}

// axes are the numbers at the left, the rate at the right, and some days below.
func (c chart) axes(p *printer, most int) error {
	p.faint()
	const parts = 4
	for i := range parts + 1 {
		y := p.y + chartHeight - chartHeight*float64(i)/parts
		p.rule(chartLeft, chartRight, y)
		if most*i%parts == 0 {
			if err := c.label(p, chartLeft-4, y-axisSize/2, 1, strconv.Itoa(most*i/parts)); err != nil {
				return err
			}
		}
		if err := p.text(regular, axisSize, chartRight+4, y-axisSize/2, strconv.Itoa(rateHeight*i/parts)+"%"); err != nil {
			return err
		}
	}
	every := (len(c.days) + mostLabels - 1) / mostLabels
	for n, d := range c.days {
		if n%every != 0 || len(d.Day) != len("2026-10-01") {
			continue
		}
		if err := c.label(p, c.middle(n), p.y+chartHeight+4, 0.5, d.Day[5:]); err != nil {
			return err
		}
	}
	return nil
}

// label writes s with that share of its width to the left of x: 1 ends there, a half is centred.
func (c chart) label(p *printer, x, y, share float64, s string) error {
	if err := p.pdf.SetFont(regular, "", axisSize); err != nil {
		return err
	}
	width, err := p.pdf.MeasureTextWidth(s)
	if err != nil {
		return err
	}
	return p.text(regular, axisSize, x-width*share, y, s)
}

// slot is the width of a day.
func (c chart) slot() float64 { return (chartRight - chartLeft) / float64(len(c.days)) }

func (c chart) middle(n int) float64 { return chartLeft + c.slot()*(float64(n)+0.5) }

func (c chart) bars(p *printer, most int) error {
	width := min(c.slot()*0.72, barMost)
	for n, d := range c.days {
		y := p.y + chartHeight
		for _, s := range attendance.Statuses() {
			height := chartHeight * float64(d.Counts[s]) / float64(most)
			if height <= 0 {
				continue
			}
			y -= height
			c.box(p, patternOf(s), c.middle(n)-width/2, y, width, height)
		}
	}
	return nil
}

// box is a filled rectangle with the strokes of its outcome.
func (c chart) box(p *printer, look pattern, x, y, width, height float64) {
	p.pdf.SetFillColor(look.fill[0], look.fill[1], look.fill[2])
	p.pdf.RectFromUpperLeftWithStyle(x, y, width, height, "F")
	p.pdf.SetStrokeColor(look.stroke[0], look.stroke[1], look.stroke[2])
	p.pdf.SetLineWidth(0.45)
	const gap = 3.0
	for at := gap; at < height+width; at += gap {
		switch look.strokes {
		case "level":
			c.stroke(p, x, y, width, height, 0, at)
		case "up":
			c.slant(p, x, y, width, height, at, true)
		case "down":
			c.slant(p, x, y, width, height, at, false)
		case "grid":
			c.stroke(p, x, y, width, height, 0, at)
			c.stroke(p, x, y, width, height, at, 0)
		}
	}
	p.pdf.SetStrokeColor(68, 84, 106)
	p.pdf.SetLineWidth(0.3)
	p.pdf.RectFromUpperLeftWithStyle(x, y, width, height, "D")
}

// stroke draws a level line at down, or an upright one at across, when it is within the box.
func (c chart) stroke(p *printer, x, y, width, height, across, down float64) {
	if down > 0 && down < height {
		p.pdf.Line(x, y+down, x+width, y+down)
	}
	if across > 0 && across < width {
		p.pdf.Line(x+across, y, x+across, y+height)
	}
}

// slant draws the line on which across and down sum up to at, cut at the edges of the box.
func (c chart) slant(p *printer, x, y, width, height, at float64, up bool) {
	x1, y1 := min(at, width), at-min(at, width)
	x2, y2 := at-min(at, height), min(at, height)
	if y1 > height || x2 > width {
		return
	}
	if up {
		p.pdf.Line(x+x1, y+y1, x+x2, y+y2)
		return
	}
	p.pdf.Line(x+width-x1, y+y1, x+width-x2, y+y2)
}

// rates is the line of those who came among all but the excused; it breaks where nobody was due.
func (c chart) rates(p *printer) {
	var last *gopdf.Point
	for n, d := range c.days {
		counts := oversight.Counts{}
		for s, k := range d.Counts {
			counts[oversight.Figure(s)] = k
		}
		rate := counts.Rate()
		if rate < 0 {
			last = nil
			continue
		}
		at := gopdf.Point{X: c.middle(n), Y: p.y + chartHeight - chartHeight*float64(rate)/(10*rateHeight)}
		if last != nil {
			p.pdf.SetStrokeColor(255, 255, 255) // a light edge, so that the line is seen on dark bars
			p.pdf.SetLineWidth(2.6)
			p.pdf.Line(last.X, last.Y, at.X, at.Y)
			c.pen(p, 1.1)
			p.pdf.Line(last.X, last.Y, at.X, at.Y)
		}
		c.dot(p, at.X, at.Y)
		last = &at
	}
}

func (c chart) pen(p *printer, width float64) {
	p.pdf.SetStrokeColor(27, 36, 48)
	p.pdf.SetLineWidth(width)
}

// dot is a point of the line.
func (c chart) dot(p *printer, x, y float64) {
	size := min(c.slot()*0.3, 1.9)
	p.pdf.SetStrokeColor(27, 36, 48)
	p.pdf.SetLineWidth(0.7)
	p.pdf.SetFillColor(255, 255, 255)
	p.pdf.RectFromUpperLeftWithStyle(x-size, y-size, 2*size, 2*size, "FD")
}
