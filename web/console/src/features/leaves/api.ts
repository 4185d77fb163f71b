import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'

export type Leave = Schemas['Leave']
export type Status = Leave['status']

export const statuses: Status[] = ['applied', 'approved', 'refused', 'withdrawn', 'returned']

/** Reads a page of leaves; the filters come from the address. */
export const listLeaves =
  ({ status, unit, person }: { status?: string; unit?: string; person?: string }) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/leaves', {
        params: { query: { cursor, status: status as Status | undefined, unit_id: unit, person_id: person } },
      }),
    )

export const leaveQuery = (id: string) =>
  queryOptions({
    queryKey: ['leave', 'one', id],
    queryFn: () => body(api.GET('/console/v1/leaves/{id}', { params: { path: { id } } })),
  })
