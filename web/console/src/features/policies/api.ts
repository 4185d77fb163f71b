import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'
import { inDraftsPlace } from './list'

export type Policy = Schemas['Policy']

/** The draft, if there is one, and the published versions, newest first. */
export const policiesQuery = queryOptions({
  queryKey: ['policy', 'list'],
  queryFn: () => body(api.GET('/console/v1/policies')),
})

/** Stores the draft. */
export function useSaveDraft(done: (draft: Policy, sent: Schemas['NewPolicy']) => void) {
  const queries = useQueryClient()
  return useWrite(
    (draft: Schemas['NewPolicy'], header) =>
      body(api.PUT('/console/v1/policies/draft', { params: { header }, body: draft })),
    {
      onSuccess: (saved) => {
        queries.setQueryData(policiesQuery.queryKey, (list) => inDraftsPlace(list, saved))
        queries.invalidateQueries({ queryKey: ['policy'] })
      },
      after: done,
      onError: () => queries.invalidateQueries({ queryKey: ['policy'] }),
    },
  )
}

/** Publishes the draft that was seen. */
export function usePublish(done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (revision: number, header) =>
      body(api.POST('/console/v1/policies/draft/publication', { params: { header }, body: { revision } })),
    {
      onSuccess: (published) => {
        queries.setQueryData(policiesQuery.queryKey, (list) => inDraftsPlace(list, published))
        queries.invalidateQueries({ queryKey: ['policy'] })
      },
      after: done,
      onError: () => queries.invalidateQueries({ queryKey: ['policy'] }),
    },
  )
}
