// Which days the phone checks, and what it found in all.
import type { components } from '@diandao/shared/api/mobile'
import { countOf, type Verdict } from '@diandao/shared/draw/check'

export type Mine = components['schemas']['Drawn']

const back = 30

/** The last 30 days and tomorrow, which may have begun already where the plan is. */
export function range(now: Date): { from: string; to: string } {
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return { from: at(-back), to: at(1) }
}

/** How many match and how many do not; those still secret are neither. */
export function tell(verdicts: Verdict[]): { matches: number; differs: number } {
  const { matches, differs } = countOf(verdicts)
  return { matches, differs }
}
