// Package org is the tree of units that supervise: city, district (区县), justice station (司法所).
// A unit's Path names it and everything above it, so that "within my scope" is a prefix.
package org

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
)

// UnitID identifies a unit.
type UnitID string

// Kind is a level of the tree.
type Kind string

// The levels, from the top.
const (
	City     Kind = "city"
	District Kind = "district"
	Station  Kind = "station"
)

// Kinds lists every level.
func Kinds() []Kind { return []Kind{City, District, Station} }

// Path is the chain of unit codes from the top, "/3301/330106/330106003/", always with both slashes.
// Codes are the administrative division codes of GB/T 2260 and GB/T 10114.
type Path string

// Unit is one node of the tree.
type Unit struct {
	ID       UnitID
	ParentID UnitID // empty at the top
	Kind     Kind
	Code     string
	Name     string
	Path     Path
	// Zone is the IANA time zone in which the unit's plans are read.
	Zone string
	// Telephone is the number of the unit's office, at which persons reach it; empty when none is known.
	Telephone string
	Version   int // 1 for a new one
}

// Errors of this package.
var (
	// ErrUnit is returned for a unit that breaks the tree's rules.
	ErrUnit      = fault.New(fault.Invalid, "org.unit_invalid", "The unit is not valid.")
	ErrTelephone = fault.New(fault.Invalid, "org.telephone_invalid", "Write the office's number in 3 to 20 digits, spaces, + - ( ), at least three of them digits, or leave it empty.")
	ErrNotFound  = fault.New(fault.NotFound, "org.unit_not_found", "There is no such unit.")
	ErrNameTaken = fault.New(fault.Conflict, "org.name_taken", "Another unit below the same one has this name.")
	ErrChanged   = fault.New(fault.Conflict, "org.changed", "Somebody else has just changed this unit; look before you change it.")
)

// MaxName is how many characters a unit's name may have.
const MaxName = 60

// TelephoneRule says in words for a terminal what IsTelephone asks for.
const TelephoneRule = "3 to 20 digits, spaces, + - ( ), at least three of them digits"

var codePattern = regexp.MustCompile(`^[0-9A-Za-z_-]{1,24}$`)

// IsCode reports whether text can be a unit's code.
func IsCode(text string) bool { return codePattern.MatchString(text) }

// IsName reports whether text can be a unit's name.
func IsName(text string) bool {
	n := utf8.RuneCountInString(text)
	return n >= 1 && n <= MaxName && text == strings.TrimSpace(text)
}

// minDigits is how many digits the shortest number has that can be rung.
const minDigits = 3

var telephonePattern = regexp.MustCompile(`^[0-9 +()-]{3,20}$`)

// IsTelephone reports whether text can be the number of an office, or is empty.
func IsTelephone(text string) bool {
	if text == "" {
		return true
	}
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= minDigits && text == strings.TrimSpace(text) && telephonePattern.MatchString(text)
}

// Validate checks code, name, telephone and zone. It returns ErrUnit, which names what is wrong.
func (u Unit) Validate() error {
	var wrong []fault.Field
	if !IsCode(u.Code) {
		wrong = append(wrong, fault.Field{Path: "code", Reason: "1 to 24 letters, digits, _ and -"})
	}
	if !IsName(u.Name) {
		wrong = append(wrong, fault.Field{Path: "name", Reason: "1 to 60 characters"})
	}
	if !IsTelephone(u.Telephone) {
		wrong = append(wrong, fault.Field{Path: "telephone", Reason: TelephoneRule})
	}
	if _, err := time.LoadLocation(u.Zone); err != nil || u.Zone == "" || u.Zone == "Local" {
		wrong = append(wrong, fault.Field{Path: "zone", Reason: "an IANA time zone, as Asia/Shanghai"})
	}
	if wrong != nil {
		return ErrUnit.On(wrong...)
	}
	return nil
}

var pathPattern = regexp.MustCompile(`^/([0-9A-Za-z_-]{1,24}/){1,3}$`)

// Root is the scope that contains every unit.
const Root Path = "/"

// Valid reports whether p is Root or a chain of one to three codes.
func (p Path) Valid() bool { return p == Root || pathPattern.MatchString(string(p)) }

// Contains reports whether other is p or lies below it. An empty path contains nothing.
func (p Path) Contains(other Path) bool {
	return p.Valid() && other.Valid() && strings.HasPrefix(string(other), string(p))
}

// Level is the level of the tree at which staff of the scope p decide; Root counts as the city.
func (p Path) Level() Kind {
	switch {
	case p.IsStation():
		return Station
	case p.IsCity():
		return City
	}
	return District
}

// IsCity reports whether p is a city or above it.
func (p Path) IsCity() bool { return p.Valid() && strings.Count(string(p), "/") <= 2 }

// IsStation reports whether p is a station, below which nothing lies.
func (p Path) IsStation() bool { return p.Valid() && strings.Count(string(p), "/") == 4 }

// Upper is the exclusive upper bound of the paths below p in byte order, for range scans in SQL.
func (p Path) Upper() string { return strings.TrimSuffix(string(p), "/") + "0" }

// Child returns the path of the unit with the given code below p.
func (p Path) Child(code string) Path { return p + Path(code) + "/" }
