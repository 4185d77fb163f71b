package mobileapi_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"diandao/internal/httpapi/httpapitest"
)

const (
	application = `{"from_day":"2026-12-01","to_day":"2026-12-05","place":"湖州","reason":"探亲"}`
	complaint   = `{"source":"checkin","source_id":"` + mine + `","text":"车坏了"}`
	withPapers  = "/v1/leaves/with-papers"
	withPicture = "/v1/appeals/with-pictures"
)

func pdf() []byte { return []byte("%PDF-1.7\ntrailer\n%%EOF\n") }

func file(name string, data []byte) part {
	return part{name: name, filename: "file", mime: "application/octet-stream", data: data}
}

func times(n int, p part) (all []part) {
	for range n {
		all = append(all, p)
	}
	return all
}

func (p phone) send(t *testing.T, as, path, key string, all ...part) httpapitest.Answer {
	t.Helper()
	body, contentType := form(t, all...)
	return p.Do(t, httpapitest.Scenario{As: as, Method: http.MethodPost, Path: path, Body: body, Header: map[string]string{"Content-Type": contentType, "Idempotency-Key": key}})
}

func TestFiles_ComeWithTheirRecord(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	asked := part{name: "application", data: []byte(application)}
	a := p.send(t, "person", withPapers, others, asked, file("paper", pdf()), file("paper", photo(t)))
	require.Equal(t, http.StatusCreated, a.Status, "%s", a.Body)
	require.Equal(t, []any{map[string]any{"id": "e1", "mime": "image/png", "size": 9.0}}, a.JSON(t)["papers"])
	require.Equal(t, []string{"apply for leave to 湖州 with application/pdf with image/jpeg"}, p.services.drain(), "in their order, by their bytes")

	again := p.send(t, "person", withPapers, others, asked, file("paper", pdf()), file("paper", photo(t)))
	require.Equal(t, string(a.Body), string(again.Body))
	require.Equal(t, "true", again.Header.Get("Idempotency-Replayed"), "a retry draws another boundary and is the same request")
	require.Empty(t, p.services.drain())
	other := p.send(t, "person", withPapers, others, asked, file("paper", pdf()))
	httpapitest.CheckProblem(t, other, "idempotency.key_reused")

	b := p.send(t, "person", withPicture, mine, part{name: "appeal", filename: "blob", mime: "application/json", data: []byte(complaint)}, file("picture", photo(t)))
	require.Equal(t, http.StatusCreated, b.Status, "%s", b.Body)
	require.Equal(t, []string{"appeal checkin " + mine + ": 车坏了 with image/jpeg"}, p.services.drain())
	require.Equal(t, http.StatusCreated, p.send(t, "person", withPapers, "0193a5f0-7c00-7000-8000-000000000098", asked).Status, "no papers are fine")
}

func TestFiles_Refusals(t *testing.T) {
	t.Parallel()
	asked, said := part{name: "application", data: []byte(application)}, part{name: "appeal", data: []byte(complaint)}
	for name, tc := range map[string]struct {
		as, path string
		parts    []part
		status   int
		code     string
	}{
		"six papers":         {"person", withPapers, append(times(6, file("paper", pdf())), asked), 422, "evidence.too_many"},
		"a paper over 5 MB":  {"person", withPapers, []part{asked, file("paper", append(pdf(), make([]byte, 5<<20)...))}, 413, "evidence.paper_too_large"},
		"a page as a paper":  {"person", withPapers, []part{asked, file("paper", []byte("<html>"))}, 415, "evidence.not_a_paper"},
		"40,000 pixels wide": {"person", withPapers, []part{asked, file("paper", widePNG())}, 422, "evidence.picture_dimensions"},
		"a PDF in an appeal": {"person", withPicture, []part{said, file("picture", pdf())}, 415, "evidence.not_a_picture"},
		"no application":     {"person", withPapers, []part{file("paper", pdf())}, 422, "leave.invalid"},
		"an unknown field":   {"person", withPapers, []part{{name: "application", data: []byte(`{"status":"approved"}`)}}, 422, "leave.invalid"},
		"two applications":   {"person", withPapers, []part{{name: "application", data: []byte(application + application)}}, 422, "leave.invalid"},
		"an endless one":     {"person", withPapers, []part{{name: "application", data: bytes.Repeat([]byte(" "), 17<<10)}}, 422, "leave.invalid"},
		"no appeal":          {"person", withPicture, []part{file("picture", photo(t))}, 422, "appeal.invalid"},
		"nobody":             {"", withPapers, []part{asked}, 401, "authz.unauthenticated"},
		"an officer":         {"officer", withPicture, []part{said}, 403, "authz.forbidden"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPhone(t)
			a := p.send(t, tc.as, tc.path, mine, tc.parts...)
			require.Equal(t, tc.status, a.Status, "%s", a.Body)
			httpapitest.CheckProblem(t, a, tc.code)
			require.Empty(t, p.services.drain(), "nothing was taken")
		})
	}
}

func TestSubmission_Attachments(t *testing.T) {
	t.Parallel()
	p := newPhone(t)
	a := p.submit(t, signed(file("surroundings", photo(t)), file("voice", []byte("OggS")))...)
	require.Equal(t, http.StatusCreated, a.Status, "%s", a.Body)
	in := p.services.submits[0]
	require.Equal(t, photo(t), in.Attachments["surroundings"])
	require.Equal(t, "OggS", string(in.Attachments["voice"]))
	for code, tooLarge := range map[string]part{
		"evidence.paper_too_large":     file("surroundings", make([]byte, 5<<20+1)),
		"evidence.recording_too_large": file("voice", make([]byte, 1<<20+1)),
	} {
		a := p.submit(t, signed(tooLarge)...)
		require.Equal(t, http.StatusRequestEntityTooLarge, a.Status)
		httpapitest.CheckProblem(t, a, code)
	}
}
