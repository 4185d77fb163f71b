import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'
import { kinds } from './plan'

export type Detail = Schemas['RollCallDetail']
export type RollCall = Schemas['RollCall']
export const states = ['planned', 'notified', 'lobby', 'live', 'closed', 'sealed', 'cancelled'] as const
export const audiences = ['adults', 'women', 'minors'] as const

/** Whether phones may join. */
export const isRunning = (state: string) => state === 'lobby' || state === 'live'

/** One roll call with everybody on it. */
export const rollCallQuery = (id: string) =>
  queryOptions({
    queryKey: ['rollcall', 'one', id],
    queryFn: () => body(api.GET('/console/v1/roll-calls/{id}', { params: { path: { id } } })),
  })

/** The pictures by which an invitee is recognised. */
export const enrolledQuery = (id: string, person_id: string) =>
  queryOptions({
    queryKey: ['person', 'enrolment', person_id, id],
    queryFn: () =>
      body(
        api.GET('/console/v1/roll-calls/{id}/invitees/{person_id}/enrolment', { params: { path: { id, person_id } } }),
      ),
  })

/** A page of roll calls, newest first; the unit of the address narrows it when it is a station. */
export const listRollCalls = (search: Search) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/roll-calls', {
      params: {
        query: {
          cursor,
          state: states.find((s) => s === search.state),
          kind: kinds.find((k) => k === search.kind),
          unit_id: search.unit,
          held: search.held === '1' || undefined,
          running: search.running === '1' || undefined,
          from: search.from,
          to: search.to,
        },
      },
    }),
  )

/** The address of the sheet as PDF. */
export const sheetAddress = (id: string) => `/console/v1/roll-calls/${encodeURIComponent(id)}/sheet.pdf`

/** Who a roll call would be about; nothing while the draft is not complete. */
export const previewQuery = (draft: Schemas['NewRollCall'] | null) =>
  queryOptions({
    queryKey: ['rollcall', 'preview', draft],
    enabled: draft !== null,
    retry: false,
    queryFn: () => body(api.POST('/console/v1/roll-calls/preview', { body: draft ?? ({} as Schemas['NewRollCall']) })),
  })

/** Persons to pick from, by a part of the name or the beginning of the number. */
export const pickQuery = (q: string, unit: string | undefined) =>
  queryOptions({
    queryKey: ['person', 'pick', q, unit],
    queryFn: () =>
      body(api.GET('/console/v1/persons', { params: { query: { q: q || undefined, unit_id: unit, limit: 50 } } })),
  })

/** The committed randomness of a day. */
export const drawQuery = (day: string) =>
  queryOptions({
    queryKey: ['draw', 'days', { from: day, to: day }],
    enabled: day !== '',
    queryFn: () => body(api.GET('/console/v1/draws', { params: { query: { from: day, to: day } } })),
  })

/** The address of the sheet as a spreadsheet. */
export const spreadsheetAddress = (id: string) => `/console/v1/roll-calls/${encodeURIComponent(id)}/sheet.xlsx`
