import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { keep, withItem, without } from './keep'

test('what was changed takes its place in the list, and nothing else is touched', () => {
  const list = {
    next_cursor: 'x',
    items: [
      { id: 'a', version: 1 },
      { id: 'b', version: 1 },
    ],
  }
  expect(withItem(list, { id: 'b', version: 2 })).toEqual({
    next_cursor: 'x',
    items: [
      { id: 'a', version: 1 },
      { id: 'b', version: 2 },
    ],
  })
  expect(list.items[1]?.version).toBe(1)
})

test('what is not in the list is not put there, and a list that was not read stays so', () => {
  expect(withItem({ items: [{ id: 'a' }] }, { id: 'b' })).toEqual({ items: [{ id: 'a' }] })
  expect(withItem(undefined, { id: 'a' })).toBeUndefined()
})

test('what was ended is no more in the list', () => {
  expect(without({ next_cursor: 'x', items: [{ id: 'a' }, { id: 'b' }] }, 'a')).toEqual({
    next_cursor: 'x',
    items: [{ id: 'b' }],
  })
  expect(without(undefined, 'a')).toBeUndefined()
})

/** A person's ladder that was read as 1, or not yet, and is being read once more when a write is answered. */
async function beingRead(isKnown: boolean) {
  const queries = new QueryClient()
  const queryKey = ['person', 'ladder', 'p', 'reason']
  const reads: ((version: number) => void)[] = []
  const queryFn = () => new Promise<number>((answer) => reads.push(answer))
  const observer = new QueryObserver(queries, { queryKey, queryFn, retry: false })
  const stop = observer.subscribe(() => {})
  if (isKnown) {
    reads[0]?.(1)
    await settled()
    queries.invalidateQueries({ queryKey })
  }
  expect(observer.getCurrentResult().isFetching).toBe(true)
  return { queries, observer, stop, answer: reads.at(-1) ?? (() => {}) }
}

const settled = () => new Promise((done) => setTimeout(done, 10))

test.each([true, false])('what was asked for before a write does not come back over its answer', async (isKnown) => {
  const { queries, observer, stop, answer } = await beingRead(isKnown)
  keep(queries, ['person', 'ladder', 'p'], 2)
  expect(observer.getCurrentResult()).toMatchObject({ data: 2, status: 'success' })
  answer(1)
  await settled()
  expect(observer.getCurrentResult()).toMatchObject({ data: 2, status: 'success', fetchStatus: 'idle' })
  stop()
})
