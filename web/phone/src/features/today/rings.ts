// Which rings this page has answered. A roll call rings once; when the officer rings again, it is another ring.
import type { Today } from '../../lib/api'

export type RollCall = Today['roll_calls'][number]

const answered = new Set<string>()
const ringOf = (c: Pick<RollCall, 'id' | 'rung_at'>) => `${c.id} ${c.rung_at}`

/** Notes that the ring of a roll call was answered, one way or the other. */
export function answerRing(c: Pick<RollCall, 'id' | 'rung_at'>) {
  answered.add(ringOf(c))
}

/** The roll call that rings: the newest whose ring nobody has answered, here or on another start of the app. */
export function ringingOf(calls: readonly RollCall[]): RollCall | undefined {
  return calls.find((c) => c.declined === '' && !answered.has(ringOf(c)))
}
