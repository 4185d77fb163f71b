import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Row = Schemas['StaffRow']
export type File = Schemas['StaffFile']
export type First = Schemas['FirstPassword']
export type Role = Row['role']

export const roles: Role[] = [
  'officer',
  'supervisor',
  'social_worker',
  'volunteer',
  'specialist',
  'procurator',
  'admin',
]

export const activities = ['active', 'inactive'] as const

/** Reads a page of staff; the filters come from the address, the name `q` does not. */
export const listStaff =
  ({ unit, role, active }: Search, q: string | undefined) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/staff', {
        params: {
          query: {
            cursor,
            q,
            unit_id: unit,
            role: role as Role | undefined,
            active: active as 'active' | 'inactive' | undefined,
          },
        },
      }),
    )

export const staffQuery = (id: string) =>
  queryOptions({
    queryKey: ['staff', 'one', id],
    queryFn: () => body(api.GET('/console/v1/staff/{id}', { params: { path: { id } } })),
  })
