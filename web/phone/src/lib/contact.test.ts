import { expect, it } from 'vitest'
import type { TeamMember } from './api'
import { contactOf, dial } from './contact'

const station = { id: 's', name: '文昌司法所', telephone: '0999-0000001' }
const silent = { ...station, telephone: '' }
const one = (phone: string, staff_role: TeamMember['staff_role']): TeamMember => ({
  name: '陈静',
  staff_role,
  relation: staff_role ? '' : 'family',
  is_lead: false,
  phone,
  since: '2026-11-23T01:30:00Z',
})
const team = (items: TeamMember[], of: typeof station | undefined = station) =>
  contactOf({ items, next_cursor: null, ...(of ? { station: of } : {}) })

it('leads to staff who have a number before all others', () => {
  expect(team([one('', 'officer'), one('0999-0000009', 'volunteer')])).toEqual({ way: 'team' })
})

it('leads to the office where no staff of the team has a number', () => {
  expect(team([])).toEqual({ way: 'office', station })
  expect(team([one('', 'officer'), one('00000000003', '')])).toEqual({ way: 'office', station })
})

it('leads to whoever has a number where the office has none', () => {
  expect(team([one('00000000003', '')], silent)).toEqual({ way: 'team' })
})

it('says that nobody can be rung, with the name of the station where it is known', () => {
  expect(team([], silent)).toEqual({ way: 'none', station: silent })
  expect(contactOf({ items: [], next_cursor: null })).toEqual({ way: 'none' }) // as an older version has kept it
  expect(contactOf(undefined)).toEqual({ way: 'none' })
})

it('dials digits and a plus alone', () => {
  expect(dial('+86 (999) 0000-0000')).toBe('tel:+8699900000000')
})
