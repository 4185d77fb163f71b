import { expect, it } from 'vitest'
import { hourOf, wayOf } from './links'

it('leads to the list that a figure counts, over the same days of the same unit', () => {
  expect(wayOf('alerts_passed_up', 'u', '2026-10-01', '2026-10-31')).toEqual({
    to: '/alerts',
    search: { waited: 'passed_up', from: '2026-10-01', to: '2026-10-31', unit: 'u' },
  })
})

it('who is in a unit now is asked without days', () => {
  expect(wayOf('unreachable', 'u', '2026-10-01', '2026-10-31')).toEqual({
    to: '/persons',
    search: { status: 'active', no_push: '1', unit: 'u' },
  })
})

it('a sum of minutes has no list', () => {
  expect(wayOf('decided_minutes', 'u', '2026-10-01', '2026-10-31')).toBeNull()
})

it('a cell of the week leads to the check-ins of its hour', () => {
  const span = { unit_id: 'u', from: '2026-11-01', to: '2026-11-28' }
  expect(hourOf(span, { weekday: 7, hour: 0 }, 'not_done')).toEqual({
    to: '/checkins',
    search: { weekday: '7', hour: '0', among: 'not_done', unit: 'u', from: '2026-11-01', to: '2026-11-28' },
  })
})
