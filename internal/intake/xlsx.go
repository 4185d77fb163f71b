package intake

import (
	"bytes"
	"math"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// readXLSX reads the first sheet that has anything. Cells are read as they are kept: what a formula last came to is
// text like any other, and nothing is computed. All is unzipped in memory and bounded there.
func readXLSX(data []byte) (_ Table, _ []Row, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: MaxUnzipped, UnzipXMLSizeLimit: MaxUnzipped, RawCellValue: true})
	if err != nil {
		return Table{}, nil, ErrFormat.With(err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = ErrFormat.With(closing)
		}
	}()
	is1904 := false
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		is1904 = *props.Date1904
	}
	t := Table{Encoding: XLSX, dates: func(s string) string { return dateOf(s, is1904) }}
	for _, sheet := range f.GetSheetList() {
		rows, err := sheetRows(f, sheet)
		if err != nil || len(rows) > 0 {
			return t, rows, err
		}
	}
	return t, nil, nil
}

func sheetRows(f *excelize.File, sheet string) (_ []Row, err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, ErrFormat.With(err)
	}
	defer func() {
		if closing := rows.Close(); err == nil && closing != nil {
			err = ErrFormat.With(closing)
		}
	}()
	var all rowsOf
	for n := 1; rows.Next(); n++ {
		if n > excelize.TotalRows {
			return nil, ErrFormat
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, ErrFormat.With(err)
		}
		for i, c := range cells[:min(len(cells), MaxColumns)] {
			cells[i] = wholeNumber(c)
		}
		if !all.add(n, cells) {
			return nil, ErrTooMany
		}
	}
	if err := rows.Error(); err != nil {
		return nil, ErrFormat.With(err)
	}
	return all.rows, nil
}

// exact is up to where a number in a workbook keeps all its digits.
const exact = 1e15

// wholeNumber writes out a number that is kept as a power of ten, unless it has lost digits.
func wholeNumber(text string) string {
	if !rounded.MatchString(text) {
		return text
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v >= exact || v != math.Trunc(v) {
		return text
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// lastSerial is 31 December 2199 as a workbook counts days.
const lastSerial = 109_574

// dateOf is a day that a workbook counts from 1900 or 1904. What is no such number stays as it is.
func dateOf(text string, is1904 bool) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || v < 1 || v > lastSerial {
		return text
	}
	t, err := excelize.ExcelDateToTime(math.Trunc(v), is1904)
	if err != nil {
		return text
	}
	return t.Format(time.DateOnly)
}
