import { expect, it } from 'vitest'
import { weeks } from './weeks'

const today = new Date(2026, 10, 25) // a Wednesday

it('has twelve weeks that begin on Monday and end with this one', () => {
  const all = weeks([], today)
  expect(all).toHaveLength(12)
  expect(all[11]?.map((d) => d.day)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ])
  expect(all[0]?.[0]?.day).toBe('2026-09-07')
  expect(all[11]?.map((d) => d.isAhead)).toEqual([false, false, false, true, true, true, true])
})

it('shows of two occasions on one day the one that needs an eye', () => {
  const all = weeks(
    [
      { day: '2026-11-23', status: 'absent' },
      { day: '2026-11-23', status: 'present' },
      { day: '2026-11-24', status: 'late' },
    ],
    today,
  )
  expect(all[11]?.slice(0, 3).map((d) => d.outcome)).toEqual(['absent', 'late', null])
})
