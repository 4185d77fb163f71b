import { expect, it } from 'vitest'
import { evenness } from './camera'

it('tells how evenly pictures come', () => {
  expect(evenness([])).toEqual({ pictures: 0, mean_gap_us: 0, spread_us: 0 })
  expect(evenness([5])).toEqual({ pictures: 1, mean_gap_us: 0, spread_us: 0 })
  expect(evenness([0, 66, 132])).toEqual({ pictures: 3, mean_gap_us: 66_000, spread_us: 0 })
  expect(evenness([0, 50, 150])).toEqual({ pictures: 3, mean_gap_us: 75_000, spread_us: 25_000 })
})
