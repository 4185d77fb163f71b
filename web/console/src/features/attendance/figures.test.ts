import { expect, it } from 'vitest'
import { rate, rateOf } from './figures'

const none = { present: 0, late: 0, absent: 0, excused: 0, review: 0, not_reached: 0 }

it('leaves the excused out and counts the late as there', () => {
  expect(rate({ ...none, present: 7, late: 1, absent: 2, excused: 90 })).toBeCloseTo(0.8)
})

it('nobody is no rate', () => {
  expect(rate({ ...none, excused: 3 })).toBe(0)
})

it('says the rate in words, and nothing of nobody', () => {
  expect(rateOf({ present: 7, late: 1, absent: 2, excused: 90 })).toBe('80.0%')
  expect(rateOf({ excused: 3 })).toBe('–')
})
