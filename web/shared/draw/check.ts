// What became of checking a day, and a check-in: words for it are the apps' own.
import { type DrawRule, drawnOrder, drawnTimes, isPromised, seedBytes } from './draw'

/** matches, differs, or not to be told yet: the seed is still secret. */
export type Verdict = 'matches' | 'differs' | 'secret'

interface Draw {
  day: string
  commitment: string
  committed_at: string
  seed: string
}

/** Checks that the seed of each day is the one that was promised before. */
export async function checkDraws(draws: Draw[]): Promise<Map<string, Verdict>> {
  const out = new Map<string, Verdict>()
  for (const d of draws) out.set(d.day, d.seed === '' ? 'secret' : (await isPromised(d)) ? 'matches' : 'differs')
  return out
}

export interface Drawn {
  request_id: string
  day: string
  opens_at: string
  rule: DrawRule
}

/** A check-in beside what is drawn again: the instants in milliseconds, empty while the seed is secret. */
export interface Redrawn {
  verdict: Verdict
  times: number[]
}

/**
 * Draws again for a check-in of the person. What was committed to only after it had opened was no promise, and
 * without a day's draw there is nothing to compare with: both differ.
 */
export async function checkDrawn(drawn: Drawn, personId: string, draws: Draw[]): Promise<Redrawn> {
  const draw = draws.find((d) => d.day === drawn.day)
  if (draw?.seed === '') return { verdict: 'secret', times: [] }
  const seed = seedBytes(draw?.seed ?? '')
  if (!draw || !seed) return { verdict: 'differs', times: [] }
  const times = await drawnTimes(seed, personId, drawn.day, drawn.rule)
  const opens = Date.parse(drawn.opens_at)
  const is = times.includes(opens) && Date.parse(draw.committed_at) <= opens
  return { verdict: is && (await isPromised(draw)) ? 'matches' : 'differs', times }
}

/** When the seed of a day is published (schedule.RevealAfter). */
export const revealedAt = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + (24 + 48) * 3_600_000)

/** Whether this browser can compute here; it can not on a page that came without TLS. */
export const canCheck = () => typeof crypto !== 'undefined' && crypto.subtle !== undefined

/** How many of each verdict. */
export function countOf(verdicts: Iterable<Verdict>): Record<Verdict, number> {
  const out = { matches: 0, differs: 0, secret: 0 }
  for (const v of verdicts) out[v]++
  return out
}

/** Draws the order of a roll call again: ids as they were called, of which the day's draw ordered all. */
export async function checkOrder(rollCallId: string, ids: string[], draw: Draw | undefined): Promise<Verdict> {
  if (draw?.seed === '') return 'secret'
  const seed = seedBytes(draw?.seed ?? '')
  if (!draw || !seed || !(await isPromised(draw))) return 'differs'
  const again = await drawnOrder(seed, rollCallId, ids)
  return again.every((id, i) => id === ids[i]) ? 'matches' : 'differs'
}
