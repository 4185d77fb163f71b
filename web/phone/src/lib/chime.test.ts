import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let begun: number
let suspended: number
/** How long the phone takes to give its sound. */
let slow: number
const node = () => ({
  gain: { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} },
  connect: () => node(),
})
class FakeSound {
  currentTime = 0
  resume = () => new Promise((done) => setTimeout(done, slow))
  suspend = async () => void suspended++
  createGain = node
  createOscillator = () => ({ ...node(), frequency: { value: 0 }, start: () => begun++, stop: () => {} })
}

async function load() {
  vi.resetModules()
  return import('./chime')
}
beforeEach(() => {
  begun = suspended = slow = 0
  vi.useFakeTimers()
  vi.stubGlobal('AudioContext', FakeSound)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it.each([
  [400, undefined, 2],
  [600, undefined, 0],
  [2900, 3000, 2],
  [3100, 3000, 0],
])('sound that takes %d ms, of patience %s: %d notes', async (ms, patience, notes) => {
  const { chime } = await load()
  slow = ms
  chime(patience)
  await vi.advanceTimersByTimeAsync(ms + 10)
  expect(begun).toBe(notes)
  await vi.advanceTimersByTimeAsync(1000)
  expect(suspended, 'it does not go on using the phone').toBe(1)
})

it('nothing begins after it was called off, and the next is heard', async () => {
  const { chime, hush } = await load()
  slow = 300
  chime()
  await vi.advanceTimersByTimeAsync(100)
  hush()
  await vi.advanceTimersByTimeAsync(1000)
  expect(begun).toBe(0)
  chime()
  await vi.advanceTimersByTimeAsync(400)
  expect(begun).toBe(2)
})

it('is silent where there is no sound', async () => {
  vi.stubGlobal('AudioContext', undefined)
  const { chime } = await load()
  expect(() => chime()).not.toThrow()
})
