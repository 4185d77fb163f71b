import { expect, it } from 'vitest'
import { safeReturn } from './back'

it.each([
  ['/console/persons?q=a', '/console/persons?q=a'],
  ['//evil.example/console/', '/console/'],
  ['https://evil.example/console/', '/console/'],
  ['/console/login?to=x', '/console/'],
  [undefined, '/console/'],
])('after login %s leads to %s', (to, where) => {
  expect(safeReturn(to)).toBe(where)
})
