import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Item = Schemas['TimelineItem']
export type Kind = Item['kind']

export const kinds: Kind[] = [
  'checkin',
  'miss',
  'rollcall',
  'leave',
  'alert',
  'appeal',
  'sanction',
  'decision',
  'plan',
  'move',
  'device',
]

/** The kinds that an address asks for; none are all. */
export const kindsOf = (text: string | undefined): Kind[] => kinds.filter((k) => text?.split(',').includes(k))

/** Reads a page of what happened to a person; the filters come from the address, a minor's reason does not. */
export const listTimeline = (id: string, search: Search, reason: string) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/persons/{id}/timeline', {
      params: {
        path: { id },
        query: {
          cursor,
          kinds: kindsOf(search.kinds).join(',') as never, // sent as one text, parted by commas
          from: search.from,
          to: search.to,
          reason: reason || undefined,
        },
      },
    }),
  )
