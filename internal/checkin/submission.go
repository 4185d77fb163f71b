package checkin

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"time"
	"unicode/utf8"

	"diandao/internal/fault"
	"diandao/internal/geo"
	"diandao/internal/id"
)

// Reasons a phone may give for what it does not send.
func noPhotoReasons() []string    { return []string{"", "denied", "no_camera", "cannot"} }
func noLocationReasons() []string { return []string{"", "denied", "timeout", "unavailable"} }

// MaxAccuracyM bounds what a phone may claim as accuracy: beyond it a fix says nothing.
const MaxAccuracyM = 100_000

// ParseSubmission reads the signed bytes strictly: one JSON object, no unknown field, within the limits.
// It returns ErrSubmission or ErrCoordinates.
func ParseSubmission(payload []byte) (Submission, error) {
	if len(payload) == 0 || len(payload) > MaxPayload || !utf8.Valid(payload) {
		return Submission{}, ErrSubmission.On(fault.Field{Path: "submission", Reason: "UTF-8 JSON of at most 16 KiB"})
	}
	dec := json.NewDecoder(bytes.NewReader(payload))
	dec.DisallowUnknownFields()
	var s Submission
	if err := dec.Decode(&s); err != nil {
		return Submission{}, ErrSubmission.With(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Submission{}, ErrSubmission.On(fault.Field{Path: "submission", Reason: "one JSON object and nothing after it"})
	}
	return s, s.check()
}

func (s Submission) check() error {
	var bad []fault.Field
	check := func(ok bool, path, reason string) {
		if !ok {
			bad = append(bad, fault.Field{Path: path, Reason: reason})
		}
	}
	check(id.Valid(string(s.ID)), "id", "a UUID")
	check(id.Valid(string(s.RequestID)), "request_id", "a UUID")
	check(!s.SignedAt.IsZero(), "signed_at", "required")
	check(s.PhotoSHA256 == "" || isHexSHA256(s.PhotoSHA256), "photo_sha256", "64 hex digits")
	check(slices.Contains(noPhotoReasons(), s.NoPhoto), "no_photo", "denied, no_camera or cannot")
	check(slices.Contains(noLocationReasons(), s.NoLocation), "no_location", "denied, timeout or unavailable")
	check(len(s.Answers) <= MaxAnswers, "answers", "at most 20")
	for _, a := range s.Answers {
		check(a.QuestionID != "" && len(a.QuestionID) <= 32 && utf8.RuneCountInString(a.Text) <= MaxAnswer, "answers", "an id and at most 500 characters")
	}
	if len(bad) > 0 {
		return ErrSubmission.On(bad...)
	}
	return s.checkLocation()
}

func (s Submission) checkLocation() error {
	if s.Location == nil {
		return nil
	}
	l := *s.Location
	accuracyOK := l.AccuracyM > 0 && l.AccuracyM <= MaxAccuracyM
	datumOK := l.Datum == geo.WGS84 || l.Datum == geo.GCJ02
	if !l.Valid() || !accuracyOK || !datumOK || l.TakenAt.IsZero() {
		return ErrCoordinates
	}
	return nil
}

// checkTime refuses a submission signed at another time than it arrives, or a fix from the future.
func (s Submission) checkTime(now time.Time) error {
	if s.SignedAt.Sub(now).Abs() > MaxSkew {
		return ErrSkewed
	}
	if s.Location != nil && s.Location.TakenAt.Sub(now) > MaxSkew {
		return ErrSkewed
	}
	return nil
}

func isHexSHA256(s string) bool {
	if len(s) != 64 {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
