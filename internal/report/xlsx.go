package report

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"diandao/internal/rollcall"
)

// SheetXLSX writes the sheet of a roll call as a spreadsheet without pictures, in the order of the printed
// one. Every cell is text or a number, never a formula, whatever a name or a reason begins with.
func SheetXLSX(sheet rollcall.Sheet, now time.Time) (_ []byte, err error) {
	zone, err := time.LoadLocation(sheet.RollCall.Zone)
	if err != nil {
		return nil, fmt.Errorf("zone of roll call: %w", err)
	}
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("close spreadsheet: %w", closing)
		}
	}()
	p := &printer{sheet: sheet, zone: zone, now: now}
	if err := p.spread(f); err != nil {
		return nil, fmt.Errorf("write spreadsheet: %w", err)
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write spreadsheet: %w", err)
	}
	return buf.Bytes(), nil
}

const sheetName = "签到表"

// spread fills the one sheet: facts, table, digest.
func (p *printer) spread(f *excelize.File) error {
	if err := f.SetSheetName("Sheet1", sheetName); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(sheetName)
	if err != nil {
		return err
	}
	for n, width := range []float64{6, 22, 18, 10, 8, 12, 12, 12, 60} {
		if err := w.SetColWidth(n+1, n+1, width); err != nil {
			return err
		}
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for n, r := range p.rows() {
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			return err
		}
		if err := w.SetRow(cell, r.cells, excelize.RowOpts{StyleID: bold * r.bold}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// spreadRow is one row; bold is 0 or 1.
type spreadRow struct {
	cells []any
	bold  int
}

func (p *printer) rows() []spreadRow {
	out := []spreadRow{{[]any{title, nil, p.sheet.RollCall.Title}, 1}}
	for _, f := range p.facts() {
		if f.label != "" {
			out = append(out, spreadRow{cells: []any{f.label, nil, f.value}})
		}
	}
	names := spreadRow{[]any{"序号", "姓名", "编号", "结果", "轮次", "进入时间", "点名时间", "画面", "说明"}, 1}
	out = append(out, spreadRow{}, names)
	for _, i := range p.sheet.Invitees {
		out = append(out, spreadRow{cells: []any{i.Seq, i.Name, i.Number, statusWord(i.Mark), i.Calls, p.clock(i.OnLineAt), p.called(i), rungWord(i.Rung), p.explained(i)}})
	}
	return append(out, spreadRow{}, spreadRow{cells: []any{p.sum() + "，导出于 " + p.moment(p.now)}})
}
