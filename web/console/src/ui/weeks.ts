import type { Outcome } from '../../../shared/tokens/status'

export interface Day {
  day: string
  outcome: Outcome | null
  isAhead: boolean
}

/** Of several occasions on one day the one that most needs to be seen is shown. */
const weight: Outcome[] = ['present', 'excused', 'late', 'not_reached', 'review', 'absent']

const iso = (t: Date) =>
  `${t.getFullYear()}-${String(t.getMonth() + 1).padStart(2, '0')}-${String(t.getDate()).padStart(2, '0')}`

/** The last `count` weeks, Monday first, up to the week of `today`. */
export function weeks(days: { day: string; status: Outcome }[], today: Date, count = 12): Day[][] {
  const byDay = new Map<string, Outcome>()
  for (const { day, status } of days) {
    const old = byDay.get(day)
    if (!old || weight.indexOf(status) > weight.indexOf(old)) byDay.set(day, status)
  }
  const monday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - ((today.getDay() + 6) % 7))
  return Array.from({ length: count }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => {
      const t = new Date(monday.getFullYear(), monday.getMonth(), monday.getDate() - 7 * (count - 1 - w) + d)
      const day = iso(t)
      return { day, outcome: byDay.get(day) ?? null, isAhead: day > iso(today) }
    }),
  )
}
