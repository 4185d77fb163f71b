import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'

export type Checked = Schemas['CheckedImport']
export type Line = Schemas['ImportLine']
export type Column = Schemas['ImportColumn']
export type Field = Column['field']
export type Outcome = Schemas['ImportOutcome']

export const fields: Field[] = [
  'station',
  'name',
  'number',
  'sex',
  'born_on',
  'category',
  'level',
  'phone',
  'term_from',
  'term_to',
]

/** The fields without which nobody can be enrolled. The station may be left out where there is only one. */
export const needed = (stations: number) => fields.filter((f) => f !== 'phone' && (f !== 'station' || stations !== 1))

/** One's own imports that were cut off. */
export const openImports = queryOptions({
  queryKey: ['intake', 'open'],
  queryFn: () => body(api.GET('/console/v1/person-imports')),
})

/** What a file says and what is wrong with it. The server keeps nothing of it. */
export function checkFile(file: File, columns: Column[] | null) {
  const form = new FormData()
  form.append('file', file)
  if (columns) form.append('columns', JSON.stringify(columns))
  return body(api.POST('/console/v1/person-imports/check', { body: { file: '' }, bodySerializer: () => form }))
}

/** Adds a batch. A line of an import is added once, so that it can be sent again without a key. */
export const addLines = (id: string, lines: Line[]) =>
  body(
    api.POST('/console/v1/person-imports/{id}/lines', {
      params: { path: { id } },
      body: { lines: lines.map(({ line, values }) => ({ line, values })) },
    }),
  ).then((answer) => answer.items)
