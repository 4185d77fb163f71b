import { expect, it } from 'vitest'
import { elapsed } from './since'

const since = '2026-11-23T01:00:00Z'
const after = (seconds: number) => elapsed(since, Date.parse(since) + seconds * 1000)

it('tells how long a roll call has been on', () => {
  expect([0, 7, 60, 1100, 3599, 3600, 3723, 36_000].map(after)).toEqual([
    '0:00',
    '0:07',
    '1:00',
    '18:20',
    '59:59',
    '1:00:00',
    '1:02:03',
    '10:00:00',
  ])
})

it('never tells less than nothing, and nothing before it began', () => {
  expect(after(-5)).toBe('0:00') // this computer's clock goes slow
  expect(elapsed(null, 0)).toBe('')
  expect(elapsed(undefined, 0)).toBe('')
})
