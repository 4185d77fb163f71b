import { queryOptions } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Search } from '../../lib/url'

/** A unit (none: one's own) over days, both included. */
export interface Span {
  unit_id?: string
  from: string
  to: string
}

/** The span of an address; thirty days unless it says otherwise. */
export function spanOf(search: Search, today = dayjs()): Span {
  const to = search.to ?? today.format('YYYY-MM-DD')
  return { unit_id: search.unit, to, from: search.from ?? dayjs(to).subtract(29, 'day').format('YYYY-MM-DD') }
}

export const summaryQuery = (span: Span) =>
  queryOptions({
    queryKey: ['attendance', 'summary', span],
    queryFn: () => body(api.GET('/console/v1/attendance/summary', { params: { query: span } })),
    placeholderData: (old) => old,
  })

export const hoursQuery = (span: Span) =>
  queryOptions({
    queryKey: ['attendance', 'hours', span],
    queryFn: () => body(api.GET('/console/v1/oversight/hours', { params: { query: span } })),
    placeholderData: (old) => old,
  })

export const loadsQuery = (span: Span) =>
  queryOptions({
    queryKey: ['attendance', 'loads', span],
    queryFn: () => body(api.GET('/console/v1/oversight/loads', { params: { query: span } })),
    placeholderData: (old) => old,
  })

export const fairnessQuery = (span: Span) =>
  queryOptions({
    queryKey: ['attendance', 'fairness', span],
    queryFn: () => body(api.GET('/console/v1/oversight/fairness', { params: { query: span } })),
    placeholderData: (old) => old,
  })
