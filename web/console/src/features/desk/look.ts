import type { Outcome } from '../../../../shared/tokens/status'

/** The icon and colour of a desk item: what the matter is about, never how bad it is. */
export function look(item: { kind: string; title_code: string }): Outcome {
  if (item.kind === 'review') return 'review'
  if (item.kind === 'appeal') return item.title_code as Outcome
  if (item.kind === 'leave') return 'excused'
  if (item.title_code.endsWith('not_reached')) return 'not_reached'
  if (item.title_code === 'checkin_missed' || item.title_code === 'rollcall_absent') return 'absent'
  return 'late'
}
