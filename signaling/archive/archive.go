// Package archive makes evidence of recorded calls: it opens the spool that a call is recorded to, sealed from
// the first byte, turns it into a WebM file when the call has ended, and files that with the roll call.
//
// A spool is removed only once its recording is on record. Whatever comes between, a crash of the server, a
// database that is away, is made up for by Recover, on this server or another one that shares the folder.
package archive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"diandao/internal/clock"
	"diandao/internal/evidence"
	"diandao/internal/fault"
	"diandao/internal/id"
	"diandao/internal/person"
	"diandao/internal/rollcall"
	"diandao/signaling/recording"
)

// Bounds of one node.
const (
	MaxAtOnce   = 64  // calls that are recorded at the same time
	filesAtOnce = 2   // recordings in memory
	maxRecover  = 100 // spools that one Recover takes over
)

// Why a call is not recorded, in the ledger.
const (
	reasonBusy   = "too_many_at_once"
	reasonStore  = "not_stored"
	reasonNobody = "nothing_received"
)

// ErrBusy tells that as many calls are recorded as this node takes.
var ErrBusy = errors.New("too many calls are recorded at once")

// Records are the recordings on record; rollcall.Recordings.
type Records interface {
	IsRecorded(ctx context.Context, rid rollcall.ID) (bool, error)
	File(ctx context.Context, r rollcall.Recording, mime string, webm []byte) (rollcall.Recording, error)
	NotRecorded(ctx context.Context, rid rollcall.ID, p person.ID, reason string) error
}

// Archive is safe for concurrent use.
type Archive struct {
	spools  evidence.Spools
	records Records
	clock   clock.Clock
	logger  *slog.Logger
	limits  recording.Limits
	places  chan struct{}
	filing  chan struct{}
}

// New returns an archive. Limits are those that calls are recorded with.
func New(spools evidence.Spools, records Records, limits recording.Limits, c clock.Clock, logger *slog.Logger) *Archive {
	return &Archive{
		spools: spools, records: records, limits: limits, clock: c, logger: logger, places: make(chan struct{}, MaxAtOnce), filing: make(chan struct{}, filesAtOnce),
	}
}

// tape is the spool of one call.
type tape struct {
	evidence.Spool
	archive *Archive
	once    sync.Once
}

// IsRecorded is Records'.
func (a *Archive) IsRecorded(ctx context.Context, rid rollcall.ID) (bool, error) {
	return a.records.IsRecorded(ctx, rid)
}

// Begin opens what a person's call is recorded to. It returns ErrBusy; that a call is not recorded for such a reason
// is noted in the ledger.
func (a *Archive) Begin(ctx context.Context, rid rollcall.ID, p person.ID) (recording.Tape, error) {
	select {
	case a.places <- struct{}{}:
	default:
		return nil, errors.Join(ErrBusy, a.records.NotRecorded(ctx, rid, p, reasonBusy))
	}
	spool, err := a.spools.OpenSpool(ctx, evidence.SpoolHead{ID: id.New(), PersonID: p, SubjectID: string(rid), CreatedAt: a.clock.Now().UTC()})
	if err != nil {
		<-a.places
		return nil, errors.Join(err, a.records.NotRecorded(ctx, rid, p, reasonStore))
	}
	return &tape{Spool: spool, archive: a}, nil
}

// File implements recording.Tape. It is called once.
func (t *tape) File(ctx context.Context) error {
	defer t.once.Do(func() { <-t.archive.places })
	return t.archive.file(ctx, t.Spool, recording.NotStored)
}

// Recover files what was left behind, as a crash does, and tells how many recordings that were. It stops at the
// first that can't be filed now.
func (a *Archive) Recover(ctx context.Context) (int, error) {
	for n := range maxRecover {
		spool, err := a.spools.TakeAbandoned(ctx)
		if err != nil || spool == nil {
			return n, err
		}
		if err := a.file(ctx, spool, recording.ServerRestart); err != nil {
			return n, err
		}
	}
	return maxRecover, nil
}

// file makes the recording of a spool, puts it on record and removes the spool. A journal without an end ended
// for the reason unended. After an error the spool stays, for Recover.
func (a *Archive) file(ctx context.Context, spool evidence.Spool, unended recording.Ended) error {
	select {
	case a.filing <- struct{}{}:
		defer func() { <-a.filing }()
	case <-ctx.Done():
		return errors.Join(ctx.Err(), spool.Close())
	}
	head := spool.Head()
	err := a.develop(ctx, spool, unended)
	switch {
	case err == nil:
		return spool.Remove()
	case errors.Is(err, recording.ErrEmpty):
		if err := a.records.NotRecorded(ctx, rollcall.ID(head.SubjectID), head.PersonID, reasonNobody); err != nil {
			return errors.Join(err, spool.Close())
		}
		return spool.Remove()
	case isForGood(err):
		a.logger.Error("recording set aside", "recording_id", head.ID, "roll_call_id", head.SubjectID, "error", err)
		return spool.SetAside()
	}
	return errors.Join(err, spool.Close())
}

// isForGood reports whether trying again is of no use: the spool was changed, or its roll call, its invitee or
// its key is gone.
func isForGood(err error) bool {
	code := fault.CodeOf(err)
	return errors.Is(err, evidence.ErrDamaged) || code == fault.NotFound || code == fault.Forbidden
}

// develop makes a WebM file of a spool and files it.
func (a *Archive) develop(ctx context.Context, spool evidence.Spool, unended recording.Ended) error {
	reel, err := recording.ReadReel(spool.Read, a.limits, unended)
	if err != nil {
		return err
	}
	webm, err := reel.WebM()
	if err != nil {
		return err
	}
	head := spool.Head()
	r := rollcall.Recording{
		ID: rollcall.RecordingID(head.ID), RollCallID: rollcall.ID(head.SubjectID), PersonID: head.PersonID, From: reel.From, To: reel.To(),
		Ended: rollcall.RecordingEnd(reel.Ended), Width: reel.Width, Height: reel.Height, Gaps: []rollcall.RecordingGap{},
	}
	for _, g := range reel.Gaps {
		r.Gaps = append(r.Gaps, rollcall.RecordingGap{Track: g.Track.String(), FromMS: g.From.Milliseconds(), ToMS: g.To.Milliseconds(), Cause: string(g.Cause)})
	}
	if _, err := a.records.File(ctx, r, recording.MIME, webm); err != nil {
		return fmt.Errorf("recording %s: %w", head.ID, err)
	}
	a.logger.Info("call recorded", "recording_id", head.ID, "roll_call_id", head.SubjectID, "length", reel.Length.Round(time.Millisecond), "bytes", len(webm), "gaps", len(reel.Gaps), "ended", reel.Ended)
	return nil
}
