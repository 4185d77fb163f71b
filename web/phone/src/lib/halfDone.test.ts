import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let changed = () => {}
vi.mock('./auth', () => ({
  onAccount: (handler: () => void) => {
    changed = handler
  },
}))
const { forgetHalfDone, halfDone, keepHalfDone, noteHandedIn } = await import('./halfDone')

const at = (hours: number) => new Date(Date.UTC(2026, 10, 23, hours)).toISOString()

beforeEach(() => void vi.useFakeTimers({ now: new Date(at(9)) }))
afterEach(() => {
  changed()
  vi.useRealTimers()
})

it('is held until the check-in closes', () => {
  keepHalfDone('a', 'photo', at(11))
  vi.setSystemTime(new Date(at(10)))
  expect(halfDone('a')).toBe('photo')
  vi.setSystemTime(new Date(at(11))) // asleep: no timer has run
  expect(halfDone('a')).toBeUndefined()
  keepHalfDone('b', 'photo', at(12))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(3_600_000)
  expect(vi.getTimerCount()).toBe(0)
  vi.setSystemTime(new Date(at(9)))
  expect(halfDone('b')).toBeUndefined() // not only hidden
  keepHalfDone('c', 'photo', at(9))
  expect(halfDone('c')).toBeUndefined()
  keepHalfDone('d', 'photo', 'no date')
  expect(halfDone('d')).toBeUndefined()
})

it('is held for longer when the check-in is extended, and once', () => {
  keepHalfDone('a', 'photo', at(10))
  keepHalfDone('a', 'photo and place', at(12))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(2 * 3_600_000)
  expect(halfDone('a')).toBe('photo and place')
})

it('is forgotten when it is handed in, and with the account', () => {
  for (const id of ['a', 'b']) keepHalfDone(id, id, at(11))
  forgetHalfDone('a')
  expect([halfDone('a'), halfDone('b')]).toEqual([undefined, 'b'])
  changed()
  expect(halfDone('b')).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})

it('is held of three, those touched last', () => {
  for (const id of ['a', 'b', 'c', 'a', 'd']) keepHalfDone(id, id, at(11))
  expect(['a', 'b', 'c', 'd'].map((id) => halfDone(id))).toEqual(['a', undefined, 'c', 'd'])
})

it('is not held again once its attempt was handed in, as by a screen that is still open', () => {
  keepHalfDone('done', 'half', at(11), 'attempt')
  noteHandedIn('done', 'attempt')
  keepHalfDone('done', 'half', at(11), 'attempt')
  expect(halfDone('done')).toBeUndefined()
  keepHalfDone('done', 'asked again', at(11), 'another')
  expect(halfDone('done')).toBe('asked again')
})
