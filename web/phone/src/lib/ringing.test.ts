import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showInTime } from './ringing'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const after = (ms: number, kind: string) => new Promise<string>((done) => setTimeout(() => done(kind), ms))

/** Which notices are shown, and after how many seconds, of a message whose kind is known after so many. */
async function shown(kind: string, seconds: number) {
  const begun = Date.now()
  const all: [boolean, number][] = []
  let isOver = false
  const show = async (rings: boolean) => void all.push([rings, (Date.now() - begun) / 1000])
  showInTime(after(seconds * 1000, kind), show)
    .then((correct) => correct())
    .then(() => {
      isOver = true
    })
  await vi.advanceTimersByTimeAsync(40_000)
  expect(isOver, 'the worker may sleep').toBe(true)
  return all
}

it('a ring rings at once where it is known in time', async () => {
  expect(await shown('rollcall_ring', 1)).toEqual([[true, 1]])
})

it('a ring of which the phone hears late is shown plainly in time, then rings', async () => {
  expect(await shown('rollcall_recall', 12)).toEqual([
    [false, 3],
    [true, 12],
  ])
})

it.each([
  ['checkin_due', 1, 1],
  ['checkin_due', 12, 3],
  ['', 1, 1],
  ['rollcall_ring', 39, 3], // nobody waits so long
])('%j after %d s is shown once, plainly', async (kind, seconds, at) => {
  expect(await shown(kind, seconds)).toEqual([[false, at]])
})
