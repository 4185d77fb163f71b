import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
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
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: templatesQuery.queryKey })
        done()
      },
      onError: () => queries.invalidateQueries({ queryKey: templatesQuery.queryKey }),
    },
  )
}

/** What giving a plan to a station would do, person by person. */
export const previewAssignment = (assignment: Schemas['Assignment']) =>
  body(api.POST('/console/v1/plans/assignment-preview', { body: assignment }))

/** Gives a plan to the persons of a station. */
export function useAssign(done: (result: Schemas['AssignmentResult']) => void) {
  const queries = useQueryClient()
  return useWrite(
    (assignment: Schemas['Assignment'], header) =>
      body(api.POST('/console/v1/plans/assignments', { params: { header }, body: assignment })),
    {
      onSuccess: (result) => {
        queries.invalidateQueries({ queryKey: ['person'] })
        done(result)
      },
    },
  )
}
