import { expect, it } from 'vitest'
import { keysOf, stepTo } from './keys'

it('a leave has keys for what may be done with it, and none once it is decided', () => {
  expect(keysOf({ status: 'applied', may_decide: true })).toEqual({ y: 'approve', n: 'refuse' })
  expect(keysOf({ status: 'applied', may_decide: false })).toEqual({ y: 'propose' })
  for (const status of ['approved', 'refused', 'withdrawn', 'returned'] as const)
    expect(keysOf({ status, may_decide: true })).toEqual({})
})

it('steps through the list and stops at its ends', () => {
  const ids = ['a', 'b', 'c']
  expect(stepTo(ids, undefined, 1)).toBe('a')
  expect(stepTo(ids, undefined, -1)).toBe('c')
  expect(stepTo(ids, 'a', 1)).toBe('b')
  expect(stepTo(ids, 'c', 1)).toBe('c')
  expect(stepTo(ids, 'a', -1)).toBe('a')
  expect(stepTo([], 'a', 1)).toBeUndefined()
})
