import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { announce } from '../../lib/tabs'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'
import { useWrite } from '../../lib/write'

export type Detail = Schemas['CheckinDetail']
export type Status = Detail['status']
export const statuses: Status[] = [
  'open',
  'accepted',
  'late',
  'review',
  'rejected',
  'missed',
  'not_reached',
  'cancelled',
]

/** One due check-in with all that is known of it. */
export const checkinQuery = (id: string) =>
  queryOptions({
    queryKey: ['checkin', 'one', id],
    queryFn: () => body(api.GET('/console/v1/checkins/{id}', { params: { path: { id } } })),
  })

/** Submissions that were decided in this window; what was decided elsewhere is told. */
export const decidedHere = new Set<string>()

/** A page of due check-ins, newest first. */
export const listCheckins = (search: Search) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/checkins', {
      params: {
        query: {
          cursor,
          status: statuses.find((s) => s === search.status),
          unit_id: search.unit,
          person_id: search.person,
          day: search.day,
          from: search.from,
          to: search.to,
        },
      },
    }),
  )

/** Decides a check-in in review and puts the answer in place of what was known. */
export function useDecide(detail: Detail, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (decision: Schemas['NewDecision'], header) =>
      body(
        api.POST('/console/v1/checkins/{id}/decision', {
          params: { path: { id: detail.id }, header },
          body: decision,
        }),
      ),
    {
      onSuccess: (next) => {
        if (decidedHere.size > 200) decidedHere.clear()
        if (detail.checkin) decidedHere.add(detail.checkin.id)
        announce({ kind: 'decided' })
        queries.setQueryData(checkinQuery(detail.id).queryKey, next)
        for (const noun of ['desk', 'person', 'attendance', 'claim']) queries.invalidateQueries({ queryKey: [noun] })
        queries.invalidateQueries({ queryKey: ['checkin', 'list'] })
        done()
      },
      onError: () => queries.invalidateQueries({ queryKey: checkinQuery(detail.id).queryKey }),
    },
  )
}
