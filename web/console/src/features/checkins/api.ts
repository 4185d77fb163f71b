import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { drafts } from '../../lib/drafts'
import { keep } from '../../lib/keep'
import { announce } from '../../lib/tabs'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'
import { useWrite } from '../../lib/write'

export type Detail = Schemas['CheckinDetail']
export type Status = Detail['status']
export const statuses: Status[] = [
  'open',
  'accepted',
  'late',
  'review',
  'rejected',
  'missed',
  'not_reached',
  'cancelled',
]

/** One due check-in with all that is known of it. */
export const checkinQuery = (id: string) =>
  queryOptions({
    queryKey: ['checkin', 'one', id],
    queryFn: () => body(api.GET('/console/v1/checkins/{id}', { params: { path: { id } } })),
  })

/** How decisions made in this window went, by submission; what was decided elsewhere is told. */
export const decidedHere = new Map<string, 'done' | 'refused'>()

/** Under which name the reason of a decision is kept while it is written. */
export const draftOf = (id: string, asking: 'reject' | 'ask_again') => `checkin:${id}:${asking}`

/** Forgets what was written about a review that is decided. */
export function dropDrafts(id: string) {
  for (const asking of ['reject', 'ask_again'] as const) drafts.put(draftOf(id, asking), '')
}

function note(detail: Detail, how: 'done' | 'refused') {
  if (decidedHere.size > 200) decidedHere.clear()
  if (detail.checkin) decidedHere.set(detail.checkin.id, how)
  dropDrafts(detail.id)
}

const amongs = ['over', 'not_done', 'opened'] as const

const numberOf = (text: string | undefined) => (text && /^\d{1,2}$/.test(text) ? Number(text) : undefined)

/** The filters of the address of a list of check-ins. */
export const checkinFilters = [
  'status',
  'unit',
  'person',
  'day',
  'from',
  'to',
  'decided',
  'extended',
  'among',
  'trait',
  'weekday',
  'hour',
] as const

/** A page of due check-ins, newest first. */
export const listCheckins = (search: Search) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/checkins', {
      params: {
        query: {
          cursor,
          status: statuses.find((s) => s === search.status),
          unit_id: search.unit,
          person_id: search.person,
          day: search.day,
          from: search.from,
          to: search.to,
          decided: search.decided === '1' || undefined,
          extended: search.extended === '1' || undefined,
          among: amongs.find((a) => a === search.among),
          trait: search.trait,
          weekday: numberOf(search.weekday),
          hour: numberOf(search.hour),
        },
      },
    }),
  )

/** Decides a check-in in review and puts the answer in place of what was known. */
export function useDecide(detail: Detail, label: (kind: Schemas['NewDecision']['kind']) => string, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (decision: Schemas['NewDecision'], header) =>
      body(
        api.POST('/console/v1/checkins/{id}/decision', {
          params: { path: { id: detail.id }, header },
          body: decision,
        }),
      ),
    {
      onSuccess: (next) => {
        note(detail, 'done')
        announce({ kind: 'decided' })
        keep(queries, checkinQuery(detail.id).queryKey, next)
        for (const noun of ['desk', 'person', 'attendance', 'claim']) queries.invalidateQueries({ queryKey: [noun] })
        queries.invalidateQueries({ queryKey: ['checkin', 'list'] })
      },
      after: done,
      onError: (error) => {
        if (codeOf(error) === 'checkin.already_decided') note(detail, 'refused')
        for (const noun of ['checkin', 'desk', 'claim']) queries.invalidateQueries({ queryKey: [noun] })
      },
      hold: { items: [detail.id], label: (decision) => label(decision.kind), onHeld: done },
    },
  )
}
