// A plan's recurrence, between RFC 5545 and what the form holds.
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export interface Rule {
  freq: 'DAILY' | 'WEEKLY'
  interval: number
  days: Weekday[]
}

/** Reads the rules that the contract allows; anything else becomes its nearest. */
export function parseRule(text: string): Rule {
  const parts = new Map(text.split(';').map((p) => p.split('=') as [string, string]))
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const days = (parts.get('BYDAY') ?? '').split(',')
  return {
    freq: parts.get('FREQ') === 'DAILY' ? 'DAILY' : 'WEEKLY',
    interval: Number.isInteger(interval) && interval > 0 ? interval : 1,
    days: weekdays.filter((d) => days.includes(d)),
  }
}

/** Writes a rule; a weekly one has its days in the order of the week. */
export function formatRule(rule: Rule): string {
  const parts = [`FREQ=${rule.freq}`]
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`)
  if (rule.freq === 'WEEKLY') parts.push(`BYDAY=${weekdays.filter((d) => rule.days.includes(d)).join(',')}`)
  return parts.join(';')
}

/** “10:00”: the wall clock `minutes` after “08:00”. */
export function clockAfter(opensAt: string, minutes: number): string {
  const [h = 0, m = 0] = opensAt.split(':').map(Number)
  const total = (h * 60 + m + minutes) % 1440
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
