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
func noPhotoReasons() []string     { return []string{"", "denied", "no_camera", "cannot"} }
func noChallengeReasons() []string { return []string{"", "offline", "cannot"} }

// Networks lists what a phone may tell of its network: wifi, a mobile one, on which it may tell how fast it is, or none.
func Networks() []string { return []string{"wifi", "cellular", "4g", "3g", "2g", "none"} }

func noLocationReasons() []string { return []string{"", "denied", "timeout", "unavailable"} }

// MaxAccuracyM bounds what a phone may claim as accuracy: beyond it a fix says nothing.
const MaxAccuracyM = 100_000

// ParseSubmission reads the signed bytes strictly: one JSON object, no unknown field, within the limits.
// It returns ErrSubmission, ErrVersion or ErrCoordinates.
func ParseSubmission(payload []byte) (Submission, error) {
	if len(payload) == 0 || len(payload) > MaxPayload || !utf8.Valid(payload) {
		return Submission{}, ErrSubmission.On(fault.Field{Path: "submission", Reason: "UTF-8 JSON of at most 16 KiB"})
	}
	if err := checkVersion(payload); err != nil {
		return Submission{}, err
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
	s.checkAttachments(check)
	check(slices.Contains(noPhotoReasons(), s.NoPhoto), "no_photo", "denied, no_camera or cannot")
	check(slices.Contains(noLocationReasons(), s.NoLocation), "no_location", "denied, timeout or unavailable")
	check(slices.Contains(noChallengeReasons(), s.NoChallenge), "no_challenge", "offline or cannot")
	check(utf8.RuneCountInString(s.Helper) <= MaxHelper, "helper", "at most 40 characters")
	if s.Challenge != nil {
		path, reason := s.Challenge.check()
		check(path == "", path, reason)
	}
	check(len(s.Answers) <= MaxAnswers, "answers", "at most 20")
	check(len(s.TimeToken) <= MaxTimeToken && s.ElapsedMS >= 0 && s.ElapsedMS <= MaxLateDelivery.Milliseconds(), "elapsed_ms", "between 0 and 7 days")
	check(s.TimeToken == "" || s.Clock == Monotonic || s.Clock == WallClock, "clock", "monotonic or wall")
	b := s.Device.BatteryPct
	check((b == nil || *b >= 0 && *b <= 100) && (s.Device.Network == "" || slices.Contains(Networks(), s.Device.Network)) && len(s.Device.AppVersion) <= 64, "device", "battery_pct from 0 to 100, network wifi, cellular, 4g, 3g, 2g or none")
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

// madeAt is the instant at which the submission was made. With a time token it is the token's plus what
// has elapsed since, so that it can't lie before the token nor after its arrival; without one it is its
// arrival, which the phone's own reckoning must agree with. It returns ErrSkewed, ErrTimeToken or ErrClosed.
func (s Submission) madeAt(now time.Time, tokens TimeTokens) (time.Time, error) {
	if s.Location != nil && s.Location.TakenAt.Sub(now) > MaxSkew {
		return time.Time{}, ErrSkewed
	}
	if s.TimeToken == "" {
		if s.SignedAt.Sub(now).Abs() > MaxSkew {
			return time.Time{}, ErrSkewed
		}
		return now, nil
	}
	issued, err := tokens.Read(s.TimeToken, s.DeviceID)
	if err != nil {
		return time.Time{}, err
	}
	made := issued.Add(time.Duration(s.ElapsedMS) * time.Millisecond)
	switch {
	case made.Sub(now) > MaxSkew:
		return time.Time{}, ErrSkewed
	case made.After(now):
		return now, nil
	case now.Sub(made) > MaxLateDelivery:
		return time.Time{}, ErrClosed
	}
	return made, nil
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
