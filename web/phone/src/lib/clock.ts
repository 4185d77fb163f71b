// The server's time as this phone reckons it. The phone's own clock decides nothing.
import { keep, recall } from './vault'

/** One look at the server's clock: how far it is ahead of ours, in ms, and how long the answer took. */
export interface Sample {
  offset: number
  roundTrip: number
  at: number
}

const STALE_MS = 5 * 60_000

/** The sample that an answer makes: the server's instant lies in the middle between asking and answer. */
export function sampleOf(serverTime: string, asked: number, answered: number): Sample | null {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server)) return null
  return { offset: server - (asked + answered) / 2, roundTrip: answered - asked, at: answered }
}

/** The better of two samples: the quicker answer, but nothing old. */
export function better(old: Sample | null, next: Sample): Sample {
  if (!old || Math.abs(next.at - old.at) > STALE_MS) return next
  return next.roundTrip <= old.roundTrip ? next : old
}

let best: Sample | null = null

/** Takes an answer's X-Server-Time into account. */
export function observe(serverTime: string | null, asked: number, answered = Date.now()) {
  const sample = serverTime ? sampleOf(serverTime, asked, answered) : null
  if (!sample) return
  best = better(best, sample)
  if (best === sample) keep('offset', sample).catch(() => undefined) // without it the next start asks again
}

/** The offset of the last start, until the server is asked again. */
export async function recallOffset() {
  best ??= (await recall<Sample>('offset')) ?? null
}

/** Now, by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + (best?.offset ?? 0))
}
