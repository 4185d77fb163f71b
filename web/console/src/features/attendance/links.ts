import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Figure = Schemas['ReportChange']['figure']

/** The list that a figure counts, with the filters by which it counts it. */
export interface Way {
  to:
    | '/persons'
    | '/attendance/records'
    | '/roll-calls'
    | '/checkins'
    | '/alerts'
    | '/appeals'
    | '/leaves'
    | '/lost-contacts'
  search: Search
}

/** A unit's records of attendance over days. */
export function recordsOf(unit: string | undefined, from: string, to: string, filters: Search) {
  return { to: '/attendance/records' as const, search: { ...filters, unit, from, to } }
}

/** The check-ins that an hour of the week counts. */
export function hourOf(
  span: { unit_id?: string; from: string; to: string },
  hour: { weekday: number; hour: number },
  among: 'over' | 'not_done',
) {
  const cell = { weekday: String(hour.weekday), hour: String(hour.hour), among }
  return { to: '/checkins' as const, search: { ...cell, unit: span.unit_id, from: span.from, to: span.to } }
}

const ways: Partial<Record<Figure, Way>> = {
  persons: { to: '/persons', search: { status: 'active' } },
  unreachable: { to: '/persons', search: { status: 'active', no_push: '1' } },
  present: { to: '/attendance/records', search: { status: 'present' } },
  late: { to: '/attendance/records', search: { status: 'late' } },
  absent: { to: '/attendance/records', search: { status: 'absent' } },
  excused: { to: '/attendance/records', search: { status: 'excused' } },
  review: { to: '/attendance/records', search: { status: 'review' } },
  not_reached: { to: '/attendance/records', search: { status: 'not_reached' } },
  roll_calls: { to: '/roll-calls', search: { held: '1' } },
  roll_call_came: { to: '/attendance/records', search: { source: 'rollcall', among: 'came' } },
  roll_call_due: { to: '/attendance/records', search: { source: 'rollcall', among: 'due' } },
  decided: { to: '/checkins', search: { decided: '1' } },
  alerts: { to: '/alerts', search: {} },
  alerts_passed_up: { to: '/alerts', search: { waited: 'passed_up' } },
  alerts_open: { to: '/alerts', search: { waited: 'unresolved' } },
  appeals: { to: '/appeals', search: {} },
  appeals_upheld: { to: '/appeals', search: { status: 'upheld' } },
  leaves: { to: '/leaves', search: { granted: '1' } },
  leaves_late: { to: '/leaves', search: { granted: '1', late: '1' } },
  lost_contacts: { to: '/lost-contacts', search: {} },
  extended: { to: '/checkins', search: { extended: '1' } },
}

/** Where a figure of a unit over some days leads; null for one that has no list of its own. */
export function wayOf(figure: Figure, unit: string | undefined, from: string, to: string): Way | null {
  const way = ways[figure]
  if (!way) return null
  const days = way.to === '/persons' ? {} : { from, to }
  return { to: way.to, search: { ...way.search, ...days, unit } }
}
