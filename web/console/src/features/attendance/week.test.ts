import dayjs from 'dayjs'
import { expect, it } from 'vitest'
import { spanOf } from './api'
import { caseload } from './figures'
import { aDay, hoursOf, percent } from './week'

const hour = (weekday: number, at: number, due = 10, not_done = 1) => ({ weekday, hour: at, due, not_done })

it('draws the hours between the first and the last', () => {
  expect(hoursOf([hour(1, 9), hour(7, 12), hour(3, 8)])).toEqual([8, 9, 10, 11, 12])
  expect(hoursOf([])).toEqual([])
})

it('gives per cent with one decimal', () => {
  expect(percent(hour(1, 8, 3, 1))).toBe(33.3)
  expect(percent(hour(1, 8, 3, 0))).toBe(0)
})

it('names each weekday by a day of it', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((w) => dayjs(aDay(w)).day())).toEqual([1, 2, 3, 4, 5, 6, 0])
})

it('looks at thirty days, today included', () => {
  expect(spanOf({}, dayjs('2026-11-23'))).toEqual({ unit_id: undefined, from: '2026-10-25', to: '2026-11-23' })
  expect(spanOf({ to: '2026-11-10', unit: 'u' })).toEqual({ unit_id: 'u', from: '2026-10-12', to: '2026-11-10' })
})

it('a unit without officers has no caseload', () => {
  expect(caseload(30, 0)).toBeNull()
  expect(caseload(31, 2)).toBe(16)
})
