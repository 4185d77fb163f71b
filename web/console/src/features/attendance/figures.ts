import type { Outcome } from '../../../../shared/tokens/status'

/** The share of those who came, in time or late, among all but the excused; 0 when there was nobody. */
export function rate(counts: Record<Outcome, number>): number {
  const came = counts.present + counts.late
  const all = came + counts.absent + counts.review + counts.not_reached
  return all === 0 ? 0 : came / all
}

/** The rate in percent, a dash when there was nobody; of counts that may lack outcomes. */
export function rateOf(counts: Record<string, number | undefined>): string {
  const n = (o: Outcome) => counts[o] ?? 0
  const all = n('present') + n('late') + n('absent') + n('review') + n('not_reached')
  return all === 0 ? '–' : `${(((n('present') + n('late')) / all) * 100).toFixed(1)}%`
}

/** How many persons there are for each officer; null without officers. */
export function caseload(persons: number, officers: number): number | null {
  return officers === 0 ? null : Math.round(persons / officers)
}
