import type { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { collector, listen } from './live'

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

class Line {
  static opened: Line[] = []
  static CLOSED = 2
  readyState = 1
  onopen = () => {}
  onerror = () => {}
  heard: Record<string, (e: { data: string; lastEventId: string }) => void> = {}
  constructor() {
    Line.opened.push(this)
  }
  addEventListener(name: string, on: (e: { data: string; lastEventId: string }) => void) {
    this.heard[name] = on
  }
  close() {}
}

it('comes back by the number of the last hint; without one, or told so, it takes everything for stale', () => {
  vi.stubGlobal('EventSource', Line)
  const invalidateQueries = vi.fn()
  const stop = listen({ invalidateQueries } as unknown as QueryClient, () => {})
  const line = Line.opened.at(-1) as Line
  const flushed = () => {
    vi.advanceTimersByTime(500)
    const { predicate } = invalidateQueries.mock.lastCall?.[0] ?? { predicate: () => false }
    const stale = ['leave', 'desk', 'look', 'session'].filter((word) => predicate({ queryKey: [word] }))
    invalidateQueries.mockClear()
    return stale
  }
  line.onopen()
  expect(flushed()).toEqual([])
  line.onopen() // again, and never had a number
  expect(flushed()).toEqual(['leave', 'desk'])
  line.heard.hint?.({ data: '{"noun":"checkin"}', lastEventId: '7' })
  expect(flushed()).toEqual(['desk'])
  line.onopen()
  expect(flushed()).toEqual([])
  line.heard.resync?.({ data: '{}', lastEventId: '' })
  expect(flushed()).toEqual(['leave', 'desk'])
  stop()
  vi.unstubAllGlobals()
})
