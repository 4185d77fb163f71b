import dayjs from 'dayjs'
import { expect, it } from 'vitest'
import type { Detail } from './api'
import { bodyOf, type Draft, draftOf, inOrder, moved } from './plan'

const draft = (change: Partial<Draft> = {}): Draft => ({
  ...draftOf(undefined, 's', dayjs('2026-11-23T10:20:30Z')),
  ...change,
})

it('plans for tomorrow morning unless told otherwise', () => {
  const d = draft()
  expect(d.starts_at?.diff(dayjs('2026-11-23T10:20:30Z'), 'hour')).toBeLessThan(48)
  expect(bodyOf(d)).toMatchObject({ station_id: 's', audience: 'adults', order: 'number', notify_minutes: 30 })
  expect(bodyOf(d)?.kind).toBeUndefined()
})

it('is not sent while something is missing', () => {
  expect(bodyOf(draft({ station_id: undefined }))).toBeNull()
  expect(bodyOf(draft({ whom: 'chosen' }))).toBeNull()
  expect(bodyOf(draft({ starts_at: undefined }))).toBeNull()
  expect(bodyOf(draft({ starts_at: undefined, when: 'now' }))).not.toBeNull()
})

it('holds a spot check at once', () => {
  const sent = bodyOf(draft({ whom: 'spot', person_ids: ['p'] }))
  expect(sent).toMatchObject({ kind: 'spot', person_ids: ['p'], notify_minutes: 0 })
  expect(sent?.starts_at).toBeUndefined()
})

it('sends an order by hand only when that is the order', () => {
  expect(bodyOf(draft({ order: 'hand', arranged: ['b', 'a'] }))?.arranged).toEqual(['b', 'a'])
  expect(bodyOf(draft({ order: 'chance', arranged: ['b', 'a'] }))?.arranged).toBeUndefined()
})

it('reads a planned one back', () => {
  const planned = {
    station: { id: 's', name: '' },
    kind: 'station',
    audience: 'women',
    title: 't',
    starts_at: '2026-11-24T01:00:00Z',
    notify_at: '2026-11-24T00:30:00Z',
    order: 'hand',
    arranged: ['x'],
    person_ids: [] as string[],
    is_recorded: true,
    is_auto: false,
  } as Detail
  const sent = bodyOf(draftOf(planned, undefined))
  expect(sent).toMatchObject({ audience: 'women', notify_minutes: 30, arranged: ['x'], is_recorded: true })
  expect(sent?.starts_at).toBe('2026-11-24T01:00:00.000Z')
})

it('shows the order by hand before the server has answered it', () => {
  const called = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const ids = (arranged: string[]) => inOrder(called, arranged).map((p) => p.id)
  expect(ids([])).toEqual(['a', 'b', 'c', 'd'])
  expect(ids(['c', 'gone', 'b'])).toEqual(['c', 'b', 'a', 'd'])
  const once = moved(ids([]), 0, 1)
  expect(ids(moved(ids(once), 1, 1))).toEqual(['b', 'c', 'a', 'd']) // pressed twice, answered neither time
  expect(called[0]?.id).toBe('a')
})

it('moves within the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 2, -9)).toEqual(['c', 'a', 'b'])
})
