import { expect, it } from 'vitest'
import { read } from './measure'

it('reads the pair in use and the worst loss', () => {
  const report = new Map([
    ['1', { type: 'candidate-pair', nominated: false, state: 'succeeded', availableOutgoingBitrate: 9e6 }],
    [
      '2',
      {
        type: 'candidate-pair',
        nominated: true,
        state: 'succeeded',
        availableOutgoingBitrate: 123_400,
        currentRoundTripTime: 0.08,
      },
    ],
    ['3', { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.125 }],
    ['4', { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.01 }],
  ])
  expect(read(report)).toEqual({ kbps: 123, rttMs: 80, lossPercent: 12.5 })
})

it('knows nothing of an empty report', () => {
  expect(read(new Map())).toEqual({ kbps: null, rttMs: null, lossPercent: null })
})
