import { expect, it } from 'vitest'
import { shown, step } from './pick'

const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

it('shows the picked one', () => {
  expect(shown(items, 'b', 0)?.id).toBe('b')
})

it('goes on with the next when the picked one was dealt with', () => {
  expect(shown([{ id: 'a' }, { id: 'c' }], 'b', 1)?.id).toBe('c')
  expect(shown([{ id: 'a' }], 'c', 2)?.id).toBe('a')
  expect(shown([], 'c', 2)).toBeUndefined()
})

it('stops at both ends', () => {
  expect(step(0, -1, 3)).toBe(0)
  expect(step(2, 1, 3)).toBe(2)
  expect(step(0, 1, 3)).toBe(1)
})
