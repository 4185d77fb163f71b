package checkin_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/geo"
)

func sound() map[string]any {
	return map[string]any{
		"id": "01940000-0000-7000-8000-000000000001", "request_id": "01940000-0000-7000-8000-000000000002",
		"device_id": "d", "signed_at": "2026-11-23T01:00:00Z",
		"location": map[string]any{"lat": 30.2, "lng": 120.1, "accuracy_m": 15.5, "datum": "wgs84", "taken_at": "2026-11-23T01:00:00Z"},
		"answers":  []any{map[string]any{"question_id": "q1", "text": "都好"}},
	}
}

func files(kinds ...string) (all []any) {
	for _, k := range kinds {
		all = append(all, map[string]any{"kind": k, "sha256": strings.Repeat("a", 64)})
	}
	return all
}

func TestParseSubmission(t *testing.T) {
	t.Parallel()
	location := func(key string, value any) func(map[string]any) {
		return func(m map[string]any) { m["location"].(map[string]any)[key] = value }
	}
	cases := map[string]struct {
		change func(map[string]any)
		want   error
	}{
		"a sound one":                   {func(map[string]any) {}, nil},
		"an unknown field":              {func(m map[string]any) { m["verdict"] = "accepted" }, checkin.ErrSubmission},
		"an id that is none":            {func(m map[string]any) { m["id"] = "1" }, checkin.ErrSubmission},
		"a photo hash that is none":     {func(m map[string]any) { m["photo_sha256"] = "XYZ" }, checkin.ErrSubmission},
		"a made-up reason for no photo": {func(m map[string]any) { m["no_photo"] = "lazy" }, checkin.ErrSubmission},
		"no time":                       {func(m map[string]any) { delete(m, "signed_at") }, checkin.ErrSubmission},
		"an answer of 501 characters": {func(m map[string]any) {
			m["answers"] = []any{map[string]any{"question_id": "q", "text": strings.Repeat("好", 501)}}
		}, checkin.ErrSubmission},
		"attachments of version 2": {func(m map[string]any) {
			m["version"], m["attachments"], m["no_voice"] = 2, files("surroundings"), "denied"
		}, nil},
		"version 1 said outright":        {func(m map[string]any) { m["version"] = 1 }, nil},
		"attachments of version 1":       {func(m map[string]any) { m["attachments"] = files("surroundings") }, checkin.ErrSubmission},
		"a reason for none of version 1": {func(m map[string]any) { m["no_voice"] = "denied" }, checkin.ErrSubmission},
		"a newer version":                {func(m map[string]any) { m["version"], m["smell"] = 3, "x" }, checkin.ErrVersion},
		"a version below one":            {func(m map[string]any) { m["version"] = -1 }, checkin.ErrSubmission},
		"a version that is none":         {func(m map[string]any) { m["version"] = "2" }, checkin.ErrSubmission},
		"two of a kind":                  {func(m map[string]any) { m["version"], m["attachments"] = 2, files("voice", "voice") }, checkin.ErrSubmission},
		"a kind that nobody knows":       {func(m map[string]any) { m["version"], m["attachments"] = 2, files("video") }, checkin.ErrSubmission},
		"an attachment's hash that is none": {func(m map[string]any) {
			m["version"], m["attachments"] = 2, []any{map[string]any{"kind": "voice", "sha256": "X"}}
		}, checkin.ErrSubmission},
		"a made-up reason for no voice": {func(m map[string]any) { m["version"], m["no_voice"] = 2, "shy" }, checkin.ErrSubmission},
		"latitude 91":                   {location("lat", 91), checkin.ErrCoordinates},
		"longitude -181":                {location("lng", -181), checkin.ErrCoordinates},
		"accuracy zero":                 {location("accuracy_m", 0), checkin.ErrCoordinates},
		"accuracy of a continent":       {location("accuracy_m", 1e7), checkin.ErrCoordinates},
		"a datum nobody knows":          {location("datum", "bd09"), checkin.ErrCoordinates},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := sound()
			c.change(m)
			payload, err := json.Marshal(m)
			require.NoError(t, err)
			_, err = checkin.ParseSubmission(payload)
			if c.want == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, c.want)
		})
	}
}

func TestParseSubmission_RefusesWhatIsNotOneObject(t *testing.T) {
	t.Parallel()
	payload, err := json.Marshal(sound())
	require.NoError(t, err)
	for name, text := range map[string]string{
		"nothing": "", "two objects": string(payload) + string(payload), "an array": "[]", "half": string(payload[:len(payload)/2]),
		"not UTF-8": "\xff\xfe", "too long": `{"id":"` + strings.Repeat("a", checkin.MaxPayload) + `"}`,
	} {
		_, err := checkin.ParseSubmission([]byte(text))
		require.ErrorIs(t, err, checkin.ErrSubmission, name)
	}
}

func FuzzParseSubmission(f *testing.F) {
	payload, err := json.Marshal(sound())
	require.NoError(f, err)
	f.Add(payload)
	f.Add([]byte(`{"location":{"lat":1e309}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := checkin.ParseSubmission(data)
		if err != nil {
			return
		}
		if s.Location != nil {
			require.True(t, s.Location.Valid())
			require.LessOrEqual(t, geo.Distance(s.Location.Point, geo.Point{}), 20_100_000.0)
		}
		v := checkin.Judge(checkin.Request{DueAt: opened()}, s, checkin.Known{MadeAt: opened(), ReceivedAt: opened()})
		require.NotEqual(t, checkin.Rejected, v.Outcome)
	})
}
