import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'

export type Sanction = Schemas['Sanction']
export type Detail = Schemas['SanctionDetail']
export type Distance = Schemas['Distance']
export type Ground = Schemas['Ground']

/** A proposal; it goes as the JSON of a form's part. */
export interface NewSanction {
  kind: Sanction['kind']
  day: string
  facts: string
  grounds: Ground[]
}

export const statuses = ['proposed', 'approved', 'refused', 'withdrawn', 'revoked'] as const
export const sanctionKinds = ['admonition', 'warning', 'penalty', 'recall'] as const

/** Reads a page of sanctions; the filters come from the address. */
export const listSanctions =
  ({ status, unit, person }: { status?: string; unit?: string; person?: string }) =>
  (cursor: string | undefined) =>
    body(
      api.GET('/console/v1/sanctions', {
        params: { query: { cursor, status: statuses.find((s) => s === status), unit_id: unit, person_id: person } },
      }),
    )

export const sanctionQuery = (id: string) =>
  queryOptions({
    queryKey: ['sanction', 'one', id],
    queryFn: () => body(api.GET('/console/v1/sanctions/{id}', { params: { path: { id } } })),
  })

/** How far a person is from each threshold. */
export const standingQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['sanction', 'standing', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/standing', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
  })

/** What a proposal may rest on: misses, roll calls and alerts of the person, newest first. */
export const groundsQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'grounds', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/timeline', {
          params: {
            path: { id },
            query: { kinds: 'miss,rollcall,alert' as never, limit: 100, reason: reason || undefined },
          },
        }),
      ),
  })

/** What changes with a sanction. */
export function useRefresh() {
  const queries = useQueryClient()
  return () => {
    for (const noun of ['sanction', 'person']) queries.invalidateQueries({ queryKey: [noun] })
  }
}

export interface ProposalWithPapers {
  proposal: NewSanction
  papers: File[]
  /** Tells papers apart, so that others are another write. */
  names: string[]
}

/** Proposes a sanction with its papers. */
export function usePropose(personId: string, done: () => void) {
  const refresh = useRefresh()
  return useWrite(
    ({ proposal, papers }: ProposalWithPapers, header) => {
      const form = new FormData()
      form.append('proposal', JSON.stringify(proposal))
      for (const p of papers) form.append('paper', p, p.name)
      return body(
        api.POST('/console/v1/persons/{id}/sanctions', {
          params: { path: { id: personId }, header },
          body: { proposal: '', paper: [] },
          bodySerializer: () => form,
        }),
      )
    },
    {
      onSuccess: refresh,
      after: done,
    },
  )
}
