package consoleapi

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"diandao/internal/authz"
	"diandao/internal/fault"
	"diandao/internal/httpapi"
	"diandao/internal/person"
	"diandao/internal/rollcall"
)

// Recording is what was seen and heard of one call.
type Recording struct {
	ID        string         `json:"id"`
	PersonID  string         `json:"person_id"`
	Attempt   int            `json:"attempt" doc:"Which recorded call of the person in this roll call, from 1"`
	FromAt    time.Time      `json:"from_at"`
	ToAt      time.Time      `json:"to_at"`
	Ended     RecordingEnd   `json:"ended" doc:"Why it ends: with the call, at the limit of length or bytes, because it could not be stored, or cut off by a server restart"`
	Gaps      []RecordingGap `json:"gaps" nullable:"false" doc:"By time"`
	Width     int            `json:"width" doc:"Of the largest picture; 0 when there is sound alone"`
	Height    int            `json:"height"`
	Size      int64          `json:"size" doc:"Bytes"`
	SHA256    string         `json:"sha256"`
	URL       string         `json:"url" doc:"A WebM file that answers ranges: VP8, the person's voice, the officer's voice as the second sound track"`
	CreatedAt time.Time      `json:"created_at" doc:"When it was sealed"`
}

// RecordingGap is a part of a track without anything.
type RecordingGap struct {
	Track  string `json:"track" enum:"picture,voice,officer"`
	FromMS int64  `json:"from_ms" doc:"From the beginning"`
	ToMS   int64  `json:"to_ms"`
	Cause  string `json:"cause" enum:"lost,paused,dropped,waiting" doc:"Lost on the way, not sent, not taken by the server, or waiting for the first whole picture or sound"`
}

// RecordingList is the recordings of a roll call.
type RecordingList struct {
	Items []Recording `json:"items" nullable:"false" doc:"By when they began"`
}

type listRecordingsInput struct {
	IDPath
	PersonID string `query:"person_id" format:"uuid" doc:"Of one person alone"`
}

func (d Deps) registerRecordings(api *httpapi.API) {
	httpapi.Register(api, httpapi.Op{
		ID: "listRecordings", Method: http.MethodGet, Path: "/console/v1/roll-calls/{id}/recordings", Tag: "roll call", Summary: "Recorded calls of a roll call",
		Action: authz.EvidenceRead, Errors: []*fault.Error{rollcall.ErrNotFound, authz.ErrOutOfScope}, Example: RecordingList{Items: []Recording{sampleRecording()}},
	}, d.listRecordings)
}

func (d Deps) listRecordings(ctx context.Context, in *listRecordingsInput) (*httpapi.Body[RecordingList], error) {
	all, err := d.Recordings.List(ctx, httpapi.Actor(ctx), rollcall.ID(in.ID), person.ID(in.PersonID))
	if err != nil {
		return nil, err
	}
	return httpapi.OK(RecordingList{Items: httpapi.Map(all, fromRecording)}), nil
}

func fromRecording(r rollcall.Recording) Recording {
	return Recording{
		ID: string(r.ID), PersonID: string(r.PersonID), Attempt: r.Attempt, FromAt: r.From.UTC(), ToAt: r.To.UTC(), Ended: RecordingEnd(r.Ended),
		Gaps:  httpapi.Map(r.Gaps, func(g rollcall.RecordingGap) RecordingGap { return RecordingGap(g) }),
		Width: r.Width, Height: r.Height, Size: r.Size, SHA256: r.SHA256, URL: *evidenceURL(string(r.EvidenceID)), CreatedAt: r.CreatedAt.UTC(),
	}
}

func sampleRecording() Recording {
	return Recording{
		ID: sampleID(18), PersonID: sampleID(2), Attempt: 1, FromAt: sampleTime(), ToAt: sampleTime().Add(42 * time.Second), Ended: "call_ended",
		Gaps:  []RecordingGap{{Track: "picture", FromMS: 12_400, ToMS: 13_100, Cause: "lost"}},
		Width: 640, Height: 480, Size: 2_100_000, SHA256: "9f86d081…", URL: *evidenceURL(sampleID(19)), CreatedAt: sampleTime(),
	}
}

// sendRange answers with the part of data that was asked for (RFC 9110 §14), or all of it: a player seeks.
func sendRange(c *fiber.Ctx, data []byte) error {
	c.Set(fiber.HeaderAcceptRanges, "bytes")
	if c.Get(fiber.HeaderRange) == "" {
		return c.Send(data)
	}
	wanted, err := c.Range(len(data))
	if err != nil || wanted.Type != "bytes" || len(wanted.Ranges) == 0 {
		c.Set(fiber.HeaderContentRange, "bytes */"+strconv.Itoa(len(data)))
		return c.SendStatus(http.StatusRequestedRangeNotSatisfiable)
	}
	if len(wanted.Ranges) > 1 {
		return c.Send(data) // a server may answer several with the whole
	}
	r := wanted.Ranges[0]
	c.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", r.Start, r.End, len(data)))
	return c.Status(http.StatusPartialContent).Send(data[r.Start : r.End+1])
}
