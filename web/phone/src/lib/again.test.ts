import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { tryAgain } from './again'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Seconds after which it is tried, when the try that leaves nothing is the nth, or none. */
async function tried(nth = 0, stopAfter = 60) {
  const begun = Date.now()
  const at: number[] = []
  const stop = tryAgain(
    async () => {
      at.push((Date.now() - begun) / 1000)
      if (at.length !== nth) throw new Error('no network yet')
    },
    async () => at.length !== nth,
  )
  await vi.advanceTimersByTimeAsync(stopAfter * 1000)
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  return at
}

it('tries at once, and after 2, 5 and 15 seconds', async () => expect(await tried()).toEqual([0, 2, 5, 15]))
it('ends when nothing is left', async () => expect(await tried(2)).toEqual([0, 2]))
it('tries once where nothing waits', async () => expect(await tried(1)).toEqual([0]))
it('ends when it is stopped', async () => expect(await tried(0, 3)).toEqual([0, 2]))
