import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
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
          decided: search.decided === '1' || undefined,
          extended: search.extended === '1' || undefined,
        },
      },
    }),
  )

/** Decides a check-in in review and puts the answer in place of what was known. */
export function useDecide(detail: Detail, label: (kind: Schemas['NewDecision']['kind']) => string, done: () => void) {
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
        queries.setQueryData(checkinQuery(detail.id).queryKey, next)
        for (const noun of ['desk', 'person', 'attendance']) queries.invalidateQueries({ queryKey: [noun] })
        queries.invalidateQueries({ queryKey: ['checkin', 'list'] })
        done()
      },
      onError: () => queries.invalidateQueries({ queryKey: checkinQuery(detail.id).queryKey }),
      hold: { items: [detail.id], label: (decision) => label(decision.kind), onHeld: done },
    },
  )
}
