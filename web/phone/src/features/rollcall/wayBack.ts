import { halfDone } from '../../lib/halfDone'

/** What is noted with the page of a roll call: over which screen its ring was answered. */
export interface Noted {
  from: string
}

/** The check-in in whose middle the ring was answered, undefined when there is none or nothing of it is left to do. */
export function leftHalfDone(state: unknown): string | undefined {
  const from = (state as Partial<Noted> | null)?.from
  const id = typeof from === 'string' ? /^\/checkin\/([^/]+)$/.exec(from)?.[1] : undefined
  return id && halfDone(id) !== undefined ? id : undefined
}
