package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/signintech/gopdf"

	"diandao/internal/attendance"
	"diandao/internal/fault"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

//go:embed font
var fonts embed.FS

// ErrFont is returned when the server was built without the font.
var ErrFont = fault.New(fault.Unavailable, "report.font_missing", "This server was built without the font for printing.")

// Geometry in points (1/72 inch) on A4.
const (
	left, right, top, bottom = 42.0, 553.0, 48.0, 790.0
	rowHeight                = 30.0
	pictureRow               = 60.0
	regular, medium          = "regular", "medium"
)

// column is one column of the table.
type column struct {
	title string
	at    float64
	width float64
}

func columns() []column {
	return []column{
		{"序号", left, 30}, {"姓名", left + 30, 118}, {"编号", left + 148, 80}, {"结果", left + 228, 52}, {"点名时间", left + 280, 56}, {"说明", left + 336, 105}, {"照片", left + 441, 70},
	}
}

// noteColumn is where the officer's words stand, on up to two lines.
const noteColumn = 5

// printer draws one sheet.
type printer struct {
	pdf   *gopdf.GoPdf
	sheet rollcall.Sheet
	zone  *time.Location
	now   time.Time
	sum   string
	y     float64
	page  int
}

// SheetPDF prints the sheet of a roll call with pictures (JPEG) by person; now is told as the time of
// printing. It returns ErrFont.
func SheetPDF(sheet rollcall.Sheet, pictures map[person.ID][]byte, now time.Time) ([]byte, error) {
	zone, err := time.LoadLocation(sheet.RollCall.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of roll call: %w", err)
	}
	p := &printer{pdf: &gopdf.GoPdf{}, sheet: sheet, zone: zone, now: now, sum: Digest(sheet)}
	p.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := p.loadFonts(); err != nil {
		return nil, err
	}
	if err := p.print(pictures); err != nil {
		return nil, fmt.Errorf("print attendance sheet: %w", err)
	}
	var buf bytes.Buffer
	if _, err := p.pdf.WriteTo(&buf); err != nil {
		return nil, fmt.Errorf("write attendance sheet: %w", err)
	}
	return buf.Bytes(), nil
}

func (p *printer) loadFonts() error {
	option := gopdf.TtfOption{OnGlyphNotFoundSubstitute: func(rune) rune { return '□' }}
	for family, file := range map[string]string{regular: "NotoSansSC-Regular.ttf", medium: "NotoSansSC-Medium.ttf"} {
		data, err := fonts.ReadFile("font/" + file)
		if err != nil {
			return ErrFont.With(err)
		}
		if err := p.pdf.AddTTFFontDataWithOption(family, data, option); err != nil {
			return fmt.Errorf("load font: %w", err)
		}
	}
	return nil
}

