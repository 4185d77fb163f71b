// Package report prints what leaves the system on paper: the attendance sheet of a roll call as PDF, in
// Chinese, with a picture for each person who has one.
//
// The monthly report of a unit is composed once from its frozen figures, in Chinese or English, and takes the form of a
// PDF to sign, a spreadsheet with a table a sheet, or CSV.
//
// A sheet says everything in full: names and an officer's words take as many lines as they need. At its
// foot stands a digest of what it says, so that two printings can be compared.
//
// The font is embedded when it was fetched before the build (scripts/fetch-font.sh); without it printing
// is refused, since a sheet with empty boxes for names would be worse than none. A single character that
// the font lacks becomes a box, and the sheet says so. Characters beyond the basic plane (𬱖) print right
// but copy wrongly out of the PDF: gopdf writes their text layer with five hexadecimal digits.
package report
