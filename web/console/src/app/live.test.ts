import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { collector } from './live'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('gathers a burst of hints into one flush', () => {
  const flush = vi.fn()
  const hints = collector(flush, 500)
  for (let i = 0; i < 100; i++) hints.hint('checkin')
  hints.hint('alert')
  vi.advanceTimersByTime(499)
  expect(flush).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(flush).toHaveBeenCalledTimes(1)
  expect(flush).toHaveBeenCalledWith(new Set(['desk', 'checkin', 'person', 'attendance', 'claim', 'alert']))
})

it('flushes twice in a second of steady hints, not more', () => {
  const flush = vi.fn()
  const hints = collector(flush, 500)
  for (let i = 0; i < 100; i++) {
    hints.hint('rollcall')
    vi.advanceTimersByTime(10)
  }
  expect(flush).toHaveBeenCalledTimes(2)
})

it('a lost line makes everything stale', () => {
  const flush = vi.fn()
  const hints = collector(flush, 500)
  hints.all()
  hints.hint('checkin')
  vi.advanceTimersByTime(500)
  expect(flush).toHaveBeenCalledWith('all')
})
