import { queryOptions } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { body } from '../../../../shared/api/client'
import { checkDrawn, checkDraws, type Redrawn, type Verdict } from '../../../../shared/draw/check'
import { api } from '../../lib/api'
import { isDay } from '../../lib/days'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Draw = Schemas['Draw']
export type Drawn = Schemas['Drawn']

const most = 60 // days that the server takes at once

/** The days in the address; the last two weeks when it names none that make sense. */
export function daysOf({ from, to }: Search, today = dayjs()): { from: string; to: string } {
  const span = dayjs(to).diff(dayjs(from), 'day')
  if (isDay(from) && isDay(to) && span >= 0 && span <= most) return { from, to }
  return { from: today.subtract(13, 'day').format('YYYY-MM-DD'), to: today.add(1, 'day').format('YYYY-MM-DD') }
}

/** What was committed to, and the seeds of days that are over. */
export const drawsQuery = (days: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['draw', 'days', days],
    queryFn: () => body(api.GET('/console/v1/draws', { params: { query: days } })),
  })

/** A page of check-ins that opened at drawn times, newest first. */
export const listDrawn =
  (days: { from: string; to: string }, { unit, person }: Search) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/drawn-checkins', {
        params: { query: { ...days, cursor, limit: 200, unit_id: unit, person_id: person } },
      }),
    )

export interface Checked {
  days: Map<string, Verdict>
  times: Map<string, Redrawn>
}

/** Computes all of it in this browser. */
export async function checkAll(draws: Draw[], drawn: Drawn[]): Promise<Checked> {
  const times = new Map<string, Redrawn>()
  for (const d of drawn) times.set(d.request_id, await checkDrawn(d, d.person.id, draws))
  return { days: await checkDraws(draws), times }
}
