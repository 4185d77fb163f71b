import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Appeal = Schemas['Appeal']
export type Status = Appeal['status']

export const statuses: Status[] = ['open', 'upheld', 'refused', 'withdrawn']

/** Reads a page of appeals; the filters come from the address. */
export const listAppeals =
  ({ status, unit, person, from, to }: Search) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/appeals', {
        params: {
          query: { cursor, status: statuses.find((s) => s === status), unit_id: unit, person_id: person, from, to },
        },
      }),
    )

/** A person's newest appeals. */
export const personAppealsQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeal', 'person', id],
    queryFn: () => body(api.GET('/console/v1/appeals', { params: { query: { person_id: id, limit: 5 } } })),
  })

export const appealQuery = (id: string) =>
  queryOptions({
    queryKey: ['appeal', 'one', id],
    queryFn: () => body(api.GET('/console/v1/appeals/{id}', { params: { path: { id } } })),
  })
