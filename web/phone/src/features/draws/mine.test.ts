import { expect, it } from 'vitest'
import { range, tell } from './mine'

it('checks the last 30 days and tomorrow', () => {
  expect(range(new Date('2026-11-23T17:00:00Z'))).toEqual({ from: '2026-10-24', to: '2026-11-24' })
})

it('counts what matches, leaving out what is still secret', () => {
  expect(tell(['matches', 'secret', 'differs', 'matches'])).toEqual({ matches: 2, differs: 1 })
  expect(tell([])).toEqual({ matches: 0, differs: 0 })
})
