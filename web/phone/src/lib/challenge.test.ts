import { describe, expect, it } from 'vitest'
import { type Challenge, perform, type Scene } from './challenge'

const challenge: Challenge = {
  nonce: 'n',
  digits: '',
  issued_at: '2026-11-23T00:00:00.123456Z',
  expires_at: '2026-11-23T00:02:00Z',
  steps: [
    { gesture: 'nod', colour: 'red' },
    { gesture: 'turn_left', colour: 'blue' },
    { gesture: 'blink', colour: 'green' },
  ],
}

/** A camera and a clock of a test: each picture is its number, taking one needs 40 ms. */
function scene(signal = new AbortController().signal) {
  let at = 1000
  let taken = 0
  const scenes: Scene[] = []
  const watch = {
    video: {} as HTMLVideoElement,
    signal,
    onScene: (s: Scene) => scenes.push(s),
    now: () => at,
    sleep: async (ms: number, s: AbortSignal) => {
      s.throwIfAborted()
      at += ms
    },
    take: async () => {
      at += 40
      taken++
      return new TextEncoder().encode('x'.repeat(taken)).buffer as ArrayBuffer
    },
  }
  return { watch, scenes, taken: () => taken }
}

describe('a challenge', () => {
  it('takes two frames before the first step and two in each', async () => {
    const { watch, scenes } = scene()
    const { answer, frames } = await perform(challenge, watch)
    expect(scenes.map((s) => `${s.gesture} ${s.colour}`)).toEqual([
      'straight white',
      'nod red',
      'turn_left blue',
      'blink green',
    ])
    expect(answer.frames.map((f) => f.step)).toEqual([-1, -1, 0, 0, 1, 1, 2, 2])
    expect(answer.frames.map((f) => f.bytes)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(frames.byteLength).toBe(36)
    expect(answer.issued_at).toBe(challenge.issued_at)
    expect(answer.frames_sha256).toMatch(/^[0-9a-f]{64}$/)
    const offsets = answer.frames.map((f) => f.offset_ms)
    expect(offsets[0]).toBe(0)
    expect([...offsets].sort((a, b) => a - b)).toEqual(offsets)
    expect(offsets.at(-1)).toBeLessThan(20_000)
  })
  it('ends when it is broken off, and takes nothing more', async () => {
    const over = new AbortController()
    const { watch, taken } = scene(over.signal)
    const stopped = perform(challenge, {
      ...watch,
      onScene: (s) => {
        if (s.step === 1) over.abort(new Error('stopped'))
      },
    })
    await expect(stopped).rejects.toThrow('stopped')
    expect(taken()).toBe(4)
  })
})
