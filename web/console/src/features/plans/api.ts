import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { withChanged, withItem } from '../../lib/keep'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'

/** Templates by management level that serve the actor's units. */
export const templatesQuery = queryOptions({
  queryKey: ['plan', 'templates'],
  queryFn: () => body(api.GET('/console/v1/plan-templates')),
})

/** Writes a template; plans made of it keep what they were made with. */
export function useSaveTemplate(done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (template: Schemas['NewTemplate'], header) =>
      body(api.POST('/console/v1/plan-templates', { params: { header }, body: template })),
    {
      onSuccess: (saved) => {
        queries.setQueryData(templatesQuery.queryKey, (list) => withItem(list, saved))
        queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
      },
      after: done,
      onError: () => queries.invalidateQueries({ queryKey: templatesQuery.queryKey }),
    },
  )
}

/** Keeps a changed plan in the person's file, for who opens it again before the file is read anew. */
export function keepPlan(queries: QueryClient, personId: string, saved: Schemas['Plan']) {
  queries.setQueriesData<Schemas['PersonFile']>(
    { queryKey: ['person', 'one', personId] },
    (file) => file && { ...file, plans: withChanged(file.plans, saved) },
  )
}

/** What giving a plan to a station would do, person by person. */
export const previewAssignment = (assignment: Schemas['Assignment']) =>
  body(api.POST('/console/v1/plans/assignment-preview', { body: assignment }))

/** Gives a plan to the persons of a station. */
