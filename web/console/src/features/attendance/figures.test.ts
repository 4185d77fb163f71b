import { expect, it } from 'vitest'
import { rate } from './figures'

const none = { present: 0, late: 0, absent: 0, excused: 0, review: 0, not_reached: 0 }

it('leaves the excused out and counts the late as there', () => {
  expect(rate({ ...none, present: 7, late: 1, absent: 2, excused: 90 })).toBeCloseTo(0.8)
})

it('nobody is no rate', () => {
  expect(rate({ ...none, excused: 3 })).toBe(0)
})
