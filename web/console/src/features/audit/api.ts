import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Entry = Schemas['AuditEntry']

/** So many days are looked through at most for one action or one member of staff. */
export const MAX_DAYS = 31

/** Reads a page of the ledger; the filters come from the address, days in this computer's zone. */
export const listEntries =
  ({ person, actor, action, from, to }: Search) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/audit', {
        params: {
          query: {
            cursor,
            person_id: person,
            actor_id: actor,
            action,
            from: from && dayjs(from).startOf('day').toISOString(),
            to: to && dayjs(to).add(1, 'day').startOf('day').toISOString(),
          },
        },
      }),
    )

/** Persons to filter by. */
export const personsQuery = (q: string, enabled: boolean) =>
  queryOptions({
    queryKey: ['person', 'pick', q, 'audit'],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: () => body(api.GET('/console/v1/persons', { params: { query: { q: q || undefined, limit: 50 } } })),
  })

/** Staff to filter by. */
export const staffQuery = (q: string, enabled: boolean) =>
  queryOptions({
    queryKey: ['staff', 'pick', q],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: () => body(api.GET('/console/v1/staff', { params: { query: { q: q || undefined, limit: 50 } } })),
  })

/** Follows the chain of an entry from its first one on. */
export const checkChain = (chain: string) => body(api.GET('/console/v1/audit/check', { params: { query: { chain } } }))
