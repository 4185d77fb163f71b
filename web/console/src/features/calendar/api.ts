import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useWrite } from '../../lib/write'
import type { Special } from './year'

/** The special days of a year; none when it has not been entered. */
export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: () => body(api.GET('/console/v1/calendar/{year}', { params: { path: { year } } })),
  })

/** Puts the days of a year in place of those it had. */
export function useReplace(year: number, done: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (days: Special[], header) =>
      body(api.PUT('/console/v1/calendar/{year}', { params: { path: { year }, header }, body: { days } })),
    {
      onSuccess: (answer) => {
        keep(queries, calendarQuery(year).queryKey, answer)
        queries.invalidateQueries({ queryKey: ['plan', 'preview'] })
      },
      after: done,
    },
  )
}
