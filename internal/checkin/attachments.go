package checkin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	"diandao/internal/evidence"
	"diandao/internal/fault"
)

// AttachmentKind tells what comes beside the photo of the face.
type AttachmentKind string

// The kinds: a picture of where the person is, and a recording of their voice.
const (
	Surroundings AttachmentKind = "surroundings"
	Voice        AttachmentKind = "voice"
)

// AttachmentKinds lists every kind.
func AttachmentKinds() []AttachmentKind { return []AttachmentKind{Surroundings, Voice} }

// Attachment is what the signed bytes say of a file: with it the signature covers the file.
type Attachment struct {
	Kind   AttachmentKind `json:"kind"`
	SHA256 string         `json:"sha256"` // hex, of the file's bytes
}

// Versions of the signed bytes. The version stands within them, so that the signature covers it: version 1,
// which says none, knows the photo only; version 2 may name attachments or why there are none.
const (
	FirstVersion  = 1
	NewestVersion = 2
)

// Errors of attachments.
var (
	ErrVersion    = fault.New(fault.Invalid, "checkin.version_unknown", "This check-in was made by a newer app than this server knows.")
	ErrAttachment = fault.New(fault.Invalid, "checkin.attachment_mismatch", "A picture or recording is missing, was not signed, or is not the one that was signed.")
)

func noSurroundingsReasons() []string { return []string{"", "denied", "no_camera", "cannot"} }
func noVoiceReasons() []string        { return []string{"", "denied", "no_microphone", "cannot"} }

// checkVersion tells, before unknown fields are refused, that they may be of a newer version.
func checkVersion(payload []byte) error {
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(payload, &v); err != nil {
		return ErrSubmission.With(err)
	}
	if v.Version > NewestVersion {
		return ErrVersion
	}
	return nil
}

// checkAttachments names what is wrong with attachments and the reasons for none.
func (s Submission) checkAttachments(check func(ok bool, path, reason string)) {
	check(s.Version >= 0, "version", "1 or 2")
	isNew := len(s.Attachments) > 0 || s.NoSurroundings != "" || s.NoVoice != ""
	check(!isNew || s.Version == NewestVersion, "version", "2 for attachments or reasons for none")
	check(slices.Contains(noSurroundingsReasons(), s.NoSurroundings), "no_surroundings", "denied, no_camera or cannot")
	check(slices.Contains(noVoiceReasons(), s.NoVoice), "no_voice", "denied, no_microphone or cannot")
	seen := map[AttachmentKind]bool{}
	for _, a := range s.Attachments {
		check(slices.Contains(AttachmentKinds(), a.Kind) && !seen[a.Kind], "attachments", "surroundings and voice, each at most once")
		check(isHexSHA256(a.SHA256), "attachments", "64 hex digits")
		seen[a.Kind] = true
	}
}

// attachment is the signed hash of what comes of a kind, empty when nothing does.
func (s Submission) attachment(k AttachmentKind) string {
	for _, a := range s.Attachments {
		if a.Kind == k {
			return a.SHA256
		}
	}
	return ""
}

