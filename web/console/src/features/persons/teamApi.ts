import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'

export type Team = Schemas['Team']
export type TeamMember = Schemas['TeamMember']
export type NewMember = Schemas['NewTeamMember']

export const relations = [
  'village_committee',
  'family',
  'guardian',
  'employer',
  'school',
  'volunteer',
  'police',
  'other',
] as const satisfies NewMember['relation'][]

/** A person's correction team. A minor's needs the reason for which the file was opened. */
export const teamQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'team', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/team', { params: { path: { id }, query: { reason: reason || undefined } } }),
      ),
  })

/** Staff who may be in the team. */
export const candidatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['person', 'team_candidates', id],
    queryFn: () => body(api.GET('/console/v1/persons/{id}/team/candidates', { params: { path: { id } } })),
  })

/** Names the members; what somebody else has changed is read again. */
export function useSaveTeam(id: string, reason: string, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (team: Schemas['NewTeam'], header) =>
      body(api.PUT('/console/v1/persons/{id}/team', { params: { path: { id }, header }, body: team })),
    {
      onSuccess: (next) => {
        keep(queries, teamQuery(id, reason).queryKey, next)
      },
      after: done,
      onError: (error) => {
        if (codeOf(error) === 'team.changed') queries.invalidateQueries({ queryKey: ['person', 'team', id] })
      },
    },
  )
}

/** What a person answered to the privacy policy. */
export const policyQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'policy', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/policy', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
  })
