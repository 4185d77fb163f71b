import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'
import { useWrite } from '../../lib/write'

export type PersonFile = Schemas['PersonFile']
export const levels = ['strict', 'ordinary', 'light'] as const
export const personStatuses = ['active', 'detained', 'ended'] as const
export const categories = ['public_surveillance', 'probation', 'parole', 'outside_prison'] as const

/** A page of persons by case number. Minors' names come only with a reason, which is audited. */
export const listPersons = (search: Search, q: string | undefined, reason: string) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/persons', {
      params: {
        query: {
          cursor,
          q,
          unit_id: search.unit,
          status: personStatuses.find((s) => s === search.status),
          level: levels.find((l) => l === search.level),
          no_push: search.no_push === '1' || undefined,
          lacks_team: search.team === 'incomplete' || undefined,
          reveal_reason: reason || undefined,
        },
      },
    }),
  )

/** One person's file. A minor's needs a reason. */
export const personQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'one', id, reason],
    queryFn: () =>
      body(api.GET('/console/v1/persons/{id}', { params: { path: { id }, query: { reason: reason || undefined } } })),
  })

/** Keeps what was answered to a change of a person, for who opens a form on it before the file is read anew. */
export function keepFacts(queries: QueryClient, next: Schemas['Person']) {
  queries.setQueriesData<PersonFile>({ queryKey: ['person', 'one', next.id] }, (file) => file && { ...file, ...next })
}

/** The pictures by which a person is known. A minor's need the reason for which the file was opened. */
export const enrolmentQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'enrolment', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/enrolment', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
  })

/** Takes new pictures. Sending the same again does no harm, so that it has no key. */
export function useEnrol(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (pictures: Blob[]) => {
      const form = new FormData()
      for (const [n, p] of pictures.entries()) form.append('pictures', p, `${n + 1}.jpg`)
      return body(
        api.PUT('/console/v1/persons/{id}/enrolment', {
          params: { path: { id } },
          body: { pictures: [] },
          bodySerializer: () => form,
        }),
      )
    },
    onSuccess: (next) => {
      keep(queries, ['person', 'enrolment', id], next)
      queries.invalidateQueries({ queryKey: ['person', 'one', id] }) // the picture at its head
    },
  })
}

/** How a person shows who they are. */
export const wayQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'way', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/way', { params: { path: { id }, query: { reason: reason || undefined } } }),
      ),
  })

/** Chooses how a person shows who they are; what somebody else has changed is read again. */
export function useSetWay(id: string, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (way: Schemas['NewWay'], header) =>
      body(api.PUT('/console/v1/persons/{id}/way', { params: { path: { id }, header }, body: way })),
    {
      onSuccess: (next) => {
        keep(queries, ['person', 'way', id], next)
        queries.invalidateQueries({ queryKey: ['ways'] })
      },
      after: done,
      onError: () => queries.invalidateQueries({ queryKey: ['person', 'way', id] }),
    },
  )
}

/** How a person can be reached now, asked again every minute; of a minor once, since each is a look at the file. */
export const reachQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'reach', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/reach', { params: { path: { id }, query: { reason: reason || undefined } } }),
      ),
    refetchInterval: reason ? false : 60_000,
  })

/** How a person is told, step by step. */
export const ladderQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'ladder', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/ladder', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
  })

/** Chooses how a person is told; what somebody else has changed is read again. */
export function useSetLadder(id: string, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (ladder: Schemas['Ladder'], header) =>
      body(api.PUT('/console/v1/persons/{id}/ladder', { params: { path: { id }, header }, body: ladder })),
    {
      onSuccess: (next) => {
        keep(queries, ['person', 'ladder', id], next)
      },
      after: done,
      onError: (error) => {
        if (codeOf(error) === 'push.ladder_changed') queries.invalidateQueries({ queryKey: ['person', 'ladder', id] })
      },
    },
  )
}
