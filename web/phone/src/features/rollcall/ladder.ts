// How much of the picture a phone sends by what its network carries. The one place where a rung is chosen.
import type { Rung } from '@diandao/shared/signalling/types'

/** The rungs from the best: both layers, the small one, a picture every two seconds, sound with one picture, none. */
export const rungs: readonly Rung[] = ['video', 'low', 'still', 'audio', 'telephone']

/** What a moment of sending was like. Null is not known. */
export interface Sample {
  /** What the network would carry upwards. */
  kbps: number | null
  rttMs: number | null
  lossPercent: number | null
}

/** When nothing was sent. */
export const nothing: Sample = { kbps: null, rttMs: null, lossPercent: null }

export interface Ladder {
  rung: Rung
  /** When the rung last changed. All times are in milliseconds of one clock. */
  since: number
  /** Since when the network carries less than the rung needs; null while it carries it. */
  badSince: number | null
  /** Since when all is well; null while it is not. */
  goodSince: number | null
  /** How long all must be well before a better rung is tried; it doubles when a try came to nothing. */
  hold: number
  /** Whether the rung was reached from below. */
  raised: boolean
}

/** What each rung needs at least, sound included. Below 80 kbps pictures no longer move. */
const needs: Record<Rung, number> = { video: 250, low: 80, still: 32, audio: 14, telephone: 0 }
/** What a network that is not used to the full must show before the rung above is tried; it shows little more than is sent. */
const tries: Record<Rung, number> = { video: 0, low: 120, still: 80, audio: 32, telephone: 14 }
const firstHold = 20_000
const longestHold = 320_000
/** How long it must be bad: long enough not to follow every stumble. */
const badFor = 4_000
/** A call by telephone is a change for both sides, so it is not proposed at once. */
const silentFor = 12_000
/** A better rung that lasted this long was no mistake. */
const proven = 60_000
/** One that did not last this long was. */
const failed = 20_000

export const startLadder = (now: number): Ladder => ({
  rung: 'video',
  since: now,
  badSince: null,
  goodSince: null,
  hold: firstHold,
  raised: false,
})

const worse = (a: Rung, b: Rung): Rung => (rungs.indexOf(a) > rungs.indexOf(b) ? a : b)

/** The best rung that the network carries. What is not known forbids nothing. */
export function carried({ kbps, rttMs, lossPercent }: Sample): Rung {
  const byRate = kbps === null ? 'video' : (rungs.find((r) => kbps >= needs[r]) ?? 'telephone')
  const loss = lossPercent ?? 0
  const byLoss = loss >= 70 ? 'telephone' : loss >= 45 ? 'audio' : loss >= 25 ? 'still' : loss >= 12 ? 'low' : 'video'
  const byDelay = (rttMs ?? 0) >= 3_000 ? 'still' : 'video'
  return worse(worse(byRate, byLoss), byDelay)
}

/** The ladder after a sample; `cap` is the best rung that the server wants. Down quickly, up slowly and one at a time. */
export function step(ladder: Ladder, sample: Sample, cap: Rung, now: number): Ladder {
  const can = carried(sample)
  const l = { ...ladder }
  if (l.raised && now - l.since >= proven) l.hold = Math.min(l.hold, firstHold)
  if (rungs.indexOf(cap) > rungs.indexOf(l.rung)) return down(l, cap, now)
  if (rungs.indexOf(can) > rungs.indexOf(l.rung)) {
    l.goodSince = null
    l.badSince ??= now
    return now - l.badSince >= (can === 'telephone' ? silentFor : badFor) ? down(l, can, now) : l
  }
  l.badSince = null
  l.goodSince ??= now
  const next = rungs[rungs.indexOf(l.rung) - 1]
  const mayTry =
    next !== undefined &&
    worse(next, cap) === next &&
    (sample.lossPercent ?? 0) < 3 &&
    (sample.kbps ?? tries[l.rung]) >= tries[l.rung]
  if (!mayTry || now - l.goodSince < l.hold || now - l.since < l.hold) return l
  return { ...l, rung: next, since: now, goodSince: null, raised: true }
}

function down(l: Ladder, rung: Rung, now: number): Ladder {
  const wasMistake = l.raised && now - l.since < failed
  return {
    rung,
    since: now,
    badSince: null,
    goodSince: null,
    raised: false,
    hold: wasMistake ? Math.min(l.hold * 2, longestHold) : l.hold,
  }
}
