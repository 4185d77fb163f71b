import { expect, it } from 'vitest'
import { type PhoneSending, setLayers } from './layers'
import type { Rung } from './types'

const sending = (over: Partial<PhoneSending> = {}): PhoneSending => ({ camera: true, microphone: false, ...over })
const layers = (n: number) => Array.from({ length: n }, (): RTCRtpEncodingParameters => ({}))

it.each([
  [sending(), [true, false]],
  [sending({ small: true }), [true, false]],
  [sending({ large: true }), [false, true]],
  [sending({ large: true, small: true }), [true, true]],
  [sending({ camera: false, large: true, small: true }), [false, false]],
  [sending({ large: true, rung: 'low' }), [true, false]],
  [sending({ large: true, rung: 'still' }), [true, false]],
  [sending({ large: true, rung: 'telephone' }), [false, false]],
] as const)('two layers %#', (s, active) => {
  const both = layers(2)
  setLayers(both, s)
  expect(both.map((e) => e.active)).toEqual(active)
})

it.each([
  ['video', true, 400_000],
  ['video', false, 60_000],
  ['low', true, 60_000],
  ['still', true, 40_000],
  ['audio', true, 40_000],
] as [Rung, boolean, number][])('one layer at %s, large %s', (rung, large, most) => {
  const one = layers(1)
  setLayers(one, sending({ rung, large }))
  expect(one[0]).toMatchObject({ active: true, maxBitrate: most })
})
