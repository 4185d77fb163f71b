import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../shared/api/client'
import type { MapShape } from '../ui/mapScene'
import { api } from './api'
import type { Area } from './area'
import type { Schemas } from './types'

export type NamedFence = Schemas['NamedFence']

/** The contract's area as maps draw it. */
export const areaOf = (a: Schemas['Area'] | Schemas['Fence']): Area => ({
  center: a.center,
  radius_m: a.radius_m,
  ...(a.vertices?.length ? { vertices: a.vertices } : {}),
})

/** Fences that serve a unit (one's own without it): its own and those of units above, at most 200. */
export const servingQuery = (kind: NamedFence['kind'], unit?: string) =>
  queryOptions({
    queryKey: ['fence', 'serving', kind, unit ?? ''],
    staleTime: 60_000,
    queryFn: () =>
      body(api.GET('/console/v1/fences', { params: { query: { kind, unit_id: unit, serving: true, limit: 200 } } })),
  })

/** Boundaries of all that lies in one's scope, and of the units above. */
export const boundariesQuery = queryOptions({
  queryKey: ['fence', 'boundaries'],
  staleTime: 60_000,
  queryFn: () => body(api.GET('/console/v1/fences', { params: { query: { kind: 'boundary', limit: 200 } } })),
})

/** Boundaries as the background of a map. */
export const asBackground = (all: NamedFence[] | undefined): MapShape[] =>
  (all ?? []).map((f) => ({ id: f.id, name: f.name, area: areaOf(f.area), look: 'boundary' as const }))
