package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"diandao/internal/checkin"
	"diandao/internal/redisx"
)

// reviewWait is how long an officer waits for Redis before the review goes on without a claim.
const reviewWait = 300 * time.Millisecond

var _ checkin.Claims = (*Reviews)(nil)

// A claim is kept as staff#seat#since#until, instants in milliseconds of the programs' clock. What ended by that
// clock, or can't be read, is nobody's; Redis forgets it by its own.
const (
	takeScript = `
local had = redis.call('GET', KEYS[1])
local since, news = ARGV[3], 1
if had then
  local staff, began, till = string.match(had, '^([^#]*)#[^#]*#(%d+)#(%d+)$')
  local holds = till and tonumber(till) > tonumber(ARGV[3])
  if holds and staff ~= ARGV[1] and ARGV[6] == '0' then return {had, 0} end
  if holds and staff == ARGV[1] then since, news = began, 0 end -- renewed
end
local value = ARGV[1] .. '#' .. ARGV[2] .. '#' .. since .. '#' .. ARGV[4]
redis.call('SET', KEYS[1], value, 'PX', ARGV[5])
return {value, news}`
	giveUpScript = `
local had = redis.call('GET', KEYS[1])
if not had then return 0 end
local staff, seat = string.match(had, '^([^#]*)#([^#]*)#')
if staff ~= ARGV[1] or (ARGV[2] ~= '' and seat ~= ARGV[2]) then return 0 end
return redis.call('DEL', KEYS[1])`
)

// Reviews keeps who looks at which review, over all nodes. While Redis is away nobody does.
type Reviews struct {
	client       redis.UniversalClient
	take, giveUp *redis.Script
	log          *slog.Logger
}

// NewReviews returns claims kept in Redis.
func NewReviews(client redis.UniversalClient, log *slog.Logger) *Reviews {
	return &Reviews{client: client, take: redis.NewScript(takeScript), giveUp: redis.NewScript(giveUpScript), log: log}
}

func reviewKey(id checkin.RequestID) string { return redisx.Prefix + "review:{" + string(id) + "}" }

// Take keeps c unless somebody else has the review; see checkin.Claims.
func (r *Reviews) Take(ctx context.Context, c checkin.Claim, isTakeOver bool) (has checkin.Claim, isNews bool) {
	ctx, cancel := context.WithTimeout(ctx, reviewWait)
	defer cancel()
	force := 0
	if isTakeOver {
		force = 1
	}
	answer, err := r.take.Run(ctx, r.client, []string{reviewKey(c.RequestID)}, c.StaffID, c.Seat, c.Since.UnixMilli(), c.Until.UnixMilli(), checkin.ClaimLife.Milliseconds(), force).Slice()
	if err != nil || len(answer) != 2 {
		r.note(err)
		return checkin.Claim{}, false
	}
	value, _ := answer[0].(string)
	news, _ := answer[1].(int64)
	if has, err = readReview(c.RequestID, value); err != nil {
		r.note(err)
	}
	return has, news == 1
}

// Release gives up a claim; see checkin.Claims.
func (r *Reviews) Release(ctx context.Context, id checkin.RequestID, staffID, seat string) bool {
	ctx, cancel := context.WithTimeout(ctx, reviewWait)
	defer cancel()
	n, err := r.giveUp.Run(ctx, r.client, []string{reviewKey(id)}, staffID, seat).Int()
	r.note(err)
	return n == 1
}

// Held returns the claims that hold at now; see checkin.Claims.
func (r *Reviews) Held(ctx context.Context, ids []checkin.RequestID, now time.Time) map[checkin.RequestID]checkin.Claim {
	out := map[checkin.RequestID]checkin.Claim{}
	if len(ids) == 0 {
		return out
	}
	ctx, cancel := context.WithTimeout(ctx, reviewWait)
	defer cancel()
	found := make([]*redis.StringCmd, len(ids))
	_, err := r.client.Pipelined(ctx, func(p redis.Pipeliner) error { // keys of many slots: no MGET
		for i, id := range ids {
			found[i] = p.Get(ctx, reviewKey(id))
		}
		return nil
	})
	r.note(err)
	for i, cmd := range found {
		value, err := cmd.Result()
		if err != nil {
			continue // nobody's, or noted already
		}
		if c, err := readReview(ids[i], value); err != nil {
			r.note(err)
		} else if c.Until.After(now) {
			out[ids[i]] = c
		}
	}
	return out
}

func (r *Reviews) note(err error) {
	if err == nil || errors.Is(err, redis.Nil) || errors.Is(err, context.Canceled) {
		return
	}
	r.log.Warn("reviews go on without claims", "error", err)
}

func readReview(id checkin.RequestID, value string) (checkin.Claim, error) {
	parts := strings.Split(value, "#")
	if len(parts) != 4 {
		return checkin.Claim{}, fmt.Errorf("live: claim of review %s is not readable", id)
	}
	since, err1 := strconv.ParseInt(parts[2], 10, 64)
	until, err2 := strconv.ParseInt(parts[3], 10, 64)
	if err := errors.Join(err1, err2); err != nil {
		return checkin.Claim{}, fmt.Errorf("live: claim of review %s: %w", id, err)
	}
	return checkin.Claim{RequestID: id, StaffID: parts[0], Seat: parts[1], Since: time.UnixMilli(since).UTC(), Until: time.UnixMilli(until).UTC()}, nil
}
