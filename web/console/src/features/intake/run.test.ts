import { expect, it, vi } from 'vitest'
import type { Line, Outcome } from './api'
import { BATCH, countIn, linesLeft, runBatches } from './run'

const line = (n: number, more: Partial<Line> = {}): Line => ({
  line: n,
  values: {},
  problems: [],
  cells: [],
  person_id: '',
  ...more,
})
const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n + 2))
const added = (l: Line): Outcome => ({ line: l.line, person_id: `p${l.line}`, is_repeat: false, problems: [] })

it('adds all lines in batches, in their order', async () => {
  const batches: number[] = []
  const told: Outcome[] = []
  const add = async (b: Line[]) => {
    batches.push(b.length)
    return b.map(added)
  }
  await runBatches(lines(2 * BATCH + 1), add, (o) => told.push(...o), new AbortController().signal)
  expect(batches).toEqual([BATCH, BATCH, 1])
  expect(told.map((o) => o.line)).toEqual(lines(2 * BATCH + 1).map((l) => l.line))
})

it('stops between batches, and goes on where it was cut', async () => {
  const all = [
    ...lines(3 * BATCH),
    line(9001, { problems: [{ field: 'name', reason: 'missing' }] }),
    line(9002, { person_id: 'before' }),
  ]
  const so = new Map<number, Outcome>()
  const tell = (outcomes: Outcome[]) => {
    for (const o of outcomes) so.set(o.line, o)
  }
  const stop = new AbortController()
  const stopping = vi.fn(async (b: Line[]) => {
    stop.abort()
    return b.map(added)
  })
  await runBatches(linesLeft(all, so), stopping, tell, stop.signal)
  expect(stopping).toHaveBeenCalledTimes(1)
  expect(countIn(all, so)).toBe(BATCH + 1)

  const cut = vi.fn(async (_: Line[]): Promise<Outcome[]> => Promise.reject(new Error('no answer')))
  await expect(runBatches(linesLeft(all, so), cut, tell, new AbortController().signal)).rejects.toThrow('no answer')
  expect(linesLeft(all, so)).toHaveLength(2 * BATCH)

  await runBatches(linesLeft(all, so), async (b) => b.map(added), tell, new AbortController().signal)
  expect(linesLeft(all, so)).toEqual([])
  expect(countIn(all, so)).toBe(3 * BATCH + 1)
})
