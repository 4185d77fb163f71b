import { expect, it } from 'vitest'
import { begun, looks, wordOf } from './words'

it('tells of a step only once it has begun', () => {
  const d = (from: 'admonition' | 'warning', have: number) =>
    ({ from, have, count: 2, left: 2 - have, to: 'recall' }) as const
  expect(begun([d('admonition', 0), d('warning', 0)])).toEqual([])
  expect(begun([d('admonition', 1), d('warning', 0)]).map((x) => x.from)).toEqual(['admonition'])
})

it('has a general word for codes of a later server', () => {
  expect(wordOf(looks, 'file', 'record:look_unknown')).toBe('record:look_file')
  expect(wordOf(looks, 'dreams', 'record:look_unknown')).toBe('record:look_unknown')
})
