import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../../shared/api/problem'
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
  const refetchQueries = vi.fn()
  const stop = listen({ invalidateQueries, refetchQueries } as unknown as QueryClient, () => {})
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

it('reads again what could not be read while the line was cut, and nothing else', async () => {
  vi.stubGlobal('EventSource', Line)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  let isCut = true
  const asked: string[] = []
  const stops = Object.entries({ unreached: 0, refused: 403, broken: 503 }).map(([name, status]) =>
    new QueryObserver(queries, {
      queryKey: [name],
      queryFn: () => {
        asked.push(name)
        if (isCut || status === 403) throw new ApiProblem({ code: 'x', status })
        return name
      },
    }).subscribe(() => {}),
  )
  const stop = listen(queries, () => {})
  const line = Line.opened.at(-1) as Line
  line.heard.hint?.({ data: '{"noun":"other"}', lastEventId: '7' }) // resumes by number, so that nothing is stale
  await vi.advanceTimersByTimeAsync(500)
  expect(asked.splice(0)).toEqual(['unreached', 'refused', 'broken'])
  isCut = false
  line.onopen()
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toEqual(['unreached', 'broken'])
  expect(queries.getQueryData(['unreached'])).toBe('unreached')
  for (const end of [...stops, stop]) end()
  queries.clear()
  vi.unstubAllGlobals()
})
