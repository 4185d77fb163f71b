package stage

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"diandao/internal/checkin"
	"diandao/internal/device"
	"diandao/internal/geo"
	"diandao/internal/id"
)

// Officer is a staff member at a console.
type Officer struct {
	*caller
	csrf string
}

// NewOfficer returns a console that is not signed in.
func NewOfficer(tb testing.TB, base string) *Officer {
	tb.Helper()
	o := &Officer{caller: newCaller(tb, base)}
	o.dress = func(r *http.Request) {
		if r.Method != http.MethodGet && o.csrf != "" {
			r.Header.Set("X-CSRF-Token", o.csrf)
		}
	}
	return o
}

// SignIn opens a session.
func (o *Officer) SignIn(username, password string) *Officer {
	o.tb.Helper()
	var session struct {
		CSRF string `json:"csrf_token"`
	}
	o.Post("/console/v1/session", map[string]any{"username": username, "password": password}).Into(http.StatusOK, &session)
	require.NotEmpty(o.tb, session.CSRF)
	o.csrf = session.CSRF
	return o
}

// Resume takes up the session that the console's cookie names.
func (o *Officer) Resume() *Officer {
	o.tb.Helper()
	var session struct {
		CSRF string `json:"csrf_token"`
	}
	o.Get("/console/v1/session").Into(http.StatusOK, &session)
	o.csrf = session.CSRF
	return o
}

// Led asks for a path as a browser does and returns where it is led to, without going there.
func (o *Officer) Led(path string) *url.URL {
	o.tb.Helper()
	followed := o.client.CheckRedirect
	o.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	defer func() { o.client.CheckRedirect = followed }()
	a := o.Get(path)
	require.Equal(o.tb, http.StatusSeeOther, a.Status, "%s", a.Body)
	to, err := url.Parse(a.Header.Get("Location"))
	require.NoError(o.tb, err)
	return to
}

// ActivationCode asks for a code for a person.
func (o *Officer) ActivationCode(personID string) string {
	o.tb.Helper()
	var a struct {
		Code string `json:"code"`
	}
	o.Post("/console/v1/persons/"+personID+"/activations", nil).Into(http.StatusCreated, &a)
	return a.Code
}

// Phone is a supervised person's phone.
type Phone struct {
	*caller
	Key      *ecdsa.PrivateKey
	DeviceID string
	PersonID string
	Refresh  string
	// Sleepy phones do not renew their access token by themselves.
	Sleepy  bool
	access  string
	expires time.Time
	now     func() time.Time
}

// NewPhone returns a phone with a fresh key that is not activated; now is its clock.
func NewPhone(tb testing.TB, base string, now func() time.Time) *Phone {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(tb, err)
	p := &Phone{caller: newCaller(tb, base), Key: key, now: now}
	p.dress = func(r *http.Request) {
		if p.access != "" && !p.Sleepy && !p.now().Before(p.expires) {
			p.access = "" // so that renewing does not renew
			p.Renew()
		}
		if p.access != "" {
			r.Header.Set("Authorization", "Bearer "+p.access)
		}
	}
	return p
}

// GetAs asks for a path with another access token than the phone's own.
func (p *Phone) GetAs(token, path string) Answer {
	p.tb.Helper()
	own, sleepy := p.access, p.Sleepy
	p.access, p.Sleepy = token, true
	defer func() { p.access, p.Sleepy = own, sleepy }()
	return p.Get(path)
}

// Sign signs a message for a purpose, as WebCrypto would.
func (p *Phone) Sign(saying string, message []byte) []byte {
	p.tb.Helper()
	digest := sha256.Sum256(append([]byte(saying), message...))
	r, s, err := ecdsa.Sign(rand.Reader, p.Key, digest[:])
	require.NoError(p.tb, err)
	out := make([]byte, device.SignatureBytes)
	r.FillBytes(out[:32])
	s.FillBytes(out[32:])
	return out
}

