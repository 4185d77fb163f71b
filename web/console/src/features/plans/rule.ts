// A plan's recurrence, between RFC 5545 and what the form holds.
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export interface Rule {
  freq: 'ONCE' | 'DAILY' | 'WEEKLY' | 'MONTHLY'
  interval: number
  days: Weekday[]
  /** 1 to 31, or -1 for the last day. */
  monthdays: number[]
  /** The last day, as 2026-12-31; empty when it goes on. */
  until: string
  /** How many times in all; 0 when that is not said. */
  count: number
}

/** Reads the rules that the contract allows; anything else becomes its nearest. */
export function parseRule(text: string): Rule {
  const parts = new Map(text.split(';').map((p) => p.split('=') as [string, string]))
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const days = (parts.get('BYDAY') ?? '').split(',')
  const monthdays = (parts.get('BYMONTHDAY') ?? '').split(',').map(Number)
  const freq = parts.get('FREQ')
  const count = Number(parts.get('COUNT') ?? 0)
  const isOnce = count === 1
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '') ?? []
  return {
    freq: isOnce ? 'ONCE' : freq === 'DAILY' || freq === 'MONTHLY' ? freq : 'WEEKLY',
    interval: Number.isInteger(interval) && interval > 0 ? interval : 1,
    days: weekdays.filter((d) => days.includes(d)),
    monthdays: monthdays.filter((d) => Number.isInteger(d) && d !== 0),
    until: year ? `${year}-${month}-${day}` : '',
    count: isOnce || !(count > 0) ? 0 : count,
  }
}

/** Writes a rule; its days are in the order of the week, or of the month with the last day last. */
export function formatRule(rule: Rule): string {
  if (rule.freq === 'ONCE') return 'FREQ=DAILY;COUNT=1'
  const parts = [`FREQ=${rule.freq}`]
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`)
  if (rule.freq === 'WEEKLY') parts.push(`BYDAY=${weekdays.filter((d) => rule.days.includes(d)).join(',')}`)
  if (rule.freq === 'MONTHLY') parts.push(`BYMONTHDAY=${orderedMonthdays(rule.monthdays).join(',')}`)
  if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}T000000Z`)
  else if (rule.count > 1) parts.push(`COUNT=${rule.count}`)
  return parts.join(';')
}

/** Days of the month in order; the last one comes last. */
export function orderedMonthdays(days: number[]): number[] {
  return [...days].sort((a, b) => (a < 0 ? 32 : a) - (b < 0 ? 32 : b))
}

/** “10:00”: the wall clock `minutes` after “08:00”. */
export function clockAfter(opensAt: string, minutes: number): string {
  const [h = 0, m = 0] = opensAt.split(':').map(Number)
  const total = (h * 60 + m + minutes) % 1440
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
