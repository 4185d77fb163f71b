// What the close codes of api/signaling.md mean to a client.
import type { EndReason } from './types'

/** Why the connection is over, or `resume` when the seat is still there. */
export function readClosing(code: number): EndReason | 'resume' {
  switch (code) {
    case 1000:
      return 'left'
    case 4001:
    case 4003:
      return 'refused'
    case 4009:
      return 'replaced'
    case 4010:
      return 'closed'
    case 4012:
      return 'barred'
    case 1009:
    case 4000:
    case 4029:
      return 'fault'
    default:
      return 'resume'
  }
}

/** Tries in which a client looks often: a roll call is at another server within some seconds. */
const QUICK_TRIES = 14

/** Pause before the n-th try to come back, from 0: at once, then longer, at most 2 s, and 5 s when it has lasted. */
export function pauseBefore(n: number, random = Math.random()): number {
  return n === 0 ? 0 : Math.min(n < QUICK_TRIES ? 2000 : 5000, 250 * 2 ** n) * (0.5 + random / 2)
}

/** Whether a refusal says that the account, the phone or the right to take part has ended. */
export function isBarred(code: string): boolean {
  return ['account_disabled', 'not_yours', 'session_ended', 'device_revoked', 'file_closed'].some(
    (why) => code === `rollcall.${why}`,
  )
}
