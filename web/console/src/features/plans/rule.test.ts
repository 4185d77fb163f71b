import { expect, it } from 'vitest'
import { clockAfter, formatRule, parseRule } from './rule'

it.each([
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=DAILY;COUNT=1',
  'FREQ=MONTHLY;BYMONTHDAY=5,20,-1',
])('reads and writes %s', (text) => {
  expect(formatRule(parseRule(text))).toBe(text)
})

it('orders the days by the week', () => {
  expect(formatRule({ freq: 'WEEKLY', interval: 1, days: ['TH', 'MO'], monthdays: [] })).toBe('FREQ=WEEKLY;BYDAY=MO,TH')
})

it('counts over midnight', () => {
  expect(clockAfter('08:00', 120)).toBe('10:00')
  expect(clockAfter('23:30', 45)).toBe('00:15')
})
