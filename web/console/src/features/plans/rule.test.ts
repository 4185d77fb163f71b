import { expect, it } from 'vitest'
import { clockAfter, formatRule, parseRule, type Weekday } from './rule'

it.each([
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=DAILY;COUNT=1',
  'FREQ=MONTHLY;BYMONTHDAY=5,20,-1',
  'FREQ=WEEKLY;BYDAY=MO,WE,SA;UNTIL=20261128T000000Z',
  'FREQ=DAILY;COUNT=12',
])('reads and writes %s', (text) => {
  expect(formatRule(parseRule(text))).toBe(text)
})

it('orders the days by the week', () => {
  const rule = { ...parseRule('FREQ=WEEKLY'), days: ['TH', 'MO'] as Weekday[] }
  expect(formatRule(rule)).toBe('FREQ=WEEKLY;BYDAY=MO,TH')
})

it('ends on the day that is chosen, whatever it was before', () => {
  const rule = parseRule('FREQ=DAILY;COUNT=12')
  expect(formatRule({ ...rule, until: '2027-01-31' })).toBe('FREQ=DAILY;UNTIL=20270131T000000Z')
  expect(parseRule('FREQ=DAILY;UNTIL=20270131').until).toBe('2027-01-31')
})

it('counts over midnight', () => {
  expect(clockAfter('08:00', 120)).toBe('10:00')
  expect(clockAfter('23:30', 45)).toBe('00:15')
})
