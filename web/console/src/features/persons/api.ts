import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type PersonFile = Schemas['PersonFile']
export const levels = ['strict', 'ordinary', 'light'] as const
export const personStatuses = ['active', 'detained', 'ended'] as const
export const categories = ['public_surveillance', 'probation', 'parole', 'outside_prison'] as const

/** A page of persons by case number. Minors' names come only with a reason, which is audited. */
export const listPersons = (search: Search, reason: string) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/persons', {
      params: {
        query: {
          cursor,
          q: search.q,
          unit_id: search.unit,
          status: personStatuses.find((s) => s === search.status),
          level: levels.find((l) => l === search.level),
          reveal_reason: reason || undefined,
        },
      },
    }),
  )

/** One person's file. A minor's needs a reason. */
export const personQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'one', id, reason],
    queryFn: () =>
      body(api.GET('/console/v1/persons/{id}', { params: { path: { id }, query: { reason: reason || undefined } } })),
  })
