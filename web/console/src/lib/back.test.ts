import { expect, it } from 'vitest'
import { safeReturn } from './back'

it.each([
  ['/persons?q=a', '/console/persons?q=a'],
  ['//evil.example/', '/console/'],
  ['/\\evil.example/', '/console/'],
  ['https://evil.example/', '/console/'],
  ['/login?to=x', '/console/'],
  [undefined, '/console/'],
])('after login %s leads to %s', (to, where) => {
  expect(safeReturn(to)).toBe(where)
})
