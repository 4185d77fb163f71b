import dayjs from 'dayjs'
import { expect, it } from 'vitest'
import { daysOf } from './api'

const today = dayjs('2026-11-23')

it.each([
  [{}, '2026-11-10', '2026-11-24'],
  [{ from: '2026-10-01', to: '2026-10-31' }, '2026-10-01', '2026-10-31'],
  [{ from: '2026-10-31', to: '2026-10-01' }, '2026-11-10', '2026-11-24'],
  [{ from: '2026-01-01', to: '2026-10-01' }, '2026-11-10', '2026-11-24'],
  [{ from: 'yesterday', to: '2026-10-01' }, '2026-11-10', '2026-11-24'],
])('reads the days of %o', (search, from, to) => {
  expect(daysOf(search, today)).toEqual({ from, to })
})
