// Check-ins that are half done, so that a call in their middle or another screen takes nothing away. They are held in
// this page's memory and nowhere else: pictures that were not sent are never on the disk in clear.
import { onAccount } from './auth'
import { serverNow } from './clock'

interface HalfDone {
  value: unknown
  /** When its check-in closes, by the server's clock, in ms. */
  until: number
  timer: ReturnType<typeof setTimeout>
}

/** More than these are not held; the one touched longest ago goes. */
const MAX_HELD = 3
/** What a timer can wait for, in ms. */
const LONGEST_MS = 2 ** 31 - 1
const held = new Map<string, HalfDone>()
/** Attempts that were handed in: nothing of them is held any more. */
const handedIn = new Set<string>()

/** Notes that an attempt was handed in, and forgets what was done of its check-in. */
export function noteHandedIn(requestId: string, attempt: string) {
  handedIn.add(attempt)
  forgetHalfDone(requestId)
}

/** Holds what was done of a check-in until it closes, is handed in, or the device has another account or none. */
export function keepHalfDone(requestId: string, value: unknown, closesAt: string, attempt = '') {
  forgetHalfDone(requestId)
  if (handedIn.has(attempt)) return
  const until = Date.parse(closesAt)
  const left = until - serverNow().getTime()
  if (!(left > 0)) return
  const timer = setTimeout(() => forgetHalfDone(requestId), Math.min(left, LONGEST_MS))
  held.set(requestId, { value, until, timer })
  for (const oldest of held.keys()) {
    if (held.size <= MAX_HELD) break
    forgetHalfDone(oldest)
  }
}

/** What was done of a check-in, undefined when nothing is held of it. */
export function halfDone<T>(requestId: string): T | undefined {
  const h = held.get(requestId)
  if (!h || h.until > serverNow().getTime()) return h?.value as T | undefined
  forgetHalfDone(requestId) // a phone that slept runs no timers
  return undefined
}

/** Forgets what was done of a check-in: it is handed in. */
export function forgetHalfDone(requestId: string) {
  clearTimeout(held.get(requestId)?.timer)
  held.delete(requestId)
}

onAccount(() => {
  for (const id of held.keys()) forgetHalfDone(id)
})
