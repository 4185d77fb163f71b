import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Leave = Schemas['Leave']
export type Status = Leave['status']

export const statuses: Status[] = ['applied', 'approved', 'refused', 'withdrawn', 'returned']

/** Reads a page of leaves; the filters come from the address. */
export const listLeaves =
  ({ status, unit, person, from, to, granted, late }: Search) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/leaves', {
        params: {
          query: {
            cursor,
            status: status as Status | undefined,
            unit_id: unit,
            person_id: person,
            from,
            to,
            granted: granted === '1' || undefined,
            late: late === '1' || undefined,
          },
        },
      }),
    )

export const leaveQuery = (id: string) =>
  queryOptions({
    queryKey: ['leave', 'one', id],
    queryFn: () => body(api.GET('/console/v1/leaves/{id}', { params: { path: { id } } })),
  })
