import { expect, it } from 'vitest'
import type { PersonFile } from './api'
import { missingOf, reportBy } from './missing'

type Absence = PersonFile['portrait']['absence']
const person = (plans: object[], devices: object[], absence: Absence = '') =>
  ({ plans, devices, portrait: { absence } }) as unknown as PersonFile

it('names what is missing, in the order in which it is done', () => {
  expect(missingOf(person([], [], 'not_taken'))).toEqual(['pictures', 'plan', 'phone'])
  expect(missingOf(person([{ stopped_at: null }], [{ revoked_at: null }]))).toEqual([])
  expect(missingOf(person([{ stopped_at: null }], [{ revoked_at: null }], 'face_refused'))).toEqual([])
  expect(missingOf(person([{ stopped_at: '2026-01-01T00:00:00Z' }], [{ revoked_at: '2026-01-01T00:00:00Z' }]))).toEqual(
    ['plan', 'phone'],
  )
})

it('says until when somebody reports for the first time, as long as this is ahead', () => {
  const who = { category: 'probation', term_from: '2026-11-20' } as const
  expect(reportBy(who, '2026-11-20')).toBe('2026-11-30')
  expect(reportBy(who, '2026-11-30')).toBe('2026-11-30')
  expect(reportBy(who, '2026-12-01')).toBeNull()
  expect(reportBy(who, '2026-11-19')).toBeNull()
  expect(reportBy({ ...who, category: 'outside_prison' }, '2026-11-20')).toBeNull()
})
