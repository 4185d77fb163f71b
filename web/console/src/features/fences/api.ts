import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { NamedFence } from '../../lib/fences'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export const kinds = ['fence', 'boundary'] as const satisfies NamedFence['kind'][]

/** Reads a page of fences; the filters come from the address, a part of the name `q` does not. */
export const listFences = (search: Search, q: string | undefined) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/fences', {
      params: {
        query: {
          cursor,
          unit_id: search.unit,
          q,
          kind: kinds.find((k) => k === search.kind),
          archived: search.archived === 'yes' || undefined,
        },
      },
    }),
  )

export const fenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['fence', 'one', id],
    gcTime: 0, // what is changed begins with what is there now
    queryFn: () => body(api.GET('/console/v1/fences/{id}', { params: { path: { id } } })),
  })

export const listFencePlans = (id: string) => (cursor: string | undefined) =>
  body(api.GET('/console/v1/fences/{id}/plans', { params: { path: { id }, query: { cursor, limit: 200 } } }))

/** What a file would store; nothing is written. */
export const lookInto = (file: Omit<Schemas['FenceFile'], 'dry_run' | 'expect'>) =>
  body(
    api.POST('/console/v1/fences/import', {
      params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { ...file, dry_run: true },
    }),
  )
