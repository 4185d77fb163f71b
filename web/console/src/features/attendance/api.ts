import { queryOptions } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { body } from '../../../../shared/api/client'
import { outcomes } from '../../../../shared/tokens/status'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
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

export const todayQuery = (unit_id: string | undefined) =>
  queryOptions({
    queryKey: ['attendance', 'today', unit_id],
    queryFn: () => body(api.GET('/console/v1/oversight/today', { params: { query: { unit_id } } })),
    placeholderData: (old) => old,
    refetchInterval: 60_000,
  })

export const rankedQuery = (span: Span) =>
  queryOptions({
    queryKey: ['attendance', 'ranked', span],
    queryFn: () => body(api.GET('/console/v1/oversight/ranking', { params: { query: span } })),
    placeholderData: (old) => old,
  })

export type Row = Schemas['AttendanceRow']
export type Report = Schemas['Report']
export type ReportRow = Schemas['ReportRow']

const sources: Row['source'][] = ['checkin', 'rollcall']
const amongs = ['came', 'due', 'missed'] as const

/** Reads a page of records of attendance; the filters come from the address. */
export const listRecords = (search: Search) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/attendance', {
      params: {
        query: {
          cursor,
          status: outcomes.find((o) => o === search.status),
          source: sources.find((s) => s === search.source),
          among: amongs.find((a) => a === search.among),
          unit_id: search.unit,
          person_id: search.person,
          from: search.from,
          to: search.to,
          before: search.before,
          trait: search.trait,
        },
      },
    }),
  )

/** Reads a page of a unit's reports. */
export const listReports = (unit: string | undefined) => (cursor: string | undefined) =>
  body(api.GET('/console/v1/reports', { params: { query: { cursor, unit_id: unit } } }))

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', 'one', id],
    queryFn: () => body(api.GET('/console/v1/reports/{id}', { params: { path: { id } } })),
  })

export const sinceQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', 'since', id],
    queryFn: () => body(api.GET('/console/v1/reports/{id}/since', { params: { path: { id } } })),
  })

export const makeReport = (made: Schemas['NewReport'], header: { 'Idempotency-Key': string }) =>
  body(api.POST('/console/v1/reports', { params: { header }, body: made }))

/** The address of an overview or of fairness as a file. */
export const spanFile = (list: 'overview' | 'fairness', span: Span, form: 'pdf' | 'xlsx' | 'csv', language: string) => {
  const query = new URLSearchParams({ from: span.from, to: span.to, lang: language === 'en' ? 'en' : 'zh' })
  if (span.unit_id) query.set('unit_id', span.unit_id)
  return `/console/v1/oversight/${list}.${form}?${query}`
}

/** The address of a report as a file. */
export const reportFile = (id: string, form: 'pdf' | 'xlsx' | 'csv', language: string) =>
  `/console/v1/reports/${encodeURIComponent(id)}/report.${form}?lang=${language === 'en' ? 'en' : 'zh'}`