func encode(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

type grant struct {
	DeviceID string `json:"device_id"`
	Person   struct {
		ID string `json:"id"`
	} `json:"person"`
	Access  string    `json:"access_token"`
	Expires time.Time `json:"access_expires_at"`
	Refresh string    `json:"refresh_token"`
}

func (p *Phone) keep(g grant) {
	p.access, p.expires, p.Refresh = g.Access, g.Expires, g.Refresh
	if g.DeviceID != "" {
		p.DeviceID, p.PersonID = g.DeviceID, g.Person.ID
	}
}

// Activate turns a code into a signed-in phone.
func (p *Phone) Activate(code string) *Phone {
	p.tb.Helper()
	var g grant
	p.TryActivate(code).Into(http.StatusCreated, &g)
	p.keep(g)
	return p
}

// TryActivate sends a code and returns the answer.
func (p *Phone) TryActivate(code string) Answer {
	p.tb.Helper()
	public, err := x509.MarshalPKIXPublicKey(&p.Key.PublicKey)
	require.NoError(p.tb, err)
	return p.Post("/v1/activations", map[string]any{
		"code": code, "public_key": encode(public), "name": "Android 13", "signature": encode(p.Sign(device.ActivateSaying, []byte(code))),
	})
}

// TryRefresh exchanges a refresh token and returns the answer.
func (p *Phone) TryRefresh(token string) Answer {
	p.tb.Helper()
	return p.Post("/v1/tokens", map[string]any{"refresh_token": token, "signature": encode(p.Sign(device.RefreshSaying, []byte(token)))})
}

// Renew exchanges the phone's own refresh token.
func (p *Phone) Renew() *Phone {
	p.tb.Helper()
	var g grant
	p.TryRefresh(p.Refresh).Into(http.StatusOK, &g)
	p.keep(g)
	return p
}

// Handin is a submission in the making: what is signed, by whom and with which picture may be bent.
type Handin struct {
	Submission checkin.Submission
	Payload    []byte // set: sent instead of the submission's JSON
	Signature  []byte // set: sent instead of the phone's own
	Photo      []byte
	Frames     []byte // of an answered challenge, one after the other
	Files      map[checkin.AttachmentKind][]byte
}

// With is the submission with a file, named by its hash in what is signed.
func (h Handin) With(k checkin.AttachmentKind, data []byte) Handin {
	sum := sha256.Sum256(data)
	h.Submission.Version = checkin.NewestVersion
	h.Submission.Attachments = append(slices.Clone(h.Submission.Attachments), checkin.Attachment{Kind: k, SHA256: hex.EncodeToString(sum[:])})
	files := maps.Clone(h.Files)
	if files == nil {
		files = map[checkin.AttachmentKind][]byte{}
	}
	files[k], h.Files = data, files
	return h
}

// Draft is a sound submission for a request with the given picture.
func (p *Phone) Draft(requestID string, photo []byte) Handin {
	now := p.now().UTC().Truncate(time.Millisecond)
	h := Handin{Photo: photo, Submission: checkin.Submission{
		ID: checkin.ID(id.New()), RequestID: checkin.RequestID(requestID), DeviceID: p.DeviceID, SignedAt: now,
		Location: &checkin.Location{Point: geo.Point{Lat: 30.1, Lng: 120.1}, AccuracyM: 18, Datum: geo.WGS84, TakenAt: now},
		Answers:  []checkin.Answer{{QuestionID: "q1", Text: "是"}},
	}}
	if len(photo) > 0 {
		sum := sha256.Sum256(photo)
		h.Submission.PhotoSHA256 = hex.EncodeToString(sum[:])
	}
	return h
}

// Answering adds frames, each taken during a step, to a submission as the answer to a challenge.
func (h Handin) Answering(nonce string, issuedAt time.Time, steps []int, frames [][]byte) Handin {
	a := &checkin.ChallengeAnswer{Nonce: nonce, IssuedAt: issuedAt}
	for i, f := range frames {
		a.Frames = append(a.Frames, checkin.FrameFact{Step: steps[i], OffsetMS: int64(i) * 900, Bytes: len(f)})
	}
	h.Frames = bytes.Join(frames, nil)
	sum := sha256.Sum256(h.Frames)
	a.FramesSHA256 = hex.EncodeToString(sum[:])
	h.Submission.Challenge = a
	return h
}

// PutFiles sends files of one field of a form.
func (o *Officer) PutFiles(path, field string, files ...[]byte) Answer {
	o.tb.Helper()
	return o.sendFiles(http.MethodPut, path, field, files...)
}

// PostFile sends one file of a form.
func (o *Officer) PostFile(path, field string, file []byte) Answer {
	o.tb.Helper()
	return o.sendFiles(http.MethodPost, path, field, file)
}

func (o *Officer) sendFiles(method, path, field string, files ...[]byte) Answer {
	o.tb.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i, f := range files {
		part, err := form.CreateFormFile(field, strconv.Itoa(i)+".jpg")
		require.NoError(o.tb, err)
		_, err = part.Write(f)
		require.NoError(o.tb, err)
	}
	require.NoError(o.tb, form.Close())
	return o.send(method, path, form.FormDataContentType(), &body)
}

// HandIn sends a submission to a request.
func (p *Phone) HandIn(requestID string, h Handin) Answer {
	p.tb.Helper()
	contentType, body := p.Form(h)
	return p.send(http.MethodPost, "/v1/checkin-requests/"+requestID+"/submission", contentType, bytes.NewReader(body))
}

// Token is the phone's access token.
func (p *Phone) Token() string { return p.access }

// Form is a submission as it goes over the air.
func (p *Phone) Form(h Handin) (contentType string, encoded []byte) {
	p.tb.Helper()
	if h.Payload == nil {
		payload, err := json.Marshal(h.Submission)
		require.NoError(p.tb, err)
		h.Payload = payload
	}
	if h.Signature == nil {
		h.Signature = p.Sign(device.SubmissionSaying, h.Payload)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="submission"; filename="submission.json"`}, "Content-Type": {"application/json"},
	})
	require.NoError(p.tb, err)
	_, err = part.Write(h.Payload)
	require.NoError(p.tb, err)
	require.NoError(p.tb, form.WriteField("signature", encode(h.Signature)))
	for name, data := range map[string][]byte{"photo": h.Photo, "frames": h.Frames} {
		if data != nil {
			p.attach(form, name, data)
		}
	}
	for k, data := range h.Files {
		p.attach(form, string(k), data)
	}
	require.NoError(p.tb, form.Close())
	return form.FormDataContentType(), body.Bytes()
}

func (c *caller) attach(form *multipart.Writer, name string, data []byte) {
	c.tb.Helper()
	part, err := form.CreateFormFile(name, "file")
	require.NoError(c.tb, err)
	_, err = part.Write(data)
	require.NoError(c.tb, err)
}

// PostWith sends a record in JSON, as the form's part of that name, and the files that come with it.
func (c *caller) PostWith(path, record string, body any, name string, files ...[]byte) Answer {
	c.tb.Helper()
	text, err := json.Marshal(body)
	require.NoError(c.tb, err)
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	require.NoError(c.tb, form.WriteField(record, string(text)))
	for _, data := range files {
		c.attach(form, name, data)
	}
	require.NoError(c.tb, form.Close())
	return c.send(http.MethodPost, path, form.FormDataContentType(), &buf)
}

// Recording is the head of an Ogg file of Opus, as long as a recording that says nothing.
func Recording() []byte {
	page := append([]byte("OggS\x00\x02"), make([]byte, 20)...)
	return append(append(page, 1, 19), "OpusHead\x01\x01\x00\x00\x80\xbb\x00\x00\x00\x00\x00"...)
}

// Picture is a small JPEG of one colour.
func Picture(tb testing.TB, c color.Color) []byte {
	tb.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		img.Set(i%64, i/64, c)
	}
	var buf bytes.Buffer
	require.NoError(tb, jpeg.Encode(&buf, img, nil))
	return buf.Bytes()
}
