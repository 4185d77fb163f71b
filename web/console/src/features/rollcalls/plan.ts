import dayjs, { type Dayjs } from 'dayjs'
import type { Schemas } from '../../lib/types'
import type { Detail } from './api'

export const kinds = ['station', 'district', 'chosen', 'spot'] as const
export const orders = ['number', 'hand', 'chance'] as const
/** How long before the phones may be told, in minutes. */
export const notices = [0, 15, 30, 60, 120, 1440] as const

/** What stands in the planning form. */
export interface Draft {
  station_id?: string
  whom: 'all' | 'chosen' | 'spot'
  person_ids: string[]
  audience: Schemas['NewRollCall']['audience']
  title: string
  when: 'now' | 'later'
  starts_at?: Dayjs
  notify_minutes: number
  order: (typeof orders)[number]
  arranged: string[]
  is_recorded: boolean
  is_auto: boolean
}

/** An empty form; a planned roll call fills it. */
export function draftOf(planned: Detail | undefined, station: string | undefined, now = dayjs()): Draft {
  if (!planned)
    return {
      station_id: station,
      whom: 'all',
      person_ids: [],
      audience: 'adults',
      title: '',
      when: 'later',
      starts_at: now.add(1, 'day').hour(9).minute(0).second(0).millisecond(0),
      notify_minutes: 30,
      order: 'number',
      arranged: [],
      is_recorded: false,
      is_auto: false,
    }
  return {
    station_id: planned.station.id,
    whom: planned.kind === 'chosen' || planned.kind === 'spot' ? planned.kind : 'all',
    person_ids: planned.person_ids,
    audience: planned.audience,
    title: planned.title,
    when: 'later',
    starts_at: dayjs(planned.starts_at),
    notify_minutes: planned.notify_at ? dayjs(planned.starts_at).diff(planned.notify_at, 'minute') : 0,
    order: planned.order,
    arranged: planned.arranged,
    is_recorded: planned.is_recorded,
    is_auto: planned.is_auto,
  }
}

/** What is sent; null while something is missing. A spot check is held at once, told to nobody before. */
export function bodyOf(draft: Draft): Schemas['NewRollCall'] | null {
  const isPicked = draft.whom !== 'all'
  const isLater = draft.when === 'later' && draft.whom !== 'spot'
  if (!draft.station_id || (isPicked && draft.person_ids.length === 0) || (isLater && !draft.starts_at?.isValid()))
    return null
  return {
    station_id: draft.station_id,
    audience: draft.audience,
    title: draft.title.trim(),
    kind: draft.whom === 'all' ? undefined : draft.whom,
    person_ids: isPicked ? draft.person_ids : undefined,
    starts_at: isLater ? draft.starts_at?.toISOString() : undefined,
    notify_minutes: isLater ? draft.notify_minutes : 0,
    order: draft.order,
    arranged: draft.order === 'hand' && draft.arranged.length > 0 ? draft.arranged : undefined,
    is_recorded: draft.is_recorded,
    is_auto: draft.is_auto,
  }
}

/** Persons in the order by hand; who is not arranged follows as before, as the server has it. */
export function inOrder<T extends { id: string }>(persons: T[], arranged: string[]): T[] {
  const placeOf = (p: T) => {
    const at = arranged.indexOf(p.id)
    return at < 0 ? arranged.length : at
  }
  return [...persons].sort((x, y) => placeOf(x) - placeOf(y))
}

/** The list with the one at `at` moved by so many places, as far as there are any. */
export function moved<T>(list: T[], at: number, by: number): T[] {
  const to = Math.min(Math.max(at + by, 0), list.length - 1)
  const out = [...list]
  const [one] = out.splice(at, 1)
  if (one !== undefined) out.splice(to, 0, one)
  return out
}
