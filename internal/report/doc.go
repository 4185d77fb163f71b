// Package report prints what leaves the system on paper: the attendance sheet of a roll call as PDF, in
// Chinese, with a picture for each person who has one.
//
// The font is embedded when it was fetched before the build (scripts/fetch-font.sh); without it printing
// is refused, since a sheet with empty boxes for names would be worse than none.
package report
