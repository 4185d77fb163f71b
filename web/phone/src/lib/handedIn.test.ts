import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import type { Today } from './api'
import { takeOff, without } from './handedIn'

const today = { open: [{ id: 'a' }, { id: 'b' }], unread_count: 3 } as Today

it('what was handed in is not offered again, all else stays', () => {
  expect(without(today, 'a')).toEqual({ open: [{ id: 'b' }], unread_count: 3 })
  expect(without(today, 'x')).toEqual(today)
  expect(today.open).toHaveLength(2)
})

it('takes it off the Today that is shown, which grows no younger by it', () => {
  const queries = new QueryClient()
  takeOff(queries, 'a')
  expect(queries.getQueryData(['today'])).toBeUndefined()
  queries.setQueryData(['today'], today, { updatedAt: 7 })
  takeOff(queries, 'a')
  expect(queries.getQueryData(['today'])).toEqual(without(today, 'a'))
  expect(queries.getQueryState(['today'])?.dataUpdatedAt).toBe(7)
})
