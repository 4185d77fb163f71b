import { type Outcome, outcomes } from '../../../../shared/tokens/status'

/** Whether a code of an appeal is the outcome of an occasion; else it is a kind of sanction. */
export const isOutcome = (code: string): code is Outcome => outcomes.some((o) => o === code)

/** The icon and colour of a desk item: what the matter is about, never how bad it is. */
export function look(item: { kind: string; title_code: string }): Outcome {
  if (item.kind === 'review') return 'review'
  if (item.kind === 'appeal') return isOutcome(item.title_code) ? item.title_code : 'late'
  if (item.kind === 'leave') return 'excused'
  if (item.title_code.endsWith('not_reached')) return 'not_reached'
  if (item.title_code === 'checkin_missed' || item.title_code === 'rollcall_absent') return 'absent'
  return 'late'
}
