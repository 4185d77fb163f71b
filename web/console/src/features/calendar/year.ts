// The public calendar of a year: its grid, its holidays by name, what a text brings, and what that would change.
import type { Schemas } from '../../lib/types'

export type Special = Schemas['CalendarDay']

export interface Cell {
  day: string
  number: number
  special?: Special
  isWeekend: boolean
}

const iso = (t: number) => new Date(t).toISOString().slice(0, 10)
const dayMs = 86_400_000

/** Twelve months of weeks from Monday to Sunday; null where a week reaches into another month. */
export function monthsOf(year: number, days: Special[]): (Cell | null)[][][] {
  const special = new Map(days.map((d) => [d.day, d]))
  return Array.from({ length: 12 }, (_, month) => {
    const first = new Date(Date.UTC(year, month, 1))
    const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    const lead = (first.getUTCDay() + 6) % 7
    const cells: (Cell | null)[] = Array.from({ length: lead }, () => null)
    for (let n = 1; n <= count; n++) {
      const day = iso(Date.UTC(year, month, n))
      cells.push({ day, number: n, special: special.get(day), isWeekend: (lead + n - 1) % 7 >= 5 })
    }
    while (cells.length % 7) cells.push(null)
    return Array.from({ length: cells.length / 7 }, (_, w) => cells.slice(7 * w, 7 * w + 7))
  })
}

/** Days in a row of one kind and name, both ends included. */
export interface Run {
  kind: Special['kind']
  name: string
  from: string
  to: string
  count: number
}

/** The special days as runs, in order. */
export function runsOf(days: Special[]): Run[] {
  const runs: Run[] = []
  for (const d of [...days].sort((a, b) => a.day.localeCompare(b.day))) {
    const last = runs.at(-1)
    const follows = last && Date.parse(d.day) - Date.parse(last.to) === dayMs
    if (last && follows && last.kind === d.kind && last.name === d.name) {
      last.to = d.day
      last.count++
    } else runs.push({ kind: d.kind, name: d.name, from: d.day, to: d.day, count: 1 })
  }
  return runs
}

export type Wrong = 'not_json' | 'no_days' | 'too_many' | 'bad_line' | 'other_year' | 'twice'

/** What a text brings, or what is wrong with it and in which entry, counted from 1. */
export type Parsed = { days: Special[] } | { wrong: Wrong; line: number }

const mostDays = 400

/**
 * Reads a year from JSON: our own list of {day, kind, name}, or the list of {date, isOffDay, name} in which
 * holidays are often published; the list itself or an object with it as `days`.
 */
export function parseYear(text: string, year: number): Parsed {
  const wrong = (wrong: Wrong, line = 0): Parsed => ({ wrong, line })
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return wrong('not_json')
  }
  const list = Array.isArray(read) ? read : (read as { days?: unknown } | null)?.days
  if (!Array.isArray(list) || list.length === 0) return wrong('no_days')
  if (list.length > mostDays) return wrong('too_many')
  const days: Special[] = []
  const seen = new Set<string>()
  for (const [i, entry] of list.entries()) {
    const day = specialOf(entry)
    if (!day) return wrong('bad_line', i + 1)
    if (!day.day.startsWith(`${year}-`)) return wrong('other_year', i + 1)
    if (seen.has(day.day)) return wrong('twice', i + 1)
    seen.add(day.day)
    days.push(day)
  }
  return { days: days.sort((a, b) => a.day.localeCompare(b.day)) }
}

function specialOf(entry: unknown): Special | null {
  if (typeof entry !== 'object' || entry === null) return null
  const { day, date, kind, isOffDay, name = '' } = entry as Record<string, unknown>
  const on = day ?? date
  const what = kind ?? (isOffDay === true ? 'holiday' : isOffDay === false ? 'make_up_day' : undefined)
  if (typeof on !== 'string' || !isDate(on) || typeof name !== 'string' || [...name].length > 30) return null
  if (what !== 'holiday' && what !== 'make_up_day') return null
  return { day: on, kind: what, name }
}

function isDate(text: string): boolean {
  const t = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(t) && iso(t) === text
}

export interface Change {
  added: Special[]
  removed: Special[]
  changed: { before: Special; after: Special }[]
}

/** What a year becomes when `after` is put in place of `before`. */
export function changeOf(before: Special[], after: Special[]): Change {
  const old = new Map(before.map((d) => [d.day, d]))
  const next = new Set(after.map((d) => d.day))
  const change: Change = { added: [], removed: before.filter((d) => !next.has(d.day)), changed: [] }
  for (const d of after) {
    const was = old.get(d.day)
    if (!was) change.added.push(d)
    else if (was.kind !== d.kind || was.name !== d.name) change.changed.push({ before: was, after: d })
  }
  return change
}

/** Whether anything changes at all. */
export const changesAny = (c: Change) => c.added.length + c.removed.length + c.changed.length > 0