// Digest is the SHA-256 of what the sheet says of each person, in hex: two printings of one sheet have the same.
func Digest(s rollcall.Sheet) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s|%s|%d\n", s.RollCall.ID, s.RollCall.State, s.RollCall.ClosedAt.UnixMicro())
	for _, i := range s.Invitees {
		fmt.Fprintf(h, "%d|%s|%s|%s|%s|%d|%s\n", i.Seq, i.PersonID, i.Mark, i.MarkReason, i.MarkedBy, i.MarkedAt.UnixMicro(), i.SnapshotID)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (p *printer) print(pictures map[person.ID][]byte) error {
	if err := p.newPage(); err != nil {
		return err
	}
	for _, i := range p.sheet.Invitees {
		height := rowHeight
		if pictures[i.PersonID] != nil {
			height = pictureRow
		}
		if p.y+height > bottom {
			if err := p.newPage(); err != nil {
				return err
			}
		}
		if err := p.row(i, pictures[i.PersonID], height); err != nil {
			return fmt.Errorf("row %d: %w", i.Seq, err)
		}
	}
	return nil
}

func (p *printer) newPage() error {
	p.pdf.AddPage()
	p.page++
	p.y = top
	steps := []func() error{p.foot, p.columnTitles}
	if p.page == 1 {
		steps = []func() error{p.foot, p.head, p.columnTitles}
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) text(family string, size, x, y float64, s string) error {
	if err := p.pdf.SetFont(family, "", size); err != nil {
		return err
	}
	p.pdf.SetXY(x, y)
	return p.pdf.Cell(nil, s)
}

// fit shortens s until it fits the width, and says so by an ellipsis.
func (p *printer) fit(family string, size, width float64, s string) (string, error) {
	if err := p.pdf.SetFont(family, "", size); err != nil {
		return "", err
	}
	short := []rune(s)
	for text := s; ; text = string(short) + "…" {
		w, err := p.pdf.MeasureTextWidth(text)
		if err != nil || w <= width || len(short) == 0 {
			return text, err
		}
		short = short[:len(short)-1]
	}
}

func (p *printer) head() error {
	rc := p.sheet.RollCall
	p.pdf.SetTextColor(27, 36, 48)
	if err := p.text(medium, 20, left, p.y, "视频点名签到表"); err != nil {
		return err
	}
	p.y += 34
	lines := []string{
		"司法所：" + p.sheet.Station.Name + "　　点名：" + rc.Title + "　　工作人员：" + p.sheet.Officer,
		"开始：" + p.moment(rc.CreatedAt) + "　　第一次点名：" + p.moment(rc.LiveAt) + "　　结束：" + p.moment(rc.ClosedAt),
		p.totals(),
	}
	p.pdf.SetTextColor(68, 84, 106)
	for _, l := range lines {
		if err := p.text(regular, 10, left, p.y, l); err != nil {
			return err
		}
		p.y += 17
	}
	p.y += 8
	return nil
}

func (p *printer) totals() string {
	parts := []string{fmt.Sprintf("应到 %d 人", len(p.sheet.Invitees))}
	for _, s := range attendance.Statuses() {
		parts = append(parts, fmt.Sprintf("%s %d", statusWord(s), p.sheet.Counts[s]))
	}
	return strings.Join(parts, "　")
}

func (p *printer) moment(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(p.zone).Format("2006-01-02 15:04")
}

func (p *printer) columnTitles() error {
	p.pdf.SetFillColor(243, 245, 248)
	p.pdf.RectFromUpperLeftWithStyle(left, p.y, right-left, 22, "F")
	p.pdf.SetTextColor(68, 84, 106)
	for _, c := range columns() {
		if err := p.text(medium, 9, c.at+4, p.y+6, c.title); err != nil {
			return err
		}
	}
	p.y += 22
	return nil
}

func (p *printer) row(i rollcall.Invitee, picture []byte, height float64) error {
	called := "—"
	if !i.CalledAt.IsZero() {
		called = i.CalledAt.In(p.zone).Format("15:04:05")
	}
	cells := []string{strconv.Itoa(i.Seq), i.Name, i.Number, statusWord(i.Mark), called, reasonWord(i.MarkReason)}
	p.pdf.SetTextColor(27, 36, 48)
	for n, c := range columns()[:len(cells)] {
		family := regular
		if n == 1 || n == 3 {
			family = medium
		}
		if n == noteColumn {
			if err := p.note(c, height, cells[n]); err != nil {
				return err
			}
			continue
		}
		text, err := p.fit(family, 10, c.width-8, cells[n])
		if err != nil {
			return err
		}
		if err := p.text(family, 10, c.at+4, p.y+height/2-6, text); err != nil {
			return err
		}
	}
	if picture != nil {
		if err := p.picture(picture, columns()[6].at+2, p.y+4); err != nil {
			return err
		}
	}
	p.y += height
	p.pdf.SetStrokeColor(223, 228, 234)
	p.pdf.SetLineWidth(0.5)
	p.pdf.Line(left, p.y, right, p.y)
	return nil
}

// note writes a text on up to two lines.
func (p *printer) note(c column, height float64, text string) error {
	if text == "" {
		return nil
	}
	if err := p.pdf.SetFont(regular, "", 9); err != nil {
		return err
	}
	lines, err := p.pdf.SplitText(text, c.width-8)
	if err != nil {
		return err
	}
	if len(lines) > 2 {
		if lines[1], err = p.fit(regular, 9, c.width-8, lines[1]+lines[2]); err != nil {
			return err
		}
		lines = lines[:2]
	}
	y := p.y + height/2 - 6*float64(len(lines))
	for n, l := range lines {
		if err := p.text(regular, 9, c.at+4, y+12*float64(n), l); err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) picture(jpeg []byte, x, y float64) error {
	holder, err := gopdf.ImageHolderByBytes(jpeg)
	if err != nil {
		return err
	}
	return p.pdf.ImageByHolder(holder, x, y, &gopdf.Rect{W: 68, H: 51})
}

func (p *printer) foot() error {
	p.pdf.SetTextColor(107, 122, 141)
	line := fmt.Sprintf("第 %d 页　　打印于 %s　摘要 SHA-256 %s", p.page, p.moment(p.now), p.sum)
	return p.text(regular, 7, left, 812, line)
}
