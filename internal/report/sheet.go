package report

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
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

// Geometry in points (1/72 inch) on A4, 595 × 842.
const (
	left, right     = 42.0, 553.0
	top, bottom     = 46.0, 786.0
	footAt          = 808.0
	signatureHeight = 58.0
	regular, medium = "regular", "medium"
)

// printer draws one sheet.
type printer struct {
	pdf     *gopdf.GoPdf
	sheet   rollcall.Sheet
	zone    *time.Location
	now     time.Time
	y       float64 // where the next thing goes
	missing bool    // a character was not in the font
}

// SheetPDF prints the sheet of a roll call with pictures (JPEG) by person; now is told as the time of
// printing. Times are in the zone of the roll call. It returns ErrFont.
func SheetPDF(sheet rollcall.Sheet, pictures map[person.ID][]byte, now time.Time) ([]byte, error) {
	zone, err := time.LoadLocation(sheet.RollCall.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of roll call: %w", err)
	}
	p := &printer{pdf: &gopdf.GoPdf{}, sheet: sheet, zone: zone, now: now}
	p.pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	p.pdf.SetInfo(gopdf.PdfInfo{Title: title + " " + sheet.RollCall.Title, Producer: "Diandao", CreationDate: now})
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
	option := gopdf.TtfOption{OnGlyphNotFoundSubstitute: func(rune) rune {
		p.missing = true
		return '□'
	}}
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

// Digest is the SHA-256, in hex, of what the sheet says: two printings of one sheet have the same.
func Digest(s rollcall.Sheet) string {
	content := struct {
		RollCall rollcall.RollCall
		Station  string
		Officer  string
		Invitees []rollcall.Invitee
	}{s.RollCall, s.Station.Name, s.Officer, s.Invitees}
	h := sha256.New()
	// These types hold nothing that JSON can't say.
	_ = json.NewEncoder(h).Encode(content) //nolint:errchkjson // years beyond 9999 do not occur
	return hex.EncodeToString(h.Sum(nil))
}

func (p *printer) print(pictures map[person.ID][]byte) error {
	p.addPage()
	if err := p.head(); err != nil {
		return err
	}
	if err := p.columnTitles(); err != nil {
		return err
	}
	for _, i := range p.sheet.Invitees {
		if err := p.invitee(i, pictures[i.PersonID]); err != nil {
			return fmt.Errorf("row %d: %w", i.Seq, err)
		}
	}
	if p.y+signatureHeight > bottom {
		p.addPage()
	}
	if err := p.signature(); err != nil {
		return err
	}
	return p.feet()
}

func (p *printer) addPage() {
	p.pdf.AddPage()
	p.y = top
}

func (p *printer) text(family string, size, x, y float64, s string) error {
	if err := p.pdf.SetFont(family, "", size); err != nil {
		return err
	}
	p.pdf.SetXY(x, y)
	return p.pdf.Cell(nil, s)
}

// wrap breaks s into lines of a width. A mark that may not begin a line hangs at the end of the one before.
func (p *printer) wrap(family string, size, width float64, s string) ([]string, error) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return nil, nil
	}
	if err := p.pdf.SetFont(family, "", size); err != nil {
		return nil, err
	}
	split, err := p.pdf.SplitText(s, width)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, line := range split {
		if len(lines) > 0 {
			rest := strings.TrimLeft(line, "，。、；：！？）》」』”’…· ")
			lines[len(lines)-1] += line[:len(line)-len(rest)]
			line = rest
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

const title = "视频点名签到表"

func (p *printer) head() error {
	rc := p.sheet.RollCall
	p.ink()
	if err := p.text(medium, 20, left, p.y, title); err != nil {
		return err
	}
	p.y += 32
	lines, err := p.wrap(medium, 12, right-left-12, rc.Title)
	if err != nil {
		return err
	}
	for _, line := range lines {
		if err := p.text(medium, 12, left, p.y, line); err != nil {
			return err
		}
		p.y += 18
	}
	p.y += 4
	for n, f := range p.facts() {
		if err := p.fact(left+float64(n%2)*260, f); err != nil {
			return err
		}
		if n%2 == 1 {
			p.y += 17
		}
	}
	p.y += 10
	return nil
}

type fact struct{ label, value string }

// facts are what stands above the table, two a line.
func (p *printer) facts() []fact {
	rc := p.sheet.RollCall
	return []fact{
		{"司法所", p.sheet.Station.Name},
		{"工作人员", p.officers()},
		{"对　象", audienceWord(rc.Audience)},
		{"类　型", kindWord(rc.Kind) + "，" + orderWord(rc.Order)},
		{"状　态", stateWord(rc.State)},
		{"开　始", p.moment(rc.CreatedAt)},
		{"结　束", p.moment(rc.ClosedAt)},
		{"首次点名", p.moment(rc.LiveAt)},
		{"应　到", p.expected()},
		{},
		{"结　果", p.totals()},
		{},
	}
}

// officers is who had the roll call, in order.
func (p *printer) officers() string {
	var names []string
	for _, s := range p.sheet.Steps {
		if (s.Kind == rollcall.StepCalled || s.Kind == rollcall.StepHandedOver) && s.ByName != "" && !slices.Contains(names, s.ByName) {
			names = append(names, s.ByName)
		}
	}
	if !slices.Contains(names, p.sheet.Officer) {
		names = append(names, p.sheet.Officer)
	}
	return strings.Join(names, "、")
}

// expected is how many were to come, and how many were registered out.
func (p *printer) expected() string {
	out := 0
	for _, i := range p.sheet.Invitees {
		if i.Excuse != "" {
			out++
		}
	}
	if out == 0 {
		return fmt.Sprintf("%d 人", len(p.sheet.Invitees))
	}
	return fmt.Sprintf("%d 人，另登记不点 %d 人", len(p.sheet.Invitees)-out, out)
}

// sum tells what proves the sheet: its seal, or before that the digest of what it says now.
func (p *printer) sum() string {
	if p.sheet.RollCall.SealHash != "" {
		return "归档摘要 SHA-256 " + p.sheet.RollCall.SealHash
	}
	return "内容摘要 SHA-256 " + Digest(p.sheet)
}

func (p *printer) fact(x float64, f fact) error {
	if f.label == "" {
		return nil
	}
	p.faint()
	if err := p.text(regular, 10, x, p.y, f.label); err != nil {
		return err
	}
	p.ink()
	return p.text(regular, 10, x+50, p.y, f.value)
}

func (p *printer) totals() string {
	var parts []string
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

// signature is where the officer signs on paper.
func (p *printer) signature() error {
	p.ink()
	y := p.y + 26
	if err := p.text(regular, 10, left, y, "工作人员（签字）"); err != nil {
		return err
	}
	if err := p.text(regular, 10, left+300, y, "日期"); err != nil {
		return err
	}
	p.rule(left+84, left+260, y+13)
	p.rule(left+326, right, y+13)
	if !p.missing {
		return nil
	}
	p.faint()
	return p.text(regular, 8, left, y+22, "“□”是字库中没有的字，以系统中的记录为准。")
}

func (p *printer) feet() error {
	return p.numbered("打印于 "+p.moment(p.now)+"　　"+p.sum(), func(n, of int) string { return fmt.Sprintf("第 %d / %d 页", n, of) })
}

// numbered writes the foot of each page with its number, which is possible only once all are there.
func (p *printer) numbered(foot string, number func(n, of int) string) error {
	pages := p.pdf.GetNumberOfPages()
	for n := 1; n <= pages; n++ {
		if err := p.pdf.SetPage(n); err != nil {
			return err
		}
		p.faint()
		if err := p.text(regular, 7, left, footAt, foot); err != nil {
			return err
		}
		page := number(n, pages)
		width, err := p.pdf.MeasureTextWidth(page)
		if err != nil {
			return err
		}
		if err := p.text(regular, 7, right-width, footAt, page); err != nil {
			return err
		}
	}
	return nil
}

func (p *printer) ink()   { p.pdf.SetTextColor(27, 36, 48) }
func (p *printer) faint() { p.pdf.SetTextColor(98, 112, 130) }

func (p *printer) rule(from, to, y float64) {
	p.pdf.SetStrokeColor(208, 214, 222)
	p.pdf.SetLineWidth(0.5)
	p.pdf.Line(from, y, to, y)
}
