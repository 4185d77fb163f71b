import type { Schemas } from '../../lib/types'

export type WeekHour = Schemas['WeekHour']

/** How many check-ins an hour needs before its share says anything. */
export const enough = 10

/** What share of an hour's check-ins was not done, in per cent with one decimal. */
export const percent = (h: WeekHour) => Math.round((h.not_done / h.due) * 1000) / 10

/** The hours of the clock from the first to the last with anything in them. */
export function hoursOf(hours: WeekHour[]): number[] {
  if (hours.length === 0) return []
  const all = hours.map((h) => h.hour)
  const first = Math.min(...all)
  return Array.from({ length: Math.max(...all) - first + 1 }, (_, i) => first + i)
}

/** A day of that weekday (1 is Monday), to name it by. */
export const aDay = (weekday: number) => `2026-06-0${weekday}`
