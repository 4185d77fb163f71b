import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search as Filters } from '../../lib/url'

export type Search = Schemas['LostContact']
export type Detail = Schemas['LostContactDetail']
export type NewStep = Schemas['NewLostContactStep']
export type Found = Schemas['FoundPerson']

export const states: Search['state'][] = ['open', 'closed']

export const recordable: NewStep['kind'][] = [
  'called_person',
  'called_family',
  'visited_home',
  'informed_district',
  'informed_police',
  'informed_procuratorate',
  'reviewed_ten_days',
  'reviewed_month',
  'noted',
]

/** Steps that consist in telling somebody, who has to be named. */
export const telling: NewStep['kind'][] = [
  'called_family',
  'informed_district',
  'informed_police',
  'informed_procuratorate',
]

export const hows: Found['how'][] = ['call', 'came_in', 'at_home', 'phone', 'police', 'custody', 'hospital', 'other']

/** Reads a page of searches; the filters come from the address. */
export const listSearches =
  ({ status, unit, person, from, to }: Filters) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/lost-contacts', {
        params: {
          query: { cursor, state: status as Search['state'] | undefined, unit_id: unit, person_id: person, from, to },
        },
      }),
    )

export const searchQuery = (id: string) =>
  queryOptions({
    queryKey: ['lost_contact', 'one', id],
    queryFn: () => body(api.GET('/console/v1/lost-contacts/{id}', { params: { path: { id } } })),
  })
