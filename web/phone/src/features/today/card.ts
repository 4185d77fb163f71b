// What the one big card of Today says.
import { clock, day, moment } from '@diandao/shared/i18n/format'
import type { CheckinRequest } from '../../lib/api'
import type { RollCall } from './rings'

/** Where an open check-in stands at an instant: in time before `due_at`, late before `closes_at`. */
export type Standing = 'in_time' | 'late' | 'over'

export function standing(r: Pick<CheckinRequest, 'due_at' | 'closes_at'>, now: Date): Standing {
  if (now < new Date(r.due_at)) return 'in_time'
  return now < new Date(r.closes_at) ? 'late' : 'over'
}

/** The time that counts where a check-in stands: until it is due, or until the very end. */
export function endOf(r: Pick<CheckinRequest, 'due_at' | 'closes_at'>, where: Standing): string {
  return where === 'in_time' ? r.due_at : r.closes_at
}

/** A time as a sentence on Today says it: its day only when it is another one. */
export const timeOf = (t: string, lang: string, now: Date) =>
  day(t, lang, now) === day(now, lang, now) ? clock(t, lang) : moment(t, lang, now)

/** The check-in to do first: the one that ends first among those that still take an answer and are not sealed. */
export function mostUrgent(
  open: readonly CheckinRequest[],
  sealed: ReadonlySet<string>,
  now: Date,
): CheckinRequest | undefined {
  return open
    .filter((r) => !sealed.has(r.id) && standing(r, now) !== 'over')
    .sort((a, b) => a.due_at.localeCompare(b.due_at))[0]
}

/**
 * The one thing to do next, whose button alone is solid: a roll call that runs, since it closes first; then the
 * check-in `due`; then a roll call of which the person has said that it is not possible now. The id of it, if any.
 */
export function nextOf(calls: readonly Pick<RollCall, 'id' | 'declined'>[], due: string | undefined) {
  return calls.find((c) => c.declined === '')?.id ?? due ?? calls[0]?.id
}

/** How the person shows who they are, where a face is asked for. */
const shows = {
  face: 'today:with_face',
  voice: 'today:with_voice',
  call: 'today:with_call',
  kiosk: 'today:with_kiosk',
  guardian: 'today:with_guardian',
} as const satisfies Record<CheckinRequest['way'], string>

/** What a check-in will ask for, in the order of its steps. */
export function needsOf({ requires, way }: Pick<CheckinRequest, 'requires' | 'way'>) {
  const { face, surroundings, voice, location, questions } = requires
  const isSpoken = face && way === 'voice'
  return [
    face && shows[way],
    surroundings && ('today:with_surroundings' as const),
    voice && !isSpoken && ('today:with_voice' as const),
    location && ('today:with_location' as const),
    questions.length > 0 && ('today:with_questions' as const),
  ].filter((word) => word !== false)
}
