import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Partner = Schemas['Partner']
export type Delivery = Schemas['PartnerDelivery']
export type Draft = Schemas['NewPartner']

export const kinds = ['procuratorate', 'police', 'court', 'prison', 'platform'] as const satisfies Partner['kind'][]
export const states = ['pending', 'delivered', 'given_up', 'cancelled'] as const satisfies Delivery['state'][]
export const events = [
  'lost_contact.opened',
  'lost_contact.step_recorded',
  'lost_contact.closed',
  'leave.decided',
  'checkin.missed',
  'checkin.decided',
  'rollcall.closed',
  'appeal.decided',
  'person.transferred',
] as const satisfies Partner['events'][number][]

export const partnersQuery = queryOptions({
  queryKey: ['partner', 'list'],
  queryFn: () => body(api.GET('/console/v1/partners')),
})

export const partnerQuery = (id: string) =>
  queryOptions({
    queryKey: ['partner', 'one', id],
    queryFn: () => body(api.GET('/console/v1/partners/{id}', { params: { path: { id } } })),
  })

/** A delivery, looked at until it has an outcome. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['partner', 'delivery', id],
    queryFn: () => body(api.GET('/console/v1/partner-deliveries/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data && query.state.data.state !== 'pending' ? false : 700),
  })

/** Deliveries that are sent again together, looked at until all have an outcome. */
export const againQuery = (id: string, again_id: string) =>
  queryOptions({
    queryKey: ['partner', 'again', again_id],
    queryFn: () => body(api.GET('/console/v1/partners/{id}/again/{again_id}', { params: { path: { id, again_id } } })),
    refetchInterval: (query) => (query.state.data?.pending === 0 ? false : 1000),
  })

export const listDeliveries =
  (id: string, { state, type, day }: Search) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/partners/{id}/deliveries', {
        params: {
          path: { id },
          query: { cursor, day, state: state as Delivery['state'], type: type as Delivery['type'] },
        },
      }),
    )
