import type { Outcome } from '../../../../shared/tokens/status'

/** The share of those who came, in time or late, among all but the excused; 0 when there was nobody. */
export function rate(counts: Record<Outcome, number>): number {
  const came = counts.present + counts.late
  const all = came + counts.absent + counts.review + counts.not_reached
  return all === 0 ? 0 : came / all
}

/** The check-ins' status that an outcome counts; leave has no check-in. */
export function statusOf(outcome: Outcome): string | null {
  const map: Record<Outcome, string | null> = {
    present: 'accepted',
    late: 'late',
    absent: 'missed',
    excused: null,
    review: 'review',
    not_reached: 'not_reached',
  }
  return map[outcome]
}

/** How many persons there are for each officer; null without officers. */
export function caseload(persons: number, officers: number): number | null {
  return officers === 0 ? null : Math.round(persons / officers)
}