// checkFiles checks that what came is what was signed, nothing less and nothing more. The photo, if there is
// one, is the first. It returns ErrPhotoMissing, ErrPhotoMismatch, ErrAttachment or evidence's errors.
// A recording of somebody who wishes none is left where it came from: it is not opened and not kept.
func checkFiles(r Request, sub Submission, c Circumstances, in SubmitInput) ([]evidence.File, error) {
	mime, err := checkPhoto(r, sub, c.Way, in.Photo)
	if err != nil {
		return nil, err
	}
	var files []evidence.File
	if mime != "" {
		files = append(files, evidence.File{Kind: evidence.CheckinPhoto, MIME: mime, Data: in.Photo})
	}
	if len(in.Frames) > 0 { // the answer to a challenge holds their hash
		files = append(files, evidence.File{Kind: evidence.CheckinFrames, MIME: evidence.Frames, Data: in.Frames})
	}
	for _, k := range AttachmentKinds() {
		data, signed := in.Attachments[k], sub.attachment(k)
		if k == Voice && c.RefusesVoice {
			continue
		}
		if len(data) == 0 && signed == "" {
			continue
		}
		if sum := sha256.Sum256(data); len(data) == 0 || hex.EncodeToString(sum[:]) != signed {
			return nil, ErrAttachment.On(fault.Field{Path: string(k), Reason: "what was signed"})
		}
		f, err := checkAttachment(k, data)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func checkPhoto(r Request, sub Submission, way Way, photo []byte) (mime string, err error) {
	if len(photo) == 0 {
		if sub.PhotoSHA256 != "" {
			return "", ErrPhotoMismatch
		}
		if r.Requires.Face && sub.NoPhoto == "" && !way.IsWithoutFace() {
			return "", ErrPhotoMissing
		}
		return "", nil
	}
	if mime, err = evidence.CheckPicture(photo); err != nil {
		return "", err
	}
	if sum := sha256.Sum256(photo); hex.EncodeToString(sum[:]) != sub.PhotoSHA256 {
		return "", ErrPhotoMismatch
	}
	return mime, nil
}

func checkAttachment(k AttachmentKind, data []byte) (f evidence.File, err error) {
	f.Data = data
	if k == Voice {
		f.Kind = evidence.CheckinVoice
		f.MIME, err = evidence.CheckRecording(data)
		return f, err
	}
	f.Kind = evidence.CheckinSurroundings
	f.MIME, err = evidence.CheckSmallPicture(data)
	return f, err
}

// idOf is the id of what was sealed of a kind, empty without one.
func idOf(all []evidence.Object, k evidence.Kind) string {
	for _, o := range all {
		if o.Kind == k {
			return string(o.ID)
		}
	}
	return ""
}

// hashes are the signed hashes of photo and attachments.
func (s Submission) hashes() []string {
	var out []string
	for _, h := range []string{s.PhotoSHA256, s.attachment(Surroundings), s.attachment(Voice)} {
		if h != "" {
			out = append(out, h)
		}
	}
	return out
}

// judgeAttachments asks about what was required and did not come, and about what has to be heard. What came
// waits for nothing: it is evidence that an officer sees.
func (v *Verdict) judgeAttachments(r Request, s Submission, k Known) {
	surroundings, voice := s.attachment(Surroundings), s.attachment(Voice)
	if r.Requires.Surroundings && surroundings == "" {
		v.ask(FindingNoSurroundings, string(Surroundings), 0)
	}
	switch {
	case k.RefusesVoice:
		v.judgeUnheard(r, voice, k)
	case r.Requires.Voice && voice == "":
		v.ask(FindingNoVoice, string(Voice), 0)
	case r.Requires.Voice && !r.Requires.VoiceOnFile:
		v.ask(FindingVoiceToHear, string(Voice), 0)
	}
	if k.Seen[surroundings] {
		v.ask(FindingSamePicture, string(Surroundings), 0)
	}
	if k.Seen[voice] && !k.RefusesVoice {
		v.ask(FindingSameRecording, string(Voice), 0)
	}
}

// judgeUnheard is judged of somebody who wishes no recording: an officer settles in another way what the plan wanted
// one for. That there is none is never held against the person.
func (v *Verdict) judgeUnheard(r Request, voice string, k Known) {
	if r.isHeard(k.Way) {
		v.ask(FindingVoiceRefused, "person", 0)
	}
	if voice != "" {
		v.state(FindingVoiceNotKept, "person", 0)
	}
}

// AskedOf is what r asks of a person: after a no to recordings it asks for none, whatever the plan says. It is pure.
func (r Request) AskedOf(refusesVoice bool) Request {
	if refusesVoice {
		r.Requires.Voice, r.Requires.VoiceOnFile = false, false
	}
	return r
}
